/** A schema as a validator that any consumer of Standard Schema takes: one row in, the row as a frame would give it out. */
import type { StandardSchemaV1 } from '@standard-schema/spec'
import { TypedFrameError } from '../../errors/raise.js'
import type { Field } from '../../types/data-type.js'
import { fromEngine } from './from-engine.js'
import { placeIn, shownValue, type Place } from './problem.js'
import { toEngine } from './to-engine.js'

export const OWN_VENDOR = 'typedframe'

/** Input, Output: a row as it may come and as it is given back; the caller knows the types. */
export function standardProps<Input, Output>(fields: readonly Field[]): StandardSchemaV1.Props<Input, Output> {
  const columns = fields.map(f => ({ ...f, read: toEngine(f.type), give: fromEngine(f.type, {}, f.name) }))
  const validate = (value: unknown): StandardSchemaV1.Result<unknown> => {
    if (typeof value !== 'object' || value === null
      || Array.isArray(value)) return noRow(value)
    const issues: StandardSchemaV1.Issue[] = [], row: [string, unknown][] = []
    for (const { name, nullable, read, give } of columns) {
      const cell = Object.hasOwn(value, name) ? (value as Readonly<Record<string, unknown>>)[name] : undefined, place = placeIn(name)
      if (cell !== null && cell !== undefined) {
        try {
          row.push([name, give(read(cell, place))])
        } catch (error) {
          issues.push({ message: messageOf(error), path: pathOf(place) })
        }
      } else if (nullable) row.push([name, null])
      else issues.push({ message: `A value is needed: the column is not nullable.`, path: [name] })
    }
    return issues.length ? { issues } : { value: Object.fromEntries(row) }
  }
  return Object.freeze({ version: 1, vendor: OWN_VENDOR, validate: validate as StandardSchemaV1.Props<Input, Output>['validate'] })
}
const noRow = (value: unknown): StandardSchemaV1.FailureResult =>
  ({ issues: [{ message: `${shownValue(value)} is not a row: give an object with the columns as keys.` }] })
/** Without the row's number, which the caller knows. */
function messageOf(error: unknown): string {
  if (!(error instanceof TypedFrameError)) throw error
  const { value, type, hint } = error.parameters
  switch (error.condition) {
    case 'INVALID_ROW_VALUE': return `${String(value)} is not a ${String(type)}. ${String(hint)}`
    case 'NOT_NULL_ASSERT_VIOLATION': return 'A value is needed: it is not nullable.'
    default: return error.message.replace(/^\[\w+\] /, '')
  }
}
/** `tags`, `[2]`, `.name` as keys. */
const pathOf = ({ path: [column, ...steps] }: Place): PropertyKey[] =>
  [column!, ...steps.filter(step => step !== ' key').map(step => /^\[\d+\]$/.test(step) ? Number(step.slice(1, -1))
    : step.replace(/^\.|^\[|\]$/g, ''))]
