/**
 * What a collecting aggregate keeps: every value as a row (its group, the value), in order of arrival. The group's state word
 * counts its values; at the end each group gets its stretch of one list of row pointers. On disk values lie with the keys of
 * their groups.
 *
 * | state word | bytes | content                                                       |
 * |------------|-------|---------------------------------------------------------------|
 * | 0          | 4     | values so far                                                 |
 * | 4          | 4     | once laid out: behind the end of its stretch, plus one        |
 */
import type { CollectImplementation } from '../functions/declare.js'
import { typeOf } from '../logical/expression.js'
import { Arena } from '../memory/arena.js'
import type { Vector } from '../memory/batch.js'
import { RowStore } from '../memory/row-store.js'
import { SpilledBatches } from '../memory/spilled-batches.js'
import type { SpillOptions } from '../memory/spilled-rows.js'
import type { Steps } from '../memory/steps.js'
import type { Consumer, TaskMemory } from '../memory/task-memory.js'
import { readValue, vectorOf } from '../memory/vector.js'
import { int64, type DataType } from '../types/data-type.js'
import type { KeysOf } from './distinct-values.js'
import type { AggregateItem } from './stage.js'

export class Collected {
  readonly #item: AggregateItem
  readonly #word: number
  readonly #rows: RowStore
  readonly #arena: Arena
  readonly #scratch: Arena
  readonly #task: TaskMemory
  readonly #keys: readonly DataType[]
  readonly #options: SpillOptions
  #spilled: SpilledBatches | undefined
  #order = 0

  /** `word`: the state word of this aggregate in a group's row; `keys`: the types of the keys of groups. */
  constructor(item: AggregateItem, word: number, task: TaskMemory, keys: readonly DataType[], consumer: Consumer, makeRoom: () => boolean, options: SpillOptions) {
    this.#item = item
    this.#word = word
    this.#task = task
    this.#keys = keys
    this.#options = options
    this.#rows = new RowStore(task, [int64, typeOf(item.args[0]!)], { name: options.name, owner: { consumer, makeRoom } })
    this.#arena = new Arena(task, options.name)
    this.#scratch = new Arena(task, options.name)
  }

  get pages(): number { return this.#rows.pages }
  get word(): number { return this.#word }
  /** The values that went to disk, by the keys of their groups. */
  get spilled(): SpilledBatches | undefined { return this.#spilled }

  /** All values to disk; the keys of their groups are still there. */
  *spill(keysOf: KeysOf, most: number): Steps {
    if (this.#rows.rows === 0) return
    const spilled = this.#spilled ??= new SpilledBatches(this.#task, this.#keys, [typeOf(this.#item.args[0]!)], this.#options)
    const { u32 } = this.#task.memory, arena = new Arena(this.#task, this.#options.name)
    for (const { pointers, count } of this.#rows.batches(most)) {
      arena.reset()
      const owners = this.#rows.gather(pointers, count, 0, arena), groups = arena.allocate(count * 4)
      for (let k = 0; k < count; k++) u32[(groups >>> 2) + k] = u32[(owners.data >>> 2) + 2 * k]!
      spilled.append(keysOf(groups, count, arena), [this.#rows.gather(pointers, count, 1, arena)], count)
      yield
    }
    arena.close()
    spilled.settle()
    this.#rows.clear()
  }

  /** `values` are those of the rows at `positions`; `groupPointers` has one pointer a position. */
  append(values: Vector, positions: number, count: number, groupPointers: number, stateOffset: number): void {
    this.#scratch.reset()
    const { u32 } = this.#scratch.memory, groups = this.#scratch.allocate(count * 8)
    for (let k = 0; k < count; k++) {
      const group = u32[(groupPointers >>> 2) + u32[(positions >>> 2) + k]!]!
      u32[(group + stateOffset + this.#word * 8) >>> 2]!++
      u32[(groups >>> 2) + 2 * k] = group
      u32[(groups >>> 2) + 2 * k + 1] = 0
    }
    this.#rows.append([{ type: int64, data: groups, validity: 0 }, values], count)
  }

  /** No more values: what is on disk stays, all else is given back. */
  seal(): void {
    this.#spilled?.seal()
    this.#rows.close()
    this.#arena.close()
    this.#scratch.close()
  }
  /** No values. */
  clear(): void { this.#rows.clear() }

  /** How many values a group has. */
  countOf(group: number, stateOffset: number): number { return this.#task.memory.u32[(group + stateOffset + this.#word * 8) >>> 2]! }
  /** The results of the groups, after `layOut`. */
  finish(groupPointers: number, count: number, stateOffset: number, arena: Arena): Vector {
    const { memory } = this.#arena, { u32 } = memory, implementation = this.#item.implementation as CollectImplementation
    const results = Array.from({ length: count }, (_, k) => {
      const word = (u32[(groupPointers >>> 2) + k]! + stateOffset + this.#word * 8) >>> 2
      const values = u32[word]!
      if (values === 0) return implementation.finish([])
      this.#scratch.reset()
      const column = this.#rows.gather(this.#order + (u32[word + 1]! - 1 - values) * 4, values, 1, this.#scratch)
      return implementation.finish(Array.from({ length: values }, (_, n) => readValue(memory, column, n)))
    })
    return vectorOf(this.#item.type, results, arena)
  }

  /** Gives each group its stretch of pointers, step by step. */
  *layOut(stateOffset: number): Steps {
    const { u32 } = this.#arena.memory
    this.#order = this.#arena.allocate(Math.max(8, this.#rows.rows * 4))
    let next = 0
    for (const { pointers, count } of this.#rows.batches()) {
      this.#scratch.reset()
      const groups = this.#rows.gather(pointers, count, 0, this.#scratch).data >>> 2
      for (let k = 0; k < count; k++) {
        const word = (u32[groups + 2 * k]! + stateOffset + this.#word * 8) >>> 2
        if (u32[word + 1] === 0) {
          u32[word + 1] = next + 1
          next += u32[word]!
        }
        u32[(this.#order >>> 2) + u32[word + 1]! - 1] = u32[(pointers >>> 2) + k]!
        u32[word + 1]!++
      }
      yield
    }
  }

  close(): void {
    this.seal()
    this.#spilled?.close()
  }
}
