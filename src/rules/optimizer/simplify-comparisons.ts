/** Comparisons with literals, in the form that sources can use and compiled code does fastest. */
import { match, P } from 'ts-pattern'
import { canonical } from '../../logical/canonical.js'
import { literal, typeOf, type Call, type Expression, type Literal } from '../../logical/expression.js'
import { bool, isFloat, isInteger, type DataType } from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import { TypedFrameError } from '../../errors/raise.js'
import { call, resolveCast } from '../analysis/calls.js'
import { evaluate } from '../evaluate.js'
import { onCalls, type Rule } from '../rule.js'
import { disjuncts, falseIfNotNull, isCall, isDeterministic, isLiteral, isNullLiteral, or, trueIfNotNull, unique } from './predicates.js'

const flipped: Readonly<Record<string, string>> = { eq: 'eq', ne: 'ne', eqNullSafe: 'eqNullSafe', lt: 'gt', gt: 'lt', le: 'ge', ge: 'le' }
const comparisons = Object.keys(flipped)

/** The literal stands on the right. */
export const literalsToTheRight: Rule = onCalls('LiteralsToTheRight', comparisons, e => match(e.args)
  .with([{ node: 'literal' }, { node: P.not('literal') }], ([value, other]) => call(flipped[e.function.name]!, other, value))
  .otherwise(() => e))

/**
 * `cast(column as wider) < literal` is a comparison of the column itself with a literal of its own type, which a source can
 * use. The cast must keep every value and its order.
 */
export const unwrapCastInComparison: Rule = onCalls('UnwrapCastInComparison', [...comparisons, 'isIn'], e => {
  const [wide, ...others] = e.args
  if (wide?.node !== 'cast' || wide.attempt || !keepsOrder(typeOf(wide.child), wide.type)) return e
  const values = others.filter(o => o.node === 'literal' && o.value !== null) as readonly Literal[]
  if (values.length < others.length) return e
  if (e.function.name !== 'isIn') return narrowed(e.function.name, wide.child, values[0]!) ?? e
  const narrow = values.map(v => exact(v, typeOf(wide.child)))
  return narrow.every(n => n !== undefined) ? call('isIn', wide.child, ...narrow) : e
})

const integerRange: Readonly<Record<string, readonly [number | bigint, number | bigint]>> = {
  int8: [-128, 127], int16: [-32768, 32767], int32: [-(2 ** 31), 2 ** 31 - 1], int64: [-(2n ** 63n), 2n ** 63n - 1n],
}
/** Decimal digits that hold every value of an integer type. */
const digits: Readonly<Record<string, number>> = { int8: 3, int16: 5, int32: 10, int64: 19 }
const order = ['int8', 'int16', 'int32', 'int64']
function keepsOrder(from: DataType, to: DataType): boolean {
  if (isInteger(from) && isInteger(to)) return order.indexOf(from.kind) <= order.indexOf(to.kind)
  if (isInteger(from) && to.kind === 'float64') return from.kind !== 'int64'
  if (from.kind === 'float32' && to.kind === 'float64') return true
  if (isInteger(from) && to.kind === 'decimal') return to.precision - to.scale >= digits[from.kind]!
  if (from.kind !== 'decimal' || to.kind !== 'decimal') return false
  return to.scale >= from.scale && to.precision - to.scale >= from.precision - from.scale
}
const limitsOf = (type: DataType): readonly [EngineValue, EngineValue] => {
  if (type.kind !== 'decimal') return isFloat(type) ? [-Infinity, NaN] : integerRange[type.kind]!
  const most = 10n ** BigInt(type.precision) - 1n
  return [-most, most]
}

