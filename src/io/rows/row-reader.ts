/** Batches as row objects. Keys are data here, never code: a row is a copy of a template object whose members are then set. */
import type { JsOptions, RowObject } from '../../logical/options.js'
import type { Batch } from '../../memory/batch.js'
import type { Memory } from '../../memory/memory.js'
import type { Field } from '../../types/data-type.js'
import { columnReader } from './read-column.js'

/** Rows whose members are set column by column while they are still in the cache. */
const BLOCK = 512

export function rowReader(fields: readonly Field[], memory: Memory, options: JsOptions = {}): (batch: Batch) => RowObject[] {
  const template = makeTemplate(fields.map(f => f.name)), readers = fields.map(f => columnReader(f, memory, options))
  const values = new Array<unknown>(BLOCK).fill(null)
  return batch => {
    const columns = readers.map((begin, n) => begin(batch.columns[n]!)), rows = new Array<RowObject>(batch.rows)
    for (let from = 0; from < batch.rows; from += BLOCK) {
      const to = Math.min(from + BLOCK, batch.rows)
      for (let n = from; n < to; n++) rows[n] = { ...template }
      for (let c = 0; c < columns.length; c++) {
        columns[c]!(from, to, values)
        setMembers(rows, fields[c]!.name, values, from, to)
      }
    }
    return rows
  }
}
function setMembers(rows: readonly RowObject[], name: string, values: readonly unknown[], from: number, to: number): void {
  for (let n = from; n < to; n++) rows[n]![name] = values[n - from]
}
/**
 * An object of the shape that rows have. Objects parsed from JSON have room for all their members in themselves, and giving
 * a few of them values of every sort first teaches the engine that any member may hold anything: the shape never changes again.
 */
function makeTemplate(names: readonly string[]): RowObject {
  const json = `{${[...new Set(names)].map(name => `${JSON.stringify(name)}:null`).join(',')}}`
  for (const value of [1, 0.5, 'text', null]) {
    const row = JSON.parse(json) as RowObject
    for (const name of names) row[name] = value
  }
  return JSON.parse(json) as RowObject
}
