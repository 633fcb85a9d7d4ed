/**
 * Type tags: one interface per kind of column, for the compiler alone. A schema is a flat object type from name to tag,
 * nullability a union with `Null`: `{ id: Int64; name: Utf8 | Null }`.
 *
 * Every helper here is an indexed access, never a conditional type: TypeScript resolves the constraint of an indexed
 * access in generic code, so the helpers keep working where T is a type parameter of the user's function.
 */
import type {
  WidenDate, WidenDecimal, WidenFloat32, WidenFloat64, WidenInt16, WidenInt32, WidenInt64, WidenInt8, WidenTimestamp,
  WidenTimestampNtz, WidenUnknown,
} from './widening.js'

interface Tag<Kind, Family, Self, Other> {
  readonly kind: Kind
  /** Decides which methods a column has. */
  readonly family: Family
  readonly nullable: never
  /** The tag without `Null`. */
  readonly some: Self
  /** What it can be compared with, or stand beside in `coalesce` and `when`. */
  readonly comparable: Other | Null | Unknown
}

/** Marks a column whose values may be missing. All its members are `never`, so it vanishes from every lookup but `nullable`. */
export interface Null {
  readonly kind: never
  readonly family: never
  readonly nullable: Null
  readonly some: never
  readonly comparable: never
  readonly element: never
  readonly fields: never
  readonly key: never
  readonly value: never
  readonly widen: never
}
/**
 * Marks an aggregate that is missing when it sees no row. `groupBy(…).agg` forgets it, since every group has a row; `agg`
 * of a whole frame turns it into `Null`.
 */
export interface Empty extends Null {
  readonly nullable: Empty
  readonly empty: true
}

/** The type of a bare `null`. */
export interface Void extends Tag<'void', 'void', Void, AnyType> {}
export interface Bool extends Tag<'bool', 'bool', Bool, Bool> {}
export interface Int8 extends Tag<'int8', 'integer', Int8, Numeric> { readonly widen: WidenInt8 }
export interface Int16 extends Tag<'int16', 'integer', Int16, Numeric> { readonly widen: WidenInt16 }
export interface Int32 extends Tag<'int32', 'integer', Int32, Numeric> { readonly widen: WidenInt32 }
export interface Int64 extends Tag<'int64', 'integer', Int64, Numeric> { readonly widen: WidenInt64 }
export interface Float32 extends Tag<'float32', 'float', Float32, Numeric> { readonly widen: WidenFloat32 }
export interface Float64 extends Tag<'float64', 'float', Float64, Numeric> { readonly widen: WidenFloat64 }
/** Exact numbers; precision and scale are known at run time only. */
export interface Decimal extends Tag<'decimal', 'decimal', Decimal, Numeric> { readonly widen: WidenDecimal }
export interface Utf8 extends Tag<'utf8', 'string', Utf8, Utf8> {}
export interface Binary extends Tag<'binary', 'binary', Binary, Binary> {}
/** A day. */
export interface Date32 extends Tag<'date', 'time', Date32, Temporal> { readonly widen: WidenDate }
/** An instant, in microseconds. */
export interface Timestamp extends Tag<'timestamp', 'time', Timestamp, Temporal> { readonly widen: WidenTimestamp }
/** A wall-clock time, in microseconds. */
export interface TimestampNtz extends Tag<'timestampNtz', 'time', TimestampNtz, Temporal> { readonly widen: WidenTimestampNtz }
export interface List<out E> extends Tag<'list', 'list', List<E>, List<any>> { readonly element: E }
export interface MapOf<out K, out V> extends Tag<'map', 'map', MapOf<K, V>, never> {
  readonly key: K
  readonly value: V
}
export interface Struct<out F> extends Tag<'struct', 'struct', Struct<F>, Struct<any>> { readonly fields: F }
/** A type that is known only at run time. */
export interface Unknown extends Tag<'unknown', 'dynamic', Unknown, AnyType> {
  readonly widen: WidenUnknown
  readonly element: Unknown
  readonly fields: { readonly [name: string]: Unknown }
  readonly key: Unknown
  readonly value: Unknown
}

export type Integer = Int8 | Int16 | Int32 | Int64
export type Float = Float32 | Float64
export type Numeric = Integer | Float | Decimal
export type Temporal = Date32 | Timestamp | TimestampNtz
export type AnyType =
  | Null | Void | Bool | Numeric | Utf8 | Binary | Temporal | List<any> | MapOf<any, any> | Struct<any> | Unknown
export type Family =
  | 'void' | 'bool' | 'integer' | 'float' | 'decimal' | 'string' | 'binary' | 'time' | 'list' | 'map' | 'struct' | 'dynamic'

/** `Null` (or `Empty`) when T may be null, else `never`. */
export type NullIn<T> = (T & { readonly nullable: unknown })['nullable']
/** T without `Null`. */
export type NonNull<T> = (T & { readonly some: unknown })['some']
export type FamilyOf<T> = (T & { readonly family: Family })['family']
/** The same without the list of names: does not distribute over them where T is a type parameter. For tables with an index signature. */
export type FamilyKey<T> = (T & { readonly family: string })['family']
export type KindKey<T> = (T & { readonly kind: string })['kind']
export type ElementOf<T> = (T & { readonly element: unknown })['element']
export type FieldsOf<T> = (T & { readonly fields: unknown })['fields']
export type KeyOf<T> = (T & { readonly key: unknown })['key']
export type ValueOf<T> = (T & { readonly value: unknown })['value']
/** What a T can be compared with. Holds `Null`: a default must exclude it. */
export type Comparable<T> = (T & { readonly comparable: unknown })['comparable']

/** The tag of a kind written as text, as in `cast('int32')`. */
export interface CastTable {
  bool: Bool
  int8: Int8
  int16: Int16
  int32: Int32
  int64: Int64
  float32: Float32
  float64: Float64
  decimal: Decimal
  utf8: Utf8
  binary: Binary
  date: Date32
  timestamp: Timestamp
  timestampNtz: TimestampNtz
}
