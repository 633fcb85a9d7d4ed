import type { Vector } from '../../../memory/batch.js'
import type { Memory } from '../../../memory/memory.js'
import { isValid } from '../../../memory/vector.js'
import { representation } from '../../../types/representation.js'
import type { DataType } from '../../../types/data-type.js'
import { compareBounds, type Bound } from '../statistics.js'
import type { ByteBuffer } from './byte-buffer.js'
import { decimalBytes } from './elements.js'

/** Writes cells of a column as PLAIN values, and keeps their bounds. */
export interface ValueEncoder {
  /** Appends the values of rows [from, to) that are not null; gives how many. */
  append(vector: Vector, from: number, to: number): number
  /** Bounds of all values since the last call, NaN left out; undefined when there were none. */
  takeBounds(): { readonly min: Bound; readonly max: Bound } | undefined
}

export function valueEncoder(type: DataType, memory: Memory, out: ByteBuffer): ValueEncoder {
  switch (representation(type)) {
    case 'bool': return boolEncoder(memory, out)
    case 'i32': {
      const put = (at: number, value: number): void => out.view.setInt32(at, value, true)
      return numberEncoder(memory, out, 4, (v, row) => memory.i32[(v.data >>> 2) + row]!, put)
    }
    case 'i64': return type.kind === 'decimal' && type.precision <= 9 ? shortDecimalEncoder(memory, out) : longEncoder(memory, out)
    case 'f64': {
      const single = type.kind === 'float32'
      const put = (at: number, value: number): void => single ? out.view.setFloat32(at, value, true) : out.view.setFloat64(at, value, true)
      return numberEncoder(memory, out, single ? 4 : 8, (v, row) => memory.f64[(v.data >>> 3) + row]!, put)
    }
    case 'dec': return decimalEncoder(memory, out, type.kind === 'decimal' ? decimalBytes(type.precision) : 16)
    case 'str': return bytesEncoder(memory, out)
  }
}

type Get = (vector: Vector, row: number) => number
type Put = (at: number, value: number) => void

function numberEncoder(memory: Memory, out: ByteBuffer, width: number, get: Get, put: Put): ValueEncoder {
  let min = Infinity, max = -Infinity
  return {
    append(vector, from, to) {
      let count = 0
      for (let row = from; row < to; row++) {
        if (vector.validity !== 0 && !isValid(memory, vector, row)) continue
        const value = get(vector, row)
        put(out.grow(width), value)
        if (value < min) min = value
        if (value > max) max = value
        count++
      }
      return count
    },
    takeBounds() {
      // A bound of zero stands for both zeros.
      const bounds = min <= max ? { min: min === 0 ? -0 : min, max: max === 0 ? 0 : max } : undefined
      min = Infinity
      max = -Infinity
      return bounds
    },
  }
}

/** Decimals of up to 9 digits: the low half of their cells. */
function shortDecimalEncoder(memory: Memory, out: ByteBuffer): ValueEncoder {
  const put = (at: number, value: number): void => out.view.setInt32(at, value, true)
  const encoder = numberEncoder(memory, out, 4, (v, row) => memory.i32[(v.data >>> 2) + 2 * row]!, put)
  return {
    append: encoder.append,
    takeBounds() {
      const bounds = encoder.takeBounds()
      return bounds && { min: BigInt(bounds.min as number), max: BigInt(bounds.max as number) }
    },
  }
}

