import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  binary, bool, date, decimal, float32, float64, int16, int32, int64, int8, list, timestamp, utf8, type DataType,
} from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import { comparator } from '../comparison/order.js'
import { fold } from '../fold.fixture.js'
import type { AggregateFunction } from '../declare.js'
import * as f from './index.js'

const one = (fn: AggregateFunction, type: DataType, values: readonly EngineValue[]): unknown => fold(fn, [type], [values.map(v => [v])])
const constant = (value: boolean) => [{ type: bool, value }]
const MAX = 2n ** 63n - 1n

/** Expected values are Spark 4's. */
test.each([
  [f.count, int32, [1, null, 3], 2n], [f.count, utf8, [], 0n], [f.countIf, bool, [true, null, false, true], 2n],
  [f.sum, int32, [1, null, 3], 4n], [f.sum, int8, [-1, -2], -3n], [f.sum, int64, [MAX, -1n, 1n], MAX], [f.sum, int64, [MAX, 1n, -1n], MAX],
  [f.sum, int64, [MAX, 1n], 'ARITHMETIC_OVERFLOW'],
  [f.sum, int64, [], null], [f.sum, int64, [null], null], [f.sum, float64, [0.5, null, 0.25], 0.75], [f.sum, float64, [1, NaN], NaN],
  [f.sum, float32, [1.5, 2], 3.5],
  [f.sum, decimal(5, 2), [12345n, -1n], 12344n], [f.sum, decimal(12, 2), [999999999999n, 1n], 1000000000000n],
  [f.sum, decimal(38, 0), [10n ** 38n - 1n, 10n ** 38n - 1n, -(10n ** 38n) + 1n], 10n ** 38n - 1n],
  [f.sum, decimal(38, 0), [10n ** 38n - 1n, 1n], 'ARITHMETIC_OVERFLOW'],
  [f.sum, decimal(38, 0), [-(10n ** 38n) + 1n, -1n], 'ARITHMETIC_OVERFLOW'], [f.trySum, decimal(38, 0), [10n ** 38n - 1n, 1n], null],
  [f.trySum, int64, [MAX, 1n], null],
  [f.avg, int32, [1, null, 4], 2.5], [f.avg, int64, [MAX, MAX], Number(MAX)], [f.avg, int64, [-1n], -1], [f.avg, float64, [1, 2], 1.5],
  [f.avg, float64, [], null],
  [f.avg, decimal(5, 2), [100n, 101n], 1005000n], [f.avg, decimal(5, 2), [100n, 100n, 101n], 1003333n],
  [f.avg, decimal(5, 2), [-100n, -100n, -102n], -1006667n], [f.avg, decimal(20, 0), [1n, 2n], 15000n],
  [f.avg, decimal(38, 0), [10n ** 37n, 1n], 'ARITHMETIC_OVERFLOW'],
  [f.tryAvg, decimal(38, 0), [10n ** 37n, 1n], null], [f.tryAvg, decimal(38, 38), [1n, 2n], 2n], [f.avg, decimal(12, 2), [], null],
  [f.min, int32, [3, null, -1], -1], [f.max, int32, [null], null], [f.min, float64, [NaN, 1], 1], [f.max, float64, [NaN, 1], NaN],
  [f.min, float64, [NaN], NaN], [f.min, bool, [true, false], false], [f.max, bool, [false], false],
  [f.min, utf8, ['b', '', 'a'], ''], [f.max, utf8, ['\uFFFF', '😀'], '😀'], [f.max, date, [-5, -7], -5], [f.min, timestamp, [5n, -7n], -7n],
  [f.max, decimal(30, 2), [-(10n ** 29n), -5n], -5n], [f.max, list(int32), [[1, 2], [1, null], [1]], [1, 2]],
  [f.first, int32, [null, 1], null], [f.last, int32, [1, 2, null], null], [f.first, utf8, ['x', 'y'], 'x'], [f.last, utf8, ['x', 'y'], 'y'],
  [f.first, list(int32), [[1], [2]], [1]], [f.first, bool, [true, false], true], [f.first, int32, [], null],
  [f.any, bool, [false, null, true], true], [f.any, bool, [false], false], [f.any, bool, [null], null], [f.every, bool, [true, null], true],
  [f.every, bool, [true, false], false], [f.every, bool, [], null],
  [f.stddev, float64, [1, 2, 3], 1], [f.stddev, float64, [1], null], [f.stddevPop, float64, [1, 3], 1], [f.stddevPop, float64, [1], 0],
  [f.variance, float64, [1, 2, 3], 1], [f.varPop, float64, [1, null, 3], 1], [f.varPop, float64, [], null],
  [f.collectList, int32, [1, null, 1], [1, 1]], [f.collectList, int32, [], []], [f.collectSet, float64, [0, -0, NaN, NaN, 1], [0, NaN, 1]],
  [f.collectSet, utf8, ['a', 'b', 'a'], ['a', 'b']],
  [f.max, binary, [Uint8Array.of(1, 2), Uint8Array.of(1)], Uint8Array.of(1, 2)],
] as const)('$name %#', (fn, type, values, result) => expect(one(fn, type, values)).toEqual(result))

