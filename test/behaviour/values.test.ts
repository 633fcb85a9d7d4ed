/** What values become in JavaScript: by session, by call, and what happens where a number is not exact. */
import { describe, expect, test } from 'vitest'
import { schema, session, t } from '../../src/index.js'
import { failure } from './engine.js'

const Row = schema({ n: t.int64.nullable(), d: t.decimal(20, 2), day: t.date, at: t.timestamp, local: t.timestampNtz })
const rows = [{ n: 42, d: '1234.50', day: '2024-02-29', at: '2024-02-29T12:30:00.123456Z', local: '2024-02-29T12:30:00' }]
const large = (tf: { frame: ReturnType<typeof session>['frame'] }) => tf.frame(schema({ id: t.int64 }), [{ id: 1 }, { id: 9_007_199_254_740_993n }])

test('by default: numbers, decimals and dates as text, timestamps as Date', async () => {
  expect(await session().frame(Row, rows).first()).toEqual({
    n: 42, d: '1234.50', day: '2024-02-29', at: new Date('2024-02-29T12:30:00.123Z'), local: '2024-02-29T12:30:00',
  })
})
test('as the session says', async () => {
  const tf = session({ int64: 'bigint', decimal: 'number', date: 'Date', timestamp: 'micros' })
  expect(await tf.frame(Row, rows).first()).toEqual({ n: 42n, d: 1234.5, day: new Date('2024-02-29T00:00:00Z'), at: 1_709_209_800_123_456n, local: '2024-02-29T12:30:00' })
})
test('as the call says, which goes first', async () => {
  const frame = session({ int64: 'bigint', timestamp: 'micros', timeZone: 'UTC' }).frame(Row, rows)
  expect(await frame.first({ int64: 'string', timestamp: 'string' })).toMatchObject({ n: '42', at: '2024-02-29T12:30:00.123456Z' })
  expect((await frame.collect({ int64: 'number', decimal: 'number' }))[0]).toMatchObject({ n: 42, d: 1234.5 })
  for await (const [row] of frame.rows({ timestamp: 'Date', date: 'Date' })) expect(row).toMatchObject({ n: 42n, at: new Date('2024-02-29T12:30:00.123Z'), day: new Date('2024-02-29') })
})
test('inside lists, structs and maps too', async () => {
  const Nested = schema({ list: t.list(t.int64), map: t.map(t.utf8, t.decimal(10, 1)), struct: t.struct({ day: t.date }) })
  const frame = session().frame(Nested, [{ list: [1, 2], map: new Map([['a', '1.5']]), struct: { day: '2024-01-01' } }])
  expect(await frame.first({ int64: 'bigint', decimal: 'number', date: 'Date' })).toEqual({ list: [1n, 2n], map: new Map([['a', 1.5]]), struct: { day: new Date('2024-01-01') } })
})

describe('a whole number beyond 2^53', () => {
  test('is an error that says what to ask for', async () => {
    const error = await failure(large(session()).collect())
    expect(error).toMatchObject({ condition: 'UNSAFE_INTEGER', sqlState: '22003', parameters: { column: 'id' } })
    expect(error.message).toBe("[UNSAFE_INTEGER] The value 9007199254740993 of column 'id' is beyond ±(2^53-1), where a number is not exact. Ask for { int64: 'bigint' } or { int64: 'string' }.")
  })
  test('is exact as bigint and as text', async () => {
    expect(await large(session({ int64: 'bigint' })).collect()).toEqual([{ id: 1n }, { id: 9_007_199_254_740_993n }])
    expect(await large(session()).collect({ int64: 'string' })).toEqual([{ id: '1' }, { id: '9007199254740993' }])
  })
  test('may be computed with as long as it stays inside', async () => expect(await large(session()).agg($ => ({ n: $.id.max().sub($.id.min()).sub(9_007_199_254_740_000n) })).first()).toEqual({ n: 992 }))
})