/** 64-bit integers, compared by their halves: a bigint for each would cost more than all the rest. */
function longEncoder(memory: Memory, out: ByteBuffer): ValueEncoder {
  const { i32, u32 } = memory
  let some = false, minHigh = 0, minLow = 0, maxHigh = 0, maxLow = 0
  return {
    append(vector, from, to) {
      let count = 0
      for (let row = from; row < to; row++) {
        if (vector.validity !== 0 && !isValid(memory, vector, row)) continue
        const word = (vector.data >>> 2) + 2 * row
        const low = u32[word]!, high = i32[word + 1]!
        const at = out.grow(8)
        out.view.setUint32(at, low, true)
        out.view.setInt32(at + 4, high, true)
        if (!some || high < minHigh || (high === minHigh && low < minLow)) [minHigh, minLow] = [high, low]
        if (!some || high > maxHigh || (high === maxHigh && low > maxLow)) [maxHigh, maxLow] = [high, low]
        some = true
        count++
      }
      return count
    },
    takeBounds() {
      if (!some) return undefined
      some = false
      return { min: BigInt(minHigh) << 32n | BigInt(minLow), max: BigInt(maxHigh) << 32n | BigInt(maxLow) }
    },
  }
}

function decimalEncoder(memory: Memory, out: ByteBuffer, width: number): ValueEncoder {
  return boundedEncoder(memory, (vector, row) => {
    const word = (vector.data >>> 3) + 2 * row, at = out.grow(width)
    const value = memory.i64[word + 1]! << 64n | memory.u64[word]!
    let rest = value
    for (let n = width - 1; n >= 0; n--, rest >>= 8n) out.bytes[at + n] = Number(rest & 255n)
    return value
  })
}

function bytesEncoder(memory: Memory, out: ByteBuffer): ValueEncoder {
  return boundedEncoder(memory, (vector, row) => {
    const cell = (vector.data >>> 2) + 2 * row
    const address = memory.u32[cell]!, length = memory.u32[cell + 1]!
    const at = out.grow(4 + length)
    out.view.setUint32(at, length, true)
    const bytes = memory.u8.subarray(address, address + length)
    out.bytes.set(bytes, at + 4)
    return bytes
  })
}

/** `put` writes the value of a row and gives it for comparison. */
function boundedEncoder(memory: Memory, put: (vector: Vector, row: number) => Bound): ValueEncoder {
  const bounds = new Bounds()
  return {
    append(vector, from, to) {
      let count = 0
      for (let row = from; row < to; row++) {
        if (vector.validity !== 0 && !isValid(memory, vector, row)) continue
        bounds.add(put(vector, row))
        count++
      }
      return count
    },
    takeBounds: () => bounds.take(),
  }
}

/** The smallest and largest of values; bytes are copied when kept. */
export class Bounds {
  #min: Bound | undefined
  #max: Bound | undefined
  add(value: Bound): void {
    if (this.#min === undefined || compareBounds(value, this.#min) < 0) this.#min = kept(value)
    if (this.#max === undefined || compareBounds(value, this.#max) > 0) this.#max = kept(value)
  }
  take(): { readonly min: Bound; readonly max: Bound } | undefined {
    const bounds = this.#min === undefined || this.#max === undefined ? undefined : { min: this.#min, max: this.#max }
    this.#min = undefined
    this.#max = undefined
    return bounds
  }
}
const kept = (value: Bound): Bound => value instanceof Uint8Array ? value.slice() : value

/** Booleans are bits: those that do not fill a byte wait for the next. `out` must be cut only at a page's end. */
function boolEncoder(memory: Memory, out: ByteBuffer): ValueEncoder {
  let bits = 0, seenTrue = false, seenFalse = false
  return {
    append(vector, from, to) {
      if (out.length === 0) bits = 0
      let count = 0
      for (let row = from; row < to; row++) {
        if (vector.validity !== 0 && !isValid(memory, vector, row)) continue
        const value = memory.u8[vector.data + row]! !== 0
        if (bits % 8 === 0) out.bytes[out.grow(1)] = 0
        if (value) out.bytes[out.length - 1]! |= 1 << bits % 8
        seenTrue ||= value
        seenFalse ||= !value
        bits++
        count++
      }
      return count
    },
    takeBounds() {
      const bounds = seenTrue || seenFalse ? { min: !seenFalse, max: seenTrue } : undefined
      seenTrue = false
      seenFalse = false
      return bounds
    },
  }
}
