/**
 * Code for the nulls that there are: one variant for batches without a null, and one for columns that had some so far, made
 * anew when another column turns out to have nulls too.
 */
import type { Attribute } from '../../logical/expression.js'
import type { Batch } from '../../memory/batch.js'
import type { IsNullable } from './stage-programs.js'

export class Variants<T> {
  readonly #used: readonly number[]
  readonly #make: (isNullable: IsNullable) => T
  readonly #seen = new Set<number>()
  #withoutNulls: T | undefined
  #withNulls: T | undefined

  /** `used`: ordinals that matter. */
  constructor(input: readonly Attribute[], used: Iterable<Attribute>, make: (isNullable: IsNullable) => T) {
    this.#make = make
    const ids = new Set([...used].map(a => a.id))
    this.#used = input.flatMap((a, n) => a.nullable && ids.has(a.id) ? [n] : [])
  }
  for(batch: Batch): T {
    let clean = true, grown = false
    for (const n of this.#used) {
      if (batch.columns[n]!.validity === 0) continue
      clean = false
      if (!this.#seen.has(n)) {
        this.#seen.add(n)
        grown = true
      }
    }
    if (clean) return this.#withoutNulls ??= this.#make(() => false)
    if (grown || !this.#withNulls) {
      const seen = new Set(this.#seen)
      this.#withNulls = this.#make(n => seen.has(n))
    }
    return this.#withNulls
  }
}
