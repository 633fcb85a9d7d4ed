import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Memory } from '../../memory/memory.js'
import { pagesFor } from '../../memory/page-map.js'

const memory = Memory.shared(), { kernels, u8 } = memory
/** Texts lie near the middle of the pool's address space, above 2 GiB where there is as much. */
const BASE = memory.bytes > 2 ** 31 + 2 ** 24 ? 2 ** 31 + 2 ** 20 : 2 ** 24
const OUT = BASE + 2 ** 20
memory.pages.locked(() => memory.pages.take(pagesFor(OUT + 2 ** 24)))
let next = BASE
const encoder = new TextEncoder(), decoder = new TextDecoder()
/** A text in memory with rubbish around it, as (address, bytes). */
function put(text: string): [number, number] {
  const bytes = encoder.encode(text), at = next
  u8.fill(0x2A, at, at + bytes.length + 64)
  u8.set(bytes, at)
  next = at + bytes.length + 64 > OUT - 2 ** 16 ? BASE : at + bytes.length + 17
  return [at, bytes.length]
}
const get = (address: number, length: number): string => decoder.decode(u8.slice(address >>> 0, (address >>> 0) + (length >>> 0)))
const written = (length: number): string => get(OUT, length)
const viewed = (v: bigint): string => get(Number(BigInt.asUintN(32, v)), Number(BigInt.asUintN(64, v) >> 32n))
const chars = (text: string): string[] => [...text]

const character = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('a', 'b', 'A', 'Z', ' ', '%', '_', '\\', 'z') },
  { weight: 2, arbitrary: fc.constantFrom('é', 'ß', 'Σ', 'σ', 'İ', 'я', '中', '가', '😀', '𐐨', 'ŉ', '\u0301') },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }) })
const upTo = (maxLength: number): fc.Arbitrary<string> => fc.array(character, { maxLength }).map(a => a.join(''))
const text = fc.oneof({ weight: 5, arbitrary: upTo(12) }, { weight: 1, arbitrary: upTo(150) }), short = upTo(3)
const position = fc.oneof(fc.integer({ min: -20, max: 20 }), fc.constantFrom(0, 1, -1, 2 ** 31 - 1, -(2 ** 31)))
const check = <T extends unknown[]>(property: (...args: T) => void, ...arbitraries: { [N in keyof T]: fc.Arbitrary<T[N]> }): void =>
  fc.assert(fc.property(fc.tuple(...arbitraries as unknown as fc.Arbitrary<unknown>[]), args => { property(...args as T) }), { numRuns: 400 })

function substringModel(s: string, start: number, count: number): string {
  const c = chars(s), from = start > 0 ? start - 1 : start < 0 ? c.length + start : 0
  return from + count <= from ? '' : c.slice(Math.max(from, 0), Math.max(from + count, 0)).join('')
}
function likeModel(s: string, pattern: string, escape: string): boolean {
  let source = ''
  for (let c = chars(pattern), n = 0; n < c.length; n++) {
    if (c[n] === escape) source += `\\u{${c[++n]!.codePointAt(0)!.toString(16)}}`
    else source += c[n] === '%' ? '.*' : c[n] === '_' ? '.' : `\\u{${c[n]!.codePointAt(0)!.toString(16)}}`
  }
  return new RegExp(`^${source}$`, 'su').test(s)
}

describe('views', () => {
  test('length', () => check(s => expect(kernels.textLength(...put(s))).toBe(chars(s).length), text))
  test('substring', () => check((s, start, count) => {
    expect(viewed(kernels.textSubstring(...put(s), start, count))).toBe(substringModel(s, start, count))
  }, text, position, position))
  test('right', () => check((s, n) => {
    expect(viewed(kernels.textRight(...put(s), n))).toBe(n <= 0 ? '' : chars(s).slice(-n).join(''))
  }, text, position))
  test('trim', () => check((s, sides) => {
    let t = s
    if (sides & 1) t = t.replace(/^ +/, '')
    if (sides & 2) t = t.replace(/ +$/, '')
    expect(viewed(kernels.textTrim(...put(s), sides))).toBe(t)
  }, text, fc.integer({ min: 1, max: 3 })))
  test('trim by a set', () => check((s, set, sides) => {
    const c = chars(s), has = new Set(chars(set))
    if (sides & 1) while (c.length && has.has(c[0]!)) c.shift()
    if (sides & 2) while (c.length && has.has(c.at(-1)!)) c.pop()
    expect(viewed(kernels.textTrimSet(...put(s), ...put(set), sides))).toBe(c.join(''))
  }, text, short, fc.integer({ min: 1, max: 3 })))
})

describe('search', () => {
  const withPart = fc.tuple(text, short, fc.boolean()).map(([s, p, inside]): [string, string] => [inside ? `${s}${p}${s}` : s, p])
  test('contains, starts, ends', () => check(([s, p]) => {
    const a = put(s), b = put(p)
    const found = [kernels.textContains(...a, ...b), kernels.textStartsWith(...a, ...b), kernels.textEndsWith(...a, ...b)]
    expect(found.map(Boolean)).toEqual([s.includes(p), s.startsWith(p), s.endsWith(p)])
  }, withPart))
  test('an empty text at address 0', () => expect(kernels.textContains(0, 0, 0, 0)).toBe(1))
  test('position', () => check(([s, p], from) => {
    const at = from < 1 ? -1 : p === '' ? 0 : s.indexOf(p, chars(s).slice(0, from - 1).join('').length)
    expect(kernels.textPosition(...put(s), ...put(p), from)).toBe(at < 0 ? 0 : chars(s.slice(0, at)).length + 1)
  }, withPart, position))
})

