/** Sources and sinks of one's own: the same answers with every hook and with none. */
import { RecordBatch, tableFromArrays } from 'apache-arrow'
import { describe, expect, test } from 'vitest'
import { schema, session, t, type DataAggregation, type DataBatch, type DataFilter, type DataFrame, type DataOrder, type DataSink, type DataSource, type DataValue, type Infer } from '../../src/index.js'
import { failure, poolOf } from './engine.js'

const Sale = schema({ id: t.int32, city: t.utf8.nullable(), price: t.float64.nullable(), units: t.int64, day: t.date })
type Sales = Infer<typeof Sale>
interface Row { id: number; city: string | null; price: number | null; units: bigint; day: string }
const rows: readonly Row[] = Array.from({ length: 1_000 }, (_, id) => ({
  id, city: ['Bern', 'Oslo', null, 'Rom'][id % 4]!, price: id % 7 === 0 ? null : (id * 37 % 100) / 4, units: BigInt(id * 11 % 13), day: `2024-02-${String(1 + id % 29).padStart(2, '0')}`,
}))

// --- a source that does everything itself, on plain JavaScript
const compare = (a: DataValue, b: DataValue): number => a! < b! ? -1 : a! > b! ? 1 : 0
function holds(filter: DataFilter, row: Record<string, DataValue>): boolean | null {
  switch (filter.op) {
    case 'and': { const all = new Set(filter.filters.map(f => holds(f, row))); return all.has(false) ? false : all.has(null) ? null : true }
    case 'or': { const all = new Set(filter.filters.map(f => holds(f, row))); return all.has(true) ? true : all.has(null) ? null : false }
    case 'not': { const is = holds(filter.filter, row); return is === null ? null : !is }
  }
  const value = row[filter.column]!
  switch (filter.op) {
    case 'isNull': return value === null
    case 'isNotNull': return value !== null
    case 'in': return value === null ? null : filter.values.some(v => v !== null && compare(value, v) === 0) ? true : filter.values.includes(null) ? null : false
    case 'startsWith': return value === null ? null : String(value).startsWith(filter.value)
    case 'endsWith': return value === null ? null : String(value).endsWith(filter.value)
    case 'contains': return value === null ? null : String(value).includes(filter.value)
    case 'eqNullSafe': return value === filter.value
    default: {
      if (value === null || filter.value === null) return null
      const order = compare(value, filter.value)
      return { eq: order === 0, ne: order !== 0, lt: order < 0, le: order <= 0, gt: order > 0, ge: order >= 0 }[filter.op]
    }
  }
}
function sorted(all: readonly Row[], order: readonly DataOrder[]): Row[] {
  const by = ({ column, descending, nullsFirst }: DataOrder) => (a: Row, b: Row): number => {
    const [x, y] = [a[column as keyof Row], b[column as keyof Row]]
    if (x === null || y === null) return x === y ? 0 : (x === null) === nullsFirst ? -1 : 1
    return descending ? -compare(x, y) : compare(x, y)
  }
  return all.toSorted((a, b) => order.map(by).reduce((d, f) => d || f(a, b), 0))
}
function grouped(all: readonly Row[], { groupBy, aggregates }: DataAggregation): object[] {
  const groups = new Map<string, Row[]>(groupBy.length ? [] : [['', []]])
  for (const row of all) {
    const key = groupBy.map(k => String(row[k as keyof Row])).join('|')
    groups.set(key, [...groups.get(key) ?? [], row])
  }
  return [...groups.values()].map(group => ({
    ...Object.fromEntries(groupBy.map(k => [k, group[0]![k as keyof Row]])),
    ...Object.fromEntries(aggregates.map(({ function: f, column, name }) => {
      const values = column === undefined ? group.map(() => 1) : group.map(r => r[column as keyof Row]).filter(v => v !== null)
      const sum = (): number | bigint => values.reduce((a, b) => (a as number) + (b as number), typeof values[0] === 'bigint' ? 0n : 0) as number
      switch (f) {
        case 'count': return [name, values.length]
        case 'sum': return [name, values.length ? sum() : null]
        case 'avg': return [name, values.length ? Number(sum()) / values.length : null]
        case 'min': return [name, values.length ? values.reduce((a, b) => compare(a, b) <= 0 ? a : b) : null]
        case 'max': return [name, values.length ? values.reduce((a, b) => compare(a, b) >= 0 ? a : b) : null]
      }
    })),
  }))
}
interface Log { readonly calls: string[]; given: number }
type Hook = 'pushFilters' | 'pruneColumns' | 'pushLimit' | 'pushTopN' | 'pushAggregate' | 'statistics'
const allHooks: readonly Hook[] = ['pushFilters', 'pruneColumns', 'pushLimit', 'pushTopN', 'pushAggregate', 'statistics']
type Form = (rows: readonly object[]) => DataBatch
function source(log: Log, hooks: readonly Hook[] = allHooks, form: Form = all => all, data: readonly object[] = rows): DataSource<Sales> {
  const again = (next: readonly object[]): DataSource<Sales> => source(log, hooks, form, next), table = data as readonly Row[]
  const own: DataSource<Sales> = {
    name: 'shop', schema: Sale,
    statistics: () => ({ rows: data.length, columns: { id: { min: 0, max: 999, nulls: 0, distinct: 1_000 } } }),
    pushFilters(filters) {
      log.calls.push('filters')
      const [first, ...rest] = filters
      return { source: again(table.filter(r => holds(first!, r as never) === true)), remaining: rest }
    },
    pruneColumns(columns) { log.calls.push(`columns ${columns.join()}`); return again(data.map(r => Object.fromEntries(columns.map(c => [c, (r as Record<string, unknown>)[c]])))) },
    pushLimit(n) { log.calls.push(`limit ${n}`); return again(data.slice(0, n + 1)) },
    pushTopN(order, n) { log.calls.push(`top ${n}`); return again(sorted(table, order).slice(0, n).toReversed()) },
    pushAggregate(aggregation) { log.calls.push(`aggregate ${aggregation.aggregates.map(a => a.function).join()}`); return again(grouped(table, aggregation)) },
    async *read({ batchRows }) {
      for (let n = 0; n < data.length; n += Math.min(batchRows, 300)) {
        const part = data.slice(n, n + Math.min(batchRows, 300))
        log.given += part.length
        yield form(part)
      }
    },
  }
  for (const hook of allHooks) if (!hooks.includes(hook)) delete own[hook]
  return own
}

