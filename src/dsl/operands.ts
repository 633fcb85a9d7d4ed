/** What the compiler reads from a list of operands, columns and literals mixed. */
import type { LiteralBeside } from '../types/literal.js'
import type { NullIn } from '../types/tag.js'
import type { Common } from '../types/widening.js'
import type { Expr } from './expr.js'

type TagOf<E> = E extends Expr<infer V, any> ? V : never
type TagBeside<E, T> = E extends Expr<infer V, any> ? V : LiteralBeside<E, T>
/** The common tag of T and all operands, one after the other. */
type Folded<X extends readonly unknown[], T> = X extends readonly [infer H, ...infer Rest] ? Folded<Rest, Common<T, TagBeside<H, T>>>
  : number extends X['length'] ? Common<T, TagBeside<X[number], T>> : T
/** The tag of operands beside a T: the type that they and T have in common, and the nulls of the operands. */
export type TagsOf<X extends readonly unknown[], T> = Folded<X, T> | NullIn<TagOf<X[number]>>
/** The references of the columns among the operands. */
export type RefsOf<X extends readonly unknown[]> = X[number] extends infer E ? (E extends Expr<any, infer Q> ? Q : never) : never
type Sure<E> = E extends Expr<infer V, any> ? ([NullIn<V>] extends [never] ? E : never) : E
/** Null where T and every fallback may be null. */
export type FallbackNull<X extends readonly unknown[], T> = [Sure<X[number]>] extends [never] ? NullIn<T> : never
