/** Collects questions. */
import type { Case, Constant, Question, Term, Value } from './format.js'
import { sqlOf } from './sql.js'
import { rowsOf, valuesOf } from './values.js'

export interface Options {
  /** Default: the columns in order. */
  readonly args?: readonly Term[]
  /** The whole expression, where it is not one call of the function. */
  readonly term?: Term
  readonly sql?: string
  readonly zone?: string
  /** Values of each column to combine; default: all that there are of its type. */
  readonly columns?: readonly (readonly Value[])[]
  /** The most combinations. */
  readonly most?: number
  readonly cases?: readonly Case[]
  readonly aggregate?: boolean
}
export const DAYLIGHT = 'Europe/Berlin'
export const questions: Question[] = []
/** Functions that were asked about. */
export const asked = new Set<string>()

export function ask(family: string, name: string, types: readonly string[], options: Options = {}): void {
  const term = options.term ?? { call: name, args: options.args ?? types.map((_, n) => n) }
  const columns = options.columns ?? types.map(valuesOf)
  asked.add(name)
  questions.push({
    family, term, sql: options.sql ?? sqlOf(term), types, zone: options.zone ?? 'UTC', aggregate: options.aggregate ?? false,
    cases: options.cases ?? rowsOf(columns, options.most),
  })
}
/** In UTC and where the clock is set forward and back. */
export function askInZones(family: string, name: string, types: readonly string[], options: Options = {}): void {
  for (const zone of ['UTC', DAYLIGHT]) ask(family, name, types, { ...options, zone })
}
export const constant = (type: string, value: string): Constant => ({ type, value })
export const text = (value: string): Constant => constant('string', value)
export const int = (value: number): Constant => constant('int', String(value))