type Frame = DataFrame<Sales>
const queries: Readonly<Record<string, (df: Frame) => DataFrame<any>>> = {
  everything: df => df,
  'some columns': df => df.select('city', 'units'),
  comparisons: df => df.filter($ => $.price.gt(10).and($.units.le(5)).and($.city.ne('Rom'))),
  'or, not, in, between': df => df.filter($ => $.city.isIn('Bern', 'Oslo').or($.price.isNull()).and($.id.between(10, 500)).and($.units.eq(3).not())),
  texts: df => df.filter($ => $.city.startsWith('B').or($.city.endsWith('lo')).or($.city.contains('zz'))),
  'null-safe': df => df.filter($ => $.city.eqNullSafe($.city).and($.city.eqNullSafe('Rom'))),
  dates: df => df.filter($ => $.day.ge('2024-02-20')),
  'what no filter says': df => df.filter($ => $.id.mod(7).eq(3).and($.price.gt(3))),
  limit: df => df.limit(10).groupBy('city').count().orderBy('city'),
  'top of one': df => df.orderBy($ => $.price.desc().nullsLast(), 'id').limit(7),
  'top with an offset': df => df.filter($ => $.city.isNotNull()).orderBy('city', $ => $.id.desc()).offset(3).limit(5),
  'top of an expression': df => df.orderBy($ => $.id.mod(10), 'id').limit(5),
  groups: df => df.groupBy('city').agg($ => ({ n: $.id.count(), total: $.price.sum(), least: $.price.min(), most: $.day.max(), mean: $.price.avg(), units: $.units.sum() })),
  'groups of filtered rows': df => df.filter($ => $.price.ge(12)).groupBy('city', 'day').agg($ => ({ twice: $.units.sum().mul(2), n: $.id.count() })),
  'one group of all': df => df.agg($ => ({ n: $.id.count(), prices: $.price.count(), mean: $.price.avg() })),
  'one group of none': df => df.filter($ => $.id.lt(0)).agg($ => ({ n: $.id.count(), most: $.price.max() })),
  'groups, then the first': df => df.groupBy('day').count().orderBy($ => $.count.desc(), 'day').limit(3),
  'distinct counts': df => df.groupBy('city').agg($ => ({ n: $.day.countDistinct() })),
  join: df => df.filter($ => $.id.lt(20)).join(df.filter($ => $.units.eq(3)).select('id', 'price'), 'id', { suffix: '_r' }),
}
const byText = (all: readonly object[]): string[] => all.map(row => JSON.stringify(row, (_, v: unknown) => typeof v === 'bigint' ? `${v}n` : typeof v === 'number' ? Number(v.toPrecision(12)) : v)).sort()

