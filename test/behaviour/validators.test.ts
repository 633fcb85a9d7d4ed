/** Rows validated by zod, valibot and arktype on the way in, and a frame's schema as a validator for others. */
import type { StandardSchemaV1 } from '@standard-schema/spec'
import { type } from 'arktype'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { frame, schema, session, t, type DataFrame } from '../../src/index.js'
import { sqlName } from '../../src/types/data-type.js'
import { failure } from './engine.js'

const day = new Date('2024-02-29T12:00:00Z')
const rows = [
  { id: 1, name: 'Ada', big: 2n ** 60n, at: day, ok: true, tags: ['a', 'b'], home: { zip: 12, city: null } },
  { id: 2, name: null, big: 1n, at: day, ok: false, tags: [], home: { zip: 0.5, city: 'Paris' } },
]
const Zod = z.object({
  id: z.number(), name: z.string().nullable(), big: z.bigint(), at: z.date(), ok: z.boolean(), tags: z.array(z.string()),
  home: z.object({ zip: z.number(), city: z.string().nullable() }),
})
const Valibot = v.object({
  id: v.number(), name: v.nullable(v.string()), big: v.bigint(), at: v.date(), ok: v.boolean(), tags: v.array(v.string()),
  home: v.object({ zip: v.number(), city: v.nullable(v.string()) }),
})
const Arktype = type({
  id: 'number', name: 'string | null', big: 'bigint', at: 'Date', ok: 'boolean', tags: 'string[]', home: { zip: 'number', city: 'string | null' },
})
const frames = { zod: frame(Zod, rows), valibot: frame(Valibot, rows), arktype: frame(Arktype, rows) }

describe.each(Object.entries(frames))('%s', (vendor, df) => {
  test('columns are those of what the validator gives back', async () => {
    expect(df.columns.toSorted()).toEqual(['at', 'big', 'home', 'id', 'name', 'ok', 'tags'])
    const kinds = Object.fromEntries(df.schema.fields.map(f => [f.name, `${f.type.kind}${f.nullable ? '?' : ''}`]))
    expect(kinds).toEqual({ id: 'float64', name: 'utf8?', big: 'int64', at: 'timestamp', ok: 'bool', tags: 'list', home: 'struct' })
    expect(await df.collect({ int64: 'bigint' })).toEqual(rows)
    expect(await df.filter($ => $.home.fields.zip.gt(1)).select($ => ({ n: $.name.upper(), tag: $.tags.at(0) })).collect()).toEqual([{ n: 'ADA', tag: 'a' }])
  })
  test('every issue is told, with row, path and message', async () => {
    const validator = { zod: Zod, valibot: Valibot, arktype: Arktype }[vendor]! as typeof Zod
    const bad = [rows[0], { ...rows[0], id: 'x', home: { zip: 'y', city: null } }, rows[1], null, { ...rows[1], tags: ['a', 5] }]
    const error = await failure(() => frame(validator, bad))
    expect(error).toMatchObject({ condition: 'INVALID_ROWS', sqlState: '22023', parameters: { wrong: 3, rows: 5, vendor } })
    const issues = error.parameters['issues'] as { row: number; path: string; message: string }[]
    expect(issues.map(({ row, path }) => `${row}${path}`).sort()).toEqual(['1.home.zip', '1.id', '3', '4.tags[1]'])
    for (const { message } of issues) expect(message.length).toBeGreaterThan(5)
    expect(error.message).toMatch(/^\[INVALID_ROWS\] 3 of 5 rows are not valid: rows\[1\]\./)
    expect(error.message).toContain(`rows[4].tags[1]: ${issues.at(-1)!.message}`)
  })
})

