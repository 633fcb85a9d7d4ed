/** Arguments that only plain JavaScript can give: an error of ours at the line that made it, never a TypeError from inside. */
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { schema, session, t, when } from '../../src/index.js'
import { failure } from './engine.js'

const plain: any = session(), types: any = t
const people = plain.frame([{ name: 'a', age: 1 }, { name: 'b', age: 2 }])

const odd: Readonly<Record<string, readonly [work: () => unknown, text: RegExp]>> = {
  'a list of names': [() => people.select(['name', 'age']), /select: a name or a callback.*not a list/],
  'a list of names to drop': [() => people.drop(['name']), /drop: .*not a list.*drop\('a', 'b'\)/],
  'a list of names of duplicates': [() => people.dropDuplicates(['name']), /dropDuplicates: .*not a list/],
  'nothing where columns are made': [() => people.withColumns(), /withColumns: .*callback.*not undefined/],
  'nothing where aggregates are made': [() => people.agg(), /agg: a callback/],
  'a number for a key': [() => people.groupBy(5), /groupBy: .*not number/],
  'null for an order': [() => people.orderBy(null), /orderBy: .*not null/],
  'a callback that is async': [() => people.select(async ($: any) => ({ age: $.age })), /object of columns by name/],
  'a callback that gives a list': [() => people.select(($: any) => [$.age]), /object of columns by name/],
  'branches without an end': [() => people.select(($: any) => ({ x: when($.age.gt(1), 1) })), /otherwise/],
  'an order among columns': [() => people.select(($: any) => ({ x: $.age.desc() })), /orderBy/],
  'a join with rows': [() => people.join([{ name: 'a' }], 'name'), /join: another frame is needed, not a list/],
  'a join without keys': [() => people.join(people, undefined, { suffix: '_r' }), /join: an object/],
  'a key that is no name': [() => people.join(people, [['name']], { suffix: '_r' }), /join: .*name is needed/],
  'a union with nothing': [() => people.union(undefined), /union: another frame is needed, not undefined/],
  'a condition that is no function': [() => people.joinOn(people, true, { suffix: '_r' }), /joinOn: a callback/],
  'a new name that is no text': [() => people.rename({ name: 5 }), /rename: the new name must be text/],
  'nulls filled with a number': [() => people.fillNulls(0), /fillNulls: an object such as/],
  'a sample of null': [() => people.sample(null), /number from 0 to 1, not null/],
  'as without a schema': [() => people.as({ name: t.utf8 }), /as: a schema is needed/],
  'pipe without a function': [() => people.pipe(undefined), /pipe: a function/],
  'rows in a set': [() => plain.frame(new Set([{ a: 1 }])), /frame: an array of rows.*\[\.\.\.rows\]/],
  'no rows': [() => plain.frame(schema({ a: t.int32 }), null), /frame: an array of rows/],
  'rows of an object of types': [() => plain.frame({ a: t.int32 }, [{ a: 1 }]), /frame: a schema is needed/],
  'no schema of a file': [() => plain.read.parquet('x.parquet'), /read\.parquet: a schema is needed/],
  'no path': [() => plain.open.arrow(), /a path, a URL, a Blob or bytes are needed, not undefined/],
  'no paths': [() => plain.open.parquet([]), /list of paths is empty/],
  'nowhere to write to': [() => people.write.csv(), /path of a file is needed/],
  'a schema of nothing': [() => (schema as any)(undefined), /schema: an object of columns/],
}
for (const [name, [work, text]] of Object.entries(odd)) {
  test(name, async () => {
    const error = await failure(async () => work())
    expect(error).toMatchObject({ name: 'TypedFrameError', condition: 'INVALID_ARGUMENT' })
    expect(error.message).toMatch(text)
  })
}
test('timestamps at the ends of their range, in a zone', async () => {
  const ends = session({ timeZone: 'America/New_York' }).frame([{ at: new Date(8.64e15) }, { at: new Date(-8.64e15) }])
  const text = await ends.select($ => ({ at: $.at.cast('utf8') })).collect()
  expect(text).toEqual([{ at: '+275760-09-12 20:00:00' }, { at: '-271821-04-19 19:03:58' }])
})
test('a type of a cast that is a name of every object', () => {
  expect(() => people.select(($: any) => ({ x: $.age.cast('constructor') }))).toThrow('UNSUPPORTED_DATATYPE')
  expect(() => people.select(($: any) => ({ x: $.age.cast({}) }))).toThrow('UNSUPPORTED_DATATYPE')
  expect(() => people.select(($: any) => ({ x: $.age.cast(null) }))).toThrow('UNSUPPORTED_DATATYPE')
})
test('no Arrow table', () => expect(() => plain.fromArrow(undefined)).toThrow('INVALID_ARROW_INPUT'))
test('types of nothing', () => {
  expect(() => types.list()).toThrow('INVALID_SCHEMA')
  expect(() => types.list('int32')).toThrow('INVALID_SCHEMA')
  expect(() => types.map(t.utf8)).toThrow('INVALID_SCHEMA')
  expect(() => types.struct()).toThrow('INVALID_ARGUMENT')
})
test('a mode of writing that does not exist', async () => {
  const error = await failure(async () => people.write.parquet(join(tmpdir(), 'never-written.parquet'), { mode: 'replace' }))
  expect(error).toMatchObject({ condition: 'INVALID_CONFIG_VALUE' })
  expect(error.message).toMatch(/append, overwrite, errorIfExists/)
})
