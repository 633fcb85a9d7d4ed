import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { call } from '../call.fixture.js'
import * as f from './index.js'

/** Expected values are Spark 4's. */
const expected = [
  [f.length, ['abc'], 3], [f.length, [''], 0], [f.length, ['日本 😀'], 4], [f.length, [12345], 5], [f.octetLength, ['é😀'], 6],
  [f.upper, ['straße ﬁn'], 'STRASSE FIN'], [f.lower, ['ΟΔΟΣ İ'], 'οδος i̇'], [f.initcap, ['sPark  sQL ßx ǆ'], 'Spark  Sql Ssx ǅ'],
  [f.trim, ['  a b '], 'a b'], [f.trim, ['\t a '], '\t a'], [f.ltrim, ['  a '], 'a '], [f.rtrim, ['  a '], '  a'],
  [f.trim, ['éaébé', 'é'], 'aéb'], [f.trim, ['ab', ''], 'ab'],
  [f.substring, ['abcdef', 2, 3], 'bcd'], [f.substring, ['abcdef', -2], 'ef'], [f.substring, ['abc', -5, 3], 'a'],
  [f.substring, ['abc', 0, 2], 'ab'],
  [f.substring, ['abc', 2, -1], ''], [f.substring, ['Spark SQL', -15, 8], 'Sp'], [f.substring, ['日本😀語', 2, 2], '本😀'],
  [f.substring, ['abc', -(2 ** 31), 2 ** 31 - 1], 'ab'],
  [f.left, ['abc', 2], 'ab'], [f.left, ['abc', -2], ''], [f.right, ['abc', 2], 'bc'], [f.right, ['abc', 9], 'abc'],
  [f.right, ['abc', 0], ''],
  [f.concat, ['a', 'é', '😀'], 'aé😀'], [f.concat, ['a'], 'a'], [f.concat, ['a', null], null], [f.concat, ['a', 1, true], 'a1true'],
  [f.concatWs, [', ', 'a', null, 'b'], 'a, b'], [f.concatWs, ['-', null, null], ''], [f.concatWs, [null, 'a'], null],
  [f.concatWs, ['-'], ''], [f.concatWs, ['', 'a', '', 'b'], 'ab'],
  [f.repeat, ['ab', 3], 'ababab'], [f.repeat, ['ab', -1], ''],
  [f.contains, ['abc', ''], true], [f.contains, ['abc', 'bc'], true], [f.startsWith, ['abc', 'ab'], true],
  [f.endsWith, ['abc', 'ab'], false],
  [f.instr, ['日本語', '語'], 3], [f.instr, ['abc', ''], 1], [f.instr, ['abc', 'x'], 0], [f.locate, ['b', 'abcb', 3], 4],
  [f.locate, ['b', 'abcb', 0], 0], [f.locate, ['', 'abc', 9], 1],
  [f.replace, ['abcab', 'ab', 'x'], 'xcx'], [f.replace, ['abcab', 'ab'], 'c'], [f.replace, ['abc', '', 'x'], 'abc'],
  [f.replace, ['aaa', 'aa', '$&'], '$&a'],
  [f.reverse, ['a😀é'], 'é😀a'], [f.lpad, ['7', 3, '0'], '007'], [f.lpad, ['abc', 2], 'ab'], [f.lpad, ['a', 3], '  a'],
  [f.lpad, ['a', 3, ''], 'a'], [f.lpad, ['a', -1, 'x'], ''],
  [f.rpad, ['ab', 5, 'xé'], 'abxéx'], [f.rpad, ['a', 3], 'a  '], [f.rpad, ['abc', 0], ''],
  [f.like, ['Spark', '_park'], true], [f.like, ['a\nb', 'a%b'], true], [f.like, ['100%', '100^%', '^'], true],
  [f.like, ['a_b', 'a\\_b'], true], [f.like, ['axb', 'a\\_b'], false],
  [f.like, ['', ''], true], [f.like, ['', '%'], true], [f.like, ['a', ''], false], [f.like, ['😀', '_'], true],
  [f.like, ['aé', 'aéé', 'é'], true],
  [f.ilike, ['SPARK', '_park'], true],
  [f.rlike, ['Spark 4', '[0-9]$'], true], [f.rlike, ['Spark\n', 'k$'], true], [f.rlike, ['SPARK', '(?i)spark'], true],
  [f.rlike, ['a.b', '\\Qa.b\\E'], true], [f.rlike, ['a-b', 'a\\-b'], true],
  [f.rlike, ['a]b', 'a]b'], true], [f.rlike, ['\u00A0', '\\s'], false], [f.rlike, ['x', '\\p{Alpha}'], true],
  [f.rlike, ['é', '\\p{L}'], true], [f.rlike, ['a{b', 'a\\{b'], true],
  [f.rlike, ['aaa', '^a{2,3}$'], true], [f.rlike, ['x/y', '[/-]'], true], [f.rlike, ['', '^$'], true], [f.rlike, ['a\nb', '^b'], false],
  [f.rlike, ['a\nb', '(?m)^b'], true],
  [f.split, ['a1b2c', '[0-9]'], ['a', 'b', 'c']], [f.split, ['a,b,c', ',', 2], ['a', 'b,c']], [f.split, ['a,,', ','], ['a', '', '']],
  [f.split, ['ab', ''], ['a', 'b']],
  [f.split, ['', ','], ['']], [f.split, ['', ''], ['']], [f.split, [',a', ','], ['', 'a']], [f.split, ['abc', '', 2], ['a', 'bc']],
] as const
test.each(expected.map(([fn, args, result]) => [fn.name, args, result, fn] as const))('%s %j is %j', (_, args, result, fn) => {
  expect(call(fn, args)).toEqual(result)
})

