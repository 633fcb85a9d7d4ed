import { raise } from '../../errors/raise.js'
import type { Source } from '../../logical/source.js'
import { Arena } from '../../memory/arena.js'
import type { Field } from '../../types/data-type.js'
import { shownValue } from './problem.js'
import { writeColumn, type InputRow } from './write-column.js'

/**
 * JavaScript rows as a source. Values are checked against the fields as they are read; `rows` is copied (not the objects in
 * it), so that later pushes to the array do not change a frame.
 */
export function rowsSource(fields: readonly Field[], rows: readonly InputRow[]): Source {
  return makeSource(Object.freeze([...fields]), Object.freeze([...rows]), rows.length)
}
function makeSource(fields: readonly Field[], rows: readonly InputRow[], limit: number): Source {
  const source: Source = {
    name: 'rows',
    fields,
    open: () => Promise.resolve(source),
    statistics: () => ({ rows: limit }),
    pruneColumns: names => makeSource(Object.freeze(names.map(name => fields.find(f => f.name === name)!)), rows, limit),
    pushLimit: count => makeSource(fields, rows, Math.min(limit, count)),
    describe: () => limit < rows.length ? [`Limit: ${limit}`] : [],
    async *read({ task, batchRows, signal }) {
      const arena = new Arena(task, 'rows')
      try {
        for (let from = 0; from < limit; from += batchRows) {
          if (signal?.aborted) return raise('CANCELLED', { reason: '' })
          const to = Math.min(from + batchRows, limit)
          checkRows(rows, from, to)
          arena.reset()
          yield { rows: to - from, columns: fields.map(f => writeColumn(f, rows, from, to, arena)) }
        }
      } finally {
        arena.close()
      }
    },
  }
  return Object.freeze(source)
}
function checkRows(rows: readonly unknown[], from: number, to: number): void {
  for (let n = from; n < to; n++) {
    const row = rows[n]
    if (typeof row !== 'object' || row === null) raise('INVALID_ROW', { row: n, value: shownValue(row) })
  }
}