describe('a source of one\'s own', () => {
  const plain = session({ int64: 'bigint', timeZone: 'UTC' }).frame(Sale, rows as never)
  for (const [name, query] of Object.entries(queries)) {
    test(name, async () => {
      const expected = byText(await query(plain as Frame).collect())
      for (const hooks of [allHooks, [], ...allHooks.map(h => [h])]) {
        for (const options of [{}, { tier: 'closures' as const, batchRows: 37 }, { optimize: false }]) {
          const tf = session({ int64: 'bigint', timeZone: 'UTC', ...options }), frame = tf.from(source({ calls: [], given: 0 }, hooks)) as Frame
          expect(byText(await query(frame).collect())).toEqual(expected)
          expect(poolOf(frame).usedBytes).toBe(0)
        }
      }
    })
  }
  const tf = session({ int64: 'bigint' })
  const run = async (query: (df: Frame) => DataFrame<any>): Promise<{ log: Log; plan: string }> => {
    const log: Log = { calls: [], given: 0 }, frame = query(tf.from(source(log)) as Frame)
    await frame.collect()
    return { log, plan: await frame.explain() }
  }
  test('the hooks are used, and the plan says so', async () => {
    const filters = await run(df => df.filter($ => $.price.gt(10).and($.city.eq('Oslo'))).select('id'))
    expect(filters.plan).toMatch(/PushedFilters: \[.*price gt 10.*city eq Oslo.*\]/)
    expect(filters.log.given).toBeLessThan(600)
    const top = await run(df => df.orderBy('price').limit(5))
    expect(top.log.given).toBe(5)
    expect(top.plan).toContain('PushedTopN: [price asc] 5')
    const limit = await run(df => df.limit(5))
    expect(limit.log.given).toBe(6)
    expect(limit.plan).toContain('Limit: 5')
    const groups = await run(df => df.groupBy('city').agg($ => ({ n: $.id.count() })))
    expect(groups.log.given).toBe(4)
    expect(groups.plan).toMatch(/PushedAggregates: \[count\((id|\*)\)\], PushedGroupBy: \[city\]/)
    expect(groups.plan.slice(groups.plan.indexOf('== Physical'))).not.toContain('HashAggregate')
  })
  const forms: Readonly<Record<string, Form>> = {
    rows: all => all,
    columns: all => Object.fromEntries(Sale.names.map(name => [name, all.map(r => (r as Record<string, unknown>)[name])])),
    'record batches': all => tableFromArrays({
      id: Int32Array.from(all as Row[], r => r.id), city: (all as Row[]).map(r => r.city), price: (all as Row[]).map(r => r.price), units: BigInt64Array.from(all as Row[], r => r.units),
    }).batches[0]!,
  }
  test.each(Object.keys(forms))('rows in the form of %s', async form => {
    const some = tf.from(source({ calls: [], given: 0 }, [], forms[form])).select('id', 'city', 'price', 'units').orderBy('id')
    expect(await some.collect()).toEqual(rows.map(({ day: _, ...row }) => row))
    expect(forms['record batches']!(rows.slice(0, 1))).toBeInstanceOf(RecordBatch)
  })
  test('parts that no row is wanted of are not opened', async () => {
    const opened: number[] = []
    const part = (year: number): DataSource => ({
      name: `year ${year}`, schema: schema({ n: t.int32 }),
      async open() { opened.push(year); return this },
      *read() { yield [{ n: year % 100 }, { n: 0 }] },
    })
    const Yearly = schema({ year: t.int32, n: t.int32 })
    const years: DataSource<Infer<typeof Yearly>> = {
      name: 'years', schema: Yearly, partitionedBy: ['year'],
      partitions: async () => [2022, 2023, 2024].map(year => ({ values: { year }, source: part(year) })),
      read() { throw new Error('its parts are read') },
    }
    const frame = tf.from(years)
    expect(await frame.orderBy('year', 'n').collect()).toEqual([{ year: 2022, n: 0 }, { year: 2022, n: 22 }, { year: 2023, n: 0 }, { year: 2023, n: 23 }, { year: 2024, n: 0 }, { year: 2024, n: 24 }])
    opened.length = 0
    expect(await frame.filter($ => $.year.gt(2022).and($.n.gt(0))).select('n', 'year').orderBy('n').collect()).toEqual([{ n: 23, year: 2023 }, { n: 24, year: 2024 }])
    expect(opened).toEqual([2023, 2024])
    expect(await frame.filter($ => $.year.eq(2024)).explain()).toMatch(/PartitionFilters: \[year = 2024\].*Files: 1 of 3/)
  })
  test('what does not keep the contract', async () => {
    const of = (read: DataSource['read'], more: Partial<DataSource> = {}) => tf.from({ name: 'odd', schema: schema({ n: t.int32 }), read, ...more }) as DataFrame<any>
    expect(await failure(of(function* () { yield [{ n: 'x' }] }).collect())).toMatchObject({ condition: 'INVALID_ROW_VALUE', parameters: { column: 'n' } })
    expect(await failure(of(function* () { yield [{}] }).collect())).toMatchObject({ condition: 'NOT_NULL_ASSERT_VIOLATION' })
    expect(await failure(of(function* () { yield { m: [1] } }).collect())).toMatchObject({ condition: 'FAILED_READ_FILE', message: expect.stringContaining("no column 'n'") })
    expect(await failure(of(function* () { yield { n: [1], m: [1, 2] } }).collect())).toMatchObject({ message: expect.stringContaining('different lengths') })
    expect(await failure(of(function* () { yield 7 as never }).collect())).toMatchObject({ message: expect.stringContaining('it gave 7') })
    expect(await failure(of(function* () { yield []; throw new RangeError('gone') }).collect())).toBeInstanceOf(RangeError)
    const stray: Partial<DataSource> = { pushFilters: () => ({ source: source({ calls: [], given: 0 }), remaining: [{ op: 'isNull', column: 'n' }] }) }
    expect(await failure(of(function* () { yield [] }, stray).filter($ => $['n']!.gt(1)).collect())).toMatchObject({ condition: 'INVALID_ARGUMENT', message: expect.stringContaining('a filter that it was not given') })
    for (const odd of [undefined, {}, { name: 'x' }]) expect(() => tf.from(odd as never)).toThrow(/a source is needed/)
    expect(() => tf.from({ name: 'x', read() {} } as never)).toThrow(/a schema is needed/)
  })
  test('a reader that is left early or aborted is told', async () => {
    let ended = 0
    const endless = tf.from({ name: 'endless', schema: schema({ n: t.int32 }), async *read() { try { for (let n = 0; ; n++) { await new Promise(r => setImmediate(r)); yield [{ n }] } } finally { ended++ } } } satisfies DataSource)
    expect((await endless.limit(3).collect()).length).toBe(3)
    expect(await failure(endless.count({ signal: AbortSignal.timeout(30) }))).toMatchObject({ condition: 'CANCELLED' })
    expect(ended).toBe(2)
  })
})

