/**
 * Order and equality of engine values: NaN equals NaN and is larger than any number, −0 equals 0, text compares by its
 * UTF-8 bytes, lists and structs element by element with nulls first.
 */
import type { DataType } from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'

/** Negative, 0 or positive, of two values that are not null. */
export type Comparator = (a: any, b: any) => number

export function comparator(type: DataType): Comparator {
  switch (type.kind) {
    case 'float32': case 'float64': return compareNumbers
    case 'utf8': return compareText
    case 'binary': return compareBytes
    case 'list': {
      const compare = nullsFirst(comparator(type.element))
      return (a: readonly EngineValue[], b: readonly EngineValue[]) => compareEach(a, b, compare)
    }
    case 'struct': {
      const compare = type.fields.map(f => nullsFirst(comparator(f.type)))
      return (a: readonly EngineValue[], b: readonly EngineValue[]) => compareEach(a, b, (x, y, n) => compare[n]!(x, y))
    }
    default: return (a, b) => a < b ? -1 : a > b ? 1 : 0
  }
}
export function equality(type: DataType): (a: any, b: any) => boolean {
  switch (type.kind) {
    case 'float32': case 'float64': return (a, b) => a === b || (a !== a && b !== b)
    case 'binary': case 'list': case 'struct': {
      const compare = comparator(type)
      return (a, b) => compare(a, b) === 0
    }
    default: return (a, b) => a === b
  }
}
function compareNumbers(a: number, b: number): number {
  if (a < b) return -1
  if (a > b) return 1
  if (a === b) return 0
  return a === a ? -1 : b === b ? 1 : 0
}
/** By code points, which for UTF-8 is the order of bytes: surrogates stand above every other UTF-16 unit. */
function compareText(a: string, b: string): number {
  if (a === b) return 0
  const length = Math.min(a.length, b.length)
  for (let n = 0; n < length; n++) {
    const x = a.charCodeAt(n), y = b.charCodeAt(n)
    if (x !== y) return rank(x) - rank(y)
  }
  return a.length - b.length
}
const rank = (unit: number): number => unit >= 0xe000 ? unit - 0x2000 : unit >= 0xd800 ? unit + 0x2000 : unit
function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length)
  for (let n = 0; n < length; n++) if (a[n] !== b[n]) return a[n]! - b[n]!
  return a.length - b.length
}
const nullsFirst = (compare: Comparator): Comparator => (a, b) => a === null ? (b === null ? 0 : -1) : b === null ? 1 : compare(a, b)
function compareEach(
  a: readonly EngineValue[], b: readonly EngineValue[], compare: (x: EngineValue, y: EngineValue, n: number) => number,
): number {
  const length = Math.min(a.length, b.length)
  for (let n = 0; n < length; n++) {
    const order = compare(a[n]!, b[n]!, n)
    if (order !== 0) return order
  }
  return a.length - b.length
}
