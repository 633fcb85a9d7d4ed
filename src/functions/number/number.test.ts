import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as types from '../../types/data-type.js'
import type { DataType, DecimalType } from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import { call, typed } from '../call.fixture.js'
import { castImplementation } from '../conversion/cast.js'
import { fitsPrecision, tenTo } from '../conversion/decimal.js'
import { fitsInteger } from '../coercion.js'
import type { ScalarFunction } from '../declare.js'
import { canCast } from '../conversion/cast.js'
import * as comparison from '../comparison/index.js'
import * as number from './index.js'

const integers = [types.int8, types.int16, types.int32, types.int64]
const bits: Readonly<Record<string, number>> = { int8: 8, int16: 16, int32: 32, int64: 64 }
function integerOf(type: DataType): fc.Arbitrary<EngineValue> {
  const half = 1n << BigInt(bits[type.kind]! - 1)
  const value = fc.oneof(fc.bigInt(-half, half - 1n), fc.constantFrom(-half, half - 1n, 0n, 1n, -1n), fc.bigInt(-100n, 100n))
  return type.kind === 'int64' ? value : value.map(Number)
}
const floats = fc.oneof(
  fc.double(), fc.integer({ min: -1000, max: 1000 }),
  fc.constantFrom(0, -0, 1, -1, NaN, Infinity, -Infinity, 0.1, 2.5, 2 ** 31, 2 ** 63, -(2 ** 63), 2 ** 53 + 2))
const decimalType = fc.integer({ min: 1, max: 38 }).chain(p => fc.integer({ min: 0, max: p }).map(s => types.decimal(p, s)))
const decimalOf = (type: DecimalType): fc.Arbitrary<bigint> => {
  const most = tenTo(type.precision) - 1n
  return fc.oneof(fc.bigInt(-most, most), fc.constantFrom(most, -most, 0n, 1n, -1n),
    fc.bigInt(-99n, 99n).map(n => fitsPrecision(n, type.precision) ? n : 1n))
}
const numberType: fc.Arbitrary<DataType> = fc.oneof(fc.constantFrom(...integers, types.float32, types.float64), decimalType)
function valueOf(type: DataType): fc.Arbitrary<EngineValue> {
  if (type.kind === 'decimal') return decimalOf(type)
  if (type.kind === 'float64') return floats
  return type.kind === 'float32' ? floats.map(Math.fround) : integerOf(type)
}
/** Texts that are nearly numbers, dates and times. */
const texts: fc.Arbitrary<string> = fc.oneof(
  fc.bigInt(-(10n ** 40n), 10n ** 40n).map(String), fc.double().map(String),
  fc.string({ unit: fc.constantFrom(...'0123456789.-+eE T:'), maxLength: 12 }),
  fc.tuple(fc.integer({ min: -20000, max: 20000 }), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 }))
    .map(([y, m, d]) => `${y}-${m}-${d}`),
  fc.tuple(fc.bigInt(-(10n ** 39n), 10n ** 39n), fc.integer({ min: -45, max: 45 })).map(([n, e]) => ` ${n}e${e} `),
  fc.tuple(fc.bigInt(-(10n ** 20n), 10n ** 20n), fc.bigInt(0n, 10n ** 20n)).map(([a, b]) => `${a}.${b}`),
  fc.constantFrom('', ' ', 'true', 'NaN', '2024', '+2024-02-29', '99999', '9999999-01-01'))
const operand = numberType.chain(type => valueOf(type).map(value => typed(type, value)))
const resolved = (fn: ScalarFunction, args: readonly DataType[]): DataType =>
  fn.resolve(args.map(type => ({ type, nullable: false, literal: undefined, flexible: false })), { grouped: false }).type

