import { shortened } from './shortened.js'
import { conditions, type Condition, type Parameters } from './catalogue.js'

/** Every error that typedframe throws: a condition and SQLSTATE as Spark names them, and what to do next. */
export class TypedFrameError extends Error {
  override readonly name = 'TypedFrameError'
  readonly condition: Condition
  readonly sqlState: string
  readonly parameters: Parameters
  constructor(condition: Condition, parameters: Parameters = {}, options?: ErrorOptions) {
    super(`[${condition}] ${message(conditions[condition].message, parameters)}`, options)
    this.condition = condition
    this.sqlState = conditions[condition].sqlState
    this.parameters = parameters
  }
}

/** @throws TypedFrameError always. Returns `never`, so that it can stand where a value is needed. */
export function raise(condition: Condition, parameters: Parameters = {}, options?: ErrorOptions): never {
  throw new TypedFrameError(condition, parameters, options)
}

const message = (template: string, parameters: Parameters): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => !(name in parameters) ? whole
    : data.has(name) ? shortened(text(parameters[name])) : text(parameters[name]))
/** Parameters that are taken from data, and may be of any length. */
const data: ReadonlySet<string> = new Set(['value', 'pattern', 'format', 'expression', 'escape', 'name'])

function text(value: unknown): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(text).join(', ')
  if (value instanceof Date) return value.toISOString()
  return String(value)
}
