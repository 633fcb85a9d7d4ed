/** Lists, structs and maps in compiled code: reading the blocks that `memory/nested.ts` draws. */
import type { Code } from '../../codegen/code/builder.js'
import type { Bool, I32, Nullable, Str, Value } from '../../codegen/code/value.js'
import { fieldOffset, wordBytes } from '../../memory/nested.js'
import type { DataType, StructType } from '../../types/data-type.js'
import { representation } from '../../types/representation.js'

/** Elements of a list, entries of a map. A null has no bytes, and its address may be anything. */
export const countOf = (code: Code, block: Str): I32 => code.i32.load(code.select(code.i32.eqz(block.len), code.i32.const(0), block.ptr))

/** The value of the word at `word` + `offset` of a block. */
function readWord(code: Code, block: Str, word: I32, offset: number, type: DataType): Value {
  const { i32 } = code
  switch (representation(type)) {
    case 'bool': return code.bool.fromI32(i32.load8u(word, offset))
    case 'i32': return i32.load(word, offset)
    case 'i64': return code.i64.load(word, offset)
    case 'f64': return code.f64.load(word, offset)
    case 'dec': return code.dec.load(word, offset)
    case 'str': return viewAt(code, block, word, offset)
  }
}
/** Bytes inside a block, by the offset and length that are kept at `at` + `offset`. */
export const viewAt = ({ str, i32 }: Code, block: Str, at: I32, offset: number): Str =>
  str.of(i32.add(block.ptr, i32.load(at, offset)), i32.load(at, offset + 4))

const zeroOf = (code: Code, type: DataType): Value => code.zero(representation(type))
/** Null, with a text of no bytes. */
const missing = (code: Code, type: DataType): Nullable => ({ value: zeroOf(code, type), isNull: code.bool.const(true) })

/** What `read` gives where none of the arguments is null, null elsewhere: there is no block to look into. */
export function unlessNull(code: Code, type: DataType, args: readonly Nullable[], read: () => Nullable): Nullable {
  const isNull = code.bool.anyNull(args.map(a => a.isNull))
  return isNull ? code.ifNullable(isNull, () => missing(code, type), read) : read()
}

/** Field n of a struct. */
export function readField(code: Code, block: Str, type: StructType, n: number): Nullable {
  const { i32, bool } = code, field = type.fields[n]!, value = readWord(code, block, block.ptr, fieldOffset(type, n), field.type)
  if (!field.nullable) return code.known(value)
  const bit = i32.and(i32.shru(i32.load8u(block.ptr, 8 + (n >>> 3)), n & 7), i32.const(1))
  return { value, isNull: bool.not(bool.fromI32(bit)) }
}

export interface Element { readonly type: DataType; readonly nullable: boolean }
/** Element n of a list, where `inside` holds; null elsewhere. */
export function readElement(code: Code, block: Str, element: Element, n: I32, inside: Bool | undefined): Nullable {
  const { i32, bool } = code
  const read = (): Nullable => {
    const words = i32.add(block.ptr, i32.shl(i32.shru(i32.add(i32.load(block.ptr), i32.const(63)), 6), 3))
    const value = readWord(code, block, i32.add(words, i32.mul(n, i32.const(wordBytes(element.type)))), 8, element.type)
    if (!element.nullable) return code.known(value)
    const bits = i32.load8u(i32.add(block.ptr, i32.shru(n, 3)), 8)
    return { value, isNull: bool.not(bool.fromI32(i32.and(i32.shru(bits, i32.and(n, i32.const(7))), i32.const(1)))) }
  }
  return inside ? code.ifNullable(inside, read, () => missing(code, element.type)) : read()
}
