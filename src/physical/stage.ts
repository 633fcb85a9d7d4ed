/**
 * What runs inside a pipeline between its operators: stages (filter and project) and the row side of aggregations. Two
 * tiers implement it, `compile/` (WebAssembly) and `closures/`; both give the same values and the same errors.
 */
import type { AggregateFunction, AggregateImplementation, StateKind } from '../functions/declare.js'
import type { Attribute, Expression } from '../logical/expression.js'
import type { Batch, Vector } from '../memory/batch.js'
import type { Memory } from '../memory/memory.js'
import type { TaskMemory } from '../memory/task-memory.js'
import type { DataType } from '../types/data-type.js'

/** Rows of `input` that satisfy every filter (resolved conjuncts), as the columns `outputs`. Aliases are transparent. */
export interface StageSpec {
  readonly input: readonly Attribute[]
  readonly filters: readonly Expression[]
  readonly outputs: readonly Expression[]
}
/** One aggregate; `implementation` is `function.implement` of its signature, `type` its result. */
export interface AggregateItem {
  readonly function: AggregateFunction
  readonly implementation: AggregateImplementation
  readonly args: readonly Expression[]
  /** FILTER (WHERE …): rows where it is not true are passed over. */
  readonly filter: Expression | undefined
  /** The operator removes repeated arguments and folds the rest with `foldVectors`; `update` leaves such aggregates alone. */
  readonly distinct: boolean
  readonly type: DataType
}
export interface AggregateSpec {
  readonly input: readonly Attribute[]
  readonly filters: readonly Expression[]
  readonly keys: readonly Expression[]
  readonly aggregates: readonly AggregateItem[]
}

/** A runner takes the memory for its outputs from `task` when it first needs it and gives it back in `close`. */
export interface StageContext {
  readonly memory: Memory
  readonly task: TaskMemory
  /** The most rows of any batch. */
  readonly batchRows: number
}

export interface Tier {
  readonly name: 'wasm' | 'closures'
  stage(spec: StageSpec, context: StageContext): StageRunner
  aggregate(spec: AggregateSpec, context: StageContext): AggregateRunner
}

export interface StageRunner {
  /**
   * Valid until the next `run`. A column passed through is copied only if rows were dropped; text is always a view.
   * @throws the error of the lowest failing row of the batch.
   */
  run(batch: Batch): Batch
  close(): void
}

/**
 * States lie in the operator's rows: word k of the state of the group whose row begins at `pointer` is the 8 bytes at
 * `pointer + stateOffset + 8k`, all zero to begin with. `groupPointers` is the address of u32 pointers.
 */
export interface AggregateRunner {
  readonly states: StateLayout
  /** Filters the batch; its keys, dense over the `rows` that are left. Valid until the next `prepare`. */
  prepare(batch: Batch): { readonly rows: number; readonly keys: readonly Vector[] }
  /** Folds the rows left by `prepare` into the states of their groups, one pointer a row: every fold that is not distinct. */
  update(groupPointers: number, stateOffset: number): void
  /** The same where all rows are of one group, with the states at `state`. */
  updateOne(state: number): void
  /**
   * For distinct and collecting aggregates: arguments of aggregate n over the rows left by `prepare`, in their order.
   * `rows` (u32 each, `selected` of them) are the positions that pass its FILTER, and, if it skips nulls, have no null argument.
   */
  arguments(n: number): { readonly vectors: readonly Vector[]; readonly rows: number; readonly selected: number }
  /** Folds rows of such vectors (`rows`: u32 positions, `count` of them) into the groups; `groupPointers` has one pointer a position. */
  foldVectors(n: number, vectors: readonly Vector[], rows: number, count: number, groupPointers: number, stateOffset: number): void
  /** Folds the states behind `from` into those behind `into`, pair by pair. */
  merge(into: number, from: number, count: number, stateOffset: number): void
  /**
   * Results of at most `batchRows` groups: one vector an aggregate, undefined for those that collect. Valid until the next call.
   */
  finish(groupPointers: number, count: number, stateOffset: number): readonly (Vector | undefined)[]
  /** Pages with the texts of states. */
  readonly textPages: number
  /** No state that points to text is used any more. */
  dropTexts(): void
  close(): void
}

/** Where states lie within a group's row, in words of 8 bytes. */
export interface StateLayout {
  readonly words: number
  /** First word of each aggregate; those that collect take none. */
  readonly offsets: readonly number[]
  /**
   * First words of cells of kind text: u32 address (0: null) and u32 length, then u32 capacity. The bytes belong to the
   * runner and live until `dropTexts` or `close`. Whoever moves rows to disk writes these bytes too.
   */
  readonly texts: readonly number[]
}
export const stateWords: Readonly<Record<StateKind, number>> = { i32: 1, i64: 1, f64: 1, dec: 2, text: 2 }

export function stateLayout(aggregates: readonly AggregateItem[]): StateLayout {
  let words = 0
  const offsets: number[] = [], texts: number[] = []
  for (const { implementation } of aggregates) {
    offsets.push(words)
    if (implementation.how !== 'fold') continue
    for (const kind of Object.values(implementation.state)) {
      if (kind === 'text') texts.push(words)
      words += stateWords[kind]
    }
  }
  return { words, offsets, texts }
}