describe('times at the ends of 64 bits', () => {
  const ends = [-(2n ** 63n), -(2n ** 63n) + 1n, 2n ** 63n - 2n, 2n ** 63n - 1n]
  test.each(['wasm', 'closures'] as const)('as text and as microseconds, %s', async tier => {
    const frame = session({ tier, timeZone: 'UTC' }).frame(schema({ n: t.int64 }), ends.map(n => ({ n })))
      .select($ => ({ at: $.n.timestampMicros(), text: $.n.timestampMicros().cast('utf8'), local: $.n.timestampMicros().cast('timestampNtz') }))
    const texts = ['-290308-12-21T19:59:05.224192', '-290308-12-21T19:59:05.224193', '+294247-01-10T04:00:54.775806', '+294247-01-10T04:00:54.775807']
    expect(await frame.collect({ timestamp: 'string' })).toEqual(texts.map(local => ({ at: `${local}Z`, text: local.replace('T', ' '), local })))
    expect((await frame.collect({ timestamp: 'micros' })).map(row => row.at)).toEqual(ends)
    const error = await failure(frame.select('at').collect())
    expect(error).toMatchObject({ condition: 'DATETIME_OVERFLOW', parameters: { column: 'at', value: '-290308-12-21T19:59:05.224192Z' } })
    expect(error.message).toContain("{ timestamp: 'string' }")
  })
  test.each(['wasm', 'closures'] as const)('days without microseconds, %s', async tier => {
    const days = session({ tier, timeZone: 'UTC' }).frame(schema({ n: t.int32 }), [{ n: 2 ** 31 - 1 }, { n: -(2 ** 31) }]).select($ => ({ day: $.n.dateFromUnixDate() }))
    expect(await days.collect()).toEqual([{ day: '+5881580-07-11' }, { day: '-5877641-06-23' }])
    expect(await failure(days.select($ => ({ at: $.day.cast('timestamp') })).collect())).toMatchObject({ condition: 'CAST_OVERFLOW' })
    expect(await days.select($ => ({ at: $.day.tryCast('timestampNtz') })).collect()).toEqual([{ at: null }, { at: null }])
    expect(await failure(days.collect({ date: 'Date' }))).toMatchObject({ condition: 'DATETIME_OVERFLOW', parameters: { option: 'date', column: 'day' } })
  })
})

describe('rows that do not fit their schema', () => {
  const tf = session()
  test('name the row, the column, the value and what is meant', async () => {
    const error = await failure(() => tf.frame(schema({ id: t.int32, name: t.utf8 }), [{ id: 1, name: 'a' }, { id: 3_000_000_000, name: 'b' }]).collect())
    expect(error).toMatchObject({ condition: 'INVALID_ROW_VALUE', parameters: { row: 1, column: 'id' } })
    expect(error.message).toContain("rows[1], column 'id': 3000000000 is not a int")
  })
  test('a missing value where none may be missing', async () => {
    const error = await failure(() => tf.frame(schema({ id: t.int32 }), [{ id: 1 }, {} as { id: number }]).collect())
    expect(error).toMatchObject({ condition: 'NOT_NULL_ASSERT_VIOLATION' })
    expect(error.message).toContain('rows[1]')
  })
  test('inferred rows with mixed types', async () => {
    expect(await failure(() => tf.frame([{ a: 1 }, { a: 'x' as unknown as number }]).collect())).toMatchObject({ condition: 'CANNOT_MERGE_TYPE', parameters: { row: 1, column: 'a' } })
  })
})

test('the time zone of the session decides hours, not instants', async () => {
  const hours = async (timeZone: string): Promise<unknown> => session({ timeZone }).frame(Row, rows).select('at', $ => ({ hour: $.at.hour(), day: $.at.cast('date') })).first()
  expect(await hours('UTC')).toEqual({ at: new Date('2024-02-29T12:30:00.123Z'), hour: 12, day: '2024-02-29' })
  expect(await hours('Asia/Tokyo')).toEqual({ at: new Date('2024-02-29T12:30:00.123Z'), hour: 21, day: '2024-02-29' })
  expect(await hours('Pacific/Auckland')).toMatchObject({ hour: 1, day: '2024-03-01' })
})
