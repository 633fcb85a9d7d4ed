/** What an aggregate over DISTINCT values keeps: which values each group has had. */
import { Arena } from '../memory/arena.js'
import type { Vector } from '../memory/batch.js'
import { takeRows } from '../memory/gather.js'
import { GroupTable } from '../memory/group-table.js'
import { SpilledBatches, type KeyedBatch } from '../memory/spilled-batches.js'
import type { SpillOptions } from '../memory/spilled-rows.js'
import type { Steps } from '../memory/steps.js'
import type { Consumer, TaskMemory } from '../memory/task-memory.js'
import { int64, type DataType } from '../types/data-type.js'

/** The key columns of groups at pointers. */
export type KeysOf = (pointers: number, count: number, arena: Arena) => readonly Vector[]

/** Values by group while their groups are in memory; on disk they lie with the keys of their groups, and may be there twice. */
export class DistinctValues {
  readonly #task: TaskMemory
  readonly #keys: readonly DataType[]
  readonly #values: readonly DataType[]
  readonly #options: SpillOptions
  readonly #table: GroupTable
  readonly #scratch: Arena
  #spilled: SpilledBatches | undefined

  constructor(task: TaskMemory, keys: readonly DataType[], values: readonly DataType[], consumer: Consumer, options: SpillOptions, batchRows: number) {
    this.#task = task
    this.#keys = keys
    this.#values = values
    this.#options = options
    this.#table = new GroupTable(task, [int64, ...values], 0, { consumer, batchRows })
    this.#scratch = new Arena(task, options.name)
  }

  get pages(): number { return this.#table.pages }
  get spilled(): boolean { return this.#spilled !== undefined }

  /** The positions whose (group, values) were never seen before, in `out`; −1 where there is no memory to tell. */
  firstOf(values: readonly Vector[], positions: number, count: number, groups: number, out: number, must = false): number {
    const { u32, i64, u8 } = this.#task.memory, arena = this.#scratch
    arena.reset()
    const owners = arena.allocate(count * 8)
    for (let k = 0; k < count; k++) i64[(owners >>> 3) + k] = BigInt(u32[(groups >>> 2) + u32[(positions >>> 2) + k]!]!)
    const columns = [{ type: int64, data: owners, validity: 0 }, ...values.map(v => takeRows(v, positions, count, arena))]
    const isNew = this.#table.locateNew(columns, count, must)
    if (isNew === 0) return -1
    let fresh = 0
    for (let k = 0; k < count; k++) if (u8[isNew + k]) u32[(out >>> 2) + fresh++] = u32[(positions >>> 2) + k]!
    return fresh
  }

  /** See `GroupTable`. */
  growAhead(rows: number): Steps<boolean> { return this.#table.growAhead(rows) }

  /** All values to disk, with the keys of their groups, which are still there. */
  *spill(keysOf: KeysOf, most: number): Steps<number> {
    if (this.#table.size === 0) return 0
    const { pages } = this
    const spilled = this.#spilled ??= new SpilledBatches(this.#task, [...this.#keys, ...this.#values], [], this.#options)
    const { u32, i64 } = this.#task.memory, arena = this.#scratch
    for (const { pointers, count } of this.#table.batches(most)) {
      arena.reset()
      const [owners, ...values] = this.#table.keys(pointers, count, arena), groups = arena.allocate(count * 4)
      for (let k = 0; k < count; k++) u32[(groups >>> 2) + k] = Number(i64[(owners!.data >>> 3) + k]!)
      spilled.append([...keysOf(groups, count, arena), ...values], [], count)
      yield
    }
    spilled.settle()
    this.#table.clear()
    return pages
  }

  /** What was spilled, each value of a group once: keys of the group and values. Now and then none. */
  *unique(most: number): Generator<KeyedBatch> {
    if (this.#spilled) yield* uniqueRows(this.#spilled, this.#task, [...this.#keys, ...this.#values], this.#options, most)
  }

  close(): void {
    this.#spilled?.close()
    this.#table.close()
    this.#scratch.close()
  }
}

/** Each row once. A partition that memory has no room for is spread over more of them. */
function* uniqueRows(source: SpilledBatches, task: TaskMemory, types: readonly DataType[], options: SpillOptions, most: number): Generator<KeyedBatch> {
  const level = (options.level ?? 0) + 1, consumer: Consumer = { name: options.name, pages: 0, busy: true, spill: () => 0 }
  for (let p = 0; p < source.partitions; p++) {
    if (source.rowsOf(p) === 0) continue
    const table = new GroupTable(task, types, 0, { consumer, level, batchRows: most }), arena = new Arena(task, options.name)
    let overflow: SpilledBatches | undefined
    const overflowing = (): SpilledBatches => {
      const next = new SpilledBatches(task, types, [], { ...options, level })
      for (const { pointers, count } of table.batches(most)) {
        arena.reset()
        next.append(table.keys(pointers, count, arena), [], count)
      }
      table.clear()
      return next
    }
    try {
      table.expectNulls()
      for (const { keys, rows } of source.batches(p, most)) {
        if (!overflow && !table.locate(keys, rows, !source.canSplit)) overflow = overflowing()
        overflow?.append(keys, [], rows)
        yield { keys: [], payload: [], rows: 0 }
      }
      if (overflow) {
        table.close()
        overflow.seal()
        yield* uniqueRows(overflow, task, types, { ...options, level }, most)
      } else for (const { pointers, count } of table.batches(most)) {
        arena.reset()
        yield { keys: table.keys(pointers, count, arena), payload: [], rows: count }
      }
    } finally {
      overflow?.close()
      table.close()
      arena.close()
    }
  }
}
