/** `when(condition, value).when(…).otherwise(value)`: the value of the first condition that is true. */
import type { Expression } from '../logical/expression.js'
import type { Lit, Literal, LiteralBeside, LiteralTag } from '../types/literal.js'
import type { AnyType, Bool, Comparable, NonNull, Null, NullIn, Unknown } from '../types/tag.js'
import type { Common } from '../types/widening.js'
import type { ColumnOf } from './column.js'
import { ColumnValue, expressionOf } from './column-value.js'
import type { Expr, Loose } from './expr.js'
import { unresolvedCall } from '../logical/expression.js'

export type Value<A, Q, L> = Expr<A, Q> | L
/** The tag of a literal branch beside a T. */
export type BranchTag<L, T> = Extract<L extends null ? NonNull<T> | Null : LiteralBeside<L, T>, Comparable<T>>

/**
 * Branches so far.
 * @ts-ignore variance is asserted */
export interface When<out T, out R> {
  /** Another branch. */
  when<Q, L extends Lit<T> | null = never, A extends Comparable<T> = BranchTag<L, T>, P = never>(
    condition: Expr<Bool | Null | Unknown, Q>, value: Value<A, P, L>,
  ): When<Common<T, NoInfer<A>> | NullIn<T | A>, R | Q | P>
  /** The value where no condition is true. */
  otherwise<L extends Lit<T> | null = never, A extends Comparable<T> = BranchTag<L, T>, P = never>(
    value: Value<A, P, L>,
  ): ColumnOf<Common<T, NoInfer<A>> | NullIn<T | A>, Loose<R | NoInfer<P>>>
  /** Null where no condition is true. */
  end(): ColumnOf<NonNull<T> | Null, Loose<R>>
}

/** Branches that have not ended yet, and so are no column. */
export class Branches {
  constructor(readonly branches: readonly Expression[]) {}
  when(condition: unknown, value: unknown): Branches {
    return new Branches([...this.branches, expressionOf(condition), expressionOf(value)])
  }
  otherwise(value: unknown): ColumnValue { return new ColumnValue(unresolvedCall('when', [...this.branches, expressionOf(value)])) }
  end(): ColumnValue { return new ColumnValue(unresolvedCall('when', this.branches)) }
}

/**
 * The value of the first condition that is true.
 * @example
 * when($.age.lt(18), 'child').when($.age.lt(65), 'adult').otherwise('senior')
 */
export function when<Q, L extends Literal = never, A extends AnyType = LiteralTag<L>, P = never>(
  condition: Expr<Bool | Null | Unknown, Q>, value: Value<A, P, L>,
): When<A, Q | P> {
  return new Branches([expressionOf(condition), expressionOf(value, false)]) as unknown as When<A, Q | P>
}
