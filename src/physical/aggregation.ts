/**
 * A hash aggregation while it runs: groups in a table, the tier folds rows into their states. What a tier cannot do alone is
 * done here: DISTINCT, by a set of (group, values); collecting, by rows of values; merging partial states; spilling.
 *
 * Where memory ends, groups go to disk with their states, spread over partitions by the hash of their keys, and the table begins
 * anew. At the end each partition is an aggregation of its own, which merges the states of equal keys; it spills again only where
 * it finds no memory itself, and as often as there are bits of the hash. Distinct and collected values go to disk beside them, with
 * the keys of their groups; distinct ones are folded only then.
 */
import { int64 } from '../types/data-type.js'
import { typeOf } from '../logical/expression.js'
import { Arena } from '../memory/arena.js'
import type { Batch, Vector } from '../memory/batch.js'
import { takeRows } from '../memory/gather.js'
import { GroupTable } from '../memory/group-table.js'
import { PAGE_BYTES } from '../memory/page-map.js'
import { rowsOfPage, type RowPointers } from '../memory/row-pages.js'
import { CHUNK_ROWS } from '../memory/row.js'
import { SpilledBatches } from '../memory/spilled-batches.js'
import { MOST_LEVELS, SpilledRows, type SpillOptions } from '../memory/spilled-rows.js'
import { atOnce, type Steps } from '../memory/steps.js'
import type { Consumer } from '../memory/task-memory.js'
import type { ExecutionContext } from './context.js'
import { aggregateSpecOf, itemsOf } from './aggregate-output.js'
import { Collected } from './collected.js'
import { DistinctValues } from './distinct-values.js'
import type { HashAggregate } from './operator/hash-aggregate.js'
import { pulse, pulses } from './pipeline.js'
import { stateWords, type AggregateItem, type AggregateRunner } from './stage.js'

/** Collected values that one batch of results has, unless one group has more. */
const MOST_VALUES = 1 << 14

export class Aggregation implements Consumer {
  readonly name = 'The aggregate'
  readonly #plan: HashAggregate
  readonly #context: ExecutionContext
  readonly #level: number
  readonly #items: readonly AggregateItem[]
  readonly #runner: AggregateRunner
  readonly #groups: GroupTable
  readonly #distinct = new Map<number, DistinctValues>()
  readonly #collected = new Map<number, Collected>()
  readonly #scratch: Arena
  readonly #output: Arena
  /** What lives as long as the aggregation. */
  readonly #keep: Arena
  /** No aggregate of this kind: the common case of one group can keep its states in locals. */
  readonly #onlyFolds: boolean
  /** Without keys: pointers to the one group, as many as a batch may have rows. */
  readonly #oneGroup: number
  #spilled: SpilledRows | undefined
  #busy: boolean
  #peak = 0
  #groupsWritten = 0

  /** `parent`: this one makes the groups of one of its partitions. */
  constructor(plan: HashAggregate, context: ExecutionContext, parent?: Aggregation) {
    const { task } = context, keys = plan.keys.map(typeOf)
    this.#plan = plan
    this.#context = context
    this.#level = parent ? parent.#level + 1 : 0
    this.#busy = parent !== undefined
    this.#items = parent ? parent.#items : itemsOf(plan.calls)
    this.#runner = parent ? parent.#runner : context.options.tier.aggregate(aggregateSpecOf(plan), context.stageContext())
    let words = this.#runner.states.words
    for (const [n, item] of this.#items.entries()) {
      if (item.implementation.how === 'collect') {
        this.#collected.set(n, new Collected(item, words++, task, keys, this, () => atOnce(this.#spillCollected(n)), this.#spillOptions))
      }
    }
    this.#groups = new GroupTable(task, keys, words, { consumer: this, level: this.#level, batchRows: context.batchRows })
    for (const [n, item] of this.#items.entries()) {
      // the values of a partition come once each
      if (item.distinct && !parent) this.#distinct.set(n, new DistinctValues(task, keys, item.args.map(typeOf), this, this.#spillOptions, context.batchRows))
    }
    if (parent || plan.phase === 'final') this.#groups.expectNulls()
    this.#onlyFolds = this.#distinct.size === 0 && this.#collected.size === 0
    this.#scratch = new Arena(task, this.name)
    this.#output = new Arena(task, this.name)
    this.#keep = new Arena(task, this.name)
    // without keys there is one group, also over no rows
    this.#oneGroup = keys.length ? 0 : this.#pointToOneGroup()
    task.register(this)
  }

