// Frames whose columns are known only at run time: names are plain strings.
import { count, upper, type DataFrame, type Dynamic, type Int64, type Unknown, type Utf8, type Null } from 'typedframe'
import { frame, schema } from './assert.js'

declare const dyn: DataFrame<Dynamic>
const df = frame<{ id: Int64; name: Utf8 | Null }>()

schema<{ a: Unknown; b: Unknown }>()(dyn.select('a', 'b'), true)
schema<{ [c: string]: Unknown }>()(dyn.filter($ => $.age!.gt(18).and($.name!.startsWith('x'))), true)
const made = dyn.withColumns($ => ({ x: $.a!.mul(2), y: $.b!.upper() }))
export const picked = made.select('x', 'y')
schema<{ k: Unknown; n: Int64; s: Unknown }>()(dyn.groupBy('k').agg($ => ({ n: count(), s: $.v!.max().coalesce(1) })), true)
dyn.join(df, 'id')
dyn.join(df, 'id', { how: 'left', suffix: '_r' })
df.filter($ => $.name.eq(dyn.$.x!))
dyn.filter($ => $.list!.at(0).eq(3)).limit(1).orderBy('a', $ => $.b!.desc()).dropNulls('a').fillNulls({ a: 1 }).rename({ a: 'b' }).drop('b')
dyn.select($ => ({ q: $.s!.fields.x!.upper(), r: upper($.z!) }))
dyn.union(dyn).unionByName(dyn).intersect(dyn)
