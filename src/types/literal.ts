/** JavaScript values as literals of a query: their types for the compiler, and what they become at run time. */
import { raise } from '../errors/raise.js'
import { binary, bool, float64, int32, int64, timestamp, utf8, voidType, type DataType } from './data-type.js'
import type { EngineValue } from './representation.js'
import type {
  Bool, Binary, Decimal, FamilyKey, Float64, Int32, Int64, Int8, KindKey, NonNull, Null, Timestamp, TimestampNtz, Unknown, Utf8, Void,
} from './tag.js'

/** What may stand for a value in an expression. */
export type Literal = string | number | bigint | boolean | Date | Uint8Array | null

export interface LiteralTable {
  void: null; bool: boolean; integer: number | bigint; float: number | bigint; decimal: number | bigint | string; string: string
  binary: Uint8Array; time: Date | string; list: never; dynamic: string | number | bigint | boolean | Date | Uint8Array
  map: never; struct: never
  /** Keeps a lookup by a generic family from distributing over all families. */
  [family: string]: unknown
}
/** JavaScript literals accepted beside a T. Looked up by key: a write through a union of tags would intersect, a union of keys does not. */
export type Lit<T> = LiteralTable[FamilyKey<T>]
/** The tag of a number beside a column: integers adapt to the column, fractions are Float64, a plain `number` may be either. */
export type NumberTag<L> = [L] extends [bigint] ? Int8
  : number extends L ? Int8 | Float64
  : `${L & number}` extends `${bigint}` ? Int8 : Float64
/** The tag of a literal that stands alone. */
export type LiteralTag<L> =
  L extends string ? Utf8
  : L extends boolean ? Bool
  : L extends bigint ? Int64
  : L extends number ? (number extends L ? Int32 | Float64 : `${L}` extends `${bigint}` ? WholeTag<`${L}`> : Float64)
  : L extends Date ? Timestamp
  : L extends Uint8Array ? Binary
  : L extends null ? Void | Null
  : never

/** Whole numbers of up to nine digits are int32: so that the compiler can tell, who sees digits only. */
export type WholeTag<D extends string> = D extends `-${infer P}` ? WholeTag<P>
  : D extends `${infer _1}${infer _2}${infer _3}${infer _4}${infer _5}${infer _6}${infer _7}${infer _8}${infer _9}${infer _10}${string}`
    ? Int64 : Int32

interface InstantBeside { date: Timestamp; timestamp: Timestamp; timestampNtz: TimestampNtz; [kind: string]: unknown }
export interface BesideTable<L, T> {
  void: LiteralTag<L>; bool: Bool; integer: NumberTag<L>; float: NumberTag<L>; decimal: Decimal; string: Utf8; binary: Binary
  time: L extends Date ? InstantBeside[KindKey<T>] : NonNull<T>; dynamic: Unknown
  [family: string]: unknown
}
/** The tag of a literal that stands for a value beside a T: texts are read as T, fractions beside a decimal are exact. */
export type LiteralBeside<L, T> = L extends null ? Null : BesideTable<L, T>[FamilyKey<T>]

const MAX_INT32 = 999_999_999

/**
 * The value as the engine keeps it, and its own type: int32 for whole numbers of up to nine digits, int64 up to ±2⁵³−1, float64
 * for all others.
 * @throws INVALID_LITERAL when it is none of the JavaScript values that have a type.
 */
export function literalValue(value: unknown): { readonly value: EngineValue; readonly type: DataType } {
  switch (typeof value) {
    case 'string': return { value, type: utf8 }
    case 'boolean': return { value, type: bool }
    case 'bigint': {
      if (BigInt.asIntN(64, value) === value) return { value, type: int64 }
      return raise('INVALID_LITERAL', { value: `${value}n`, reason: 'it does not fit a bigint of 64 bits' })
    }
    case 'number': {
      if (!Number.isSafeInteger(value) || Object.is(value, -0)) return { value, type: float64 }
      return Math.abs(value) <= MAX_INT32 ? { value, type: int32 } : { value: BigInt(value), type: int64 }
    }
  }
  if (value === null) return { value, type: voidType }
  if (value instanceof Uint8Array) return { value, type: binary }
  if (value instanceof Date) {
    const ms = value.getTime()
    if (Number.isNaN(ms)) return raise('INVALID_LITERAL', { value: 'Invalid Date', reason: 'it is no moment in time' })
    return { value: BigInt(ms) * 1000n, type: timestamp }
  }
  const reason = 'a column or a string, number, bigint, boolean, Date, Uint8Array or null is needed'
  return raise('INVALID_LITERAL', { value: describe(value), reason })
}
function describe(value: unknown): string {
  if (value === undefined) return 'undefined'
  if (typeof value === 'function') return 'a function'
  return typeof value === 'object' ? `an object of ${(value as object).constructor?.name ?? 'no class'}` : String(value)
}
