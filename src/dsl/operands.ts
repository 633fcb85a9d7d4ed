/** What the compiler reads from a list of operands, columns and literals mixed. */
import type { NullIn } from '../types/tag.js'
import type { Expr } from './expr.js'

type TagOf<E> = E extends Expr<infer V, any> ? V : never
/** The tags of the columns among the operands, T where all are literals. */
export type TagsOf<X extends readonly unknown[], T> = [TagOf<X[number]>] extends [never] ? T : TagOf<X[number]>
/** The references of the columns among the operands. */
export type RefsOf<X extends readonly unknown[]> = X[number] extends infer E ? (E extends Expr<any, infer Q> ? Q : never) : never
type Sure<E> = E extends Expr<infer V, any> ? ([NullIn<V>] extends [never] ? E : never) : E
/** Null where T and every fallback may be null. */
export type FallbackNull<X extends readonly unknown[], T> = [Sure<X[number]>] extends [never] ? NullIn<T> : never
