/** What the type tests have in common: nothing here exists at run time. */
import type { DataFrame, DefaultJs, Expr } from 'typedframe'

export type Equal<A, B> = (<X>() => X extends A ? 1 : 2) extends <X>() => X extends B ? 1 : 2 ? true : false
export type SchemaOf<D> = D extends DataFrame<infer S, any> ? { [K in keyof S]: S[K] } : never
export type TagOf<E> = E extends Expr<infer T, any> ? T : never
export type RefsOf<E> = E extends Expr<any, infer R> ? R : never

/** A frame with this schema. */
export declare function frame<S>(): DataFrame<S, DefaultJs>
/** The frame's schema is S, exactly: `schema<S>()(df, true)`. */
export declare function schema<S>(): <D>(df: D, same: Equal<SchemaOf<D>, S>) => void
export declare function tag<T>(): <E>(e: E, same: Equal<TagOf<E>, T>) => void
export declare function refs<R>(): <E>(e: E, same: Equal<RefsOf<E>, R>) => void
export declare function type<T>(): <V>(value: V, same: Equal<V, T>) => void
