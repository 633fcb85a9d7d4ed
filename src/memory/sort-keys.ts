/** Sort keys as bytes that compare as the values do, for up to CHUNK_ROWS rows at a time (kernels/sort.ts draws them). */
import { binary, decimal, int64, isNested, type DataType } from '../types/data-type.js'
import { cellBytes, representation, type Representation } from '../types/representation.js'
import { Arena } from './arena.js'
import type { Vector } from './batch.js'
import type { Memory } from './memory.js'
import { orderedBytes } from './nested-order.js'
import { validityAt } from './row-encoder.js'
import { CHUNK_ROWS, kindNumber } from './row.js'
import type { PageOwner } from './task-memory.js'
import { readValue, vectorOf } from './vector.js'

export interface SortKey {
  readonly type: DataType
  readonly descending?: boolean
  /** Nulls first when ascending and last when descending, unless said. */
  readonly nullsFirst?: boolean
  /** false: the column never holds a null, which makes the key a byte shorter. */
  readonly nullable?: boolean
}

/** Bytes that fit an entry of the sort: keys of at most this width are never looked up in rows. */
const ENTRY_BYTES = 12
const keyBytes: Readonly<Record<Exclude<Representation, 'str'>, number>> = { bool: 1, i32: 4, i64: 8, f64: 8, dec: 16 }

export class SortKeys {
  /** Bytes that each key takes in a row when its width is known and small (8 or 16); 0: it is a text of any length. */
  readonly fixed: 0 | 8 | 16
  /** How a key is kept in a row. */
  readonly type: DataType
  /** Addresses of views of the keys last made. */
  readonly views: number
  readonly #memory: Memory
  readonly #keys: readonly Required<SortKey>[]
  readonly #scratch: Arena
  readonly #lengths: number
  readonly #cursors: number
  /** Width of all columns but text, each with its null byte. */
  readonly #baseBytes: number

  constructor(task: PageOwner, keys: readonly SortKey[], arena: Arena, name: string) {
    this.#memory = task.memory
    this.#scratch = new Arena(task, name)
    this.#keys = keys.map(({ type, descending = false, nullsFirst = !descending, nullable = true }) =>
      ({ type, descending, nullsFirst, nullable }))
    this.#lengths = arena.allocate(CHUNK_ROWS * 4)
    this.#cursors = arena.allocate(CHUNK_ROWS * 4)
    this.views = arena.allocate(CHUNK_ROWS * 8)
    const kinds = this.#keys.map(key => representation(key.type))
    this.#baseBytes = kinds.reduce((sum, kind, k) => kind === 'str' ? sum : sum + keyBytes[kind] + (this.#keys[k]!.nullable ? 1 : 0), 0)
    this.fixed = kinds.includes('str') || this.#baseBytes > ENTRY_BYTES ? 0 : this.#baseBytes > 8 ? 16 : 8
    this.type = this.fixed === 0 ? binary : this.fixed === 8 ? int64 : decimal(38, 0)
  }

  /** Makes the keys of rows from…from + n; the column of them is valid until the next call. */
  make(columns: readonly Vector[], from: number, n: number): Vector {
    const { kernels, u8, u32 } = this.#memory
    this.#scratch.reset()
    const vectors = columns.map((column, k) => this.#part(column, this.#keys[k]!.type, from, n))
    u32.fill(this.fixed || this.#baseBytes, this.#lengths >>> 2, (this.#lengths >>> 2) + n)
    vectors.forEach((vector, k) => {
      if (representation(vector.type) !== 'str') return
      kernels.addTextKeyLengths(n, vector.data, vector.validity, this.#keys[k]!.nullable ? 1 : 0, this.#lengths)
    })
    const bytes = kernels.placeKeys(n, this.#lengths, 0, this.views, this.#cursors) >>> 0
    const data = this.#scratch.allocate(bytes + 16)
    kernels.placeKeys(n, this.#lengths, data, this.views, this.#cursors)
    if (this.fixed !== 0) u8.fill(0, data, data + bytes)
    vectors.forEach((vector, k) => {
      const { descending, nullsFirst, nullable } = this.#keys[k]!
      const kind = kindNumber[representation(vector.type)]
      kernels.appendKeys(kind, n, vector.data, vector.validity, nullable ? 1 : 0, nullsFirst ? 0 : 2, descending ? 1 : 0, this.#cursors)
    })
    if (this.fixed === 0) kernels.endKeys(n, this.views, this.#cursors)
    return { type: this.type, data: this.fixed === 0 ? this.views : data, validity: 0 }
  }

  close(): void { this.#scratch.close() }

  /** Rows from…from + n of a column; nested values as bytes that compare as they do. */
  #part(column: Vector, type: DataType, from: number, n: number): Vector {
    if (!isNested(type)) {
      return { type, data: column.data + from * cellBytes[representation(type)], validity: validityAt(column, from) }
    }
    const values = Array.from({ length: n }, (_, row) => {
      const value = readValue(this.#memory, column, from + row)
      return value === null ? null : orderedBytes(value, type)
    })
    return vectorOf(binary, values, this.#scratch)
  }
}