  #pointToOneGroup(): number {
    const { u32 } = this.#context.memory, only = u32[this.#groups.locate([], 1, true) >>> 2]!
    const { batchRows } = this.#context, pointers = this.#keep.allocate(batchRows * 4)
    u32.fill(only, pointers >>> 2, (pointers >>> 2) + batchRows)
    return pointers
  }

  /** Groups that were made; those that spilled are counted each time. */
  get size(): number { return this.#groups.size + this.#groupsWritten }
  get peakBytes(): number { return Math.max(this.#peak, this.pages * PAGE_BYTES) }
  get busy(): boolean { return this.#busy }
  get pages(): number {
    const kept = this.#oneGroup ? 0 : this.#groups.pages + this.#runner.textPages + sumOf(this.#collected.values())
    return kept + sumOf(this.#distinct.values())
  }

  /** Before a batch of so many rows: what would take long in the middle of it, step by step. */
  *makeReady(rows: number): Steps {
    yield* this.#context.task.spillAhead(this)
    this.#busy = true
    try {
      const { task } = this.#context
      if (!(yield* this.#groups.growAhead(rows))) yield* task.spillInSteps(this, this.spill())
      for (const distinct of this.#distinct.values()) {
        if (!(yield* distinct.growAhead(rows)) && this.#canSpill) yield* task.spillInSteps(this, this.#spillDistinct(distinct))
      }
    } finally {
      this.#busy = false
    }
  }
  consume(batch: Batch): void {
    this.#busy = true
    try {
      if (this.#plan.phase === 'final') this.#mergeWords(batch)
      else this.#fold(batch)
    } finally {
      this.#busy = false
    }
  }
  #fold(batch: Batch): void {
    const { rows, keys } = this.#runner.prepare(batch)
    if (rows === 0) return
    const { stateOffset } = this.#groups
    const pointers = this.#oneGroup || this.#locate(keys, rows)
    if (this.#oneGroup && this.#onlyFolds) {
      this.#runner.updateOne(this.#context.memory.u32[pointers >>> 2]! + stateOffset)
      return
    }
    this.#runner.update(pointers, stateOffset)
    if (this.#onlyFolds) return
    for (const [n, item] of this.#items.entries()) {
      if (!item.distinct && !this.#collected.has(n)) continue
      const { vectors, rows: positions, selected } = this.#runner.arguments(n)
      if (selected === 0) continue
      this.#scratch.reset()
      const fresh = item.distinct ? this.#firstOf(n, vectors, positions, selected, pointers) : { positions, count: selected }
      if (fresh.count > 0) this.#take(n, vectors, fresh.positions, fresh.count, pointers)
    }
  }
  /** Values of an aggregate that collects, or folds what it has not seen. */
  #take(n: number, vectors: readonly Vector[], positions: number, count: number, pointers: number): void {
    const collected = this.#collected.get(n), { stateOffset } = this.#groups
    if (collected) collected.append(takeRows(vectors[0]!, positions, count, this.#scratch), positions, count, pointers, stateOffset)
    else this.#runner.foldVectors(n, vectors, positions, count, pointers, stateOffset)
  }
  #firstOf(n: number, vectors: readonly Vector[], positions: number, count: number, pointers: number): { readonly positions: number; readonly count: number } {
    const distinct = this.#distinct.get(n)!, fresh = this.#scratch.allocate(count * 4)
    let first = distinct.firstOf(vectors, positions, count, pointers, fresh)
    if (first < 0) {
      if (this.#context.task.pool.disk) atOnce(this.#spillDistinct(distinct))
      first = distinct.firstOf(vectors, positions, count, pointers, fresh, true)
    }
    return { positions: fresh, count: first }
  }

  /** Pointers to the groups of rows. Where there is no memory for new ones, all that were made before go to disk. */
  #locate(keys: readonly Vector[], rows: number): number {
    return this.#groups.locate(keys, rows) || (atOnce(this.spill()), this.#groups.locate(keys, rows, true))
  }

  /** Partial states arrive as columns of words: laid out as rows, they merge into the groups of their keys. */
  #mergeWords(batch: Batch): void {
    const keyCount = this.#plan.keys.length, { u32, u64 } = this.#context.memory
    this.#scratch.reset()
    const words = batch.columns.slice(keyCount), { stateOffset } = this.#groups
    const into = this.#locate(batch.columns.slice(0, keyCount), batch.rows)
    const states = this.#scratch.allocate(Math.max(8, batch.rows * words.length * 8)), from = this.#scratch.allocate(batch.rows * 4)
    for (let row = 0; row < batch.rows; row++) {
      const at = states + row * words.length * 8
      u32[(from >>> 2) + row] = at - stateOffset
      for (const [w, column] of words.entries()) u64[(at >>> 3) + w] = u64[(column.data >>> 3) + row]!
    }
    this.#runner.merge(into, from, batch.rows, stateOffset)
  }

  /** Now and then an empty batch, where reading back takes long. */
  *results(): Generator<Batch> {
    this.#busy = true
    this.#peak = this.peakBytes
    if (!this.#isSpilled) return yield* this.#finished()
    yield* pulses(this.#context.task.spillInSteps(this, this.#spillAll()))
    if (!this.#oneGroup) return yield* this.#merged()
    for (const [n, distinct] of this.#distinct) {
      if (!distinct.spilled) continue
      this.#clearStates([this.#context.memory.u32[this.#oneGroup >>> 2]!], n)
      this.#collected.get(n)?.clear()
      for (const batch of distinct.unique(this.#context.batchRows)) {
        this.#takeAll(n, batch.keys, batch.rows, this.#oneGroup)
        yield pulse
      }
    }
    yield* this.#finished()
  }
  *#finished(): Generator<Batch> {
    const { stateOffset } = this.#groups
    for (const collected of this.#collected.values()) yield* pulses(collected.layOut(stateOffset))
    for (const { pointers, count } of this.#pieces()) {
      this.#output.reset()
      const keys = this.#groups.keys(pointers, count, this.#output)
      const columns = this.#plan.phase === 'partial'
        ? this.#stateColumns(pointers, count)
        : this.#runner.finish(pointers, count, stateOffset).map((v, n) => v ?? this.#collected.get(n)!.finish(pointers, count, stateOffset, this.#output))
      yield { rows: count, columns: [...keys, ...columns] }
    }
  }
  /** The groups, fewer at a time where they collected many values. */
  *#pieces(): Generator<RowPointers> {
    const { u32 } = this.#context.memory, { stateOffset } = this.#groups, collected = [...this.#collected.values()]
    for (const batch of this.#groups.batches(this.#context.batchRows)) {
      let from = 0, values = 0
      for (let k = 0; collected.length > 0 && k < batch.count; k++) {
        const more = collected.reduce((sum, c) => sum + c.countOf(u32[(batch.pointers >>> 2) + k]!, stateOffset), 0)
        if (values > 0 && values + more > MOST_VALUES) {
          yield { pointers: batch.pointers + 4 * from, count: k - from }
          from = k
          values = 0
        }
        values += more
      }
      yield { pointers: batch.pointers + 4 * from, count: batch.count - from }
    }
  }
  #stateColumns(pointers: number, count: number): readonly Vector[] {
    const { u32, u64 } = this.#context.memory, { stateOffset } = this.#groups
    return Array.from({ length: this.#runner.states.words }, (_, w) => {
      const data = this.#output.allocate(count * 8)
      for (let k = 0; k < count; k++) u64[(data >>> 3) + k] = u64[(u32[(pointers >>> 2) + k]! + stateOffset + w * 8) >>> 3]!
      return { type: int64, data, validity: 0 }
    })
  }

  // ---- spilling ----

  get #isSpilled(): boolean {
    return this.#spilled !== undefined || [...this.#distinct.values()].some(d => d.spilled) || [...this.#collected.values()].some(c => c.spilled)
  }
  get #spillOptions(): SpillOptions {
    return { name: this.name, level: this.#level, onSpill: bytes => this.#context.metrics.add(this.#plan, 'spillSize', bytes) }
  }

  get #canSpill(): boolean { return this.#context.task.pool.disk !== undefined && this.#level < MOST_LEVELS }
  *spill(): Steps<number> {
    if (!this.#canSpill) return 0
    this.#peak = this.peakBytes
    return yield* this.#spillAll()
  }
  /** Without keys the one group stays, and with it what it collects: its value is one cell. */
  *#spillAll(): Steps<number> {
    const { pages } = this
    for (const distinct of this.#distinct.values()) yield* this.#spillDistinct(distinct)
    if (this.#oneGroup || this.#groups.size === 0) return pages - this.pages
    for (const n of this.#collected.keys()) yield* this.#spillCollected(n)
    this.#clearCounted()
    const { stateOffset } = this.#groups, texts = this.#runner.states.texts.map(word => stateOffset + 8 * word)
    this.#spilled ??= new SpilledRows(this.#context.task, { ...this.#spillOptions, texts })
    this.#groupsWritten += this.#groups.size
    yield* this.#groups.spillTo(this.#spilled)
    this.#runner.dropTexts()
    return pages - this.pages
  }
  readonly #keysOf = (pointers: number, count: number, arena: Arena): readonly Vector[] => this.#groups.keys(pointers, count, arena)
  #spillDistinct(distinct: DistinctValues): Steps<number> { return distinct.spill(this.#keysOf, CHUNK_ROWS) }
  *#spillCollected(n: number): Steps<boolean> {
    if (this.#oneGroup || !this.#canSpill) return false
    const distinct = this.#distinct.get(n), collected = this.#collected.get(n)!
    if (collected.pages === 0) return false
    if (distinct) {
      // collected again when its values come back, once each
      yield* this.#spillDistinct(distinct)
      collected.clear()
    } else yield* collected.spill(this.#keysOf, CHUNK_ROWS)
    return true
  }
  /** States of values that are on disk beside their groups: they are folded, and counted, when the groups are merged. */
  #clearCounted(): void {
    const { u32 } = this.#context.memory
    const counted = [...this.#distinct.keys(), ...this.#collected.keys()]
    if (counted.length === 0) return
    for (const { pointers, count } of this.#groups.batches(CHUNK_ROWS)) {
      const rows = u32.subarray(pointers >>> 2, (pointers >>> 2) + count)
      for (const n of counted) this.#clearStates(rows, n)
    }
  }
  #clearStates(rows: Iterable<number>, n: number): void {
    const { implementation } = this.#items[n]!, collected = this.#collected.get(n), { states } = this.#runner
    const first = collected ? collected.word : states.offsets[n]!
    const words = implementation.how === 'fold' ? Object.values(implementation.state).reduce((sum, kind) => sum + stateWords[kind], 0) : 1
    const { u64 } = this.#context.memory, { stateOffset } = this.#groups
    for (const row of rows) {
      const at = (row + stateOffset + 8 * first) >>> 3
      u64.fill(0n, at, at + words)
    }
  }

  /** Each partition's groups, made by an aggregation of its own. */
  *#merged(): Generator<Batch> {
    const { task, batchRows } = this.#context, spilled = this.#spilled!
    const distinct = new Map<number, SpilledBatches>()
    this.#seal()
    try {
      for (const [n, values] of this.#distinct) {
        const keys = this.#plan.keys.map(typeOf), unique = new SpilledBatches(task, keys, this.#items[n]!.args.map(typeOf), this.#spillOptions)
        distinct.set(n, unique)
        for (const { keys: columns, rows } of values.unique(batchRows)) {
          unique.append(columns.slice(0, keys.length), columns.slice(keys.length), rows)
          yield pulse
        }
        values.close()
        unique.seal()
      }
      for (let p = 0; p < spilled.partitions; p++) {
        if (spilled.rowsOf(p) === 0) continue
        const part = new Aggregation(this.#plan, this.#context, this)
        try {
          yield* part.#mergePartition(spilled, p)
          for (const [n, values] of distinct) yield* part.#takePartition(n, values, p)
          for (const [n, collected] of this.#collected) if (collected.spilled) yield* part.#takePartition(n, collected.spilled, p)
          yield* part.results()
        } finally {
          part.close()
          this.#runner.dropTexts()
        }
      }
    } finally {
      for (const values of distinct.values()) values.close()
    }
  }
  /** All groups are on disk: what was needed to make them is given back. */
  #seal(): void {
    this.#groups.close()
    for (const collected of this.#collected.values()) collected.seal()
    this.#scratch.close()
    this.#output.close()
  }
  *#mergePartition(spilled: SpilledRows, partition: number): Generator<Batch> {
    const { memory, task, batchRows } = this.#context, arena = new Arena(task, this.name), { stateOffset } = this.#groups
    try {
      const pointers = arena.allocate(batchRows * 4), state = arena.allocate(8)
      for (const page of spilled.pages(partition)) {
        for (const { count } of rowsOfPage(memory, page, batchRows, pointers, state)) {
          this.#scratch.reset()
          const into = this.#locate(this.#groups.keys(pointers, count, this.#scratch), count)
          this.#runner.merge(into, pointers, count, stateOffset)
        }
        yield pulse
      }
    } finally {
      arena.close()
    }
  }
  *#takePartition(n: number, values: SpilledBatches, partition: number): Generator<Batch> {
    for (const { keys, payload, rows } of values.batches(partition, this.#context.batchRows)) {
      this.#takeAll(n, payload, rows, this.#locate(keys, rows))
      yield pulse
    }
  }
  #takeAll(n: number, vectors: readonly Vector[], rows: number, pointers: number): void {
    if (rows === 0) return
    this.#scratch.reset()
    const positions = this.#scratch.allocate(rows * 4), { u32 } = this.#context.memory
    for (let k = 0; k < rows; k++) u32[(positions >>> 2) + k] = k
    this.#take(n, vectors, positions, rows, pointers)
  }

  close(): void {
    this.#context.task.unregister(this)
    if (this.#level === 0) this.#runner.close()
    this.#spilled?.close()
    this.#groups.close()
    for (const distinct of this.#distinct.values()) distinct.close()
    for (const collected of this.#collected.values()) collected.close()
    this.#scratch.close()
    this.#output.close()
    this.#keep.close()
  }
}

const sumOf = (parts: Iterable<{ readonly pages: number }>): number => {
  let sum = 0
  for (const { pages } of parts) sum += pages
  return sum
}
