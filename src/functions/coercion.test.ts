import { describe, expect, test } from 'vitest'
import { literalValue } from '../types/literal.js'
import * as t from '../types/data-type.js'
import { sqlName, type DataType } from '../types/data-type.js'
import { commonType } from './coercion.js'
import type { Argument, ScalarFunction } from './declare.js'
import { add, div, mul } from './number/index.js'
import { eq, isIn } from './comparison/index.js'
import { coalesce, when } from './conditional/index.js'
import { lookup } from './registry.js'

const column = (type: DataType, nullable = false): Argument => ({ type, nullable, literal: undefined, flexible: false })
const js = (value: unknown): Argument => {
  const { value: literal, type } = literalValue(value)
  return { type, nullable: literal === null, literal, flexible: true }
}
const result = (fn: ScalarFunction, ...args: Argument[]): string => sqlName(fn.resolve(args, { grouped: false }).type)
const casts = (fn: ScalarFunction, ...args: Argument[]): string[] => fn.resolve(args, { grouped: false }).args.map(sqlName)
const condition = (work: () => unknown): string => {
  try { work() } catch (e) { return (e as { condition: string }).condition }
  return 'no error'
}

describe('a JavaScript literal beside a column', () => {
  test('integers take the type of the column, and must fit it', () => {
    expect(result(add, column(t.int8), js(1))).toBe('tinyint')
    expect(() => result(add, column(t.int8), js(1000))).toThrow(/1000 does not fit tinyint/)
    expect(() => result(coalesce, column(t.int8), js(1000))).toThrow(/1000 does not fit tinyint/)
    expect(result(coalesce, column(t.int32), js(2.5))).toBe('double')
    expect(casts(eq, column(t.int8), js(1000))).toEqual(['smallint', 'smallint'])
    expect(result(add, column(t.int64), js(1))).toBe('bigint')
    expect(result(add, column(t.int16), js(1n))).toBe('smallint')
    expect(result(add, column(t.float32), js(1))).toBe('double')
    expect(casts(add, column(t.decimal(12, 2)), js(1))).toEqual(['decimal(12,2)', 'decimal(1,0)'])
    expect(result(mul, column(t.decimal(12, 2)), js(100))).toBe('decimal(16,2)')
  })
  test('fractions are doubles in arithmetic, exact decimals in comparisons', () => {
    expect(result(add, column(t.int32), js(0.5))).toBe('double')
    expect(result(add, column(t.decimal(12, 2)), js(0.5))).toBe('double')
    expect(casts(eq, column(t.decimal(12, 2)), js(0.05))).toEqual(['decimal(12,2)', 'decimal(12,2)'])
    expect(casts(eq, column(t.decimal(12, 2)), js(0.0525))).toEqual(['decimal(14,4)', 'decimal(14,4)'])
    expect(casts(eq, column(t.decimal(12, 2)), js(1e-60))).toEqual(['double', 'double'])
    expect(casts(eq, column(t.decimal(12, 2)), js(NaN))).toEqual(['double', 'double'])
  })
  test('text is read as what stands beside it', () => {
    expect(casts(eq, column(t.date), js('2024-02-29'))).toEqual(['date', 'date'])
    expect(casts(eq, js('2024-02-29 10:00'), column(t.timestampNtz))).toEqual(['timestamp_ntz', 'timestamp_ntz'])
    expect(casts(eq, column(t.decimal(12, 2)), js('1.255'))).toEqual(['decimal(13,3)', 'decimal(13,3)'])
    expect(casts(isIn, column(t.date), js('2024-01-01'), js('2024-01-02'))).toEqual(['date', 'date', 'date'])
    expect(condition(() => casts(eq, column(t.date), js('soon')))).toBe('CAST_INVALID_INPUT')
    expect(condition(() => casts(eq, column(t.int64), js('one')))).toBe('CAST_INVALID_INPUT')
    expect(casts(eq, column(t.utf8), js('x'))).toEqual(['string', 'string'])
    expect(casts(eq, column(t.timestampNtz), js(new Date(0)))).toEqual(['timestamp_ntz', 'timestamp_ntz'])
    expect(casts(eq, column(t.date), js(new Date(0)))).toEqual(['timestamp', 'timestamp'])
  })
  test('literals alone keep their own types', () => {
    expect(result(add, js(1), js(2))).toBe('int')
    expect(result(add, js(1), js(2.5))).toBe('double')
    expect(result(div, js(1), js(2))).toBe('double')
    expect(result(coalesce, js(null), js('x'))).toBe('string')
  })
})

