/** Expressions as people read them in plans and messages: `delay > 15 and origin is not null`. */
import { shortened } from '../errors/shortened.js'
import { dateText, timeText } from '../functions/conversion/time-text.js'
import { sqlName, type DataType } from '../types/data-type.js'
import type { EngineValue } from '../types/representation.js'
import type { Attribute, Expression, SortKey } from './expression.js'

/** How columns are called in a text: by their name, or by something longer where names clash (`names.ts`). */
export type Names = (column: { readonly name: string; readonly id: number }) => string
const plainNames: Names = column => column.name

interface Operator { readonly text: string; readonly binds: number }
/** The higher, the tighter; operands that bind less get parentheses. */
const infix: ReadonlyMap<string, Operator> = new Map([
  ['or', 'or', 1], ['and', 'and', 2],
  ['eq', '=', 4], ['ne', '!=', 4], ['lt', '<', 4], ['le', '<=', 4], ['gt', '>', 4], ['ge', '>=', 4], ['eqNullSafe', '<=>', 4],
  ['add', '+', 5], ['sub', '-', 5], ['mul', '*', 6], ['div', '/', 6], ['mod', '%', 6],
].map(([name, text, binds]) => [name as string, { text: text as string, binds: binds as number }]))
const postfix: Readonly<Record<string, string>> = { isNull: 'is null', isNotNull: 'is not null' }
const associative: ReadonlySet<string> = new Set(['and', 'or', 'add', 'mul'])
/** Tests such as `is null`, `in (…)` and `like` bind as comparisons do. */
const AND = 2, NOT = 3, COMPARISON = 4, TIGHTEST = 9
const tests: ReadonlySet<string> = new Set(['isNull', 'isNotNull', 'isIn', 'between', 'like'])

export const formatExpression = (e: Expression): string => formatWith(e, plainNames)
export function formatWith(e: Expression, names: Names = plainNames): string {
  switch (e.node) {
    case 'literal': return shortened(formatValue(e.value, e.type))
    case 'attribute': return names(e)
    case 'unresolvedColumn': return e.name
    case 'alias': return `${formatWith(e.child, names)} as ${names(e)}`
    case 'cast': return `${e.attempt ? 'try_cast' : 'cast'}(${formatWith(e.child, names)} as ${sqlName(e.type)})`
    default: return formatCall(e, names)
  }
}
type AnyCall = Extract<Expression, { readonly args: readonly Expression[] }>
const nameOf = (e: AnyCall): string => e.node === 'unresolvedCall' ? e.name : e.function.name

function formatCall(e: AnyCall, names: Names): string {
  const name = nameOf(e), [first, second] = e.args, operator = infix.get(name)
  const part = (child: Expression, least: number): string =>
    bindsOf(child) >= least ? formatWith(child, names) : `(${formatWith(child, names)})`
  if (operator && e.args.length === 2) {
    // 'and' inside 'or' would need no parentheses, but reads better with them
    const tighter = (name === 'or' ? AND : operator.binds) + 1
    const least = (child: Expression): number => associative.has(name) && isCallOf(child, name) ? operator.binds : tighter
    const left = operator.binds > COMPARISON ? operator.binds : least(first!)
    return `${part(first!, left)} ${operator.text} ${part(second!, least(second!))}`
  }
  if (tests.has(name) && first) {
    const [it, ...others] = e.args.map(a => part(a, COMPARISON + 1))
    if (name in postfix && !others.length) return `${it} ${postfix[name]}`
    if (name === 'isIn') return `${it} in (${formatList(e.args.slice(1), names)})`
    if (name === 'between') return `${it} between ${others.join(' and ')}`
    if (name === 'like' && others.length === 1) return `${it} like ${others[0]}`
  }
  if (e.args.length === 1 && name === 'not') return `not ${part(first!, NOT + 1)}`
  const distinct = e.node !== 'call' && e.distinct ? 'distinct ' : ''
  const filter = e.node !== 'call' && e.filter ? ` filter (where ${formatWith(e.filter, names)})` : ''
  return `${name}(${distinct}${formatList(e.args, names)})${filter}`
}
const isCallOf = (e: Expression, name: string): boolean => 'args' in e && nameOf(e) === name
function bindsOf(e: Expression): number {
  if (!('args' in e)) return TIGHTEST
  const name = nameOf(e), operator = e.args.length === 2 ? infix.get(name) : undefined
  return operator ? operator.binds : tests.has(name) ? COMPARISON : name === 'not' ? NOT : TIGHTEST
}
export const formatList = (list: readonly Expression[], names: Names = plainNames): string => list.map(e => formatWith(e, names)).join(', ')
export const formatAttributes = (list: readonly Attribute[], names: Names = plainNames): string => list.map(names).join(', ')
export function formatSortKey(k: SortKey, names: Names = plainNames): string {
  const usual = k.nullsFirst === !k.descending
  return `${formatWith(k.child, names)}${k.descending ? ' desc' : ''}${usual ? '' : k.nullsFirst ? ' nulls first' : ' nulls last'}`
}
/** An engine value as SQL would write it. */
export function formatValue(value: EngineValue, type: DataType): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`
  if (type.kind === 'decimal') return decimalText(value as bigint, type.scale)
  if (type.kind === 'date') return `date '${dateText(Number(value))}'`
  if (type.kind === 'timestamp' || type.kind === 'timestampNtz') return `${sqlName(type)} '${timeText(value as bigint)}'`
  if (value instanceof Uint8Array) return `X'${Array.from(value, b => b.toString(16).padStart(2, '0')).join('')}'`
  if (Array.isArray(value)) return `[${value.map(v => typeof v === 'object' || v === null ? JSON.stringify(v, (_, x: unknown) => typeof x === 'bigint' ? `${x}n` : x) : String(v)).join(', ')}]`
  return String(value)
}
/** An unscaled decimal with its point: `decimalText(-105n, 2)` is `-1.05`. */
export function decimalText(unscaled: bigint, scale: number): string {
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0')
  const text = scale ? `${digits.slice(0, -scale)}.${digits.slice(-scale)}` : digits
  return unscaled < 0n ? `-${text}` : text
}
