import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimalText, doubleText, exactDecimal, floatText, parseDouble, parseExact, parseFloat32, parseInteger } from './number-text.js'

const finite = fc.double({ noNaN: true, noDefaultInfinity: true })
test('a double reads back from its text', () => {
  fc.assert(fc.property(finite, n => { expect(parseDouble(doubleText(n))).toBe(n) }))
})
test('a float32 reads back from its text, which is no longer than nine digits', () => {
  fc.assert(fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), n => {
    expect(parseFloat32(floatText(n))).toBe(n)
    expect(floatText(n).replace(/E.*|[-.]/g, '').replace(/^0+|0+$/g, '').length).toBeLessThanOrEqual(9)
  }))
})
test('a float32 is rounded once', () => {
  expect(parseFloat32('1.00000005960464477540')).toBe(1.0000001192092896)   // just above the middle of two floats
  expect(parseFloat32('1.0000000596046447753')).toBe(1)
  expect(parseFloat32('1e39')).toBe(Infinity)
})
test('decimals read back from their text', () => {
  fc.assert(fc.property(fc.bigInt(-(10n ** 38n) + 1n, 10n ** 38n - 1n), fc.integer({ min: 0, max: 38 }), (unscaled, scale) => {
    expect(parseExact(decimalText(unscaled, scale))).toEqual({ unscaled, scale })
  }))
})
test('exact decimals of literals', () => {
  expect(exactDecimal(0.05)).toEqual({ unscaled: 5n, type: { kind: 'decimal', precision: 2, scale: 2 } })
  expect(exactDecimal(1e21)?.unscaled).toBe(10n ** 21n)
  expect(exactDecimal('1.50')).toEqual({ unscaled: 15n, type: { kind: 'decimal', precision: 2, scale: 1 } })
  expect(exactDecimal(NaN)).toBe(undefined)
  expect(exactDecimal(1e-50)).toBe(undefined)
  expect(exactDecimal('x')).toBe(undefined)
})
test('what does not parse', () => {
  for (const text of ['', ' ', '1 2', '1,5', '0x1', '--1', '1e', '.', 'e5']) {
    expect(parseDouble(text), text).toBe(undefined)
    expect(parseInteger(text), text).toBe(undefined)
  }
  expect(parseDouble('1d')).toBe(1)
  expect(parseDouble('.5')).toBe(0.5)
})
