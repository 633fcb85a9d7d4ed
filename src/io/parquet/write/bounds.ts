import type { ByteBuffer } from './byte-buffer.js'
import type { Physical, Storage } from './elements.js'
import type { PlainValues } from './plain-values.js'

/** The least and the greatest of values as PLAIN bytes: without the length of text, a byte for a boolean, NaN left out. */
export interface Bounds { readonly min: Uint8Array; readonly max: Uint8Array }

/** Below 0, 0, above 0, by the order of the type. */
export type Compare = (a: Uint8Array, b: Uint8Array) => number

export const comparators: Readonly<Record<Physical, Compare>> = {
  bool: (a, b) => a[0]! - b[0]!,
  int32: numeric((view, at) => view.getInt32(at, true)),
  int64: numeric((view, at) => view.getBigInt64(at, true)),
  float: numeric((view, at) => view.getFloat32(at, true)),
  double: numeric((view, at) => view.getFloat64(at, true)),
  bytes: compareBytes,
  fixed: (a, b) => (a[0]! << 24 >> 24) - (b[0]! << 24 >> 24) || compareBytes(a, b),
}
function numeric(read: (view: DataView, at: number) => number | bigint): Compare {
  const of = (bytes: Uint8Array): number | bigint => read(new DataView(bytes.buffer, bytes.byteOffset), 0)
  return (a, b) => {
    const [x, y] = [of(a), of(b)]
    return x < y ? -1 : x > y ? 1 : 0
  }
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shorter = Math.min(a.length, b.length)
  for (let n = 0; n < shorter; n++) if (a[n] !== b[n]) return a[n]! - b[n]!
  return a.length - b.length
}

/** Undefined when there are no values, or nothing but NaN. */
export function boundsOf(values: PlainValues): Bounds | undefined {
  const { storage: { physical, bytes: width }, buffer, count } = values
  if (count === 0) return undefined
  switch (physical) {
    case 'bool': return boundsAt(buffer, extremePlaces(buffer.bytes, count), 1)
    case 'int32': return boundsAt(buffer, extremePlaces(buffer.words, count), 4)
    case 'int64': return boundsAt(buffer, longPlaces(buffer.words, count), 8)
    case 'float': return floatBounds(new Float32Array(buffer.bytes.buffer, 0, count), value => new Float32Array([value]))
    case 'double': return floatBounds(new Float64Array(buffer.bytes.buffer, 0, count), value => new Float64Array([value]))
    case 'fixed': return fixedBounds(buffer.bytes, count, width)
    case 'bytes': return textBounds(buffer, values.starts())
  }
}

export function mergeBounds({ physical }: Storage, all: readonly (Bounds | undefined)[]): Bounds | undefined {
  const compare = comparators[physical]
  return all.reduce((a, b) => a && b
    ? { min: compare(b.min, a.min) < 0 ? b.min : a.min, max: compare(b.max, a.max) > 0 ? b.max : a.max }
    : a ?? b, undefined)
}

type Places = readonly [least: number, greatest: number]
const boundsAt = ({ bytes }: ByteBuffer, [least, greatest]: Places, width: number): Bounds =>
  ({ min: bytes.slice(least * width, (least + 1) * width), max: bytes.slice(greatest * width, (greatest + 1) * width) })

function extremePlaces(values: ArrayLike<number>, count: number): Places {
  let least = 0, greatest = 0
  for (let n = 1; n < count; n++) {
    const value = values[n]!
    if (value < values[least]!) least = n
    else if (value > values[greatest]!) greatest = n
  }
  return [least, greatest]
}

/** 64-bit integers by their halves: a bigint for each would cost more than all the rest. */
function longPlaces(words: Int32Array, count: number): Places {
  let least = 0, greatest = 0
  const below = (a: number, b: number): boolean => {
    const high = words[2 * a + 1]!, other = words[2 * b + 1]!
    return high < other || high === other && words[2 * a]! >>> 0 < words[2 * b]! >>> 0
  }
  for (let n = 1; n < count; n++) {
    if (below(n, least)) least = n
    else if (below(greatest, n)) greatest = n
  }
  return [least, greatest]
}

/** A bound of zero stands for both zeros. */
function floatBounds(values: Float32Array | Float64Array, bytesOf: (value: number) => Float32Array | Float64Array): Bounds | undefined {
  let min = Infinity, max = -Infinity, some = false
  for (const value of values) {
    if (value <= min) min = value
    if (value >= max) max = value
    some ||= value === value
  }
  if (!some) return undefined
  return { min: new Uint8Array(bytesOf(min === 0 ? -0 : min).buffer), max: new Uint8Array(bytesOf(max === 0 ? 0 : max).buffer) }
}

function fixedBounds(bytes: Uint8Array, count: number, width: number): Bounds {
  const at = (n: number): Uint8Array => bytes.subarray(n * width, (n + 1) * width)
  let min = at(0), max = min
  for (let n = 1; n < count; n++) {
    const value = at(n)
    if (comparators.fixed(value, min) < 0) min = value
    else if (comparators.fixed(value, max) > 0) max = value
  }
  return { min: min.slice(), max: max.slice() }
}

/** Of texts that begin at `starts`: one at least. */
export function textBounds({ bytes, view }: ByteBuffer, starts: Uint32Array): Bounds {
  const end = (start: number): number => start + view.getUint32(start - 4, true)
  let min = starts[0]!, max = min, minEnd = end(min), maxEnd = minEnd
  for (const start of starts) {
    const to = end(start)
    if (compareRanges(bytes, start, to, min, minEnd) < 0) [min, minEnd] = [start, to]
    else if (compareRanges(bytes, start, to, max, maxEnd) > 0) [max, maxEnd] = [start, to]
  }
  return { min: bytes.slice(min, minEnd), max: bytes.slice(max, maxEnd) }
}
function compareRanges(bytes: Uint8Array, a: number, aEnd: number, b: number, bEnd: number): number {
  for (; a < aEnd && b < bEnd; a++, b++) if (bytes[a] !== bytes[b]) return bytes[a]! - bytes[b]!
  return aEnd - a - (bEnd - b)
}
