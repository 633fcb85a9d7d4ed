/** Validators of any library that follows Standard Schema (standardschema.dev): what columns their rows have. */
import type { StandardSchemaV1 } from '@standard-schema/spec'
import type { ColumnError } from './entry.js'
import type { InputRow, SchemaOfRow } from './js.js'
import type { SCHEMA } from './schema.js'

type Declared<S> = { readonly [SCHEMA]: S }
/** The rows that a frame of a schema takes; a validator looks at whatever there is. */
export type RowsFor<V> = V extends Declared<infer S> ? readonly InputRow<S>[] : readonly unknown[]
/** The columns of a schema, or of the rows that a validator gives back. */
export type ColumnsOf<V> = V extends Declared<infer S> ? S
  : V extends StandardSchemaV1 ? SchemaOfRow<StandardSchemaV1.InferOutput<V>> : never
/** Nothing more where every member of the validated rows has a column type; else a message that says which has none. */
export type HasColumns<V> = V extends Declared<unknown> ? unknown
  : V extends StandardSchemaV1 ? WithoutProblem<RowProblem<StandardSchemaV1.InferOutput<V>>> : never
type WithoutProblem<P extends string> = [P] extends [never] ? unknown : ColumnError<P>

type Missing = null | undefined
type IsAny<V> = 0 extends 1 & V ? true : false
type IsUnion<U, All = U> = U extends unknown ? [All] extends [U] ? false : true : never
/** The kind of column that values make; `other` for what no column holds. */
type KindOf<V> =
  V extends string ? 'string' : V extends number ? 'number' : V extends bigint ? 'bigint' : V extends boolean ? 'boolean'
  : V extends Date ? 'Date'
    : V extends Uint8Array ? 'Uint8Array' : V extends readonly unknown[] ? 'array' : V extends ReadonlyMap<unknown, unknown> ? 'Map'
  : V extends ((...args: never) => unknown) | symbol | ReadonlySet<unknown> | WeakKey & { readonly then: unknown } | RegExp | Error
    ? 'other'
  : V extends object ? 'object' : 'other'

type RowProblem<R> =
  IsAny<R> extends true ? 'the validated rows are of type any: say what columns they have'
  : [KindOf<R>] extends ['object']
    ? IsUnion<R> extends true ? 'the validated rows have several shapes: give them one' : MembersProblem<R, 'column', [1, 1, 1, 1, 1, 1]>
  : 'the validated rows are not objects'
type MembersProblem<R, At extends string, Depth extends readonly unknown[]> =
  { [K in keyof R & string]: Problem<R[K], `${At} '${K}'`, Depth> }[keyof R & string]
/** Why a value cannot be in a column, or never. Depth: how far it may be nested. */
type Problem<V, At extends string, Depth extends readonly unknown[]> =
  IsAny<V> extends true ? `${At} is of type any: say what it holds`
  : unknown extends V ? `${At} is of type unknown: say what it holds`
  : [Exclude<V, Missing>] extends [never] ? never
  : IsUnion<KindOf<Exclude<V, Missing>>> extends true ? `${At} has values of several types: turn them into one`
  : Depth extends readonly [unknown, ...infer Deeper] ? Inside<Exclude<V, Missing>, At, Deeper>
  : `${At} is nested too deeply for a column: turn it into text`
type Inside<V, At extends string, Depth extends readonly unknown[]> =
  [KindOf<V>] extends ['other'] ? `${At} holds what no column can: turn it into text, a number, a Date, an object or an array`
  : V extends readonly (infer E)[] ? Problem<E, `an element of ${At}`, Depth>
  : V extends ReadonlyMap<infer K, infer W> ? Problem<K, `a key of ${At}`, Depth> | Problem<W, `a value of ${At}`, Depth>
  : [KindOf<V>] extends ['object'] ? MembersProblem<V, `${At}, member`, Depth> : never
