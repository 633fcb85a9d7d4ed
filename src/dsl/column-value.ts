/**
 * Columns at run time: an expression and the methods of every function. One class serves all tags; what a tag may do is
 * decided by the compiler, and again by analysis when a verb takes the expression.
 */
import { raise } from '../errors/raise.js'
import { suggestion } from '../errors/suggestion.js'
import { allFunctions } from '../functions/registry.js'
import { connective } from '../logical/connective.js'
import { cast, literal, unresolvedCall, type Expression } from '../logical/expression.js'
import { formatExpression } from '../logical/format.js'
import {
  binary, bool, date, decimal, float32, float64, int16, int32, int64, int8, timestamp, timestampNtz, utf8, type DataType,
} from '../types/data-type.js'
import { literalValue } from '../types/literal.js'
import { isColumnType, type ColumnType } from '../types/schema.js'

export class ColumnValue {
  constructor(readonly expression: Expression) { Object.freeze(this) }

  cast(type: string | ColumnType<unknown>): ColumnValue { return new ColumnValue(cast(this.expression, dataType(type))) }
  tryCast(type: string | ColumnType<unknown>): ColumnValue {
    return new ColumnValue(cast(this.expression, dataType(type), { attempt: true }))
  }
  asc(): OrderKeyValue { return new OrderKeyValue(this.expression, false, true) }
  desc(): OrderKeyValue { return new OrderKeyValue(this.expression, true, false) }
  countDistinct(): ColumnValue { return new ColumnValue(unresolvedCall('count', [this.expression], { distinct: true })) }
  field(name: string): ColumnValue { return callValue('field', [this, name]) }
  get fields(): Readonly<Record<string, ColumnValue>> {
    return new Proxy({}, { get: (_, name) => typeof name === 'string' ? this.field(name) : undefined })
  }
  /** What `console.log($.a.add(1))` shows in Node. */
  [Symbol.for('nodejs.util.inspect.custom')](): string { return `Column ${formatExpression(this.expression)}` }
}

/** A key of `orderBy`. */
export class OrderKeyValue {
  constructor(readonly expression: Expression, readonly descending: boolean, readonly atFront: boolean) { Object.freeze(this) }
  nullsFirst(): OrderKeyValue { return new OrderKeyValue(this.expression, this.descending, true) }
  nullsLast(): OrderKeyValue { return new OrderKeyValue(this.expression, this.descending, false) }
}

/**
 * The expression of a column or of a JavaScript literal. A flexible literal gives way to the type of the column beside it;
 * one that stands first, as in `when(c, 1)` or `greatest(1, $.x)`, has its own.
 */
export function expressionOf(value: unknown, flexible = true): Expression {
  if (value instanceof ColumnValue) return value.expression
  if (value instanceof OrderKeyValue) return raise('INVALID_LITERAL', { value: 'A sort key', reason: 'asc() and desc() belong in orderBy' })
  const { value: constant, type } = literalValue(value)
  return literal(constant, type, flexible)
}

/** A call of a function by name. Optional arguments left out at the end are not passed on, lists of values one by one. */
function callValue(name: string, args: readonly unknown[]): ColumnValue {
  const fewest = required.get(name) ?? 0
  let given = args.length
  while (given > fewest && args[given - 1] === undefined) given--
  const all = args.slice(0, given)
  // only functions of any number of arguments take them as a list, too
  const expressions = (variadic.has(name) ? all.flat() : all).map((a, n) => expressionOf(a, n > 0)), [left, right] = expressions
  if ((name === 'and' || name === 'or') && left && right) return new ColumnValue(connective(name, left, right))
  return new ColumnValue(unresolvedCall(name, expressions))
}
const required: ReadonlyMap<string, number> = new Map(allFunctions.map(f => [f.name, Object.keys(f.args).length - f.optional - (f.variadic ? 1 : 0)]))
const variadic: ReadonlySet<string> = new Set(allFunctions.filter(f => f.variadic).map(f => f.name))

/** The same, as the type that the generated signature promises. */
export const call = <C>(name: string, args: readonly unknown[]): C => callValue(name, args) as C

for (const f of allFunctions) {
  if (Object.keys(f.args).length === 0 || f.name === 'when' || f.name in ColumnValue.prototype) continue
  Object.defineProperty(ColumnValue.prototype, f.name, {
    value(this: ColumnValue, ...args: readonly unknown[]) { return callValue(f.name, [this, ...args]) },
    configurable: true, writable: true,
  })
}

/** Types that a cast may name as text; a bare `decimal` is Spark's decimal(10,0). */
const castTypes: Readonly<Record<string, DataType>> = {
  bool, int8, int16, int32, int64, float32, float64, decimal: decimal(10, 0), utf8, binary, date, timestamp, timestampNtz,
}
/** What other systems call them. */
const otherNames: Readonly<Record<string, string>> = {
  boolean: 'bool', tinyint: 'int8', byte: 'int8', smallint: 'int16', short: 'int16', int: 'int32', integer: 'int32', bigint: 'int64', long: 'int64',
  float: 'float32', real: 'float32', double: 'float64', number: 'float64', numeric: 'decimal', string: 'utf8', str: 'utf8', text: 'utf8', varchar: 'utf8',
  bytes: 'binary', datetime: 'timestamp', timestamp_ntz: 'timestampNtz',
}
function dataType(type: string | ColumnType<unknown>): DataType {
  if (isColumnType(type)) return type.type
  if (Object.hasOwn(castTypes, type)) return castTypes[type]!
  const known = Object.keys(castTypes), name = String(type).toLowerCase()
  const hint = Object.hasOwn(otherNames, name) ? `It is called '${otherNames[name]}' here.` : suggestion(String(type), known)
  return raise('UNSUPPORTED_DATATYPE', { type, hint })
}
