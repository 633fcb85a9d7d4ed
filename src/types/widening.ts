/**
 * The common type of two numbers or two times, as tables: each tag carries its row, and the kind of the other one is the
 * column, so the lookup does not distribute over kinds where a tag is a type parameter. Spark's ANSI rules: the wider
 * integer wins, an integer beside a float gives a double, a float beside a decimal gives a double; a day beside a
 * time gives the time, and of the two kinds of time the instant wins.
 */
import type {
  Binary, Bool, Date32, Decimal, FamilyKey, Float32, Float64, Int16, Int32, Int64, Int8, NonNull, Timestamp, TimestampNtz, Unknown, Utf8,
} from './tag.js'

export interface WidenInt8 { int8: Int8; int16: Int16; int32: Int32; int64: Int64; float32: Float64; float64: Float64; decimal: Decimal; unknown: Unknown }
export interface WidenInt16 { int8: Int16; int16: Int16; int32: Int32; int64: Int64; float32: Float64; float64: Float64; decimal: Decimal; unknown: Unknown }
export interface WidenInt32 { int8: Int32; int16: Int32; int32: Int32; int64: Int64; float32: Float64; float64: Float64; decimal: Decimal; unknown: Unknown }
export interface WidenInt64 { int8: Int64; int16: Int64; int32: Int64; int64: Int64; float32: Float64; float64: Float64; decimal: Decimal; unknown: Unknown }
export interface WidenFloat32 { int8: Float64; int16: Float64; int32: Float64; int64: Float64; float32: Float32; float64: Float64; decimal: Float64; unknown: Unknown }
export interface WidenFloat64 { int8: Float64; int16: Float64; int32: Float64; int64: Float64; float32: Float64; float64: Float64; decimal: Float64; unknown: Unknown }
export interface WidenDecimal { int8: Decimal; int16: Decimal; int32: Decimal; int64: Decimal; float32: Float64; float64: Float64; decimal: Decimal; unknown: Unknown }
export interface WidenDate { date: Date32; timestamp: Timestamp; timestampNtz: TimestampNtz; unknown: Unknown }
export interface WidenTimestamp { date: Timestamp; timestamp: Timestamp; timestampNtz: Timestamp; unknown: Unknown }
export interface WidenTimestampNtz { date: TimestampNtz; timestamp: Timestamp; timestampNtz: TimestampNtz; unknown: Unknown }
export interface WidenUnknown {
  int8: Unknown; int16: Unknown; int32: Unknown; int64: Unknown; float32: Unknown; float64: Unknown; decimal: Unknown
  date: Unknown; timestamp: Unknown; timestampNtz: Unknown; unknown: Unknown
}
type NumberName = keyof WidenInt8
type TimeName = keyof WidenDate
type NumberKind<T> = (T & { readonly kind: NumberName })['kind']
type TimeKind<T> = (T & { readonly kind: TimeName })['kind']

/** The type of `a + b`. Never a union for single tags: the signature adds `NullIn` itself, so hovers stay flat. */
export type Promote<A, B> = (A & { readonly widen: { readonly [K in NumberName]: unknown } })['widen'][NumberKind<B>]
/** The common type of two times. */
export type Later<A, B> = (A & { readonly widen: { readonly [K in TimeName]: unknown } })['widen'][TimeKind<B>]

export interface SumTable { int8: Int64; int16: Int64; int32: Int64; int64: Int64; float32: Float64; float64: Float64; decimal: Decimal; unknown: Unknown }
/** The type of a sum. */
export type SumOf<T> = SumTable[NumberKind<T>]
export interface AvgTable { int8: Float64; int16: Float64; int32: Float64; int64: Float64; float32: Float64; float64: Float64; decimal: Decimal; unknown: Unknown }
/** The type of a mean. */
export type AvgOf<T> = AvgTable[NumberKind<T>]
export interface DivTable { int8: Float64; int16: Float64; int32: Float64; int64: Float64; float32: Float64; float64: Float64; decimal: Decimal; unknown: Unknown }
/** The type of `a / b`: exact only where one is a decimal and neither a float. */
export type DivOf<A, B> = DivTable[(Promote<A, B> & { readonly kind: NumberName })['kind']]

export interface FloorTable { int8: Int64; int16: Int64; int32: Int64; int64: Int64; float32: Int64; float64: Int64; decimal: Decimal; unknown: Unknown }
/** The type of a number without its fraction. */
export type FloorOf<T> = FloorTable[NumberKind<T>]

export interface CommonTable<A, B> {
  void: NonNull<B>; bool: Bool; integer: Promote<A, B>; float: Promote<A, B>; decimal: Promote<A, B>; string: Utf8; binary: Binary
  time: Later<A, B>; list: NonNull<A | B>; map: NonNull<A | B>; struct: NonNull<A | B>; dynamic: Unknown
  /** Keeps a lookup by a generic family from distributing over all families. */
  [family: string]: unknown
}
/** The common type of two values of one family, without `Null`. */
export type Common<A, B> = CommonTable<A, B>[FamilyKey<A>]
