/**
 * Columns of rows into memory, some hundred rows at a time for every column in turn, while the rows are in the cache. Each
 * loop knows its type, so common values go straight into their cells.
 */
import type { Arena } from '../../memory/arena.js'
import type { Vector } from '../../memory/batch.js'
import { bitmapBytes, VectorBuilder } from '../../memory/vector.js'
import type { Field } from '../../types/data-type.js'
import { cellBytes, representation } from '../../types/representation.js'
import { nullInside, placeIn, type Place } from './problem.js'
import { intBounds, toBool, toDay, toEngine, toFloat, toInt, toInt64, toMicros, type Convert } from './to-engine.js'

/** A row as users give it. */
export type InputRow = object
export type Cells = Readonly<Record<string, unknown>>

/** Writes one column, batch after batch: `begin`, `write` for all rows in ascending order, `finish`. */
export abstract class ColumnWriter {
  protected readonly place: Place
  protected arena!: Arena
  /** Address of the cells, and the row of the first one. */
  protected data = 0
  protected first = 0
  private rows = 0
  private validity = 0

  constructor(protected readonly field: Field) { this.place = placeIn(field.name) }

  /** Cells for rows `from` to `to` (not included). */
  begin(from: number, to: number, arena: Arena): void {
    this.arena = arena
    this.first = from
    this.rows = to - from
    this.data = arena.allocate(Math.max(8, this.rows * cellBytes[representation(this.field.type)]))
    this.validity = 0
  }
  abstract write(rows: readonly Cells[], from: number, to: number): void
  finish(): Vector { return { type: this.field.type, data: this.data, validity: this.validity } }

  protected at(row: number): Place {
    this.place.row = row
    return this.place
  }
  /** Clears the bit of the row; gives what its cell holds. */
  protected setNull(row: number): 0 {
    const { arena, first, rows } = this, { u8 } = arena.memory
    if (!this.field.nullable) return nullInside(this.at(row))
    if (this.validity === 0) {
      const bytes = Math.max(8, bitmapBytes(rows))
      this.validity = arena.allocate(bytes)
      u8.fill(255, this.validity, this.validity + bytes)
    }
    u8[this.validity + (row - first >>> 3)]! &= ~(1 << (row - first & 7))
    return 0
  }
}
/** Whole numbers of at most 32 bits, and days. Numbers from `least` to `most` are their cells. */
class Int32Writer extends ColumnWriter {
  constructor(field: Field, private readonly convert: Convert<number>, private readonly least = 0, private readonly most = -1) { super(field) }
  write(rows: readonly Cells[], from: number, to: number): void {
    const { convert, least, most, field: { name }, arena: { memory: { i32 } } } = this, at = (this.data >>> 2) - this.first
    for (let n = from; n < to; n++) {
      const value = rows[n]![name]
      if (typeof value === 'number' && value >= least && value <= most && (value | 0) === value) i32[at + n] = value
      else i32[at + n] = value === null || value === undefined ? this.setNull(n) : convert(value, this.at(n))
    }
  }
}
export class BoolWriter extends ColumnWriter {
  private readonly convert = toBool(this.field.type)
  write(rows: readonly Cells[], from: number, to: number): void {
    const { convert, field: { name }, arena: { memory: { u8 } } } = this, at = this.data - this.first
    for (let n = from; n < to; n++) {
      const value = rows[n]![name]
      if (typeof value === 'boolean') u8[at + n] = value ? 1 : 0
      else u8[at + n] = value === null || value === undefined ? this.setNull(n) : convert(value, this.at(n)) ? 1 : 0
    }
  }
}
export class DoubleWriter extends ColumnWriter {
  private readonly plain = this.field.type.kind === 'float64'
  private readonly convert = toFloat(this.field.type)
  write(rows: readonly Cells[], from: number, to: number): void {
    const { convert, plain, field: { name }, arena: { memory: { f64 } } } = this, at = this.data / 8 - this.first
    for (let n = from; n < to; n++) {
      const value = rows[n]![name]
      if (plain && typeof value === 'number') f64[at + n] = value
      else f64[at + n] = value === null || value === undefined ? this.setNull(n) : convert(value, this.at(n))
    }
  }
}
/** 64-bit whole numbers and times. A safe whole number is written as two words, without making a bigint. */
export class Int64Writer extends ColumnWriter {
  private readonly plain = this.field.type.kind === 'int64'
  private readonly convert = this.plain ? toInt64(this.field.type) : toMicros(this.field.type)
  write(rows: readonly Cells[], from: number, to: number): void {
    const { convert, plain, field: { name }, arena: { memory: { i32, i64 } } } = this, at = this.data / 8 - this.first
    for (let n = from; n < to; n++) {
      const value = rows[n]![name], cell = at + n
      if (plain && typeof value === 'number' && Number.isSafeInteger(value)) {
        i32[2 * cell] = value % 0x1_0000_0000
        i32[2 * cell + 1] = Math.floor(value / 0x1_0000_0000)
      } else i64[cell] = value === null || value === undefined ? BigInt(this.setNull(n)) : convert(value, this.at(n))
    }
  }
}
/** All other types: one engine value after the other. */
export class ValueWriter extends ColumnWriter {
  private readonly convert = toEngine(this.field.type)
  private builder: VectorBuilder | undefined
  override begin(from: number, to: number, arena: Arena): void {
    this.builder = new VectorBuilder(this.field.type, to - from, arena)
  }
  write(rows: readonly Cells[], from: number, to: number): void {
    const { convert, builder, field: { name, nullable } } = this
    for (let n = from; n < to; n++) {
      const value = rows[n]![name], missing = value === null || value === undefined
      builder!.append(missing ? nullable ? null : nullInside(this.at(n)) : convert(value, this.at(n)))
    }
  }
  override finish(): Vector { return this.builder!.build() }
}

export const dayWriter = (field: Field): ColumnWriter => new Int32Writer(field, toDay(field.type))
export const intWriter = (field: Field, kind: keyof typeof intBounds): ColumnWriter =>
  new Int32Writer(field, toInt({ kind }), -intBounds[kind] - 1, intBounds[kind])
