/**
 * Lists and structs as bytes that compare as the values do: field by field or element by element, a null first, a shorter
 * list before a longer one that begins with it. Each part: 0 where the list ends, 1 a null, 2 a value and its bytes.
 */
import { raise } from '../errors/raise.js'
import type { DataType } from '../types/data-type.js'
import { representation, type EngineValue } from '../types/representation.js'

const END = 0, NULL = 1, VALUE = 2
const encoder = new TextEncoder()
const view = new DataView(new ArrayBuffer(8))

export function orderedBytes(value: EngineValue, type: DataType): Uint8Array {
  const out: number[] = []
  append(out, value, type)
  return Uint8Array.from(out)
}

function append(out: number[], value: EngineValue, type: DataType): void {
  switch (type.kind) {
    case 'list':
      for (const element of value as readonly EngineValue[]) appendPart(out, element, type.element)
      out.push(END)
      return
    case 'struct':
      type.fields.forEach((field, n) => appendPart(out, (value as readonly EngineValue[])[n]!, field.type))
      return
    case 'map': return raise('INTERNAL_ERROR', { message: 'Maps have no order.' })
    default:
  }
  switch (representation(type)) {
    case 'bool': out.push(value ? 1 : 0); return
    case 'i32': appendInteger(out, BigInt(value as number), 4); return
    case 'i64': appendInteger(out, value as bigint, 8); return
    case 'dec': appendInteger(out, value as bigint, 16); return
    case 'f64': appendDouble(out, value as number); return
    case 'str':
      for (const b of typeof value === 'string' ? encoder.encode(value) : value as Uint8Array) {
        if (b <= 1) out.push(1, b + 1)
        else out.push(b)
      }
      out.push(END)
  }
}

function appendPart(out: number[], value: EngineValue, type: DataType): void {
  out.push(value === null ? NULL : VALUE)
  if (value !== null) append(out, value, type)
}

/** Big-endian, the sign turned over. */
function appendInteger(out: number[], value: bigint, bytes: number): void {
  const shifted = value + (1n << BigInt(8 * bytes - 1))
  for (let shift = 8 * (bytes - 1); shift >= 0; shift -= 8) out.push(Number(shifted >> BigInt(shift) & 255n))
}

function appendDouble(out: number[], value: number): void {
  view.setFloat64(0, value === 0 ? 0 : Number.isNaN(value) ? NaN : value)
  const turn = view.getUint8(0) >= 128 ? 255 : 0
  for (let n = 0; n < 8; n++) out.push(view.getUint8(n) ^ (n === 0 ? turn | 128 : turn))
}
