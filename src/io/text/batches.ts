/** Rows of a text as batches of typed columns; what is malformed is an error, nulls beside its text, or left out. */
import type { ReadOptions } from '../../logical/source.js'
import { raise } from '../../errors/raise.js'
import { Arena } from '../../memory/arena.js'
import type { Batch, Vector } from '../../memory/batch.js'
import { takeRows } from '../../memory/gather.js'
import type { Memory } from '../../memory/memory.js'
import { decodeText } from '../../memory/text.js'
import { utf8, type Field } from '../../types/data-type.js'
import { checkNulls } from '../declared-schema.js'
import { malformed, type ReadMode } from './malformed.js'
import type { ParseColumn } from './parse-column.js'
import { bitAt, clearBit, setBit, setBits, type RowScanner, type TextRows } from './rows.js'

/** A column that is parsed, or the one of corrupt records. */
export interface Column { readonly field: Field; readonly parse: ParseColumn | 'corrupt'; readonly place: number }
export interface TextScan {
  readonly path: string
  readonly mode: ReadMode
  readonly columns: readonly Column[]
  /** Which of the columns are given, in order. */
  readonly output: readonly number[]
  readonly limit: number
}

export async function* textBatches(scan: TextScan, scanner: RowScanner, { task, batchRows, signal, metric }: ReadOptions): AsyncGenerator<Batch> {
  const arena = new Arena(task, 'Reading text')
  let rows = 0, seen = 0
  try {
    metric('numFiles', 1)
    while (rows < scan.limit) {
      if (signal?.aborted) return raise('CANCELLED', { reason: '' })
      const found = await scanner.next(Math.min(batchRows, scan.limit - rows), arena)
      metric('bytesRead', scanner.bytesRead - seen)
      seen = scanner.bytesRead
      if (!found) return
      const batch = batchOf(scan, found, arena)
      if (batch.rows === 0) continue
      yield batch
      rows += batch.rows
    }
  } finally {
    arena.close()
  }
}
function batchOf({ path, mode, columns, output }: TextScan, found: TextRows, arena: Arena): Batch {
  const undecodable = found.bad === 0 ? [] : markUndecodable(columns, found, arena)
  const parsed = columns.map(({ parse }) => parse === 'corrupt' ? undefined : parse(found, arena))
  const whole = { rows: found.rows, columns: parsed.map((column, n) => column ?? corruptRecords(columns[n]!.field, found, undecodable, arena)) }
  const place = (row: number): string => `line ${found.lineOf(row)}`
  if (mode !== 'DROPMALFORMED') {
    checkNulls(path, columns.map(c => c.field), whole, place, arena.memory)
    return { rows: found.rows, columns: output.map(n => whole.columns[n]!) }
  }
  markNulls(columns, whole.columns, found, arena)
  return withoutBad({ rows: found.rows, columns: output.map(n => whole.columns[n]!) }, found.bad, arena)
}
/** Rows whose text is not UTF-8: they are malformed, and such texts are null. */
function markUndecodable(columns: readonly Column[], found: TextRows, { memory }: Arena): readonly number[] {
  const { u32, kernels } = memory, rows: number[] = []
  const broken = (view: number): boolean => kernels.utf8Problem(u32[view]!, u32[view]! + u32[view + 1]!) !== 0
  const first = found.texts >>> 2, last = first + 2 * (found.rows - 1)
  if (kernels.utf8Problem(u32[first]!, u32[last]! + u32[last + 1]!) === 0) return rows
  for (let row = 0; row < found.rows; row++) {
    if (!broken(first + 2 * row)) continue
    rows.push(row)
    setBit(memory, found.bad, row)
    for (const { parse, place } of columns) {
      const view = (found.views[place]! >>> 2) + 2 * row
      if (parse === 'corrupt' || !broken(view)) continue
      clearBit(memory, found.validity[place]!, row)
      u32.fill(0, view, view + 2)
    }
  }
  return rows
}
function corruptRecords({ type }: Field, found: TextRows, undecodable: readonly number[], arena: Arena): Vector {
  const { u8, u32 } = arena.memory
  for (const row of undecodable) {
    const view = (found.texts >>> 2) + 2 * row, at = u32[view]!
    const { address, length } = arena.writeText(decodeText(u8.subarray(at, at + u32[view + 1]!)))
    u32[view] = address
    u32[view + 1] = length
  }
  for (let row = 0, view = found.texts >>> 2; row < found.rows; row++, view += 2) {
    if (!bitAt(arena.memory, found.bad, row)) u32.fill(0, view, view + 2)
  }
  return { type, data: found.texts, validity: found.bad }
}
/** A null where none is declared makes a row malformed. */
function markNulls(columns: readonly Column[], vectors: readonly Vector[], found: TextRows, { memory }: Arena): void {
  columns.forEach(({ field }, n) => {
    const { validity } = vectors[n]!
    if (field.nullable || validity === 0) return
    for (let row = 0; row < found.rows; row++) if (!bitAt(memory, validity, row)) setBit(memory, found.bad, row)
  })
}
function withoutBad(batch: Batch, bad: number, arena: Arena): Batch {
  const dropped = new Set(setBits(arena.memory, bad, batch.rows))
  if (dropped.size === 0) return batch
  const rows = batch.rows - dropped.size, indices = arena.allocate(Math.max(8, 4 * rows)) >>> 2
  let kept = 0
  for (let row = 0; row < batch.rows; row++) if (!dropped.has(row)) arena.memory.u32[indices + kept++] = row
  return { rows, columns: batch.columns.map(column => takeRows(column, indices << 2 >>> 0, rows, arena)) }
}
/** @throws INVALID_CORRUPT_RECORD_TYPE */
export function checkCorrupt(fields: readonly Field[], name: string, mode: ReadMode): void {
  const field = mode === 'PERMISSIVE' ? fields.find(f => f.name === name) : undefined
  if (field && (field.type.kind !== utf8.kind || !field.nullable)) raise('INVALID_CORRUPT_RECORD_TYPE', { column: name })
}
/** @throws MALFORMED_RECORD_IN_PARSING naming the line of the first row that is no UTF-8, of those that lie between `from` and `to`; without rows, `line` */
export function checkUtf8(path: string, { kernels, u32 }: Memory, from: number, to: number, rows: TextRows, line: number): void {
  const at = kernels.utf8Problem(from, to) >>> 0
  if (at === 0) return
  let row = 0
  while (row + 1 < rows.rows && u32[(rows.texts >>> 2) + 2 * (row + 1)]! <= at) row++
  malformed(path, rows.rows ? rows.lineOf(row) : line, 'the text is not UTF-8. Give its { encoding }, such as windows-1252')
}