test('count of rows', () => expect(fold(f.count, [], [[[], []], [[]]])).toBe(3n))
test('first and last that are not null', () => {
  expect(fold(f.first, [int32], [[[null]], [[null], [1], [2]]], constant(true))).toBe(1)
  expect(fold(f.last, [int32], [[[1], [2]], [[null]]], constant(true))).toBe(2)
  expect(fold(f.first, [int32], [[], [[null], [1]]])).toBe(null)
  expect(fold(f.last, [utf8], [[['a']], []])).toBe('a')
})
test('types of results', () => {
  const typeOf = (fn: AggregateFunction, type: DataType, grouped = true) =>
    fn.resolve([{ type, nullable: false, literal: undefined, flexible: false }], { grouped })
  expect(typeOf(f.sum, int16)).toMatchObject({ type: int64, nullable: false })
  expect(typeOf(f.sum, int16, false).nullable).toBe(true)
  expect(typeOf(f.sum, decimal(12, 2)).type).toEqual(decimal(22, 2))
  expect(typeOf(f.sum, decimal(35, 2)).type).toEqual(decimal(38, 2))
  expect(typeOf(f.avg, decimal(12, 2)).type).toEqual(decimal(16, 6))
  expect(typeOf(f.avg, decimal(38, 38)).type).toEqual(decimal(38, 38))
  expect(typeOf(f.stddev, int32)).toMatchObject({ type: float64, nullable: true, args: [float64] })
  expect(typeOf(f.collectList, utf8)).toMatchObject({ type: list(utf8, false), nullable: false })
})

describe('any parts, in any order, give the same', () => {
  const parts = (value: fc.Arbitrary<EngineValue>) => fc.array(fc.array(fc.option(value), { maxLength: 8 }), { maxLength: 4 })
  const long = fc.bigInt({ min: -(2n ** 63n), max: MAX })
  const digits = (n: number) => fc.bigInt({ min: 1n - 10n ** BigInt(n), max: 10n ** BigInt(n) - 1n })
  const half = (sum: bigint, n: bigint): bigint => sum < 0n ? -half(-sum, n) : (2n * sum + n) / (2n * n)
  const total = (values: readonly EngineValue[]): bigint => values.reduce<bigint>((a, b) => a + BigInt(b as bigint), 0n)
  type Model = (values: readonly EngineValue[]) => unknown
  const run = (fn: AggregateFunction, type: DataType, value: fc.Arbitrary<EngineValue>, model: Model): void =>
    fc.assert(fc.property(parts(value), rows => {
      const values = rows.flat().filter(v => v !== null)
      expect(fold(fn, [type], rows.map(part => part.map(v => [v])))).toEqual(values.length ? model(values) : null)
    }), { numRuns: 60 })
  const fits = (n: bigint, bound: bigint): unknown => n < bound && n >= -bound ? n : 'ARITHMETIC_OVERFLOW'

  test('sum of integers', () => {
    run(f.sum, int32, fc.integer(), v => total(v))
    run(f.sum, int64, long, v => fits(total(v), 2n ** 63n))
  })
  test.each([5, 8, 9, 18, 19, 28, 29, 38])('sum and mean of decimals of %i digits', p => {
    const inRange = (s: bigint, bound: bigint): boolean => s > -bound && s < bound
    run(f.sum, decimal(p, 2), digits(p), v => inRange(total(v), 10n ** 38n) ? total(v) : 'ARITHMETIC_OVERFLOW')
    const to = Math.min(p + 4, 38)
    run(f.avg, decimal(p, 2), digits(p), v => {
      const s = total(v), mean = half(s * 10n ** 4n, BigInt(v.length)), bound = 10n ** BigInt(to)
      return inRange(s, 10n ** 38n) && inRange(mean, bound) ? mean : 'ARITHMETIC_OVERFLOW'
    })
  })
  test.each([
    [int32, fc.integer()], [int64, long], [float64, fc.double().map(n => n === 0 ? 0 : n)], [utf8, fc.string({ unit: 'grapheme', maxLength: 20 })],
    [decimal(30, 0), digits(30)], [bool, fc.boolean()], [date, fc.integer()],
  ] as const)('min and max %#', (type, value) => {
    const compare = comparator(type)
    run(f.min, type, value, v => [...v].sort(compare)[0])
    run(f.max, type, value, v => [...v].sort(compare).at(-1))
  })
  test('means and deviations', () => {
    const real = fc.double({ noNaN: true, min: -1e6, max: 1e6 })
    type Model = (v: readonly number[]) => number | null
    const near = (fn: AggregateFunction, model: Model): void => fc.assert(fc.property(parts(real), rows => {
      const values = rows.flat().filter(v => v !== null) as number[], want = values.length ? model(values) : null
      const got = fold(fn, [float64], rows.map(p => p.map(v => [v])))
      if (want === null) expect(got).toBe(null)
      else expect(Math.abs((got as number) - want)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(want), ...values.map(Math.abs)) * 1e3)
    }), { numRuns: 60 })
    const mean = (v: readonly number[]): number => v.reduce((a, b) => a + b, 0) / v.length
    const squares = (v: readonly number[]): number => v.reduce((a, b) => a + (b - mean(v)) ** 2, 0)
    near(f.avg, mean)
    near(f.stddev, v => v.length < 2 ? null : Math.sqrt(squares(v) / (v.length - 1)))
    near(f.stddevPop, v => Math.sqrt(squares(v) / v.length))
  })
})
