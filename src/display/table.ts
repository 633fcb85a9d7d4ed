/** Rows as an aligned table of text: what `show()` prints. */
import type { RowObject } from '../logical/options.js'
import { isNumeric, sqlName, type Field } from '../types/data-type.js'
import { pad, truncate, visible, width } from './text.js'
import { formatCell } from './value.js'

export interface TableOptions {
  /** The most rows shown. */
  readonly maxRows?: number
  /** The most characters of a cell; longer ones end in `…`. */
  readonly maxColumnWidth?: number
  /** How many rows there are in all; `more`: more than given, but nobody counted them. */
  readonly totalRows?: number | 'more'
  /** Where timestamps are shown; UTC if not given. */
  readonly timeZone?: string
}
const DEFAULT_ROWS = 20, DEFAULT_WIDTH = 40

export function formatTable(fields: readonly Field[], rows: readonly RowObject[], options: TableOptions = {}): string {
  const shown = rows.slice(0, options.maxRows ?? DEFAULT_ROWS)
  const max = Math.max(4, options.maxColumnWidth ?? DEFAULT_WIDTH)
  const columns = fields.map(f => {
    const head = [truncate(visible(f.name), max), truncate(sqlName(f.type), max)]
    const cells = shown.map(row => truncate(formatCell(row[f.name], f.type, options.timeZone), max))
    return { head, cells, right: isNumeric(f.type), width: Math.max(...[...head, ...cells].map(width)) }
  })
  const rule = (left: string, middle: string, right: string): string =>
    left + columns.map(c => '─'.repeat(c.width + 2)).join(middle) + right
  const line = (cell: (c: (typeof columns)[number]) => string): string =>
    `│${columns.map(c => ` ${pad(cell(c), c.width, c.right)} `).join('│')}│`
  const lines = [
    rule('┌', '┬', '┐'), line(c => c.head[0]!), line(c => c.head[1]!), rule('├', '┼', '┤'),
    ...shown.map((_, n) => line(c => c.cells[n]!)),
    rule('└', '┴', '┘'), summary(shown.length, rows.length, options.totalRows),
  ]
  return lines.join('\n')
}
function summary(shown: number, given: number, total: number | 'more' | undefined): string {
  const all = total === 'more' ? undefined : Math.max(total ?? given, given)
  if (all === undefined) return `first ${count(shown)}`
  return all > shown ? `${shown} of ${count(all)}` : count(all)
}
const count = (rows: number): string => `${rows.toLocaleString('en-US')} ${rows === 1 ? 'row' : 'rows'}`
