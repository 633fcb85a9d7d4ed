/** The columns of a plan: by name, and all of them as the `$` of callbacks. */
import { raise } from '../errors/raise.js'
import { suggestion } from '../errors/suggestion.js'
import type { Attribute, Expression } from '../logical/expression.js'
import { references } from '../logical/expression.js'
import type { LogicalPlan } from '../logical/plan.js'
import { ColumnValue, OrderKeyValue } from './column-value.js'
import { Branches } from './when.js'

export type ColumnValues = Readonly<Record<string, ColumnValue>>

/** @throws UNRESOLVED_COLUMN with the nearest names. */
export function columnNamed(output: readonly Attribute[], name: string): Attribute {
  return output.find(a => a.name === name) ?? unresolved(name, output.map(a => a.name))
}
/** The columns of these names. @throws INVALID_ARGUMENT for what is no name, such as a list where names stand one by one. */
export const columnsNamed = (output: readonly Attribute[], names: readonly string[], verb: string): Attribute[] =>
  names.map(name => typeof name === 'string'
    ? columnNamed(output, name)
    : raise('INVALID_ARGUMENT', { verb, message: `a column's name is needed, not ${kindOf(name)}: write ${verb}('a', 'b')` }))
/** @throws INVALID_ARGUMENT when plain JavaScript gave something else than the callback. */
export function asCallback<F>(given: F, verb: string, example: string): F {
  if (typeof given === 'function') return given
  return raise('INVALID_ARGUMENT', { verb, message: `${example} is needed, not ${kindOf(given)}` })
}
/** The entries of an object of options by column. */
export function entriesOf<T>(given: Readonly<Record<string, T>>, verb: string, example: string): [string, T][] {
  if (typeof given === 'object' && given !== null && !Array.isArray(given)) return Object.entries(given)
  return raise('INVALID_ARGUMENT', { verb, message: `an object such as ${example} is needed, not ${kindOf(given)}` })
}
/** What a value is, as a message says it. */
export const kindOf = (value: unknown): string => value === null ? 'null' : value === undefined ? 'undefined'
  : Array.isArray(value) ? 'a list' : value instanceof Promise ? 'a promise' : typeof value
const unresolved = (name: string, names: readonly string[]): never =>
  raise('UNRESOLVED_COLUMN', { name, suggestion: suggestion(name, names) })
/** An object that has a column for each name, and throws for every other one. */
export function columnsOf(output: readonly Attribute[], more: Readonly<Record<string, ColumnValue>> = {}): ColumnValues {
  const known = new Map(Object.entries(more))
  for (const a of output) known.set(a.name, new ColumnValue(a))
  return new Proxy(Object.fromEntries(known), {
    get: (_, name) => typeof name === 'string' ? known.get(name) ?? unresolved(name, [...known.keys()]) : undefined,
  })
}
/**
 * The expression, if all columns in it belong to these.
 * @throws FOREIGN_COLUMN when one is of another frame.
 */
export function owned(expression: Expression, ...inputs: readonly LogicalPlan[]): Expression {
  for (const a of references(expression).values()) {
    if (!inputs.some(p => p.output.some(o => o.id === a.id))) raise('FOREIGN_COLUMN', { name: a.name })
  }
  return expression
}
/** What a callback gave: named columns. */
export function namedColumns(made: unknown, verb: string): [string, ColumnValue][] {
  if (typeof made !== 'object' || made === null || made instanceof ColumnValue || Array.isArray(made) || made instanceof Promise) {
    const message = 'the callback must give an object of columns by name, such as $ => ({ total: $.price })'
    return raise('INVALID_ARGUMENT', { verb, message })
  }
  return Object.entries(made).map(([name, c]) => [name, c instanceof ColumnValue ? c : noColumn(name, c, verb)])
}
function noColumn(name: string, value: unknown, verb: string): never {
  const advice = value instanceof OrderKeyValue ? 'asc() and desc() belong in orderBy'
    : value instanceof Branches ? 'end the branches of when with .otherwise(value), or .end() for null'
      : 'write lit(…) for a constant'
  return raise('INVALID_ARGUMENT', { verb, message: `'${name}' is no column but ${kindOf(value)}: ${advice}` })
}