function narrowed(name: string, column: Expression, value: Literal): Expression | undefined {
  const type = typeOf(column), wide = value.type
  const [least, most] = limitsOf(type).map(v => compare(widen(literal(v, type), wide), value)) as [number, number]
  if (least > 0) return outside(name, column, 'below')
  if (most < 0) return outside(name, column, 'above')
  const near = cast(value, type)
  if (!near) return undefined
  const back = compare(widen(near, wide), value)
  if (back === 0) return call(name, column, near)
  switch (name) {
    case 'eq': return falseIfNotNull(column)
    case 'ne': return trueIfNotNull(column)
    case 'eqNullSafe': return literal(false, bool)
    case 'gt': case 'ge': return call(back < 0 ? 'gt' : 'ge', column, near)
    default: return call(back < 0 ? 'le' : 'lt', column, near)
  }
}
/** The comparison when the literal lies below or above everything that the column can hold. */
function outside(name: string, column: Expression, where: 'below' | 'above'): Expression {
  if (name === 'eqNullSafe') return literal(false, bool)
  const holds = name === 'ne' || (where === 'below' ? name === 'gt' || name === 'ge' : name === 'lt' || name === 'le')
  return holds ? trueIfNotNull(column) : falseIfNotNull(column)
}
const widen = (value: Literal, to: DataType): Literal => literal(evaluate(resolveCast(value, to, false)), to)
const compare = (a: Literal, b: Literal): number => evaluate(call('lt', a, b)) === true ? -1 : evaluate(call('gt', a, b)) === true ? 1 : 0
function cast(value: Literal, to: DataType): Literal | undefined {
  try {
    return literal(evaluate(resolveCast(value, to, false)), to)
  } catch (error) {
    if (error instanceof TypedFrameError) return undefined
    throw error
  }
}
function exact(value: Literal, type: DataType): Literal | undefined {
  const near = cast(value, type)
  return near && compare(widen(near, value.type), value) === 0 ? near : undefined
}

/** One choice is an equality; choices are listed once; equalities of one expression with literals are choices. */
export const optimizeIn: Rule = onCalls('OptimizeIn', ['isIn', 'or'], e => match(e)
  .with({ function: { name: 'isIn' } }, whole => {
    const [value, ...choices] = whole.args
    const kept = choices.every(c => c.node === 'literal') ? unique(choices) : choices
    if (kept.length === 1 && value) return call('eq', value, kept[0]!)
    return kept.length < choices.length && value ? call('isIn', value, ...kept) : whole
  })
  .otherwise(equalitiesToIn))

function equalitiesToIn(e: Call): Expression {
  const groups = new Map<string, { readonly value: Expression; readonly choices: Expression[] }>()
  const rest: Expression[] = []
  const alternatives = disjuncts(e)
  for (const part of alternatives) {
    const choice = choicesOf(part)
    if (!choice) {
      rest.push(part)
      continue
    }
    const text = canonical(choice.value), group = groups.get(text) ?? { value: choice.value, choices: [] }
    group.choices.push(...choice.choices)
    groups.set(text, group)
  }
  if (groups.size + rest.length === alternatives.length) return e
  const found = [...groups.values()].map(({ value, choices }) => call(choices.length > 1 ? 'isIn' : 'eq', value, ...choices))
  return or([...found, ...rest])
}
function choicesOf(e: Expression): { readonly value: Expression; readonly choices: readonly Expression[] } | undefined {
  if (!isCall(e, 'eq') && !isCall(e, 'isIn')) return undefined
  const [value, ...choices] = e.args
  return value && isDeterministic(value) && choices.every(c => isLiteral(c) && !isNullLiteral(c)) ? { value, choices } : undefined
}

/** Patterns with a % at one end or both are searches for a part; one without is an equality. */
export const likeSimplification: Rule = onCalls('LikeSimplification', ['like'], e => match(e.args)
  .with([P._, { node: 'literal', value: P.string }], ([text, pattern]) => {
    const found = /^(%*)([^%_\\]*)(%*)$/s.exec(pattern.value as string)
    if (!found) return e
    const [, start, part, end] = found as unknown as [string, string, string, string]
    const wanted = literal(part, pattern.type)
    if (part === '' && (start || end)) return trueIfNotNull(text)
    if (start && end) return call('contains', text, wanted)
    return start ? call('endsWith', text, wanted) : end ? call('startsWith', text, wanted) : call('eq', text, wanted)
  })
  .otherwise(() => e))
