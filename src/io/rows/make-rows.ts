/**
 * Rows out of columns that were read. Many rows are made by a function of their own for each set of columns: its text depends on
 * nothing but how many there are and which of them have `texts`; names are its arguments. As it meets only one name at each place,
 * engines set that member as fast as one that is written in code. Where code may not be made (a page's security policy), and
 * for few rows or many columns, one function for all sets the members column by column.
 */
import type { RowObject } from '../../logical/options.js'
import type { ColumnReader } from './column-reader.js'

/** Makes `rows[from]` to `rows[to - 1]` of what the columns have read. */
export type MakeRows = (rows: RowObject[], from: number, to: number) => void
/** `columns` are the values of each, and its texts if it has some. */
type OwnCode = (rows: RowObject[], from: number, to: number, ...columns: unknown[]) => void

/** A query gets code after this many rows. */
const MANY_ROWS = 2048
const MOST_COLUMNS = 64
/** Functions that are kept for later queries. */
const MOST_KEPT = 64
/** Rows whose members are set column by column while they are in the cache. */
const STRIPE = 512

const kept = new Map<string, OwnCode>()
let written = 0, allowed = true

export function rowMaker(names: readonly string[], columns: readonly ColumnReader[]): MakeRows {
  const template = makeTemplate(names), hasTexts = columns.map(c => c.texts !== undefined)
  let done = 0, own: OwnCode | undefined
  return (rows, from, to) => {
    if (!own && done >= MANY_ROWS && names.length <= MOST_COLUMNS) own = ownCode(names, hasTexts)
    done += to - from
    if (own) own(rows, from, to, ...columns.flatMap(c => c.texts ? [c.values, c.texts] : [c.values]))
    else columnwise(rows, from, to, template, names, columns)
  }
}
function columnwise(rows: RowObject[], from: number, to: number, template: RowObject, names: readonly string[], columns: readonly ColumnReader[]): void {
  for (let at = from; at < to; at += STRIPE) {
    const end = Math.min(at + STRIPE, to)
    for (let n = at; n < end; n++) rows[n] = { ...template }
    for (const [c, { values, texts }] of columns.entries()) {
      if (texts) setTexts(rows, names[c]!, values as ArrayLike<number>, texts, at, end, from)
      else setValues(rows, names[c]!, values, at, end, from)
    }
  }
}
function setValues(rows: readonly RowObject[], name: string, values: ArrayLike<unknown>, from: number, to: number, first: number): void {
  for (let n = from; n < to; n++) rows[n]![name] = values[n - first]
}
function setTexts(rows: readonly RowObject[], name: string, which: ArrayLike<number>, texts: readonly unknown[], from: number, to: number,
  first: number): void {
  for (let n = from; n < to; n++) rows[n]![name] = texts[which[n - first]!]
}

/** The function for these columns; undefined where code may not be made. Later queries find it compiled. */
function ownCode(names: readonly string[], hasTexts: readonly boolean[]): OwnCode | undefined {
  const key = JSON.stringify([names, hasTexts]), found = kept.get(key)
  if (found || !allowed) return found
  try {
    const own = writeCode(names, hasTexts)
    if (kept.size === MOST_KEPT) for (const oldest of kept.keys()) {
      kept.delete(oldest)
      break
    }
    kept.set(key, own)
    return own
  } catch {
    allowed = false
    return undefined
  }
}
function writeCode(names: readonly string[], hasTexts: readonly boolean[]): OwnCode {
  const numbers = names.map((_, c) => c), columns = numbers.flatMap(c => hasTexts[c] ? [`values${c}`, `texts${c}`] : [`values${c}`])
  // The number makes each text another one: engines share what they learnt of equal texts.
  const text = `// ${++written}
return function (rows, from, to, ${columns.join(', ')}) {
  for (let n = from, k = 0; n < to; n++, k++) {
    const row = { ...template }
${numbers.map(c => `    row[name${c}] = ${hasTexts[c] ? `texts${c}[values${c}[k]]` : `values${c}[k]`}\n`).join('')}    rows[n] = row
  }
}`
  return new Function('template', ...numbers.map(c => `name${c}`), text)(makeTemplate(names), ...names) as OwnCode
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
