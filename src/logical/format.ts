/** Expressions as people read them in plans and messages: `(delay > 15) and origin is not null`. */
import { sqlName, type DataType } from '../types/data-type.js'
import type { EngineValue } from '../types/representation.js'
import type { Expression, SortKey } from './expression.js'

const infix: Readonly<Record<string, string>> = {
  add: '+', sub: '-', mul: '*', div: '/', mod: '%', eq: '=', ne: '!=', lt: '<', le: '<=', gt: '>', ge: '>=', and: 'and', or: 'or', eqNullSafe: '<=>',
}
const postfix: Readonly<Record<string, string>> = { isNull: 'is null', isNotNull: 'is not null' }

export function formatExpression(e: Expression): string {
  switch (e.node) {
    case 'literal': return formatValue(e.value, e.type)
    case 'attribute': case 'unresolvedColumn': return e.name
    case 'alias': return formatNamed(e)
    case 'cast': return `${e.attempt ? 'try_cast' : 'cast'}(${formatExpression(e.child)} as ${sqlName(e.type)})`
    case 'unresolvedCall': return formatCall(e.name, e.args, e.distinct, e.filter)
    case 'call': return formatCall(e.function.name, e.args, false, undefined)
    case 'aggregateCall': return formatCall(e.function.name, e.args, e.distinct, e.filter)
  }
}
function formatCall(name: string, args: readonly Expression[], distinct: boolean, filter: Expression | undefined): string {
  const operand = (e: Expression): string => {
    const nested = (e.node === 'call' && e.function.name in infix) || (e.node === 'unresolvedCall' && e.name in infix)
    return nested ? `(${formatExpression(e)})` : formatExpression(e)
  }
  if (args.length === 2 && name in infix) return `${operand(args[0]!)} ${infix[name]} ${operand(args[1]!)}`
  if (args.length === 1 && name in postfix) return `${operand(args[0]!)} ${postfix[name]}`
  if (args.length === 1 && name === 'not') return `not ${operand(args[0]!)}`
  return `${name}(${distinct ? 'distinct ' : ''}${args.map(formatExpression).join(', ')})${filter ? ` filter (where ${formatExpression(filter)})` : ''}`
}
/** `expression as name`; a plain column by its name alone. */
export function formatNamed(e: Expression): string {
  return e.node === 'alias' ? `${formatExpression(e.child)} as ${e.name}` : formatExpression(e)
}
export function formatSortKey(k: SortKey): string {
  const usual = k.nullsFirst === !k.descending
  return `${formatExpression(k.child)}${k.descending ? ' desc' : ''}${usual ? '' : k.nullsFirst ? ' nulls first' : ' nulls last'}`
}
/** An engine value as SQL would write it. */
export function formatValue(value: EngineValue, type: DataType): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`
  if (type.kind === 'decimal') return decimalText(value as bigint, type.scale)
  if (type.kind === 'date') return `date '${new Date(Number(value) * 86_400_000).toISOString().slice(0, 10)}'`
  if (type.kind === 'timestamp' || type.kind === 'timestampNtz') return `${sqlName(type)} '${microsText(value as bigint)}'`
  if (value instanceof Uint8Array) return `X'${Array.from(value, b => b.toString(16).padStart(2, '0')).join('')}'`
  if (Array.isArray(value)) return `[${value.map(v => typeof v === 'object' || v === null ? JSON.stringify(v) : String(v)).join(', ')}]`
  return String(value)
}
/** An unscaled decimal with its point: `decimalText(-105n, 2)` is `-1.05`. */
export function decimalText(unscaled: bigint, scale: number): string {
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0')
  const text = scale ? `${digits.slice(0, -scale)}.${digits.slice(-scale)}` : digits
  return unscaled < 0n ? `-${text}` : text
}
/** Microseconds since 1970 as `2024-02-29 12:00:00` with a fraction only where there is one. */
export function microsText(micros: bigint): string {
  const fraction = ((micros % 1_000_000n) + 1_000_000n) % 1_000_000n
  const seconds = new Date(Number((micros - fraction) / 1000n)).toISOString().slice(0, 19).replace('T', ' ')
  return fraction ? `${seconds}.${fraction.toString().padStart(6, '0').replace(/0+$/, '')}` : seconds
}
