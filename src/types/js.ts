/** What columns become in JavaScript, and what JavaScript rows may hold. */
import type { ColumnError } from './entry.js'
import type {
  Binary, Bool, Float64, Int64, List, MapOf, Null, Struct, Timestamp, Utf8,
} from './tag.js'

/** How the types without one obvious JavaScript form are delivered: chosen for a session, or for one call. */
export interface JsConfig {
  readonly int64: 'number' | 'bigint' | 'string'
  readonly decimal: 'string' | 'number'
  readonly date: 'string' | 'Date'
  readonly timestamp: 'Date' | 'string' | 'micros'
}
export interface DefaultJs {
  readonly int64: 'number'
  readonly decimal: 'string'
  readonly date: 'string'
  readonly timestamp: 'Date'
}
/** C, where the options O do not say otherwise. */
export type Override<C, O> = [keyof O & keyof JsConfig] extends [never] ? C : {
  readonly [K in keyof JsConfig]: K extends keyof O
    ? Exclude<O[K], undefined> | (undefined extends O[K] ? C[K & keyof C] : never)
    : C[K & keyof C]
}

interface Int64Forms { number: number; bigint: bigint; string: string }
interface DecimalForms { string: string; number: number }
interface DateForms { string: string; Date: Date }
interface TimestampForms { Date: Date; string: string; micros: bigint }
export interface JsTable<C extends JsConfig> {
  void: null; bool: boolean; int8: number; int16: number; int32: number; int64: Int64Forms[C['int64']]; float32: number; float64: number
  decimal: DecimalForms[C['decimal']]; utf8: string; binary: Uint8Array; date: DateForms[C['date']]
  timestamp: TimestampForms[C['timestamp']]; timestampNtz: string; unknown: unknown
}
/** The JavaScript value of a column with tag T. */
export type Js<T, C extends JsConfig = DefaultJs> =
  T extends Null ? null
  : T extends List<infer E> ? Js<E, C>[]
  : T extends Struct<infer F> ? { [K in keyof F]: Js<F[K], C> }
  : T extends MapOf<infer K, infer V> ? Map<Js<K, C>, Js<V, C>>
  : T extends { readonly kind: infer K extends keyof JsTable<any> } ? JsTable<C>[K]
  : never

export interface InputTable {
  void: null | undefined; bool: boolean; int8: number; int16: number; int32: number; int64: number | bigint
  float32: number; float64: number
  decimal: string | number | bigint; utf8: string; binary: Uint8Array; date: string | Date; timestamp: Date | string
  timestampNtz: string | Date; unknown: unknown
}
/** What a row may hold for a column with tag T when a frame is made from rows. */
export type JsInput<T> =
  T extends Null ? null | undefined
  : T extends List<infer E> ? readonly JsInput<E>[]
  : T extends Struct<infer F> ? { readonly [K in keyof F]: JsInput<F[K]> }
  : T extends MapOf<infer K, infer V> ? ReadonlyMap<JsInput<K>, JsInput<V>>
  : T extends { readonly kind: infer K extends keyof InputTable } ? InputTable[K]
  : never

/** A row of a declared schema, as `frame` takes it: keys of nullable columns may be left out. */
export type InputRow<S> = { readonly [K in keyof S as null extends JsInput<S[K]> ? never : K]: JsInput<S[K]> }
  & { readonly [K in keyof S as null extends JsInput<S[K]> ? K : never]?: JsInput<S[K]> }

/** The tag of a JavaScript value in a frame made from rows without a schema. */
export type TagOfJs<V> =
  V extends null | undefined ? Null
  : V extends number ? Float64
  : V extends bigint ? Int64
  : V extends string ? Utf8
  : V extends boolean ? Bool
  : V extends Date ? Timestamp
  : V extends Uint8Array ? Binary
  : V extends readonly (infer E)[] ? List<TagOfJs<E>>
  : V extends ReadonlyMap<infer K, infer W> ? MapOf<TagOfJs<K>, TagOfJs<W>>
  : V extends (...args: never) => unknown ? ColumnError<'a function is not a value of a column'>
  : V extends object ? Struct<{ [K in keyof V]-?: TagOfJs<V[K]> | (undefined extends V[K] ? Null : never) }>
  : never
/** The schema of rows of type R. (Behind a condition, so that editors show its columns and not its name.) */
export type SchemaOfRow<R> = R extends infer O ? { [K in keyof O]-?: TagOfJs<O[K]> | (undefined extends O[K] ? Null : never) } : never
