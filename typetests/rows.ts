// What columns become in JavaScript: by default, by session, by call.
import { schema, t, type DataFrame, type DefaultJs, type Infer, type Int64, type JsInput, type MapOf, type Null, type Row, type SchemaOfRow, type Struct, type TimestampNtz, type Utf8 } from 'typedframe'
import { frame, type, type Equal } from './assert.js'

const All = schema({
  b: t.bool, i: t.int32, l: t.int64.nullable(), f: t.float32, d: t.decimal(12, 2), s: t.utf8, bin: t.binary, day: t.date, at: t.timestamp, wall: t.timestampNtz,
  list: t.list(t.int64), map: t.map(t.utf8, t.int32.nullable()), struct: t.struct({ city: t.utf8, zip: t.int64.nullable() }).nullable(),
})
type All = Infer<typeof All>
const df = frame<All>()
type Default = {
  b: boolean; i: number; l: number | null; f: number; d: string; s: string; bin: Uint8Array; day: string; at: Date; wall: string
  list: number[]; map: Map<string, number | null>; struct: { city: string; zip: number | null } | null
}
export async function byDefault() {
  const rows = await df.collect()
  type<Default[]>()(rows, true)
  const first = await df.first()
  type<Default | undefined>()(first, true)
  for await (const batch of df.rows()) type<Default[]>()(batch, true)
  for await (const row of df) type<Default>()(row, true)
}
export const row: Equal<Row<typeof df>, Default> = true
export const rowOfSchema: Equal<Row<typeof All>, Default> = true
export const rowOfType: Equal<Row<All>, Default> = true

// a session's choice
type Big = Omit<DefaultJs, 'int64'> & { readonly int64: 'bigint' }
declare const big: DataFrame<{ l: Int64; n: Int64 | Null }, Big>
export async function bySession() {
  type<{ l: bigint; n: bigint | null }[]>()(await big.collect(), true)
  type<{ l: bigint; n: bigint | null }[]>()(await big.filter($ => $.l.gt(1)).limit(3).collect(), true)
  type<{ l: number; n: number | null }[]>()(await big.collect({ int64: 'number' }), true)
  type<{ l: bigint; k: bigint }[]>()(await big.select('l', $ => ({ k: $.l.mul(2) })).collect(), true)
}
// one call's choice
export async function byCall(signal: AbortSignal) {
  const rows = await df.select('l', 'd', 'day', 'at').collect({ int64: 'string', decimal: 'number', date: 'Date', timestamp: 'micros', signal })
  type<{ l: string | null; d: number; day: Date; at: bigint }[]>()(rows, true)
}
// a frame of any session: the rows may be of any form, unless the call says which
const anyone = async (frame: DataFrame<{ l: Int64 }>) => {
  type<{ l: number | bigint | string }[]>()(await frame.collect(), true)
  type<{ l: bigint }[]>()(await frame.collect({ int64: 'bigint' }), true)
}
void anyone(big)
void anyone(df.select('i', $ => ({ l: $.l.coalesce(0) })))

// rows without a schema
type Inferred = SchemaOfRow<{ n: number; s: string | null; o?: bigint; list: (number | null)[]; at: { x: boolean }; m: Map<string, Date> }>
export const inferred: Equal<Inferred['n'], import('typedframe').Float64> = true
export const inferredNull: Equal<Inferred['s'], Utf8 | Null> = true
export const inferredOptional: Equal<Inferred['o'], Int64 | Null> = true
export const inferredStruct: Equal<Inferred['at'], Struct<{ x: import('typedframe').Bool }>> = true
export const inferredMap: Equal<Inferred['m'], MapOf<Utf8, import('typedframe').Timestamp>> = true
export const input: Equal<JsInput<TimestampNtz | Null>, string | Date | null | undefined> = true
