/** The columns of a plan: by name, and all of them as the `$` of callbacks. */
import { raise } from '../errors/raise.js'
import { suggestion } from '../errors/suggestion.js'
import type { Attribute, Expression } from '../logical/expression.js'
import { references } from '../logical/expression.js'
import type { LogicalPlan } from '../logical/plan.js'
import { ColumnValue } from './column-value.js'

export type ColumnValues = Readonly<Record<string, ColumnValue>>

/** @throws UNRESOLVED_COLUMN with the nearest names. */
export function columnNamed(output: readonly Attribute[], name: string): Attribute {
  return output.find(a => a.name === name) ?? unresolved(name, output.map(a => a.name))
}
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
  if (typeof made !== 'object' || made === null || made instanceof ColumnValue) {
    const message = 'the callback must give an object of columns by name, such as $ => ({ total: $.price })'
    return raise('INVALID_ARGUMENT', { verb, message })
  }
  return Object.entries(made).map(([name, c]) => [name, c instanceof ColumnValue ? c : literalColumn(name, c, verb)])
}
const literalColumn = (name: string, value: unknown, verb: string): never =>
  raise('INVALID_ARGUMENT', { verb, message: `'${name}' is no column but ${typeof value}: write lit(…) for a constant` })
