import { describe, expect, test } from 'vitest'
import * as t from '../../types/data-type.js'
import type { DataType } from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import { canCast, castImplementation } from './cast.js'

function cast(value: EngineValue, from: DataType, to: DataType, timeZone = 'UTC'): EngineValue {
  expect(canCast(from, to)).toBe(true)
  return castImplementation({ from, to, attempt: false, timeZone }).evaluate({ value })
}
const tryCast = (value: EngineValue, from: DataType, to: DataType): EngineValue => {
  const made = castImplementation({ from, to, attempt: true, timeZone: 'UTC' })
  return made.evaluate({ value: made.nulls === 'strict' ? value : () => value })
}
const failing = (value: EngineValue, from: DataType, to: DataType): string => {
  try { cast(value, from, to) } catch (e) { return (e as { condition: string }).condition }
  return 'no error'
}

describe('numbers', () => {
  test('narrowing integers', () => {
    expect(cast(127n, t.int64, t.int8)).toBe(127)
    expect(failing(128n, t.int64, t.int8)).toBe('CAST_OVERFLOW')
    expect(failing(-(2n ** 31n) - 1n, t.int64, t.int32)).toBe('CAST_OVERFLOW')
    expect(tryCast(128n, t.int64, t.int8)).toBe(null)
    expect(cast(5, t.int32, t.int64)).toBe(5n)
  })
  test('floats are cut towards zero', () => {
    expect(cast(-1.9, t.float64, t.int32)).toBe(-1)
    expect(Object.is(cast(-0.5, t.float64, t.int32), 0)).toBe(true)
    expect(cast(127.9, t.float64, t.int8)).toBe(127)
    expect(failing(128, t.float64, t.int8)).toBe('CAST_OVERFLOW')
    expect(failing(NaN, t.float64, t.int64)).toBe('CAST_OVERFLOW')
    expect(cast(2 ** 63, t.float64, t.int64)).toBe(2n ** 63n - 1n)
    expect(failing(2 ** 63 * 1.5, t.float64, t.int64)).toBe('CAST_OVERFLOW')
  })
  test('decimals', () => {
    expect(cast(1.005, t.float64, t.decimal(10, 2))).toBe(101n)
    expect(cast(-125n, t.decimal(5, 2), t.decimal(4, 1))).toBe(-13n)
    expect(cast(-199n, t.decimal(5, 2), t.int32)).toBe(-1)
    expect(failing(99999n, t.decimal(5, 2), t.decimal(4, 2))).toBe('NUMERIC_VALUE_OUT_OF_RANGE')
    expect(failing(100, t.int32, t.decimal(3, 1))).toBe('NUMERIC_VALUE_OUT_OF_RANGE')
    expect(failing(NaN, t.float64, t.decimal(3, 1))).toBe('CAST_INVALID_INPUT')
    expect(cast(12345678901234567890123456789012345678n, t.decimal(38, 10), t.float64)).toBe(1.2345678901234568e27)
    expect(cast(1e20, t.float64, t.decimal(38, 2))).toBe(10n ** 22n)
  })
  test('int64 to float32 rounds once', () => {
    expect(cast((1n << 60n) + (1n << 36n) + 1n, t.int64, t.float32)).toBe(2 ** 60 + 2 ** 37)
  })
  test('booleans', () => {
    expect(cast(0.5, t.float64, t.bool)).toBe(true)
    expect(cast(true, t.bool, t.decimal(3, 1))).toBe(10n)
    expect(cast(false, t.bool, t.int64)).toBe(0n)
  })
})

describe('text', () => {
  test.each([
    [1, '1.0'], [100, '100.0'], [1e7, '1.0E7'], [9999999, '9999999.0'], [0.001, '0.001'], [0.0001, '1.0E-4'], [-0, '-0.0'],
    [1.5e300, '1.5E300'],
    [123456789.125, '1.23456789125E8'], [NaN, 'NaN'], [-Infinity, '-Infinity'], [5e-324, '4.9E-324'], [0.1, '0.1'], [1234.5, '1234.5'],
  ])('double %d as %s', (n, text) => expect(cast(n, t.float64, t.utf8)).toBe(text))
  test.each([[Math.fround(0.1), '0.1'], [Math.fround(1e10), '1.0E10'], [16777216, '1.6777216E7'],
    [Math.fround(3.4028235e38), '3.4028235E38']])(
    'float %d as %s', (n, text) => expect(cast(n, t.float32, t.utf8)).toBe(text))
  test('to numbers', () => {
    expect(cast(' 12 ', t.utf8, t.int32)).toBe(12)
    expect(cast('+7', t.utf8, t.int64)).toBe(7n)
    expect(failing('1.5', t.utf8, t.int32)).toBe('CAST_INVALID_INPUT')
    expect(failing('3000000000', t.utf8, t.int32)).toBe('CAST_INVALID_INPUT')
    expect(failing('', t.utf8, t.float64)).toBe('CAST_INVALID_INPUT')
    expect(cast('1e3', t.utf8, t.float64)).toBe(1000)
    expect(cast('-Infinity', t.utf8, t.float64)).toBe(-Infinity)
    expect(cast('NaN', t.utf8, t.float64)).toBeNaN()
    expect(cast('1.2345', t.utf8, t.decimal(5, 2))).toBe(123n)
    expect(cast('1.5e2', t.utf8, t.decimal(5, 2))).toBe(15000n)
    expect(failing('12345', t.utf8, t.decimal(5, 2))).toBe('NUMERIC_VALUE_OUT_OF_RANGE')
    expect(tryCast('x', t.utf8, t.int32)).toBe(null)
    expect(tryCast(null, t.utf8, t.int32)).toBe(null)
  })
  test('to booleans', () => {
    expect(cast(' Yes', t.utf8, t.bool)).toBe(true)
    expect(cast('f', t.utf8, t.bool)).toBe(false)
    expect(failing('maybe', t.utf8, t.bool)).toBe('CAST_INVALID_INPUT')
  })
  test('nested values', () => {
    expect(cast([1, null, 3], t.list(t.int32), t.utf8)).toBe('[1, null, 3]')
    expect(cast([['a', 1]], t.map(t.utf8, t.int32), t.utf8)).toBe('{a -> 1}')
    expect(cast([1, 'x'], t.struct([t.field('a', t.int32), t.field('b', t.utf8)]), t.utf8)).toBe('{1, x}')
    expect(cast(['1', null], t.list(t.utf8), t.list(t.int32))).toEqual([1, null])
    expect(failing(['x'], t.list(t.utf8), t.list(t.int32))).toBe('CAST_INVALID_INPUT')
    expect(tryCast(['x', '2'], t.list(t.utf8), t.list(t.int32))).toEqual([null, 2])
    expect(canCast(t.list(t.int32, true), t.list(t.int64, false))).toBe(false)
  })
})

