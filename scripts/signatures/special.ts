/** Signatures that no rule can write. */
import type { Form, Written } from './signature.js'

export const specialSignatures: Readonly<Record<string, Readonly<Record<Form, Written | undefined>>>> = {
  isIn: {
    method: {
      passed: [], text: '(first: Lit<T> | readonly Lit<T>[], ...more: readonly Lit<T>[]): Condition<Bool | NullIn<T>, Loose<R>, Refs<R>>',
    },
    free: {
      passed: ['value', 'first', '...more'],
      text: '<T extends AnyType, Q = never>(value: Expr<T, Q>, first: Lit<T> | readonly Lit<T>[], ...more: readonly Lit<T>[]): '
        + 'Condition<Bool | NullIn<T>, Loose<NoInfer<Q>>, Refs<NoInfer<Q>>>',
    },
  },
  // written by hand in dsl/column.ts
  at: { method: undefined, free: undefined },
  field: { method: undefined, free: undefined },
  get: { method: undefined, free: undefined },
  // written by hand in dsl/when.ts
  when: { method: undefined, free: undefined },
}
