/** Signatures that no rule can write: they read tags and references from a tuple of operands, branch by branch. */
import type { Form, Written } from './signature.js'

export const specialSignatures: Readonly<Record<string, Readonly<Record<Form, Written | undefined>>>> = {
  coalesce: {
    method: { passed: [], text: '<const X extends readonly (Expr<Comparable<T>, any> | Lit<T>)[]>(...fallbacks: X): '
      + 'Column<Common<T, TagsOf<X, T>> | FallbackNull<X, T>, Loose<R | RefsOf<X>>>' },
    free: { passed: ['value', '...fallbacks'], text: '<T extends AnyType, const X extends readonly (Expr<Comparable<T>, any> | Lit<T>)[], Q = never>(value: Expr<T, Q>, ...fallbacks: X): '
      + 'Column<Common<T, TagsOf<X, T>> | FallbackNull<X, T>, Loose<NoInfer<Q> | RefsOf<X>>>' },
  },
}
