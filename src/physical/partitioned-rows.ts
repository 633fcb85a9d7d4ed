/** Rows spread over partitions by the hash of their keys, kept until each partition has been read. */
import { Arena } from '../memory/arena.js'
import type { Batch, Vector } from '../memory/batch.js'
import { takeRows } from '../memory/gather.js'
import { RowEncoder } from '../memory/row-encoder.js'
import { RowStore } from '../memory/row-store.js'
import { CHUNK_ROWS, rowLayout } from '../memory/row.js'
import type { TaskMemory } from '../memory/task-memory.js'
import type { DataType } from '../types/data-type.js'

export class PartitionedRows {
  readonly #types: readonly DataType[]
  readonly #stores: readonly RowStore[]
  readonly #encoder: RowEncoder
  readonly #arena: Arena
  readonly #scratch: Arena
  readonly #keys: readonly number[]

  /** `keys`: positions of the key columns. */
  constructor(types: readonly DataType[], keys: readonly number[], partitions: number, task: TaskMemory, onSpill: (bytes: number) => void) {
    this.#types = types
    this.#keys = keys
    this.#stores = Array.from({ length: partitions }, () => new RowStore(task, types, { name: 'The exchange', onSpill }))
    this.#arena = new Arena(task, 'The exchange')
    this.#scratch = new Arena(task, 'The exchange')
    this.#encoder = new RowEncoder(rowLayout({ keys: keys.map(k => types[k]!) }), this.#arena)
  }

  append(batch: Batch): void {
    this.#scratch.reset()
    const { u32 } = this.#scratch.memory, partitions = this.#stores.length
    const keys = this.#keys.map((k): Vector => batch.columns[k]!)
    const indices = this.#stores.map(() => this.#scratch.allocate(batch.rows * 4) >>> 2), counts = this.#stores.map(() => 0)
    for (let from = 0; from < batch.rows; from += CHUNK_ROWS) {
      const n = Math.min(CHUNK_ROWS, batch.rows - from)
      this.#encoder.encode(keys, from, n)
      for (let k = 0; k < n; k++) {
        // low half of the hash: the tables behind use the high one
        const p = u32[(this.#encoder.hashes >>> 2) + 2 * k]! % partitions
        u32[indices[p]! + counts[p]!++] = from + k
      }
    }
    for (const [p, store] of this.#stores.entries()) {
      if (counts[p]) store.append(batch.columns.map(v => takeRows(v, indices[p]! * 4, counts[p]!, this.#scratch)), counts[p]!)
    }
  }

  *read(partition: number, batchRows: number): Generator<Batch> {
    const store = this.#stores[partition]!
    for (const { pointers, count } of store.batches(batchRows)) {
      this.#scratch.reset()
      yield { rows: count, columns: this.#types.map((_, c) => store.gather(pointers, count, c, this.#scratch)) }
    }
  }

  close(): void {
    for (const store of this.#stores) store.close()
    this.#scratch.close()
    this.#arena.close()
  }
}