describe('common types', () => {
  test.each<[DataType, DataType, string | undefined]>([
    [t.int8, t.int64, 'bigint'], [t.int64, t.float32, 'double'], [t.int8, t.float32, 'double'], [t.float32, t.float32, 'float'],
    [t.decimal(10, 2), t.int32, 'decimal(12,2)'], [t.decimal(38, 0), t.decimal(38, 20), 'decimal(38,0)'],
    [t.decimal(10, 2), t.float32, 'double'],
    [t.date, t.timestamp, 'timestamp'], [t.date, t.timestampNtz, 'timestamp_ntz'], [t.timestamp, t.timestampNtz, 'timestamp'],
    [t.utf8, t.int32, 'bigint'], [t.utf8, t.date, 'date'], [t.utf8, t.bool, 'boolean'], [t.voidType, t.bool, 'boolean'],
    [t.bool, t.int32, undefined], [t.date, t.int32, undefined], [t.utf8, t.list(t.utf8), undefined],
    [t.list(t.int32), t.list(t.int64), 'array<bigint>'],
    [t.struct([t.field('a', t.int32)]), t.struct([t.field('a', t.float64)]), 'struct<a: double>'],
    [t.struct([t.field('a', t.int32)]), t.struct([t.field('b', t.int32)]), undefined],
  ])('%o and %o', (a, b, expected) => {
    const type = commonType(a, b), other = commonType(b, a)
    expect(type && sqlName(type)).toBe(expected)
    expect(other && sqlName(other)).toBe(expected)
  })
})

describe('mistakes name the function, the argument and what it takes', () => {
  test.each<[() => unknown, string, RegExp]>([
    [() => add.resolve([column(t.bool), column(t.int32)], { grouped: false }), 'DATATYPE_MISMATCH',
      /add takes a number as its first argument \(value\), not boolean/],
    [() => eq.resolve([column(t.bool), column(t.int32)], { grouped: false }), 'DATATYPE_MISMATCH',
      /eq cannot bring boolean and int to a common type/],
    [() => add.resolve([column(t.int32)], { grouped: false }), 'WRONG_NUM_ARGS', /add takes 2 arguments, not 1/],
    [() => coalesce.resolve([], { grouped: false }), 'WRONG_NUM_ARGS', /at least 1/],
    [() => lookup('round')!.resolve([column(t.float64), column(t.int32)], { grouped: false }), 'DATATYPE_MISMATCH',
      /whole number literal .*not an expression/],
    [() => when.resolve([column(t.int32), column(t.int32)], { grouped: false }), 'DATATYPE_MISMATCH', /when/],
  ])('%#', (work, expected, message) => {
    expect(condition(work)).toBe(expected)
    expect(work).toThrow(message)
  })
})

test('nullability follows the arguments', () => {
  const nullable = (fn: ScalarFunction, ...args: Argument[]): boolean => fn.resolve(args, { grouped: false }).nullable
  expect(nullable(add, column(t.int32), column(t.int32))).toBe(false)
  expect(nullable(add, column(t.int32, true), js(1))).toBe(true)
  expect(nullable(coalesce, column(t.int32, true), js(1))).toBe(false)
  expect(nullable(coalesce, column(t.int32, true), column(t.int32, true))).toBe(true)
  expect(nullable(when, column(t.bool, true), js(1))).toBe(true)
  expect(nullable(when, column(t.bool, true), js(1), js(2))).toBe(false)
})
