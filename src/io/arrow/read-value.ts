/** One Arrow value as an engine value: for what is inside lists, structs and maps, and for types that are rarely met. */
import type { EngineValue } from '../../types/representation.js'
import { hasValue, isBitSet, placeIn, type ArrowArray, type Fail } from './array.js'
import type { TimeUnit } from './type.js'

const MILLIS_PER_DAY = 86_400_000
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** Null where the value is missing. */
export function readValue(array: ArrowArray, row: number, fail: Fail): EngineValue {
  return array.field.type.kind === 'null' || !hasValue(array, row) ? null : readValid(array, row, fail)
}
function readValid(array: ArrowArray, row: number, fail: Fail): EngineValue {
  const { field: { type, name }, values, children, dictionary } = array
  if (dictionary) return readValue(...placeIn(dictionary, Number(values![row]!), fail), fail)
  switch (type.kind) {
    case 'null': return null
    case 'bool': return isBitSet(values as Uint8Array, array.bit + row)
    case 'int': {
      const value = values![row]!
      return type.bits === 64 || (type.bits === 32 && !type.signed) ? BigInt(value) : Number(value)
    }
    case 'float': return type.bits === 16 ? halfToNumber(Number(values![row]!)) : Number(values![row]!)
    case 'decimal': return inRange(readDecimal(values as Uint32Array, row, type.bits), 10n ** BigInt(type.precision), name, fail)
    case 'timestamp': return inRange(toMicros((values as BigInt64Array)[row]!, type.unit), 2n ** 63n, name, fail)
    case 'date': return readDay(array, row, fail)
    case 'text': case 'fixedBytes': {
      const bytes = readBytes(array, row, fail)
      return type.kind === 'text' && !type.binary ? decoder.decode(bytes) : bytes.slice()
    }
    case 'struct': return children.map(child => readValue(child, row, fail))
    case 'list': case 'fixedList': return elements(array, row, fail).map(n => readValue(children[0]!, n, fail))
    case 'map': {
      const [keys, items] = children[0]!.children
      return elements(array, row, fail).map(n => {
        const key = readValue(keys!, n, fail)
        return key === null ? fail(`column '${name}' has a map with a key that is null`) : [key, readValue(items!, n, fail)]
      })
    }
    case 'runEnd': return readValue(children[1]!, runOf(children[0]!, row), fail)
    case 'other': return fail(`column '${name}' is of type ${type.name}`)
  }
}
/** Of text, binary or bytes of fixed width: where they lie. */
export function readBytes({ field: { type, name }, values, offsets, buffers = [] }: ArrowArray, row: number, fail: Fail): Uint8Array {
  const bytes = values as Uint8Array
  if (type.kind === 'fixedBytes') return bytes.subarray(row * type.width, (row + 1) * type.width)
  if (offsets) return bytes.subarray(Number(offsets[row]!), Number(offsets[row + 1]!))
  const at = 16 * row, view = new DataView(bytes.buffer, bytes.byteOffset + at, 16), length = view.getInt32(0, true)
  if (length >= 0 && length <= INLINE) return bytes.subarray(at + 4, at + 4 + length)
  const buffer = buffers[view.getInt32(8, true)], from = view.getInt32(12, true)
  if (length < 0 || !buffer || from < 0
    || from + length > buffer.length) return fail(`column '${name}', row ${row} of its batch points beyond its bytes`)
  return buffer.subarray(from, from + length)
}
/** Views of so many bytes hold them themselves. */
const INLINE = 12

/** Where nothing but nulls is in a list, a few damaged bytes could ask for billions of them. */
const LONGEST = 1 << 24
function elements({ field: { type, name }, offsets, sizes }: ArrowArray, row: number, fail: Fail): number[] {
  const from = type.kind === 'fixedList' ? row * type.size : Number(offsets![row]!)
  const count = type.kind === 'fixedList' ? type.size : sizes ? Number(sizes[row]!) : Number(offsets![row + 1]!) - from
  return count > LONGEST ? fail(`column '${name}' has a list of ${count} elements`) : Array.from({ length: count }, (_, n) => from + n)
}
/** The run that a row is in: the first that ends beyond it. */
function runOf({ values, length }: ArrowArray, row: number): number {
  let from = 0, to = length - 1
  while (from < to) {
    const middle = (from + to) >>> 1
    if (Number(values![middle]!) > row) to = middle
    else from = middle + 1
  }
  return from
}
const inRange = (value: bigint, limit: bigint, name: string, fail: Fail): bigint =>
  value < limit && value > -limit ? value : fail(`column '${name}' has the value ${value}, which its type does not hold`)
function readDecimal(words: Uint32Array, row: number, bits: number): bigint {
  const count = bits / 32
  let value = 0n
  for (let n = count - 1; n >= 0; n--) value = value << 32n | BigInt(words[row * count + n]!)
  return BigInt.asIntN(bits, value)
}
export function readDay({ field: { type, name }, values }: ArrowArray, row: number, fail: Fail): number {
  const value = Number(values![row]!),
    day = type.kind === 'date' && type.unit === 'MILLISECOND' ? Math.floor(value / MILLIS_PER_DAY) : value
  return day === (day | 0) ? day : fail(`column '${name}' has a date that is ${value} milliseconds from 1970`)
}
/** Nanoseconds lose what is below a microsecond. */
export function toMicros(value: bigint, unit: TimeUnit): bigint {
  switch (unit) {
    case 'SECOND': return value * 1_000_000n
    case 'MILLISECOND': return value * 1000n
    case 'MICROSECOND': return value
    case 'NANOSECOND': return (value - ((value % 1000n) + 1000n) % 1000n) / 1000n
  }
}
/** A 16-bit float: sign, 5 bits of exponent, 10 of fraction. */
export function halfToNumber(bits: number): number {
  const exponent = bits >>> 10 & 31, fraction = bits & 1023, sign = bits & 0x8000 ? -1 : 1
  if (exponent === 31) return fraction ? NaN : sign * Infinity
  return sign * (exponent ? 2 ** (exponent - 15) * (1 + fraction / 1024) : 2 ** -14 * fraction / 1024)
}
