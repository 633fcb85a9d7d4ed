/** Mistakes that plain JavaScript can make: each is a condition, an SQLSTATE, parameters, and a message that says what to do. */
import { describe, expect, test } from 'vitest'
import { conditions } from '../../src/errors/catalogue.js'
import { count, lit, session, sum, when } from '../../src/index.js'
import { failure } from './engine.js'

const tf = session()
// as a user without types would see it
const flights: any = tf.frame([{ origin: 'SFO', distance: 10, delay: 2.5, late: true }, { origin: 'LAX', distance: 20, delay: null, late: false }])
const airports: any = tf.frame([{ iata: 'SFO', distance: 1 }])

const mistakes: Readonly<Record<string, readonly [work: () => unknown, condition: keyof typeof conditions, text: RegExp]>> = {
  'a misspelled column': [() => flights.filter(($: any) => $.distnce.gt(5)), 'UNRESOLVED_COLUMN', /no column 'distnce'.*'?distance/],
  'a misspelled key': [() => flights.groupBy('orign'), 'UNRESOLVED_COLUMN', /'orign'.*origin/],
  'a misspelled order': [() => flights.orderBy('dilay'), 'UNRESOLVED_COLUMN', /'dilay'.*delay/],
  'a column that does not exist at all': [() => flights.select('zzz'), 'UNRESOLVED_COLUMN', /origin, distance, delay, late/],
  'text where a number is meant': [() => flights.withColumns(($: any) => ({ x: $.origin.abs() })).collect(), 'CAST_INVALID_INPUT', /SFO/],
  'a number where a boolean is meant': [() => flights.filter(($: any) => $.distance), 'DATATYPE_MISMATCH', /boolean/],
  'a boolean plus a number': [() => flights.select(($: any) => ({ x: $.late.add(1) })), 'DATATYPE_MISMATCH', /number/],
  'an aggregate among rows': [() => flights.withColumns(($: any) => ({ x: $.distance.sum() })), 'MISSING_GROUP_BY', /agg/],
  'an aggregate in a filter': [() => flights.filter(($: any) => $.distance.sum().gt(5)), 'INVALID_WHERE_CONDITION', /groupBy/],
  'an aggregate of an aggregate': [() => flights.agg(($: any) => ({ x: sum($.distance.sum()) })), 'NESTED_AGGREGATE_FUNCTION', /twice/],
  'a column with many values in a group': [() => flights.groupBy('origin').agg(($: any) => ({ x: $.delay })), 'MISSING_AGGREGATION', /first\(\$\.delay\)/],
  'a column of another frame': [() => flights.filter(() => airports.$.distance.gt(1)), 'FOREIGN_COLUMN', /another frame/],
  'a join without a common key': [() => flights.join(airports, 'origin'), 'UNRESOLVED_COLUMN', /origin/],
  'a join that would give two columns of one name': [() => flights.join(airports, { origin: 'iata' }), 'COLUMN_ALREADY_EXISTS', /suffix/],
  'a join of an unknown kind': [() => flights.join(airports, { origin: 'iata' }, { how: 'outer', suffix: '_r' }), 'INVALID_ARGUMENT', /inner, left, right, full, semi, anti/],
  'keys of different types': [() => flights.join(airports, { late: 'distance' }, { suffix: '_r' }), 'DATATYPE_MISMATCH', /boolean/i],
  'a union of different columns': [() => flights.union(airports), 'INVALID_ARGUMENT', /unionByName/],
  'unionByName with missing columns': [() => flights.unionByName(airports), 'INVALID_ARGUMENT', /allowMissingColumns/],
  'two columns of one name': [() => flights.rename({ origin: 'delay' }), 'COLUMN_ALREADY_EXISTS', /'delay'/],
  'a negative limit': [() => flights.limit(-1), 'INVALID_ARGUMENT', /-1/],
  'a limit that is no number': [() => flights.limit('ten'), 'INVALID_ARGUMENT', /ten/],
  'a fraction above 1': [() => flights.sample(2), 'INVALID_ARGUMENT', /0 to 1/],
  'a type that does not exist': [() => flights.select(($: any) => ({ x: $.distance.cast('int23') })), 'UNSUPPORTED_DATATYPE', /int23/],
  'a type by its name in SQL': [() => flights.select(($: any) => ({ x: $.distance.cast('string') })), 'UNSUPPORTED_DATATYPE', /'string' is not a type\. It is called 'utf8' here/],
  'a type misspelled': [() => flights.select(($: any) => ({ x: $.distance.cast('flaot64') })), 'UNSUPPORTED_DATATYPE', /Did you mean 'float64'/],
  'a comparison with nothing': [() => flights.filter(($: any) => $.distance.eq(undefined)), 'INVALID_LITERAL', /undefined cannot stand.*null is needed/],
  'a very long value': [() => flights.select(($: any) => ({ x: $.origin.concat('y'.repeat(5000)).cast('int32') })).collect(), 'CAST_INVALID_INPUT', /^.{200,350}y… \(5003 characters\)' of type/],
  'a cast that cannot be': [() => flights.select(($: any) => ({ x: $.origin.cast('int32') })).collect(), 'CAST_INVALID_INPUT', /tryCast/],
  'a division by zero': [() => flights.select(($: any) => ({ x: $.distance.div(lit(0)) })).collect(), 'DIVIDE_BY_ZERO', /tryDiv/],
  'branches of different types': [() => flights.select(($: any) => ({ x: (when($.late, 1) as any).otherwise($.late) })), 'DATATYPE_MISMATCH', /common type/],
  'a value that is no literal': [() => flights.filter(($: any) => $.distance.eq({ a: 1 })), 'INVALID_LITERAL', /object|\{/],
  'rows that are no rows': [() => tf.frame([1, 2] as any).collect(), 'INVALID_ROW', /rows\[0\]/],
  'an option that does not exist': [() => session({ treads: 2 } as any), 'INVALID_CONFIG_VALUE', /treads/],
  'an option with a wrong value': [() => session({ memory: 'much' }), 'INVALID_CONFIG_VALUE', /512MiB/],
  'a time zone that does not exist': [() => session({ timeZone: 'Mars/Olympus' }), 'INVALID_CONFIG_VALUE', /Europe\/Berlin/],
  'a session of nothing': [() => session(null as any), 'INVALID_ARGUMENT', /session: options are an object.*not null/],
  'a session without memory': [() => session({ memory: 0 }), 'INVALID_CONFIG_VALUE', /'memory' cannot be 0.*more than nothing/],
  'values of an unknown form': [() => flights.collect({ int64: 'x' }), 'INVALID_CONFIG_VALUE', /'int64' cannot be x.*number, bigint, string/],
  'a misspelled option of a run': [() => flights.collect({ sginal: 5 }), 'INVALID_CONFIG_VALUE', /'sginal'.*Did you mean 'signal'/],
  'a signal that is none': [() => flights.count({ signal: 5 }), 'INVALID_CONFIG_VALUE', /'signal' cannot be 5.*AbortSignal/],
  'progress that is no function': [() => flights.toArrow({ onProgress: {} }), 'INVALID_CONFIG_VALUE', /'onProgress' cannot be an object.*function/],
  'no options of first': [() => flights.first(null), 'INVALID_ARGUMENT', /first: options are an object/],
  'a number for options of rows': [() => flights.rows(5), 'INVALID_ARGUMENT', /rows: options.*not a number/],
  'a list for options of recordBatches': [() => flights.recordBatches([]), 'INVALID_ARGUMENT', /not a list/],
  'an unknown option of cache': [() => flights.cache({ level: 'disk' }), 'INVALID_CONFIG_VALUE', /'level'.*There are: int64/],
  'a table of nothing': [() => flights.show(null), 'INVALID_ARGUMENT', /show: options/],
  'a table of fewer than no rows': [() => flights.show({ rows: -1 }), 'INVALID_CONFIG_VALUE', /'rows' cannot be -1/],
  'a table without width': [() => flights.show({ maxColumnWidth: 0 }), 'INVALID_CONFIG_VALUE', /'maxColumnWidth' cannot be 0.*at least 1/],
  'a table in no time zone': [() => flights.show({ timeZone: 'Mars' }), 'INVALID_CONFIG_VALUE', /'timeZone' cannot be Mars.*Berlin/],
  'a misspelled option of explain': [() => flights.explain({ metric: true }), 'INVALID_CONFIG_VALUE', /Did you mean 'metrics'/],
  'a text for yes or no': [() => flights.explain({ codegen: 'yes' }), 'INVALID_CONFIG_VALUE', /true or false/],
  'nothing for options of a write': [() => flights.write.csv('never.csv', null), 'INVALID_ARGUMENT', /write: options/],
  'a signal of a write that is none': [() => flights.write.csv('never.csv', { signal: 'stop' }), 'INVALID_CONFIG_VALUE', /AbortSignal/],
  'no keys': [() => flights.orderBy(), 'INVALID_ARGUMENT', /key/],
}

for (const [name, [work, condition, text]] of Object.entries(mistakes)) {
  test(name, async () => {
    const error = await failure(async () => work())
    expect(error).toMatchObject({ name: 'TypedFrameError', condition, sqlState: conditions[condition].sqlState })
    expect(error.message).toMatch(text)
    expect(error.message).not.toMatch(/\{\w+\}/)
    expect(error).toBeInstanceOf(Error)
  })
}

describe('a mistake is thrown at the line that made it', () => {
  test('not when a result is asked for', () => expect(() => flights.filter(($: any) => $.nope)).toThrow('UNRESOLVED_COLUMN'))
  test('an error over values comes when they are computed', async () => {
    const later = flights.select(($: any) => ({ x: $.distance.div($.distance.sub($.distance)) }))
    expect(await failure(later.collect())).toMatchObject({ condition: 'DIVIDE_BY_ZERO' })
    expect(await later.agg(() => ({ n: count() })).collect()).toEqual([{ n: 2 }])
  })
})
