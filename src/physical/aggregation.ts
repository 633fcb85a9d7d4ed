/**
 * A hash aggregation while it runs: groups in a table, the tier folds rows into their states. What a tier cannot do alone is
 * done here: DISTINCT, by a second table over (group, arguments); collecting, by chains of rows; merging partial states.
 */
import { int64 } from '../types/data-type.js'
import { typeOf } from '../logical/expression.js'
import { Arena } from '../memory/arena.js'
import { BATCH_ROWS, type Batch, type Vector } from '../memory/batch.js'
import { takeRows } from '../memory/gather.js'
import { GroupTable } from '../memory/group-table.js'
import type { ExecutionContext } from './context.js'
import { aggregateSpecOf, itemsOf } from './aggregate-output.js'
import { Collected } from './collected.js'
import type { HashAggregate } from './operator/hash-aggregate.js'
import type { AggregateItem, AggregateRunner } from './stage.js'

export class Aggregation {
  readonly #plan: HashAggregate
  readonly #context: ExecutionContext
  readonly #items: readonly AggregateItem[]
  readonly #runner: AggregateRunner
  readonly #groups: GroupTable
  readonly #distinct = new Map<number, GroupTable>()
  readonly #collected = new Map<number, Collected>()
  readonly #scratch: Arena
  readonly #output: Arena
  /** What lives as long as the aggregation. */
  readonly #keep: Arena
  /** No aggregate of this kind: the common case of one group can keep its states in locals. */
  readonly #onlyFolds: boolean
  /** Without keys: pointers to the one group, as many as a batch may have rows. */
  readonly #oneGroup: number

  constructor(plan: HashAggregate, context: ExecutionContext) {
    const { task } = context
    this.#plan = plan
    this.#context = context
    this.#items = itemsOf(plan.calls)
    this.#runner = context.options.tier.aggregate(aggregateSpecOf(plan), context.stageContext())
    let words = this.#runner.states.words
    for (const [n, item] of this.#items.entries()) {
      if (item.implementation.how === 'collect') this.#collected.set(n, new Collected(item, words++, task))
    }
    this.#groups = new GroupTable(task, plan.keys.map(typeOf), words)
    for (const [n, item] of this.#items.entries()) {
      if (item.distinct) this.#distinct.set(n, new GroupTable(task, [int64, ...item.args.map(typeOf)], 0))
    }
    this.#onlyFolds = this.#distinct.size === 0 && this.#collected.size === 0
    this.#scratch = new Arena(task, 'aggregate')
    this.#output = new Arena(task, 'aggregate results')
    this.#keep = new Arena(task, 'aggregate')
    // without keys there is one group, also over no rows
    this.#oneGroup = plan.keys.length ? 0 : this.#pointToOneGroup()
  }