describe('a sink of one\'s own', () => {
  const tf = session({ batchRows: 100 }), frame = tf.frame(Array.from({ length: 250 }, (_, n) => ({ n, s: `row ${n}` })))
  function sink(fail: 'write' | 'commit' | undefined = undefined) {
    const log: string[] = [], got: { n: number; s: string }[] = []
    const own: DataSink<{ n: number; s: string }> = {
      name: 'memory',
      open: ({ names }) => {
        log.push(`open ${names.join()}`)
        return {
          async write(batch) {
            await new Promise(resolve => setImmediate(resolve))
            if (fail === 'write' && got.length > 0) throw new RangeError('full')
            expect(batch.toArrow().numRows).toBe(batch.rows)
            got.push(...batch.toRows())
          },
          commit: () => { if (fail === 'commit') throw new RangeError('full'); log.push('commit') },
          abort: () => { log.push('abort') },
        }
      },
    }
    return { log, got, own }
  }
  test('takes all rows and commits once', async () => {
    const { log, got, own } = sink()
    expect(await frame.write.to(own)).toEqual({ rows: 250 })
    expect(log).toEqual(['open n,s', 'commit'])
    expect(got).toEqual(await frame.collect())
  })
  test('is told to abort when anything fails', async () => {
    for (const where of ['write', 'commit'] as const) {
      const { log, own } = sink(where)
      expect(await failure(frame.write.to(own))).toBeInstanceOf(RangeError)
      expect(log).toEqual(['open n,s', 'abort'])
    }
    const { log, own } = sink(), abort = new AbortController()
    expect(await failure(frame.write.to(own, { signal: abort.signal, onProgress: () => abort.abort() }))).toMatchObject({ condition: 'CANCELLED' })
    expect(log).toEqual(['open n,s', 'abort'])
    expect(await failure(frame.write.to({} as never))).toMatchObject({ condition: 'INVALID_ARGUMENT', message: expect.stringContaining('a sink is needed') })
    expect(poolOf(frame).usedBytes).toBe(0)
  })
})
