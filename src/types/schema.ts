/** Schemas as values that carry their type, and the builders of column types. */
import type { StandardSchemaV1 } from '@standard-schema/spec'
import { raise } from '../errors/raise.js'
import {
  binary, bool, date, decimal, field, float32, float64, int16, int32, int64, int8, list, map, struct, timestamp, timestampNtz, utf8,
  voidType, type DataType, type Field,
} from './data-type.js'
import type { InputRow, Js } from './js.js'
import type {
  Binary, Bool, Date32, Decimal, Float32, Float64, Int16, Int32, Int64, Int8, List, MapOf, Null, Struct, Timestamp, TimestampNtz, Utf8,
  Void,
} from './tag.js'

declare const TAG: unique symbol
/** Where a frame and a schema keep their schema's type: for the compiler alone, never a value. */
export declare const SCHEMA: unique symbol

/** The type of a column, as `t` builds it. */
export interface ColumnType<out T> {
  readonly [TAG]: T
  readonly type: DataType
  readonly isNullable: boolean
  /** The same type for a column whose values may be missing. */
  nullable(): ColumnType<T | Null>
}
type TagsOf<F> = { [K in keyof F]: F[K] extends ColumnType<infer T> ? T : never }

/**
 * Names and types of columns, in order.
 * @ts-ignore variance is asserted */
export interface Schema<out S> {
  readonly [SCHEMA]: S
  readonly fields: readonly Field[]
  readonly names: readonly string[]
  /** What consumers of Standard Schema look for: a row is checked, and given back as a frame would give it. */
  readonly '~standard': StandardSchemaV1.Props<InputRow<S>, { [K in keyof S]: Js<S[K]> }>
}
/** The type of a schema, or of a frame's schema: `Infer<typeof Flight>`. */
export type Infer<D> = D extends { readonly [SCHEMA]: infer S } ? S : never

class Built {
  constructor(readonly type: DataType, readonly isNullable: boolean) { Object.freeze(this) }
  nullable(): Built { return new Built(this.type, true) }
}
// The phantom tag exists for the compiler alone; every caller below names the tag that its data type stands for.
const built = <T>(type: DataType): ColumnType<T> => new Built(type, false) as unknown as ColumnType<T>

/** Types of columns: `t.int64`, `t.decimal(12, 2).nullable()`, `t.list(t.utf8)`. Not nullable unless said so. */
export const t = Object.freeze({
  void: built<Void>(voidType).nullable() as ColumnType<Void | Null>,
  bool: built<Bool>(bool),
  int8: built<Int8>(int8),
  int16: built<Int16>(int16),
  int32: built<Int32>(int32),
  int64: built<Int64>(int64),
  float32: built<Float32>(float32),
  float64: built<Float64>(float64),
  utf8: built<Utf8>(utf8),
  binary: built<Binary>(binary),
  /** A day. */
  date: built<Date32>(date),
  /** An instant in microseconds. */
  timestamp: built<Timestamp>(timestamp),
  /** A wall-clock time in microseconds. */
  timestampNtz: built<TimestampNtz>(timestampNtz),
  /**
   * Exact numbers of up to 38 digits, `scale` of them behind the point.
   * @throws INVALID_DECIMAL_TYPE
   */
  decimal: (precision: number, scale = 0): ColumnType<Decimal> => built(decimal(precision, scale)),
  list: <E>(element: ColumnType<E>): ColumnType<List<E>> => built(list(typed(element, 'element').type, element.isNullable)),
  map: <K, V>(key: ColumnType<K>, value: ColumnType<V>): ColumnType<MapOf<K, V>> =>
    built(map(typed(key, 'key').type, typed(value, 'value').type, value.isNullable)),
  struct: <const F extends { readonly [name: string]: ColumnType<any> }>(
    fields: F,
  ): ColumnType<Struct<{ -readonly [K in keyof F]: TagsOf<F>[K] }>> => built(struct(fieldsOf(fields))),
})

/** @throws INVALID_ARGUMENT when plain JavaScript gave no schema. */
export function declaredFields(given: Schema<unknown>, verb: string): readonly Field[] {
  if (Array.isArray((given as Partial<Schema<unknown>> | undefined)?.fields)) return given.fields
  return raise('INVALID_ARGUMENT', { verb, message: 'a schema is needed, such as schema({ id: t.int64 })' })
}
/** A schema of these fields, with what makes it a validator. S is what the caller knows of them. */
export const schemaWith = <S>(fields: readonly Field[], standard: Schema<S>['~standard']): Schema<S> => Object.freeze({
  fields: Object.freeze([...fields]), names: Object.freeze(fields.map(f => f.name)), '~standard': standard,
}) as unknown as Schema<S>

export const fieldsOf = (columns: { readonly [name: string]: ColumnType<any> }): Field[] =>
  Object.entries(object(columns)).map(([name, c]) => {
    const { type, isNullable } = typed(c, name)
    return field(name, type, isNullable)
  })
const object = <F extends object>(columns: F): F => typeof columns === 'object' && columns !== null && !Array.isArray(columns)
  ? columns
  : raise('INVALID_ARGUMENT', { verb: 'schema', message: 'an object of columns by name is needed, such as { id: t.int64 }' })
const typed = <C>(given: ColumnType<C>, column: string): ColumnType<C> =>
  isColumnType(given) ? given : raise('INVALID_SCHEMA', { column })
export const isColumnType = (given: unknown): given is ColumnType<unknown> => given instanceof Built