describe('both tiers give the same, within the bounds of the result type', () => {
  const runs = { numRuns: 300 }
  const { add, sub, mul, div, mod, tryAdd, tryMul, tryDiv, greatest, least } = number
  const binary = [add, sub, mul, div, mod, tryAdd, tryMul, tryDiv, greatest, least]
  test.each(binary)('$name', fn => {
    fc.assert(fc.property(operand, operand, (a, b) => {
      const result = call(fn, [a, b]), type = resolved(fn, [a.type, b.type])
      if (typeof result === 'string' || result === null) return
      if (type.kind === 'decimal') expect(fitsPrecision(result as bigint, type.precision)).toBe(true)
      else if (types.isInteger(type)) expect(fitsInteger(BigInt(result as number), type)).toBe(true)
      else if (type.kind === 'float32') expect(Math.fround(result as number)).toEqual(result)
    }), runs)
  })
  test.each([number.neg, number.abs, number.sign, number.floor, number.ceil, number.sqrt])('$name', fn => {
    fc.assert(fc.property(operand, a => { call(fn, [a]) }), runs)
  })
  test('round', () => {
    const digits = fc.integer({ min: -40, max: 40 })
    fc.assert(fc.property(operand, digits, (a, n) => { call(number.round, [a, n]) }), { numRuns: 1000 })
  })
  test.each(Object.values(comparison).filter(f => Object.keys(f.args).length === 2 && !f.variadic))('$name', fn => {
    fc.assert(fc.property(operand, operand, (a, b) => { call(fn, [a, b]) }), runs)
  })
  test('intDiv', () => {
    const exact = fc.oneof(fc.constantFrom<DataType>(...integers), decimalType)
      .chain(type => valueOf(type).map(value => typed(type, value)))
    fc.assert(fc.property(exact, exact, (a, b) => { call(number.intDiv, [a, b]) }), runs)
  })
  test('casts', () => {
    const scalar: fc.Arbitrary<DataType> =
      fc.oneof(numberType, fc.constantFrom(types.bool, types.date, types.timestamp, types.timestampNtz, types.utf8))
    const value = (type: DataType): fc.Arbitrary<EngineValue> => {
      if (type.kind === 'utf8') return texts
      if (type.kind === 'bool') return fc.boolean()
      if (type.kind === 'date') return fc.integer({ min: -700_000, max: 2_900_000 })
      return types.isTemporal(type) ? fc.bigInt(-62_000_000_000_000_000n, 250_000_000_000_000_000n) : valueOf(type)
    }
    const given = scalar.chain(type => value(type).map(v => typed(type, v)))
    fc.assert(fc.property(given, scalar, fc.boolean(), (a, to, attempt) => {
      if (!canCast(a.type, to)) return
      call(castFunction(a.type, to, attempt), [a])
    }), { numRuns: 3000 })
  })
})
/** A cast as a function, so that the fixture runs both its tiers. */
function castFunction(from: DataType, to: DataType, attempt: boolean): ScalarFunction {
  return {
    ...number.abs, name: 'cast',
    resolve: () => ({ args: [from], type: to, nullable: attempt }),
    implement: () => castImplementation({ from, to, attempt, timeZone: 'UTC' }),
  }
}

describe('exact results', () => {
  test('integers overflow', () => {
    expect(call(number.add, [typed(types.int8, 127), typed(types.int8, 1)])).toBe('BINARY_ARITHMETIC_OVERFLOW')
    expect(call(number.mul, [2147483647, 2])).toBe('ARITHMETIC_OVERFLOW')
    expect(call(number.neg, [typed(types.int64, -(2n ** 63n))])).toBe('ARITHMETIC_OVERFLOW')
    expect(call(number.abs, [-2147483648])).toBe('ARITHMETIC_OVERFLOW')
    expect(call(number.tryMul, [2147483647, 2])).toBe(null)
    expect(call(number.intDiv, [typed(types.int64, -(2n ** 63n)), typed(types.int64, -1n)])).toBe('ARITHMETIC_OVERFLOW')
  })
  test('division by zero', () => {
    expect(call(number.div, [1, 0])).toBe('DIVIDE_BY_ZERO')
    expect(call(number.div, [1.5, -0])).toBe('DIVIDE_BY_ZERO')
    expect(call(number.mod, [1, 0])).toBe('REMAINDER_BY_ZERO')
    expect(call(number.mod, [typed(types.decimal(3, 1), 10n), typed(types.decimal(3, 1), 0n)])).toBe('REMAINDER_BY_ZERO')
    expect(call(number.tryDiv, [1, 0])).toBe(null)
  })
  test('decimal types', () => {
    const d = types.decimal
    expect(resolved(number.mul, [d(12, 2), d(13, 2)])).toEqual(d(26, 4))
    expect(resolved(number.mul, [d(26, 4), d(13, 2)])).toEqual(d(38, 6))
    expect(resolved(number.div, [d(12, 2), d(12, 2)])).toEqual(d(27, 15))
    expect(resolved(number.div, [d(38, 10), d(38, 10)])).toEqual(d(38, 6))
    expect(resolved(number.add, [d(38, 18), types.int64])).toEqual(d(38, 17))
    expect(resolved(number.add, [types.float32, types.int8])).toEqual(types.float64)
    expect(resolved(number.mod, [d(5, 2), d(3, 1)])).toEqual(d(4, 2))
    expect(resolved(number.round, [d(5, 2)])).toEqual(d(4, 0))
    expect(resolved(number.floor, [d(5, 2)])).toEqual(d(4, 0))
  })
  test('rounding', () => {
    expect(call(number.round, [2.675, 2])).toBe(2.68)
    expect(call(number.round, [-2.5])).toBe(-3)
    expect(call(number.round, [typed(types.decimal(5, 2), -125n), 1])).toBe(-13n)
    expect(call(number.round, [typed(types.decimal(5, 2), 99999n), -1])).toBe(1000n)
    expect(call(number.round, [typed(types.int8, 125), -1])).toBe('ARITHMETIC_OVERFLOW')
    expect(call(number.floor, [-0.5])).toBe(-1n)
    expect(call(number.ceil, [typed(types.decimal(3, 1), -15n)])).toBe(-1n)
  })
  test('comparison of special values', () => {
    expect(call(comparison.eq, [NaN, NaN])).toBe(true)
    expect(call(comparison.gt, [NaN, typed(types.float64, Infinity)])).toBe(true)
    expect(call(comparison.eq, [-0, typed(types.float64, 0)])).toBe(true)
    expect(call(comparison.lt, ['\uffff', '😀'])).toBe(true)
    expect(call(comparison.lt, ['a', 'ab'])).toBe(true)
  })
})
