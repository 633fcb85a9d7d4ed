/** Numbers as text, both ways, as Spark (that is, Java) writes and reads them. */
import { decimal, MAX_PRECISION, type DecimalType } from '../../types/data-type.js'

const DECIMAL = /^([+-]?)(\d+\.?\d*|\.\d+)(?:[eE]([+-]?\d{1,9}))?$/

export interface Exact { readonly unscaled: bigint; readonly scale: number }
/** `-1.20e1` as an exact number; undefined: it does not parse. `scale` may be negative. */
export function parseExact(text: string): Exact | undefined {
  const match = DECIMAL.exec(text)
  if (!match) return undefined
  const [, sign, mantissa = '', exponent = '0'] = match
  const point = mantissa.indexOf('.'), digits = mantissa.replace('.', '')
  if (digits.length > 4096) return undefined
  const unscaled = BigInt(digits)
  const scale = (point < 0 ? 0 : mantissa.length - point - 1) - Number(exponent)
  return { unscaled: sign === '-' ? -unscaled : unscaled, scale }
}
/** The smallest decimal type that holds a number (by its shortest text) or a text exactly; undefined: there is none. */
export function exactDecimal(value: number | string): { readonly unscaled: bigint; readonly type: DecimalType } | undefined {
  const parsed = parseExact(typeof value === 'number' ? String(value) : trim(value))
  if (!parsed) return undefined
  let { unscaled, scale } = parsed
  for (; scale > 0 && unscaled % 10n === 0n; scale--) unscaled /= 10n
  if (scale < -MAX_PRECISION) return undefined
  if (scale < 0) { unscaled *= 10n ** BigInt(-scale); scale = 0 }
  const digits = String(unscaled < 0n ? -unscaled : unscaled).length, precision = Math.max(digits, scale)
  return precision <= MAX_PRECISION ? { unscaled, type: decimal(precision, scale) } : undefined
}
/** An unscaled decimal with its point: `decimalText(-105n, 2)` is `-1.05`. */
export function decimalText(unscaled: bigint, scale: number): string {
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0')
  const text = scale ? `${digits.slice(0, -scale)}.${digits.slice(-scale)}` : digits
  return unscaled < 0n ? `-${text}` : text
}

/** `1.0`, `1.0E10`, `NaN`: plain between 10⁻³ and 10⁷, with an exponent beyond. */
export const doubleText = (n: number): string =>
  javaText(n, Math.abs(n) < 1e-321 ? atLeastTwo(n, n.toExponential()) : n.toExponential())
/** Of the smallest numbers one digit is enough to tell them apart; Java writes the nearest two: 4.9E-324. */
const atLeastTwo = (n: number, scientific: string): string =>
  /^-?\de/.test(scientific) ? n.toExponential(1).replace('.0e', 'e') : scientific
/** The shortest text that reads back as the same float32. */
export function floatText(n: number): string {
  if (!Number.isFinite(n) || n === 0) return doubleText(n)
  for (let precision = 0; precision < 9; precision++) {
    const text = n.toExponential(precision)
    if (Math.fround(Number(text)) === n) return javaText(n, atLeastTwo(n, toEven(n, text, precision)))
  }
  return doubleText(n)
}
/** Of two texts that are as near, the one with an even last digit; `toExponential` gives the larger one. */
function toEven(n: number, text: string, precision: number): string {
  const [mantissa = '', power = ''] = text.split('e'), last = Number(mantissa.at(-1))
  const beyond = n.toExponential(60).replace(/e.*|[-.]/g, '').slice(precision + 1)
  if (last % 2 === 0 || !/^50*$/.test(beyond)) return text
  const even = `${mantissa.slice(0, -1)}${last - 1}e${power}`
  return Math.fround(Number(even)) === n ? even : text
}
/** `scientific` holds the digits: `-1.25e+3`. */
function javaText(n: number, scientific: string): string {
  if (!Number.isFinite(n)) return String(n)
  if (n === 0) return Object.is(n, -0) ? '-0.0' : '0.0'
  const [mantissa = '', power = '0'] = scientific.split('e')
  const sign = n < 0 ? '-' : '', digits = mantissa.replace(/[-.]/g, ''), exponent = Number(power)
  if (exponent < -3 || exponent >= 7) return `${sign}${digits[0]}.${digits.slice(1) || '0'}E${exponent}`
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0')
  return `${sign}${whole}.${digits.slice(exponent + 1) || '0'}`
}

/** Without white space and control characters of ASCII at either end. */
export function trim(text: string): string {
  let from = 0, to = text.length
  while (from < to && isBlank(text.charCodeAt(from))) from++
  while (from < to && isBlank(text.charCodeAt(to - 1))) to--
  return text.slice(from, to)
}
const isBlank = (unit: number): boolean => unit <= 32 || unit === 127

const INTEGER = /^[+-]?\d+$/
/** A whole number in decimal digits; undefined: it does not parse. */
export function parseInteger(text: string): bigint | undefined {
  const t = trim(text)
  return INTEGER.test(t) && t.length <= 4096 ? BigInt(t.startsWith('+') ? t.slice(1) : t) : undefined
}
const FLOAT = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[dDfF]?$/
const special: Readonly<Record<string, number>> = {
  nan: NaN, inf: Infinity, '+inf': Infinity, '-inf': -Infinity, infinity: Infinity, '+infinity': Infinity, '-infinity': -Infinity,
}
/** A double as Java reads it, or `nan`, `inf`, `infinity` in any case; undefined: it does not parse. */
export function parseDouble(text: string): number | undefined {
  const t = trim(text)
  return FLOAT.test(t) ? Number(t.replace(/[dDfF]$/, '')) : special[t.toLowerCase()]
}
/** A float32: rounded once, from the digits themselves. */
export function parseFloat32(text: string): number | undefined {
  const n = parseDouble(text)
  if (n === undefined || !Number.isFinite(n)) return n
  const near = Math.fround(n)
  if (!Number.isFinite(near) || near === n || !isHalfway(n, near)) return near
  const exact = parseExact(trim(text).replace(/[dDfF]$/, '')), half = parseExact(n.toPrecision(100).replace(/\.?0+$/, ''))
  if (!exact || !half || Math.abs(exact.scale) > 4096) return near
  const order = compareExact(exact, half)
  return order === 0 ? near : Math.fround(n * (1 + Math.sign(order) * Math.sign(n) * Number.EPSILON))
}
/** Whether a double lies exactly between two neighbouring floats, so that the digits it came from decide. */
function isHalfway(n: number, near: number): boolean {
  const other = n + (n - near)
  return Math.fround(other) === other && other !== near
}
function compareExact(a: Exact, b: Exact): number {
  const scale = Math.max(a.scale, b.scale)
  const x = a.unscaled * 10n ** BigInt(scale - a.scale), y = b.unscaled * 10n ** BigInt(scale - b.scale)
  return x < y ? -1 : x > y ? 1 : 0
}
