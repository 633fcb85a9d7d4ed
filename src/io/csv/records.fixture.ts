/** Records of a piece of text: for the header and the rows that decide the types. Whole files go through the kernel (`scanner.ts`). */
import type { Dialect } from './dialect.js'

export interface CsvRecord {
  /** Null where the field is missing: empty or `nullValue`, and not quoted. */
  readonly fields: readonly (string | null)[]
  /** Where the next record begins. */
  readonly end: number
  /** Line ends in it and in lines before it that are no records. */
  readonly lines: number
}
/** `whole`: the text ends where the file ends; otherwise a record that the end may have cut off is left out. */
export function* records(text: string, dialect: Dialect, whole: boolean): Generator<CsvRecord> {
  let at = 0, lines = 0
  while (at < text.length) {
    const skipped = emptyLine(text, at, dialect)
    if (skipped !== at) {
      if (skipped > text.length && !whole) return
      at = skipped
      lines++
      continue
    }
    const record = readRecord(text, at, dialect)
    if (!record || (!whole && record.end >= text.length)) return
    yield { ...record, lines: lines + record.lines }
    at = record.end
    lines = 0
  }
}
/** Behind an empty line or a comment; `at` itself if there is none. */
function emptyLine(text: string, at: number, { comment }: Dialect): number {
  const first = text[at]
  if (first !== '\n' && first !== '\r' && (comment === '' || first !== comment)) return at
  let end = at
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++
  return end + (text[end] === '\r' && text[end + 1] === '\n' ? 2 : 1)
}
function readRecord(text: string, from: number, { delimiter, quote, escape, nullValues }: Dialect): CsvRecord | undefined {
  const fields: (string | null)[] = []
  let at = from, lines = 0
  for (;;) {
    if (quote !== '' && text[at] === quote) {
      let field = ''
      for (at++; ; at++) {
        const c = text[at]
        if (c === undefined) return undefined
        if (c === escape && (text[at + 1] === quote || (escape !== quote && text[at + 1] === escape))) field += text[++at]!
        else if (c === quote) break
        else {
          if (c === '\n') lines++
          field += c
        }
      }
      fields.push(field)
      at++
    } else {
      const start = at
      while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at++
      const field = text.slice(start, at)
      fields.push(field === '' || nullValues.includes(field) ? null : field)
    }
    if (text[at] === delimiter) { at++; continue }
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1
    return { fields, end: at, lines: lines + 1 }
  }
}