describe('like', () => {
  const special = fc.constantFrom('%', '_', '\\%', '\\_', '\\\\'), plain = character.filter(c => c !== '\\')
  const part = fc.oneof({ weight: 3, arbitrary: special }, { weight: 4, arbitrary: plain })
  const pattern = fc.array(part, { maxLength: 7 }).map(a => a.join(''))
  const like = (s: string, p: string, escape = '\\'): boolean => kernels.textLike(...put(s), ...put(p), escape.charCodeAt(0)) === 1
  test('against a regular expression', () => check((s, p) => expect(like(s, p)).toBe(likeModel(s, p, '\\')), text, pattern))
  test('patterns made from the text', () => check((s, cut, seed) => {
    const c = chars(s).map((x, n) => (cut >> n) & 1 ? '%' : (seed >> n) & 1 ? '_' : '%_\\'.includes(x) ? `\\${x}` : x)
    const p = c.join('')
    expect(like(s, p)).toBe(likeModel(s, p, '\\'))
    expect(like(s, p)).toBe(true)
  }, text, fc.integer({ min: 0 }), fc.integer({ min: 0 })))
  test('escapes', () => {
    expect(like('100%', '100^%', '^')).toBe(true)
    expect(like('1000', '100^%', '^')).toBe(false)
    expect(like('a%', 'a%%', '%')).toBe(true)
    expect(['a', 'a\\', 'a\\b', 'a\\%', 'a\\_', 'a\\\\'].map(p => kernels.likeIsValid(...put(p), 0x5C))).toEqual([1, 0, 0, 1, 1, 1])
  })
  test('long ones', () => {
    const s = `${'abcdefghij'.repeat(50)}special${'x'.repeat(40)}requests é`
    expect(like(s, '%special%requests%')).toBe(true)
    expect(like(s, '%requests%special%')).toBe(false)
    expect(like(s, 'abc%_')).toBe(true)
    expect(like(s, '%requests _')).toBe(true)
  })
})

describe('writing', () => {
  test('replace', () => check((s, p, r) => {
    const a = put(s), b = put(p), c = put(r), want = p === '' ? s : s.replaceAll(p, () => r)
    expect(kernels.textReplaceSize(...a, ...b, c[1])).toBe(encoder.encode(want).length)
    expect(written(kernels.textReplace(...a, ...b, ...c, OUT))).toBe(want)
  }, text, short, short))
  test('repeat', () => check((s, n) => {
    const a = put(s), want = s.repeat(Math.max(0, n))
    expect(kernels.textRepeatSize(a[1], n)).toBe(encoder.encode(want).length)
    expect(written(kernels.textRepeat(...a, n, OUT))).toBe(want)
  }, text, fc.integer({ min: -3, max: 9 })))
  test('sizes beyond 4 GiB', () => {
    expect(kernels.textRepeatSize(2 ** 20, 2 ** 30) >>> 0).toBe(0xFFFFFF00)
    expect(kernels.textPadSize(...put('a'), ...put('😀'), 2 ** 31 - 1) >>> 0).toBe(0xFFFFFF00)
  })
  test('reverse', () => check(s => expect(written(kernels.textReverse(...put(s), OUT))).toBe(chars(s).reverse().join('')), text))
  test('pad', () => check((s, p, n) => {
    const b = put(p), missing = Math.max(0, n - chars(s).length), want = p === '' ? '' : chars(p.repeat(missing)).slice(0, missing).join('')
    const bytes = kernels.textPadSize(...put(s), ...b, n)
    expect(bytes).toBe(encoder.encode(want).length)
    expect(written(kernels.textFill(...b, bytes, OUT))).toBe(want)
  }, text, short, fc.integer({ min: -3, max: 40 })))
  test('upper and lower', () => check(s => {
    expect(written(kernels.textUpper(...put(s), OUT))).toBe(s.toUpperCase())
    expect(written(kernels.textLower(...put(s), OUT))).toBe(s.toLowerCase())
  }, text))
  test('every character', () => {
    for (let from = 0; from < 0x110000; from += 0x400) {
      if (from >= 0xD800 && from < 0xE000) continue
      const s = Array.from({ length: 0x400 }, (_, n) => String.fromCodePoint(from + n)).join('')
      expect(written(kernels.textUpper(...put(s), OUT))).toBe(s.toUpperCase())
      expect(written(kernels.textLower(...put(s), OUT))).toBe(s.toLowerCase())
    }
  })
  test.each(['ΟΔΟΣ', 'ΟΔΟΣ ΣΑΣ', 'Σ', "Α'Σ", "Α'Σ'Α", 'ΑΣ\u0301', 'ΑΣ\u0301Α', '1Σ', 'ΣΣΣ'])('the final sigma of %s', s => {
    expect(written(kernels.textLower(...put(s), OUT))).toBe(s.toLowerCase())
  })
})
