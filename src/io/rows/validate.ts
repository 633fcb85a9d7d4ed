/** Rows that a validator of another library accepts: what it makes of them, or all that it finds. */
import type { StandardSchemaV1 } from '@standard-schema/spec'
import { raise } from '../../errors/raise.js'
import { OWN_VENDOR } from './standard.js'

/** One thing that is wrong: in which row, where in it, and what the validator says. */
export interface RowIssue { readonly row: number; readonly path: string; readonly message: string }
/** So many are kept as parameters of the error; so many of them stand in its message. All are counted. */
const MOST_KEPT = 100, MOST_SHOWN = 10

/** Our own schemas are none: they declare columns. */
export const isValidator = (given: unknown): given is StandardSchemaV1 =>
  ((typeof given === 'object' && given !== null) || typeof given === 'function') && '~standard' in given
  && (given as StandardSchemaV1)['~standard'].vendor !== OWN_VENDOR
/**
 * The rows as the validator gives them back.
 * @throws INVALID_ROWS with every issue; INVALID_ARGUMENT for a validator that answers later
 */
export function validatedRows(validator: StandardSchemaV1, rows: readonly unknown[]): readonly object[] {
  const accepted: unknown[] = [], kept: RowIssue[] = []
  const { vendor, validate } = validator['~standard']
  let found = 0, wrong = 0
  for (const [row, given] of rows.entries()) {
    const result = validate(given)
    if (result instanceof Promise) {
      result.catch(() => {})
      return raise('INVALID_ARGUMENT', {
        verb: 'frame', message: `the ${vendor} validator is asynchronous: validate the rows first, and give frame what comes out`,
      })
    }
    if (!result.issues) accepted.push(result.value)
    else {
      wrong++
      for (const { message, path } of result.issues) if (++found <= MOST_KEPT) kept.push({ row, path: pathText(path ?? []), message })
    }
  }
  return found ? raise('INVALID_ROWS', { issues: kept, count: found, wrong, rows: rows.length, vendor, shown: shown(kept, found) })
    : accepted as readonly object[]
}
const shown = (issues: readonly RowIssue[], all: number): string => {
  const lines = issues.slice(0, MOST_SHOWN).map(({ row, path, message }) => `rows[${row}]${path}: ${message}`)
  return [...lines, ...all > MOST_SHOWN ? [`and ${all - MOST_SHOWN} more`] : []].join('; ')
}
/** (Paths need not be plain arrays: arktype's have a `map` of their own.) */
const pathText = (path: NonNullable<StandardSchemaV1.Issue['path']>): string => Array.from(path, step => {
  const key = typeof step === 'object' ? step.key : step
  return typeof key === 'number' || /^\d+$/.test(String(key)) ? `[${String(key)}]` : `.${String(key)}`
}).join('')
