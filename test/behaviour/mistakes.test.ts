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
  'a cast that cannot be': [() => flights.select(($: any) => ({ x: $.origin.cast('int32') })).collect(), 'CAST_INVALID_INPUT', /tryCast/],
  'a division by zero': [() => flights.select(($: any) => ({ x: $.distance.div(lit(0)) })).collect(), 'DIVIDE_BY_ZERO', /tryDiv/],
  'branches of different types': [() => flights.select(($: any) => ({ x: (when($.late, 1) as any).otherwise($.late) })), 'DATATYPE_MISMATCH', /common type/],
  'a value that is no literal': [() => flights.filter(($: any) => $.distance.eq({ a: 1 })), 'INVALID_LITERAL', /object|\{/],
  'rows that are no rows': [() => tf.frame([1, 2] as any).collect(), 'INVALID_ROW', /rows\[0\]/],
  'an option that does not exist': [() => session({ treads: 2 } as any), 'INVALID_CONFIG_VALUE', /treads/],
  'an option with a wrong value': [() => session({ memory: 'much' }), 'INVALID_CONFIG_VALUE', /512MiB/],
  'a time zone that does not exist': [() => session({ timeZone: 'Mars/Olympus' }), 'INVALID_CONFIG_VALUE', /Europe\/Berlin/],
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