test('null in, null out', () => {
  for (const fn of [f.upper, f.trim, f.length, f.reverse]) expect(call(fn, [null])).toBe(null)
})
test('what is not valid is an error', () => {
  expect(() => call(f.like, ['a', 'a\\'])).toThrow('ends it')
  expect(() => call(f.like, ['a', 'a\\b'])).toThrow('INVALID_FORMAT')
  expect(() => call(f.like, ['a', 'a', '^^'])).toThrow('INVALID_ESCAPE_CHAR')
  const unknown = ['a++', '(?>a)', '[a&&b]', '(', '\\X', '(?x)a', 'a(?i)b']
  for (const pattern of unknown) expect(call(f.rlike, ['a', pattern])).toBe('INVALID_PARAMETER_VALUE')
})

describe('both tiers agree', () => {
  const edge = fc.constantFrom('', ' ', 'ab ab ab', 'ﬁnﬀ', '😀😀', '%_\\')
  const text = fc.oneof(fc.string({ maxLength: 30 }), fc.string({ unit: 'grapheme', maxLength: 20 }), edge)
  const count = fc.integer({ min: -12, max: 12 })
  const cases = [
    [f.length, text], [f.octetLength, text], [f.upper, text], [f.lower, text], [f.trim, text, text], [f.ltrim, text], [f.rtrim, text, text],
    [f.substring, text, count, count], [f.left, text, count],
    [f.right, text, count], [f.concat, text, text, text], [f.concatWs, fc.option(text), fc.option(text), fc.option(text), fc.option(text)],
    [f.repeat, text, count], [f.contains, text, text],
    [f.startsWith, text, text], [f.endsWith, text, text], [f.locate, text, text, count], [f.replace, text, text, text], [f.reverse, text],
    [f.lpad, text, count, text], [f.rpad, text, count],
  ] as const
  test.each(cases.map(([fn, ...args]) => [fn.name, fn, args] as const))('%s', (_, fn, args) => {
    const given = fc.tuple(...args as readonly fc.Arbitrary<string | number | null>[])
    fc.assert(fc.property(given, values => { call(fn, values) }), { numRuns: 60 })
  })
})
