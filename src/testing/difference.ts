/** What differs between two lists of rows, as lines a person can act on. */
import type { RowObject } from '../logical/options.js'

export interface CompareOptions {
  /** Rows must come in the order given. Default: any order. */
  readonly ordered?: boolean
  /** How far two numbers may be apart, relative to the larger one. Default 0: exactly equal. */
  readonly tolerance?: number
}

/** One line a difference: missing rows, rows too many, and where two rows are nearly the same the columns that differ. */
export function differences(actual: readonly RowObject[], expected: readonly RowObject[], { ordered = false, tolerance = 0 }: CompareOptions = {}): readonly string[] {
  return ordered ? inOrder(actual, expected, tolerance) : asBags(actual, expected, tolerance)
}

function inOrder(actual: readonly RowObject[], expected: readonly RowObject[], tolerance: number): readonly string[] {
  const lines: string[] = []
  for (let n = 0; n < Math.max(actual.length, expected.length); n++) {
    const a = actual[n], e = expected[n]
    if (a && e) lines.push(...columns(a, e, tolerance).map(c => `row ${n}, ${c}`))
    else lines.push(a ? `row ${n} was not expected: ${show(a)}` : `row ${n} is missing: ${show(e!)}`)
  }
  return lines
}

function asBags(actual: readonly RowObject[], expected: readonly RowObject[], tolerance: number): readonly string[] {
  const extra: RowObject[] = [], missing = [...expected]
  for (const row of actual) {
    const at = missing.findIndex(e => columns(row, e, tolerance).length === 0)
    if (at < 0) extra.push(row)
    else missing.splice(at, 1)
  }
  const lines: string[] = []
  // a row that is there but for a column or two is told by those columns
  for (const row of extra) {
    const near = missing.map(e => columns(row, e, tolerance)).reduce((best, c, n) => c.length < best.differs.length ? { n, differs: c } : best, { n: -1, differs: new Array<string>(Math.ceil(Object.keys(row).length / 2 + 1)).fill('') })
    if (near.n < 0) lines.push(`not expected: ${show(row)}`)
    else lines.push(`in ${show(missing.splice(near.n, 1)[0]!)}: ${near.differs.join('; ')}`)
  }
  return [...lines, ...missing.map(row => `missing: ${show(row)}`)]
}

const columns = (actual: RowObject, expected: RowObject, tolerance: number): string[] =>
  [...new Set([...Object.keys(expected), ...Object.keys(actual)])]
    .filter(name => !same(actual[name], expected[name], tolerance))
    .map(name => `column '${name}': expected ${show(expected[name])}, got ${show(actual[name])}`)

/** Values as frames give them: NaN equals NaN, dates by instant, lists, maps, bytes and structs by content. */
function same(a: unknown, b: unknown, tolerance = 0): boolean {
  if (Object.is(a, b) || a === b) return true
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b))
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (a instanceof Date || b instanceof Date) return a instanceof Date && b instanceof Date && a.getTime() === b.getTime()
  if (a instanceof Map || b instanceof Map) return a instanceof Map && b instanceof Map && same([...a], [...b], tolerance)
  const left = Object.entries(a), right = Object.entries(b)
  return Array.isArray(a) === Array.isArray(b) && left.length === right.length
    && left.every(([key, value]) => key in b && same(value, (b as Record<string, unknown>)[key], tolerance))
}

function show(value: unknown): string {
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Map) return `Map ${show([...value])}`
  if (typeof value === 'bigint') return `${value}n`
  if (Array.isArray(value) || value instanceof Uint8Array) return `[${Array.from(value as ArrayLike<unknown>, show).join(', ')}]`
  if (typeof value === 'object' && value !== null) return `{ ${Object.entries(value).map(([k, v]) => `${k}: ${show(v)}`).join(', ')} }`
  return typeof value === 'string' ? JSON.stringify(value) : String(value)
}