test('what the validator makes of a row is what counts', async () => {
  const Query = z.object({ n: z.coerce.number(), name: z.string().trim().default('nobody'), when: z.iso.date().transform(text => new Date(text)), more: z.string().optional() })
  const df: DataFrame<any, any> = frame(Query, [{ n: '5', when: '2024-02-29', left: 'out' }, { n: 1, name: ' Ada ', when: '2024-03-01', more: 'x' }])
  expect(await df.collect()).toEqual([
    { n: 5, name: 'nobody', when: new Date('2024-02-29'), more: null }, { n: 1, name: 'Ada', when: new Date('2024-03-01'), more: 'x' },
  ])
})
describe('no rows, and values that say nothing', () => {
  const columns = (df: DataFrame<any, any>): string[] => df.schema.fields.map(f => `${f.name} ${sqlName(f.type)}${f.nullable ? '?' : ''}`).sort()
  const Some = z.object({ id: z.int(), name: z.string().nullable(), tags: z.array(z.string().nullable()), home: z.object({ zip: z.number(), city: z.string().optional() }), kind: z.enum(['a', 'b']).optional(), ok: z.boolean() })
  const expected = ['home struct<zip: double, city: string>', 'id double', 'kind string?', 'name string?', 'ok boolean', 'tags array<string>']

  test('columns are those that the validator says', async () => {
    const Ark = type({ id: 'number.integer', name: 'string | null', tags: '(string | null)[]', home: { zip: 'number', 'city?': 'string' }, 'kind?': "'a' | 'b'", ok: 'boolean' })
    for (const df of [frame(Some, []), frame(Ark, [])]) expect(columns(df).map(c => c.replace('city: string, zip: double', 'zip: double, city: string'))).toEqual(expected)
    const none = frame(Some, [])
    expect(await none.filter($ => $.id.gt(1)).select($ => ({ tag: $.tags.at(0), zip: $.home.fields.zip.add(1), kind: $.kind.upper() })).collect()).toEqual([])
    expect(await none.unionByName(frame(Some, [{ id: 1, name: 'x', tags: [], home: { zip: 2 }, ok: true }])).select('id', 'name', 'kind').collect()).toEqual([{ id: 1, name: 'x', kind: null }])
  })
  test('what JSON has no type for may be used all the same', async () => {
    const none = frame(Zod, [])
    expect(none.columns.toSorted()).toEqual(['at', 'big', 'home', 'id', 'name', 'ok', 'tags'])
    expect(await none.filter($ => $.at.year().eq(2024).and($.big.gt(1n))).groupBy('at').agg($ => ({ n: $.big.sum() })).collect()).toEqual([])
  })
  test('nulls, empty lists and keys that no row has', async () => {
    const df = frame(Some, [{ id: 1, name: null, tags: [], home: { zip: 2 }, ok: true }, { id: 2, name: null, tags: [null], home: { zip: 3 }, ok: true }])
    expect(columns(df)).toEqual(expected)
    expect(await df.select($ => ({ kind: $.kind, city: $.home.fields.city, tag: $.tags.at(0), name: $.name.upper() })).collect())
      .toEqual([1, 2].map(() => ({ kind: null, city: null, tag: null, name: null })))
  })
  test('a validator that does not say them', async () => {
    expect(await failure(() => frame(Valibot, []))).toMatchObject({ condition: 'CANNOT_INFER_EMPTY_SCHEMA', message: expect.stringContaining('valibot validator does not say') })
    const props = { ...Valibot['~standard'], jsonSchema: { output: () => { throw new Error('no') }, input: () => ({}) } }
    expect(await failure(() => frame({ '~standard': props } as unknown as typeof Valibot, []))).toMatchObject({ condition: 'CANNOT_INFER_EMPTY_SCHEMA' })
    expect(frame(Valibot, rows.map(row => ({ ...row, name: null }))).columns).toHaveLength(7)
  })
  test('odd schemas say nothing', () => {
    const odd: Record<string, unknown> = { a: true, b: {}, c: { type: ['string', 'number'] }, d: { anyOf: [{ $ref: '#' }, { type: 'null' }] }, e: { type: 'array' }, f: { type: 'object' }, g: { const: null }, h: { enum: ['x', null] } }
    const of = { '~standard': { version: 1, vendor: 'odd', validate: (value: unknown) => ({ value }), jsonSchema: { output: () => ({ properties: odd }), input: () => ({}) } } } as unknown as typeof Zod
    expect(columns(frame(of, []))).toEqual(['a void?', 'b void?', 'c void?', 'd void?', 'e array<void>?', 'f void?', 'g void?', 'h string?'])
  })
})
test('thousands of issues are counted, and some of them kept', async () => {
  const error = await failure(() => session().frame(Zod, Array.from({ length: 3_000 }, () => ({}))))
  expect((error.parameters['issues'] as unknown[]).length).toBe(100)
  expect(error.parameters['count']).toBe(21_000)
  expect(error.message).toMatch(/^\[INVALID_ROWS\] 3000 of 3000 rows.*rows\[0\]\.id: .*; and 20990 more\./)
  expect(error.message.length).toBeLessThan(2_000)
})
test('a validator that answers later is refused', async () => {
  const later = v.pipeAsync(v.objectAsync({ id: v.number() }), v.checkAsync(() => Promise.reject(new Error('never seen'))))
  const error = await failure(() => frame(later, [{ id: 1 }]))
  expect(error).toMatchObject({ condition: 'INVALID_ARGUMENT', message: expect.stringMatching(/valibot validator is asynchronous: validate the rows first/) })
  const zod = z.object({ id: z.number().refine(() => Promise.resolve(true)) })
  expect(await failure(() => frame(zod, [{ id: 1 }]))).toMatchObject({ condition: 'INVALID_ARGUMENT' })
})
test('values that no column holds are an error that names the field', async () => {
  const any = z.object({ a: z.any() }) as unknown as z.ZodObject<{ a: z.ZodString }>
  expect(await failure(() => frame(any, [{ a: Symbol('x') }]))).toMatchObject({ condition: 'INVALID_ROW_VALUE', parameters: { row: 0, column: 'a' } })
  expect(await failure(() => frame(any, [{ a: 'x' }, { a: 5 }]))).toMatchObject({ condition: 'CANNOT_MERGE_TYPE', parameters: { row: 1, column: 'a' } })
  expect(await failure(() => (frame as (of: unknown, rows: unknown) => unknown)({ parse: 1 }, []))).toMatchObject({ condition: 'INVALID_ARGUMENT' })
})

