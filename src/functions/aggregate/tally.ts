/** How an aggregate remembers its rows: their number, for means, or only that there was one, which needs no reading. */
import type { Code } from '../../codegen/code/builder.js'
import type { I64 } from '../../codegen/code/value.js'

interface Word { readonly n: { get(): I64; set(v: I64): void } }
export interface Tally {
  add(code: Code, state: Word): void
  merge(code: Code, state: Word, other: Word): void
  readonly evaluate: { add(state: { n: bigint }): void; merge(state: { n: bigint }, other: { readonly n: bigint }): void }
}
export const counting: Tally = {
  add: ({ i64 }, { n }) => n.set(i64.add(n.get(), i64.const(1))),
  merge: ({ i64 }, { n }, other) => n.set(i64.add(n.get(), other.n.get())),
  evaluate: {
    add: s => { s.n++ },
    merge: (s, other) => { s.n += other.n },
  },
}
export const marking: Tally = {
  add: ({ i64 }, { n }) => n.set(i64.const(1)),
  merge: ({ i64 }, { n }, other) => n.set(i64.or(n.get(), other.n.get())),
  evaluate: {
    add: s => { s.n = 1n },
    merge: (s, other) => { s.n |= other.n },
  },
}
