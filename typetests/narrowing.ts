// Which columns are not null where a filter's condition is true.
import { lit, when, type Bool, type Column, type DataFrame, type Int32, type Int64, type Null, type Utf8 } from 'typedframe'
import { frame, schema } from './assert.js'
type P = { a: Int32 | Null; b: Int32 | Null; f: Bool | Null; s: Utf8 | Null }
const p = frame<P>()
type With<K extends keyof P> = { [C in keyof P]: C extends K ? Exclude<P[C], Null> : P[C] }
schema<With<never>>()(p.filter($ => $.a.isNotNull().eq(false)), true) // trap A17
schema<With<never>>()(p.filter($ => $.a.gt(1).or($.b.gt(1))), true)
schema<With<'a'>>()(p.filter($ => $.a.gt(1).and($.a.lt($.b)).or($.a.eq(7))), true)
schema<With<'a' | 'f'>>()(p.filter($ => $.a.gt(1).not().and($.f)), true)
schema<With<never>>()(p.filter($ => $.a.isNull()), true)
schema<With<'a' | 'b' | 's'>>()(p.filter($ => $.a.add($.b).gt(3).and($.s.upper().startsWith('x'))), true)
schema<With<never>>()(p.filter($ => $.a.coalesce($.b).gt(3).and($.a.coalesce(0).gt(1))), true)
schema<With<never>>()(p.filter($ => $.a.gt(1).and($.b.gt(2)).not()), true)
schema<With<'s'>>()(p.filter($ => $.s.eq('x').and(lit(true))), true)
schema<With<'f'>>()(p.filter($ => $.f), true)
schema<With<'b'>>()(p.filter($ => when($.a.gt(1), 1).otherwise(2).add($.b).gt(2)), true)
schema<With<'a' | 's'>>()(p.filter($ => $.a.isNotNull().and($.s.isNotNull())), true)
declare const flag: boolean
schema<With<never>>()(p.filter($ => (flag ? $.a.gt(1) : $.b.gt(2))), true) // a union of conditions proves nothing
schema<With<'a'>>()(p.filter($ => (flag ? $.a.gt(1) : $.a.lt($.b))), true)
// annotated helpers prove nothing but keep working
const positive = (c: Column<Int32 | Null>): Column<Bool | Null> => c.gt(0)
schema<With<never>>()(p.filter($ => positive($.a)), true)
schema<With<'b'>>()(p.filter($ => positive($.a).and($.b.gt(1))), true)
schema<With<never>>()(p.filter($ => positive($.a).or($.b.gt(1))), true)
schema<With<never>>()(p.filter($ => positive($.a).not()), true)
// generic in R: keeps the proof
const positiveR = <R>(c: Column<Int32 | Null, R>) => c.gt(0)
schema<With<'a'>>()(p.filter($ => positiveR($.a)), true)
export type { DataFrame, Int64 }
// a choice between columns claims nothing (a hole in A): annotate it, or use when()
const q = frame<P & { x: Int32 | Null }>()
// @ts-expect-error references are checked contravariantly
q.filter($ => $.x.add(flag ? $.a : $.b).gt(3))
schema<P & { x: Int32 | Null } extends infer Q ? { [K in keyof Q]: Q[K] } : never>()(q.filter($ => { const c: Column<Int32 | Null> = flag ? $.a : $.b; return $.x.add(c).gt(3); }), true)
// @ts-expect-error a literal does not depend on a
const claim: Column<Int32, 'a'> = lit(3)
export { claim }
