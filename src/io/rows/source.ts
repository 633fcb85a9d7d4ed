import { raise } from '../../errors/raise.js'
import type { ReadOptions, Source } from '../../logical/source.js'
import { Arena } from '../../memory/arena.js'
import type { Batch } from '../../memory/batch.js'
import type { Field } from '../../types/data-type.js'
import { shownValue } from './problem.js'
import {
  BoolWriter, dayWriter, DoubleWriter, Int64Writer, intWriter, ValueWriter, type Cells, type ColumnWriter, type InputRow,
} from './write-column.js'
import { TextWriter } from './write-text.js'

/** Rows that are in the cache together. */
const BLOCK = 512

/**
 * JavaScript rows as a source. Values are checked against the fields as they are read; `rows` is copied (not the objects in
 * it), so that later pushes to the array do not change a frame.
 */
export function rowsSource(fields: readonly Field[], rows: readonly InputRow[]): Source {
  return makeSource(Object.freeze([...fields]), [...rows] as readonly Cells[], rows.length)
}
function makeSource(fields: readonly Field[], rows: readonly Cells[], limit: number): Source {
  const source: Source = {
    name: 'rows',
    fields,
    open: () => Promise.resolve(source),
    statistics: () => ({ rows: limit }),
    pruneColumns: names => makeSource(Object.freeze(names.map(name => fields.find(f => f.name === name)!)), rows, limit),
    pushLimit: count => makeSource(fields, rows, Math.min(limit, count)),
    describe: () => limit < rows.length ? [`Limit: ${limit}`] : [],
    read: options => readRows(fields, rows, limit, options),
  }
  return Object.freeze(source)
}
async function* readRows(fields: readonly Field[], rows: readonly Cells[], limit: number, options: ReadOptions): AsyncGenerator<Batch> {
  const { task, batchRows, signal } = options
  const arena = new Arena(task, 'Reading rows'), writers = fields.map(columnWriter)
  try {
    for (let from = 0; from < limit; from += batchRows) {
      if (signal?.aborted) return raise('CANCELLED', { reason: '' })
      const to = Math.min(from + batchRows, limit)
      arena.reset()
      for (const writer of writers) writer.begin(from, to, arena)
      for (let at = from; at < to; at += BLOCK) {
        const end = Math.min(at + BLOCK, to)
        checkRows(rows, at, end)
        for (const writer of writers) writer.write(rows, at, end)
      }
      yield { rows: to - from, columns: writers.map(w => w.finish()) }
    }
  } finally {
    arena.close()
  }
}
function columnWriter(field: Field): ColumnWriter {
  const { kind } = field.type
  switch (kind) {
    case 'bool': return new BoolWriter(field)
    case 'int8': case 'int16': case 'int32': return intWriter(field, kind)
    case 'date': return dayWriter(field)
    case 'float32': case 'float64': return new DoubleWriter(field)
    case 'int64': case 'timestamp': case 'timestampNtz': return new Int64Writer(field)
    case 'utf8': return new TextWriter(field)
    default: return new ValueWriter(field)
  }
}
function checkRows(rows: readonly unknown[], from: number, to: number): void {
  for (let n = from; n < to; n++) {
    const row = rows[n]
    if (typeof row !== 'object' || row === null) raise('INVALID_ROW', { row: n, value: shownValue(row) })
  }
}