describe('a schema as a validator', () => {
  const Person = schema({
    id: t.int64, name: t.utf8.nullable(), born: t.date, price: t.decimal(10, 2), seen: t.timestamp.nullable(), tags: t.list(t.utf8.nullable()),
    home: t.struct({ zip: t.int32 }), marks: t.map(t.utf8, t.float64),
  })
  /** What any consumer does: it knows nothing but the standard. */
  async function check<V extends StandardSchemaV1>(validator: V, value: unknown): Promise<StandardSchemaV1.Result<StandardSchemaV1.InferOutput<V>>> {
    return await validator['~standard'].validate(value)
  }
  const good = { id: 1n, born: day, price: 1.5, tags: ['a', null], home: { zip: 3, other: 1 }, marks: { a: 1 }, more: true }
  const given = { id: 1, name: null, born: '2024-02-29', price: '1.50', seen: null, tags: ['a', null], home: { zip: 3 }, marks: new Map([['a', 1]]) }

  test('a row is given back as a frame would give it', async () => {
    const result = await check(Person, good)
    expect(result).toEqual({ value: given })
    expect(await frame(Person, [good as never]).first()).toEqual(given)
    if (!result.issues) expect(result.value.born.slice(0, 4) + result.value.price.length).toBe('20244')
  })
  test('all that is wrong is told, with its path', async () => {
    const bad = { id: 1.5, born: 'soon', price: '1.234', tags: ['a', 5], home: { zip: null }, marks: new Map([['k', 'x']]) }
    expect(await check(Person, bad)).toEqual({ issues: [
      { path: ['id'], message: '1.5 is not a bigint. Give a whole number or a bigint.' },
      { path: ['born'], message: expect.stringMatching(/^'soon' is not a date\./) },
      { path: ['price'], message: expect.stringMatching(/2 digits behind the point/) },
      { path: ['tags', 1], message: '5 is not a string. Give a string.' },
      { path: ['home', 'zip'], message: 'A value is needed: it is not nullable.' },
      { path: ['marks', 'k'], message: expect.stringMatching(/^'x' is not a double/) },
    ] })
    expect(await check(Person, {})).toMatchObject({ issues: ['id', 'born', 'price', 'tags', 'home', 'marks'].map(path => ({ path: [path] })) })
    for (const none of [null, undefined, 5, 'x', []]) expect(await check(Person, none)).toMatchObject({ issues: [{ message: expect.stringContaining('is not a row') }] })
  })
  test('integers that a number cannot hold, inherited keys, odd names', async () => {
    expect(await check(schema({ id: t.int64 }), { id: 2n ** 60n })).toMatchObject({ issues: [{ path: ['id'], message: expect.stringContaining('2^53-1') }] })
    expect(await check(schema({ toString: t.utf8 }), {})).toMatchObject({ issues: [{ path: ['toString'] }] })
    const odd = await check(schema({ ['__proto__']: t.int32 }), JSON.parse('{"__proto__":5}'))
    expect(Object.entries((odd as { value: object }).value)).toEqual([['__proto__', 5]])
  })
  test('of a frame, and inside another library', async () => {
    const df = frame(Person, [good as never]).select('id', 'home')
    expect(await check(df.schema, { id: 5, home: { zip: 1 } })).toEqual({ value: { id: 5, home: { zip: 1 } } })
    expect(df.schema['~standard']).toMatchObject({ version: 1, vendor: 'typedframe' })
    // one validator inside another, as libraries of forms and routes do it
    const viaZod = z.unknown().transform((value, context) => {
      const result = df.schema['~standard'].validate(value)
      if (result instanceof Promise) return z.NEVER
      if (!result.issues) return result.value
      for (const { message, path } of result.issues) context.addIssue({ code: 'custom', message, path: [...path ?? []].map(p => typeof p === 'object' ? p.key : p) })
      return z.NEVER
    })
    expect(viaZod.parse({ id: 5, home: { zip: 1 } })).toEqual({ id: 5, home: { zip: 1 } })
    expect(viaZod.safeParse({ id: 5, home: {} }).error!.issues).toMatchObject([{ path: ['home', 'zip'] }])
  })
})