  #pointToOneGroup(): number {
    const { u32 } = this.#context.memory, only = u32[this.#groups.locate([], 1) >>> 2]!
    const pointers = this.#keep.allocate(BATCH_ROWS * 4)
    u32.fill(only, pointers >>> 2, (pointers >>> 2) + BATCH_ROWS)
    return pointers
  }
  get size(): number { return this.#groups.size }

  consume(batch: Batch): void {
    if (this.#plan.phase === 'final') return this.#merge(batch)
    const { rows, keys } = this.#runner.prepare(batch)
    if (rows === 0) return
    const { stateOffset } = this.#groups
    const pointers = this.#oneGroup || this.#groups.locate(keys, rows)
    if (this.#oneGroup && this.#onlyFolds) {
      this.#runner.updateOne(this.#context.memory.u32[pointers >>> 2]! + stateOffset)
      return
    }
    this.#runner.update(pointers, stateOffset)
    if (this.#onlyFolds) return
    this.#scratch.reset()
    for (const [n, item] of this.#items.entries()) {
      if (!item.distinct && !this.#collected.has(n)) continue
      const { vectors, rows: positions, selected } = this.#runner.arguments(n)
      if (selected === 0) continue
      const fresh = item.distinct ? this.#firstOf(n, vectors, positions, selected, pointers) : { positions, count: selected }
      if (fresh.count === 0) continue
      const collected = this.#collected.get(n)
      if (collected) collected.append(takeRows(vectors[0]!, fresh.positions, fresh.count, this.#scratch), fresh.positions, fresh.count, pointers, stateOffset)
      else this.#runner.foldVectors(n, vectors, fresh.positions, fresh.count, pointers, stateOffset)
    }
  }

  /** The positions whose (group, arguments) were never seen before. */
  #firstOf(n: number, vectors: readonly Vector[], positions: number, count: number, pointers: number): { readonly positions: number; readonly count: number } {
    const { u32, i64, u8 } = this.#context.memory, arena = this.#scratch
    const groups = arena.allocate(count * 8)
    for (let k = 0; k < count; k++) i64[(groups >>> 3) + k] = BigInt(u32[(pointers >>> 2) + u32[(positions >>> 2) + k]!]!)
    const keys = [{ type: int64, data: groups, validity: 0 }, ...vectors.map(v => takeRows(v, positions, count, arena))]
    const isNew = this.#distinct.get(n)!.locateNew(keys, count).fresh
    const kept = arena.allocate(count * 4)
    let fresh = 0
    for (let k = 0; k < count; k++) if (u8[isNew + k]) u32[(kept >>> 2) + fresh++] = u32[(positions >>> 2) + k]!
    return { positions: kept, count: fresh }
  }

  /** Partial states arrive as columns of words: laid out as rows, they merge into the groups of their keys. */
  #merge(batch: Batch): void {
    const keyCount = this.#plan.keys.length, { u32, u64 } = this.#context.memory
    this.#scratch.reset()
    const words = batch.columns.slice(keyCount), { stateOffset } = this.#groups
    const into = this.#groups.locate(batch.columns.slice(0, keyCount), batch.rows)
    const states = this.#scratch.allocate(Math.max(8, batch.rows * words.length * 8)), from = this.#scratch.allocate(batch.rows * 4)
    for (let row = 0; row < batch.rows; row++) {
      const at = states + row * words.length * 8
      u32[(from >>> 2) + row] = at - stateOffset
      for (const [w, column] of words.entries()) u64[(at >>> 3) + w] = u64[(column.data >>> 3) + row]!
    }
    this.#runner.merge(into, from, batch.rows, stateOffset)
  }

  *results(): Generator<Batch> {
    const { stateOffset } = this.#groups
    for (const { pointers, count } of this.#groups.batches(this.#context.batchRows)) {
      this.#output.reset()
      const keys = this.#groups.keys(pointers, count, this.#output)
      const columns = this.#plan.phase === 'partial'
        ? this.#stateWords(pointers, count)
        : this.#runner.finish(pointers, count, stateOffset).map((v, n) => v ?? this.#collected.get(n)!.finish(pointers, count, stateOffset, this.#output))
      yield { rows: count, columns: [...keys, ...columns] }
    }
  }
  #stateWords(pointers: number, count: number): readonly Vector[] {
    const { u32, u64 } = this.#context.memory, { stateOffset } = this.#groups
    return Array.from({ length: this.#runner.states.words }, (_, w) => {
      const data = this.#output.allocate(count * 8)
      for (let k = 0; k < count; k++) u64[(data >>> 3) + k] = u64[(u32[(pointers >>> 2) + k]! + stateOffset + w * 8) >>> 3]!
      return { type: int64, data, validity: 0 }
    })
  }

  close(): void {
    // partial states may point to text that the runner keeps: it lives as long as the query
    if (this.#plan.phase === 'partial') this.#context.onClose(() => this.#runner.close())
    else this.#runner.close()
    this.#groups.close()
    for (const table of this.#distinct.values()) table.close()
    for (const collected of this.#collected.values()) collected.close()
    this.#scratch.close()
    this.#output.close()
    this.#keep.close()
  }
}
