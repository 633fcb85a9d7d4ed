import type { Kernels, Memory } from '../../memory/memory.js'
import { LONG_DIGITS, cellBytes, representation } from '../../types/representation.js'
import type { DataType } from '../../types/data-type.js'
import { isUnsigned, unitsPerSecond } from './leaf-type.js'
import type { Leaf } from './schema.js'
import type { Widening } from '../widening.js'

/** Turns PLAIN values of a leaf into cells of the declared type. */
export interface Decoder {
  readonly cellBytes: number
  /** Bytes of a value, 0 where each has its own length. Booleans are bits. */
  readonly width: number
  /** PLAIN bytes are cells already: they can be used where they lie. */
  readonly direct: boolean
  /** Decodes n values at `from` to `to`; gives the address behind them. @throws Damaged when they reach beyond `end`, or do not fit. */
  decode(from: number, end: number, n: number, to: number): number
}

/** What a page holds cannot be; the reader adds which file, column and row group. */
export class Damaged extends Error {}

/** Cells of n values at `from`; -1, or the first value that does not fit. */
type Cells = (from: number, n: number, to: number) => number

export function decoderOf(leaf: Leaf, to: DataType, { cells: widen }: Widening, memory: Memory): Decoder {
  const { kernels } = memory
  const width = widthOf(leaf), bytes = cellBytes[representation(to)]
  const same = representation(leaf.type) === representation(to)
  const convert = fixedCells(leaf, width, kernels)
  const fit = (outside: number): void => {
    if (outside >= 0) throw new Damaged(`a value does not fit ${to.kind}`)
  }
  const direct = same && convert === undefined && width === bytes
  const copy: Cells = (from, n, at) => (kernels.copyBytes(from, n * width, at), -1)
  return {
    cellBytes: bytes,
    width,
    direct,
    decode(from, end, n, at) {
      let next = from + n * width
      if (width === 0) {
        next = kernels.plainViews(from, end, n, viewsAt(leaf, n, at)) >>> 0
        if (next === 0 && n > 0) throw new Damaged('a text reaches beyond its page')
        if (leaf.type.kind === 'decimal') fit(kernels.viewsToDecimals(viewsAt(leaf, n, at), n, cellBytes[representation(leaf.type)], at))
      } else {
        if (next > end) throw new Damaged('its values reach beyond its page')
        fit((convert ?? copy)(from, n, at))
      }
      fit(widen(kernels, at, n))
      return next
    },
  }
}

/** Where the views of decimals' bytes go: the half of their cells that is written last. */
const viewsAt = ({ type }: Leaf, n: number, at: number): number => type.kind === 'decimal' && type.precision > LONG_DIGITS ? at + 8 * n : at

function widthOf({ element }: Leaf): number {
  switch (element.type) {
    case 'INT32': case 'FLOAT': return 4
    case 'INT64': case 'DOUBLE': return 8
    case 'INT96': return 12
    case 'FIXED_LEN_BYTE_ARRAY': return fixedWidth(element)
    default: return 0
  }
}

function fixedWidth({ type_length: width }: Leaf['element']): number {
  if (!width || width < 0) throw new Damaged('its width is missing in the schema')
  return width
}

/** How fixed-width values become cells of the leaf's own type; undefined: they are cells. Booleans are read by their page. */
function fixedCells({ element, type }: Leaf, width: number, kernels: Kernels): Cells | undefined {
  const done = (work: (from: number, n: number, to: number) => void): Cells => (from, n, to) => (work(from, n, to), -1)
  const bytes = cellBytes[representation(type)]
  switch (element.type) {
    case 'INT32':
      if (type.kind === 'decimal') return (from, n, to) => {
        kernels.widenInts(from, n, 1n, to)
        if (bytes === 16) kernels.longsToDecimals(to, n, to)
        return -1
      }
      return isUnsigned(element) && type.kind === 'int64' ? done(kernels.widenUnsigned) : undefined
    case 'INT64':
      if (type.kind === 'timestamp' || type.kind === 'timestampNtz') return timestampCells(unitsPerSecond(element), kernels)
      if (isUnsigned(element)) return done(kernels.unsignedToDecimals)
      return bytes === 16 ? done(kernels.longsToDecimals) : undefined
    case 'INT96': return done(kernels.julianToMicros)
    case 'FLOAT': return done(kernels.floatsToDoubles)
    case 'FIXED_LEN_BYTE_ARRAY':
      if (type.kind === 'float32') return done(kernels.halvesToDoubles)
      if (type.kind === 'binary') return done((from, n, to) => kernels.fixedViews(from, width, n, to))
      return (from, n, to) => {
        const views = bytes === 16 ? to + 8 * n : to
        kernels.fixedViews(from, width, n, views)
        return kernels.viewsToDecimals(views, n, bytes, to)
      }
    default: return undefined
  }
}

function timestampCells(perSecond: number, kernels: Kernels): Cells | undefined {
  if (perSecond === 1_000) return (from, n, to) => kernels.scaleLongs(from, n, 1_000n, to)
  if (perSecond === 1_000_000) return undefined
  return (from, n, to) => (kernels.floorLongs(from, n, 1_000n, to), -1)
}
