import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  binary, bool, decimal, field, float64, int32, int64, list, map, struct, utf8, voidType, type DataType,
} from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import { call, typed, type Typed } from '../call.fixture.js'
import * as f from './index.js'

const L = (values: EngineValue, element: DataType = int32, nullableElement = true): Typed => typed(list(element, nullableElement), values)
const M = (entries: EngineValue): Typed => typed(map(utf8, int32), entries)
const long = Array.from({ length: 130 }, (_, n) => n % 7 === 0 ? null : n)

/** Expected values are Spark 4's. */
const expected = [
  [f.size, [L([1, null, 3])], 3], [f.size, [L([])], 0], [f.size, [M([['a', 1]])], 1], [f.size, [typed(list(int32), null)], null],
  [f.at, [L([1, 2, 3]), 0], 1], [f.at, [L([1, 2, 3]), -1], 3], [f.at, [L([1, 2, 3]), 3], null], [f.at, [L([1, 2, 3]), -4], null],
  [f.at, [L([1, null]), 1], null], [f.at, [L([]), 0], null], [f.at, [L(long), 129], 129], [f.at, [L(long), 70], null],
  [f.at, [L(['a', 'é😀'], utf8), 1], 'é😀'], [f.at, [L([[1], [2, 3]], list(int32)), 1], [2, 3]],
  [f.at, [L([5n, -(10n ** 30n)], decimal(38, 0)), 1], -(10n ** 30n)], [f.at, [L([1.5], float64, false), 0], 1.5],
  [f.at, [L([false, true], bool), 1], true],
  [f.at, [typed(list(int32), null), 0], null], [f.at, [L([1]), null], null],
  [f.elementAt, [L([1, 2, 3]), 2], 2], [f.elementAt, [L([1, 2, 3]), -1], 3],
  [f.elementAt, [L([1, 2, 3]), 4], 'INVALID_ARRAY_INDEX_IN_ELEMENT_AT'], [f.elementAt, [L([1]), 0], 'INVALID_INDEX_OF_ZERO'],
  [f.elementAt, [L([]), -1], 'INVALID_ARRAY_INDEX_IN_ELEMENT_AT'],
  [f.elementAt, [L([1]), -(2 ** 31)], 'INVALID_ARRAY_INDEX_IN_ELEMENT_AT'], [f.elementAt, [typed(list(int32), null), 0], null],
  [f.arrayContains, [L([1, 2]), 2], true], [f.arrayContains, [L([1, null]), 2], null], [f.arrayContains, [L([1]), 2], false],
  [f.arrayContains, [L([NaN], float64), NaN], true], [f.arrayContains, [L([1n], int64), 1], true],
  [f.arrayContains, [L([1]), null], null],
  [f.arrayPosition, [L([3, 2, 1]), 1], 3n], [f.arrayPosition, [L([3]), 1], 0n], [f.arrayJoin, [L(['a', null, 'b'], utf8), ', '], 'a, b'],
  [f.arrayJoin, [L(['a', null], utf8), ', ', '?'], 'a, ?'],
  [f.get, [M([['a', 1], ['b', null]]), 'a'], 1], [f.get, [M([['a', 1], ['b', null]]), 'b'], null], [f.get, [M([['a', 1]]), 'x'], null],
  [f.mapContainsKey, [M([['a', 1]]), 'a'], true], [f.mapContainsKey, [M([['a', 1]]), 'x'], false],
  [f.mapKeys, [M([['a', 1], ['b', null]])], ['a', 'b']], [f.mapValues, [M([['a', 1], ['b', null]])], [1, null]], [f.mapKeys, [M([])], []],
] as const
test.each(expected.map(([fn, args, result], n) => [`${fn.name} ${n}`, fn, args, result] as const))('%s', (_, fn, args, result) => {
  expect(call(fn, args)).toEqual(result)
})

const address = struct([
  field('city', utf8), field('zip', int32, false), field('big', decimal(30, 2)), field('open', bool),
  field('inner', struct([field('x', float64), field('bytes', binary)])),
  ...Array.from({ length: 70 }, (_, n) => field(`f${n}`, int64)),
])
test('members of a struct', () => {
  const value: EngineValue = ['Köln', 50667, -(10n ** 29n), true, [1.5, null], ...Array.from({ length: 70 }, (_, n) => n % 2 ? BigInt(n) : null)]
  const member = (name: string, of: EngineValue = value): unknown => call(f.field, [typed(address, of), name])
  const names = ['city', 'zip', 'big', 'open', 'inner', 'f68', 'f69']
  expect(names.map(name => member(name))).toEqual(['Köln', 50667, -(10n ** 29n), true, [1.5, null], null, 69n])
  expect(member('city', null)).toBe(null)
  expect(member('zip', null)).toBe(null)
  expect(() => member('town')).toThrow('city, zip, big')
})
const texts = fc.array(fc.option(fc.string()), { maxLength: 20 })
test('any index of any list', () => fc.assert(fc.property(texts, fc.integer({ min: -25, max: 25 }), (values, n) => {
  const short = L(values.map(v => v?.slice(0, 20) ?? null), utf8)
  expect(call(f.at, [short, n])).toBe((short.value as EngineValue[]).at(n) ?? null)
  call(f.elementAt, [short, n])
}), { numRuns: 200 }))
test('types of results', () => {
  const resolve = (fn: typeof f.at, ...types: DataType[]) =>
    fn.resolve(types.map(type => ({ type, nullable: false, literal: undefined, flexible: false })), { grouped: false })
  expect(resolve(f.at, list(utf8, false), int32)).toMatchObject({ type: utf8, nullable: true })
  expect(resolve(f.elementAt, list(utf8, false), int32)).toMatchObject({ type: utf8, nullable: false })
  expect(resolve(f.elementAt, list(utf8, true), int32).nullable).toBe(true)
  expect(resolve(f.mapValues, map(utf8, int32, false)).type).toEqual(list(int32, false))
  expect(resolve(f.at, voidType, int32).type).toEqual(voidType)
  expect(() => resolve(f.at, int32, int32)).toThrow('a list')
})
