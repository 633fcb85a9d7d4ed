/**
 * What an operator needs of its children's rows and what it gives: how they are spread over partitions and how each
 * partition is ordered. `EnsureRequirements` compares the two; an operator never inserts an exchange or a sort itself.
 */
import type { Attribute, SortKey } from '../logical/expression.js'

/** Needed of a child. `clustered`: rows with equal keys in one partition; `single`: all rows in one partition. */
export type Distribution =
  | { readonly kind: 'any' }
  | { readonly kind: 'single' }
  | { readonly kind: 'clustered'; readonly keys: readonly Attribute[] }

/** Given. `hash`: by the hash of exactly these keys, so two sides partitioned alike hold equal keys in equal partitions. */
export type Partitioning =
  | { readonly kind: 'unknown'; readonly partitions: number }
  | { readonly kind: 'hash'; readonly keys: readonly Attribute[]; readonly partitions: number }

export interface Requirement { readonly distribution: Distribution; readonly ordering: readonly SortKey[] }
export interface Properties { readonly partitioning: Partitioning; readonly ordering: readonly SortKey[] }

export const any: Distribution = Object.freeze({ kind: 'any' })
export const single: Distribution = Object.freeze({ kind: 'single' })
export const clustered = (keys: readonly Attribute[]): Distribution => keys.length ? Object.freeze({ kind: 'clustered', keys }) : single

export const needs = (distribution: Distribution, ordering: readonly SortKey[] = []): Requirement => Object.freeze({ distribution, ordering })
export const onePartition: Partitioning = Object.freeze({ kind: 'unknown', partitions: 1 })
export const spread = (partitioning: Partitioning, ordering: readonly SortKey[] = []): Properties => Object.freeze({ partitioning, ordering })

export function satisfies(given: Partitioning, needed: Distribution): boolean {
  if (needed.kind === 'any' || given.partitions === 1) return true
  if (needed.kind === 'single' || given.kind !== 'hash') return false
  // partitioned by some of the keys: equal keys are together all the same
  return given.keys.every(k => needed.keys.some(n => n.id === k.id))
}
/** Whether rows in order `given` are in order `needed` too: the latter is a prefix of the former. */
export function ordered(given: readonly SortKey[], needed: readonly SortKey[]): boolean {
  return needed.every((k, n) => {
    const g = given[n]
    return g !== undefined && g.descending === k.descending && g.nullsFirst === k.nullsFirst
      && g.child.node === 'attribute' && k.child.node === 'attribute' && g.child.id === k.child.id
  })
}
