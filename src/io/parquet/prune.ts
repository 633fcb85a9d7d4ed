/** What statistics of a row group say of a filter. */
import type { Attribute, Expression, Literal } from '../../logical/expression.js'
import { sameType, type DataType } from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import { compareBounds, type Bound, type Bounds } from './statistics.js'
import { widening } from '../widening.js'

/** Of the rows of a group, `none` or `all` make the filter true; `some`: it cannot be said. */
export type Verdict = 'none' | 'some' | 'all'

/** What is known of a column in a row group: its rows, nulls and bounds. */
export interface ColumnFacts {
  readonly type: DataType
  readonly rows: number
  readonly nulls: number | undefined
  readonly bounds: Bounds | undefined
}
export type Facts = (column: string) => ColumnFacts | undefined

export function judge(filter: Expression, facts: Facts): Verdict {
  if (filter.node === 'attribute') return compare('eq', facts(filter.name), true)
  if (filter.node !== 'call') return 'some'
  const { name } = filter.function
  const verdicts = (): Verdict[] => filter.args.map(arg => judge(arg, facts))
  switch (name) {
    case 'and': return every(verdicts())
    case 'or': return any(verdicts())
    case 'not': return judge(filter.args[0]!, facts) === 'all' ? 'none' : 'some'
    case 'isNull': case 'isNotNull': return nullTest(name === 'isNull', columnOf(filter.args[0], facts))
    case 'eq': case 'lt': case 'le': case 'gt': case 'ge': return comparison(name, filter.args, facts)
    case 'between': {
      const [value, low, high] = filter.args
      return every([comparison('ge', [value, low], facts), comparison('le', [value, high], facts)])
    }
    case 'isIn': return any(filter.args.slice(1).map(item => comparison('eq', [filter.args[0], item], facts)))
    case 'startsWith': return startsWith(filter.args, facts)
    default: return 'some'
  }
}

/** Columns that have one of some values wherever the filter is true. */
export function equalities(filter: Expression): readonly { readonly column: string; readonly values: EngineValue[] }[] {
  if (filter.node !== 'call') return []
  const { args, function: { name } } = filter
  if (name === 'and') return args.flatMap(equalities)
  const [left, right] = args
  if (name === 'eq' && left?.node === 'literal' && right?.node === 'attribute') return equalTo(right, [left])
  return left?.node === 'attribute' && (name === 'eq' || name === 'isIn') ? equalTo(left, args.slice(1)) : []
}
function equalTo({ name, type }: Attribute, items: readonly Expression[]): ReturnType<typeof equalities> {
  const values = items.flatMap(item => item.node === 'literal' && sameType(item.type, type) && item.value !== null ? [item.value] : [])
  return values.length === items.length ? [{ column: name, values }] : []
}

const every = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.includes('none') ? 'none' : verdicts.every(v => v === 'all') ? 'all' : 'some'
const any = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.includes('all') ? 'all' : verdicts.every(v => v === 'none') ? 'none' : 'some'

type Comparison = 'eq' | 'lt' | 'le' | 'gt' | 'ge'
const flipped: Readonly<Record<Comparison, Comparison>> = { eq: 'eq', lt: 'gt', le: 'ge', gt: 'lt', ge: 'le' }

function comparison(name: Comparison, [left, right]: readonly (Expression | undefined)[], facts: Facts): Verdict {
  if (left?.node === 'literal') return right?.node === 'literal' ? 'some' : comparison(flipped[name], [right, left], facts)
  const column = columnOf(left, facts)
  const value = right?.node === 'literal' && column ? boundOfLiteral(right, column.type) : undefined
  return value === undefined ? 'some' : compare(name, column, value)
}

function compare(name: Comparison, column: ColumnFacts | undefined, value: Bound): Verdict {
  if (column === undefined) return 'some'
  if (column.nulls === column.rows) return 'none'
  if (column.bounds === undefined) return 'some'
  const low = compareBounds(column.bounds.min, value), high = compareBounds(column.bounds.max, value)
  // NaN is above all numbers and not within the bounds.
  const float = column.type.kind === 'float32' || column.type.kind === 'float64'
  const [none, all] = ((): readonly [boolean, boolean] => {
    switch (name) {
      case 'eq': return [low > 0 || high < 0, low === 0 && high === 0 && !float]
      case 'lt': return [low >= 0, high < 0 && !float]
      case 'le': return [low > 0, high <= 0 && !float]
      case 'gt': return [high <= 0 && !float, low > 0]
      case 'ge': return [high < 0 && !float, low >= 0]
    }
  })()
  return none ? 'none' : all && column.nulls === 0 ? 'all' : 'some'
}

function nullTest(isNull: boolean, column: ColumnFacts | undefined): Verdict {
  if (column?.nulls === undefined) return 'some'
  if (column.nulls === 0) return isNull ? 'none' : 'all'
  return column.nulls === column.rows ? isNull ? 'all' : 'none' : 'some'
}

function startsWith([text, prefix]: readonly Expression[], facts: Facts): Verdict {
  const column = columnOf(text, facts)
  if (prefix?.node !== 'literal' || column?.type.kind !== 'utf8') return 'some'
  const wanted = boundOfLiteral(prefix, column.type)
  if (!(wanted instanceof Uint8Array)) return 'some'
  if (column.nulls === column.rows) return 'none'
  if (!(column.bounds?.min instanceof Uint8Array) || !(column.bounds.max instanceof Uint8Array)) return 'some'
  const low = compareBounds(column.bounds.min.subarray(0, wanted.length), wanted)
  const high = compareBounds(column.bounds.max.subarray(0, wanted.length), wanted)
  return low > 0 || high < 0 ? 'none' : low === 0 && high === 0 && column.nulls === 0 ? 'all' : 'some'
}

/** A column, also one that is cast to a wider type: then its bounds in that type. */
function columnOf(e: Expression | undefined, facts: Facts): ColumnFacts | undefined {
  if (e?.node === 'attribute') return facts(e.name)
  if (e?.node !== 'cast' || e.child.node !== 'attribute') return undefined
  const column = facts(e.child.name)
  const wider = column && widening(column.type, e.type)
  if (!wider || column.type.kind === 'binary' || column.type.kind === 'utf8') return undefined
  const widen = (bound: Bound): Bound => wider.value(bound as EngineValue) as Bound
  const bounds = column.bounds && { min: widen(column.bounds.min), max: widen(column.bounds.max) }
  return { ...column, type: e.type, bounds }
}

const encoder = new TextEncoder()
/** A literal as a bound of a column of its type; undefined where the two cannot be compared. */
function boundOfLiteral({ value, type }: Literal, column: DataType): Bound | undefined {
  if (value === null || !sameType(type, column) || Number.isNaN(value)) return undefined
  if (typeof value === 'string') return encoder.encode(value)
  return Array.isArray(value) ? undefined : value as Bound
}
