// Rows validated by other libraries: columns are those of the validator's output. And a schema as a validator.
import { type as ark } from 'arktype'
import * as v from 'valibot'
import { z } from 'zod'
import type { StandardSchemaV1 } from '@standard-schema/spec'
import { frame, schema, session, t, type Bool, type ColumnsOf, type DataFrame, type Float64, type HasColumns, type InputRow, type Int64, type List, type MapOf, type Null, type RowsFor, type Schema, type Struct, type Timestamp, type Utf8 } from 'typedframe'
import { schema as same, type } from './assert.js'

declare const body: unknown[]
type Common = {
  id: Float64; name: Utf8 | Null; big: Int64; at: Timestamp; ok: Bool; tags: List<Utf8>; home: Struct<{ zip: Float64 }>; kind: Utf8; more: Float64 | Null
}
const zod = z.object({
  id: z.number(), name: z.string().nullable(), big: z.bigint(), at: z.date(), ok: z.boolean(), tags: z.array(z.string()), home: z.object({ zip: z.number() }),
  kind: z.enum(['a', 'b']), more: z.number().optional(),
})
same<Common>()(frame(zod, body), true)
same<Common>()(session().frame(zod, body), true)
same<Common>()(frame(v.object({
  id: v.number(), name: v.nullable(v.string()), big: v.bigint(), at: v.date(), ok: v.boolean(), tags: v.array(v.string()), home: v.object({ zip: v.number() }),
  kind: v.picklist(['a', 'b']), more: v.optional(v.number()),
}), body), true)
same<Common>()(frame(ark({
  id: 'number', name: 'string | null', big: 'bigint', at: 'Date', ok: 'boolean', tags: 'string[]', home: { zip: 'number' }, kind: '"a" | "b"', 'more?': 'number',
}), body), true)
// what comes out of a transformation is what counts
same<{ n: Float64; m: MapOf<Utf8, Timestamp>; b: Utf8 | Null }>()(frame(z.object({
  n: z.string().transform(Number), m: z.map(z.string(), z.date()), b: z.string().brand<'Id'>().nullish(),
}), body), true)
export const rows = async (): Promise<{ id: number; name: string | null; at: Date }[]> => frame(zod, body).filter($ => $.ok).select('id', 'name', 'at').collect()

// in generic code
export const declared = <S>(of: Schema<S>, given: readonly InputRow<S>[]): DataFrame<S> => frame(of, given)
export const validated = <V extends StandardSchemaV1>(of: V & HasColumns<V>, given: RowsFor<V>): DataFrame<ColumnsOf<V>> => frame<V>(of, given)

// what has no column
frame(z.object({ a: z.union([z.string(), z.number()]) }), body) //! column 'a' has values of several types: turn them into one
frame(z.object({ a: z.any() }), body) //! column 'a' is of type any: say what it holds
frame(z.object({ a: z.unknown() }), body) //! column 'a' is of type unknown: say what it holds
frame(z.object({ a: z.object({ b: z.symbol() }) }), body) //! column 'a', member 'b' holds what no column can
frame(v.object({ a: v.array(v.set(v.string())) }), body) //! an element of column 'a' holds what no column can
frame(ark({ a: 'string | Date | null' }), body) //! column 'a' has values of several types
frame(z.string(), body) //! the validated rows are not objects
frame(z.union([z.object({ a: z.string() }), z.object({ b: z.string() })]), body) //! the validated rows have several shapes
frame(zod, body).select('nmae') //! "nmae"
frame(zod, body).filter($ => $.tags.upper()) //! Property 'upper' does not exist

// the other way
const Person = schema({ id: t.int64, name: t.utf8.nullable(), born: t.date, price: t.decimal(10, 2), at: t.timestamp })
declare function consume<V extends StandardSchemaV1>(validator: V): StandardSchemaV1.InferOutput<V>
declare function form<V extends StandardSchemaV1>(validator: V, initial: StandardSchemaV1.InferInput<V>): void
type<{ id: number; name: string | null; born: string; price: string; at: Date }>()(consume(Person), true)
type<{ name: string | null; id: number }>()(consume(frame(Person, []).select('name', 'id').schema), true)
form(Person, { id: 1n, born: new Date(), price: 1.5, at: '2024-02-29T12:00:00Z' })
form(Person, { id: 'x', born: new Date(), price: 1.5, at: new Date() }) //! Type 'string' is not assignable to type 'number | bigint'
form(Person, { id: 1, price: 1.5, at: new Date() }) //! Property 'born' is missing
