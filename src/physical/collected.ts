/**
 * What a collecting aggregate keeps: every value as a row (its group, the value), in order of arrival. The group's state word
 * counts its values; at the end each group gets its stretch of one list of row pointers.
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
import type { TaskMemory } from '../memory/task-memory.js'
import { readValue, vectorOf } from '../memory/vector.js'
import { int64 } from '../types/data-type.js'
import type { AggregateItem } from './stage.js'

export class Collected {
  readonly #item: AggregateItem
  readonly #word: number
  readonly #rows: RowStore
  readonly #arena: Arena
  readonly #scratch: Arena
  #order = 0

  /** `word`: the state word of this aggregate in a group's row. */
  constructor(item: AggregateItem, word: number, task: TaskMemory) {
    this.#item = item
    this.#word = word
    this.#rows = new RowStore(task, [int64, typeOf(item.args[0]!)], 'collected values')
    this.#arena = new Arena(task, 'collected values')
    this.#scratch = new Arena(task, 'collected values')
  }

  /** `values` are those of the rows at `positions`; `groupPointers` has one pointer a position. */
  append(values: Vector, positions: number, count: number, groupPointers: number, stateOffset: number): void {
    this.#scratch.reset()
    const { u32, i64 } = this.#scratch.memory, groups = this.#scratch.allocate(count * 8)
    for (let k = 0; k < count; k++) {
      const group = u32[(groupPointers >>> 2) + u32[(positions >>> 2) + k]!]!
      u32[(group + stateOffset + this.#word * 8) >>> 2]!++
      i64[(groups >>> 3) + k] = BigInt(group)
    }
    this.#rows.append([{ type: int64, data: groups, validity: 0 }, values], count)
  }

  /** The results of the groups. */
  finish(groupPointers: number, count: number, stateOffset: number, arena: Arena): Vector {
    if (this.#order === 0) this.#layOut(stateOffset)
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

  #layOut(stateOffset: number): void {
    const { u32, i64 } = this.#arena.memory
    this.#order = this.#arena.allocate(Math.max(8, this.#rows.rows * 4))
    let next = 0
    for (const { pointers, count } of this.#rows.batches()) {
      this.#scratch.reset()
      const groups = this.#rows.gather(pointers, count, 0, this.#scratch).data >>> 3
      for (let k = 0; k < count; k++) {
        const word = (Number(i64[groups + k]!) + stateOffset + this.#word * 8) >>> 2
        if (u32[word + 1] === 0) {
          u32[word + 1] = next + 1
          next += u32[word]!
        }
        u32[(this.#order >>> 2) + u32[word + 1]! - 1] = u32[(pointers >>> 2) + k]!
        u32[word + 1]!++
      }
    }
  }

  close(): void {
    this.#rows.close()
    this.#arena.close()
    this.#scratch.close()
  }
}
