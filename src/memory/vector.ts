/** Values of a column, one at a time, between the memory and JavaScript. */
import type { DataType } from '../types/data-type.js'
import { cellBytes, representation, type EngineValue } from '../types/representation.js'
import type { Arena } from './arena.js'
import type { Vector } from './batch.js'
import type { Memory } from './memory.js'
import { decode, encode } from './nested.js'
import { readText } from './text.js'

export const isValid = (memory: Memory, vector: Vector, row: number): boolean =>
  vector.validity === 0 || ((memory.u8[vector.validity + (row >>> 3)]! >>> (row & 7)) & 1) === 1

export function readValue(memory: Memory, vector: Vector, row: number): EngineValue {
  return isValid(memory, vector, row) ? readCell(memory, vector, row) : null
}

function readCell(memory: Memory, { type, data }: Vector, row: number): EngineValue {
  switch (representation(type)) {
    case 'bool': return memory.u8[data + row] !== 0
    case 'i32': return type.kind === 'void' ? null : memory.i32[(data >>> 2) + row]!
    case 'i64': return memory.i64[(data >>> 3) + row]!
    case 'f64': return memory.f64[(data >>> 3) + row]!
    case 'dec': return memory.i64[(data >>> 3) + 2 * row + 1]! << 64n | memory.u64[(data >>> 3) + 2 * row]!
    case 'str': {
      const address = memory.u32[(data >>> 2) + 2 * row]!
      const length = memory.u32[(data >>> 2) + 2 * row + 1]!
      return type.kind === 'utf8' ? readText(memory, address, length) : decode(memory.view, address, length, type)
    }
  }
}

export const readValues = (memory: Memory, vector: Vector, rows: number): EngineValue[] =>
  Array.from({ length: rows }, (_, row) => readValue(memory, vector, row))

/** Bytes of a validity bitmap, which is padded to 8. */
export const bitmapBytes = (rows: number): number => 8 * Math.ceil(rows / 64)

/** Fills one column of at most `capacity` rows. Cells, bitmap and text bytes go to the arena. */
export class VectorBuilder {
  readonly type: DataType
  readonly capacity: number
  readonly #memory: Memory
  readonly #arena: Arena
  readonly #data: number
  readonly #set: (row: number, value: EngineValue) => void
  #validity = 0
  #rows = 0

  constructor(type: DataType, capacity: number, arena: Arena) {
    this.type = type
    this.capacity = capacity
    this.#memory = arena.memory
    this.#arena = arena
    this.#data = arena.allocate(Math.max(8, capacity * cellBytes[representation(type)]))
    this.#set = this.#setter()
  }

  get rows(): number { return this.#rows }

  append(value: EngineValue): void {
    const row = this.#rows++
    if (value === null) this.#setNull(row)
    else this.#set(row, value)
  }

  build(): Vector { return { type: this.type, data: this.#data, validity: this.#validity } }

  #setNull(row: number): void {
    const { u8, u32 } = this.#memory
    if (this.#validity === 0) {
      const bytes = Math.max(8, bitmapBytes(this.capacity))
      this.#validity = this.#arena.allocate(bytes)
      u8.fill(255, this.#validity, this.#validity + bytes)
    }
    u8[this.#validity + (row >>> 3)]! &= ~(1 << (row & 7))
    const width = cellBytes[representation(this.type)]
    if (width === 8) u32.fill(0, (this.#data >>> 2) + 2 * row, (this.#data >>> 2) + 2 * row + 2)
    else u8.fill(0, this.#data + row * width, this.#data + (row + 1) * width)
  }

  #setter(): (row: number, value: EngineValue) => void {
    const { u8, i32, i64, f64, u64 } = this.#memory
    const data = this.#data
    switch (representation(this.type)) {
      case 'bool': return (row, value) => { u8[data + row] = value ? 1 : 0 }
      case 'i32': return (row, value) => { i32[(data >>> 2) + row] = value as number }
      case 'i64': return (row, value) => { i64[(data >>> 3) + row] = value as bigint }
      case 'f64': return (row, value) => { f64[(data >>> 3) + row] = value as number }
      case 'dec': return (row, value) => {
        u64[(data >>> 3) + 2 * row] = BigInt.asUintN(64, value as bigint)
        i64[(data >>> 3) + 2 * row + 1] = value as bigint >> 64n
      }
      case 'str': return (row, value) => this.#setView(row, value)
    }
  }

  #setView(row: number, value: EngineValue): void {
    const { u8, u32 } = this.#memory
    const arena = this.#arena
    const cell = (this.#data >>> 2) + 2 * row
    if (this.type.kind === 'utf8') {
      const { address, length } = arena.writeText(value as string)
      u32[cell] = address
      u32[cell + 1] = length
      return
    }
    const bytes = encode(value, this.type)
    const address = arena.allocate(bytes.length)
    u8.set(bytes, address)
    u32[cell] = address
    u32[cell + 1] = bytes.length
  }
}

/** A column of the values, in the arena. */
export function vectorOf(type: DataType, values: readonly EngineValue[], arena: Arena): Vector {
  const builder = new VectorBuilder(type, values.length, arena)
  for (const value of values) builder.append(value)
  return builder.build()
}
