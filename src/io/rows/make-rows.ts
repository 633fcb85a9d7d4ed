/**
 * Rows out of columns that were read. Many rows are made by a function of their own for each set of columns (`row-code.ts`).
 * Where code may not be made, and for few rows or many columns, one function for all sets the members column by column.
 */
import type { RowObject } from '../../logical/options.js'
import type { ColumnReader } from './column-reader.js'
import { compileRows, type RowCode } from './row-code.js'

/** Makes `rows[from]` to `rows[to - 1]` of what the columns have read. */
export type MakeRows = (rows: RowObject[], from: number, to: number) => void

/** A query gets code after this many rows. */
const MANY_ROWS = 2048
const MOST_COLUMNS = 64
/** Functions that are kept for later queries. */
const MOST_KEPT = 64
/** Rows whose members are set column by column while they are in the cache. */
const STRIPE = 512

const kept = new Map<string, RowCode>()
let allowed = true

export function rowMaker(names: readonly string[], columns: readonly ColumnReader[], lasting: boolean): MakeRows {
  const template = makeTemplate(names), hasTexts = columns.map(c => c.texts !== undefined)
  let done = 0, code: RowCode | undefined
  return (rows, from, to) => {
    if (!code && done >= MANY_ROWS && names.length <= MOST_COLUMNS) code = codeFor(names, hasTexts, lasting)
    done += to - from
    if (code) code(rows, from, to, ...columns.flatMap(c => c.texts ? [c.values, c.texts] : [c.values]))
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

/**
 * The function for these columns; undefined where code may not be made. Later queries find it compiled. Engines learn by function
 * where its objects go: rows that are handed out batch by batch die young, lasting ones do not.
 */
function codeFor(names: readonly string[], hasTexts: readonly boolean[], lasting: boolean): RowCode | undefined {
  const key = JSON.stringify([names, hasTexts, lasting]), found = kept.get(key)
  if (found || !allowed) return found
  try {
    const code = compileRows(names, hasTexts)
    if (kept.size === MOST_KEPT) for (const oldest of kept.keys()) {
      kept.delete(oldest)
      break
    }
    kept.set(key, code)
    return code
  } catch {
    allowed = false
    return undefined
  }
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