describe('dates and times', () => {
  const day = Date.UTC(2024, 1, 29) / 864e5, noon = BigInt(Date.UTC(2024, 1, 29, 12)) * 1000n
  test('text', () => {
    expect(cast('2024-02-29', t.utf8, t.date)).toBe(day)
    expect(cast(' 2024-2-29 10:00', t.utf8, t.date)).toBe(day)
    expect(failing('2023-02-29', t.utf8, t.date)).toBe('CAST_INVALID_INPUT')
    expect(cast(day, t.date, t.utf8)).toBe('2024-02-29')
    expect(cast(-719529, t.date, t.utf8)).toBe('-0001-12-31')
    expect(cast(noon + 500_000n, t.timestamp, t.utf8)).toBe('2024-02-29 12:00:00.5')
    expect(cast('2024-02-29T12:00:00.123456789', t.utf8, t.timestampNtz)).toBe(noon + 123_456n)
    expect(cast('2024-02-29 12:00:00+02:00', t.utf8, t.timestamp)).toBe(noon - 7_200_000_000n)
    expect(cast('2024-02-29 12:00:00', t.utf8, t.timestamp, 'America/New_York')).toBe(noon + 5n * 3_600_000_000n)
    expect(cast('2024', t.utf8, t.timestamp)).toBe(BigInt(Date.UTC(2024, 0)) * 1000n)
    expect(failing('12:00', t.utf8, t.timestamp)).toBe('CAST_INVALID_INPUT')
    expect(cast(-1n, t.timestamp, t.utf8)).toBe('1969-12-31 23:59:59.999999')
  })
  test('zones', () => {
    const berlin = 'Europe/Berlin', hour = 3_600_000_000n
    expect(cast(day, t.date, t.timestamp, berlin)).toBe(noon - 13n * hour)
    expect(cast(noon, t.timestamp, t.timestampNtz, berlin)).toBe(noon + hour)
    const gap = BigInt(Date.UTC(2024, 2, 31, 2, 30)) * 1000n, overlap = BigInt(Date.UTC(2024, 9, 27, 2, 30)) * 1000n
    expect(cast(gap, t.timestampNtz, t.timestamp, berlin)).toBe(gap - hour)        // 02:30 becomes 03:30 summer time
    expect(cast(overlap, t.timestampNtz, t.timestamp, berlin)).toBe(overlap - 2n * hour)   // the earlier of the two
    expect(cast(-1n, t.timestamp, t.date)).toBe(-1)
  })
  test('seconds', () => {
    expect(cast(-1n, t.timestamp, t.int64)).toBe(-1n)
    expect(cast(noon + 500_000n, t.timestamp, t.float64)).toBe(Number(noon) / 1e6 + 0.5)
    expect(cast(3, t.int32, t.timestamp)).toBe(3_000_000n)
    expect(cast(1.5, t.float64, t.timestamp)).toBe(1_500_000n)
    expect(failing(noon, t.timestamp, t.int8)).toBe('CAST_OVERFLOW')
  })
})

test('times at the ends of 64 bits', () => {
  const first = -(2n ** 63n), last = 2n ** 63n - 1n
  expect(cast(106_751_991, t.date, t.timestampNtz)).toBe(106_751_991n * 86_400_000_000n)
  for (const to of [t.timestamp, t.timestampNtz]) {
    for (const days of [106_751_992, -106_751_992, 2 ** 31 - 1, -(2 ** 31)]) expect(failing(days, t.date, to)).toBe('CAST_OVERFLOW')
  }
  expect(cast(first, t.timestampNtz, t.utf8)).toBe('-290308-12-21 19:59:05.224192')
  expect(cast(last, t.timestampNtz, t.utf8)).toBe('+294247-01-10 04:00:54.775807')
  expect(() => cast(last, t.timestamp, t.timestampNtz, '+05:00')).toThrow('CAST_OVERFLOW')
  expect(() => cast(first, t.timestampNtz, t.timestamp, '+05:00')).toThrow('CAST_OVERFLOW')
})
