/** Which part of the rows a condition lets through: 0 … 1, guessed where statistics do not say. */
import { references, type Attribute, type Call, type Expression } from '../../logical/expression.js'
import { conjuncts } from '../../logical/canonical.js'
import { asNumber, type ColumnEstimate, type Columns } from './column.js'

/** Of conditions of which nothing is known; of one value of a column among others. */
const SOME = 1 / 3, FEW = 0.1, ONE_OF = 0.03

export function selectivity(e: Expression, columns: Columns): number {
  if (e.node === 'literal') return e.value === true ? 1 : 0
  if (e.node !== 'call') return 0.5
  const [first, second] = e.args
  switch (e.function.name) {
    case 'and': return together(conjuncts(e), columns)
    case 'or': return 1 - (1 - selectivity(first!, columns)) * (1 - selectivity(second!, columns))
    case 'not': return 1 - selectivity(first!, columns)
    case 'isNull': return columnOf(first!, columns)?.nulls ?? FEW
    case 'isNotNull': return 1 - (columnOf(first!, columns)?.nulls ?? FEW)
    case 'eq': case 'eqNullSafe': return equality(e, columns)
    case 'ne': return 1 - equality(e, columns)
    case 'isIn': return Math.min(1, (e.args.length - 1) * oneOf(columnOf(first!, columns)))
    case 'lt': case 'le': case 'gt': case 'ge': return range(e, columns)
    case 'between': return between(e, columns)
    case 'like': case 'startsWith': case 'endsWith': case 'contains': return FEW
    default: return SOME
  }
}
/** A lower and an upper bound of one column count as one range; for the rest see `afterEachOther`. */
function together(parts: readonly Expression[], columns: Columns): number {
  const ranges = new Map<number, { from: number; to: number }>(), others: number[] = []
  for (const part of parts) {
    const bound = boundOf(part, columns), range = bound && (ranges.get(bound.id) ?? { from: 0, to: 1 })
    if (!bound || !range) others.push(selectivity(part, columns))
    else if (bound.upper) ranges.set(bound.id, { ...range, to: Math.min(range.to, bound.part) })
    else ranges.set(bound.id, { ...range, from: Math.max(range.from, bound.part) })
  }
  const widths = [...ranges].map(([id, { from, to }]) => Math.max(to - from, oneOf(columns.get(id))))
  return afterEachOther([...others, ...widths])
}
/** A comparison of a column with a literal as the part of its values that lies below the literal. */
function boundOf(e: Expression, columns: Columns): { readonly id: number; readonly part: number; readonly upper: boolean } | undefined {
  const upper = e.node === 'call' && (e.function.name === 'lt' || e.function.name === 'le')
  if (e.node !== 'call' || (!upper && e.function.name !== 'gt' && e.function.name !== 'ge')) return undefined
  const [value, bound] = e.args, column = value?.node === 'attribute' ? columns.get(value.id) : undefined
  const at = bound?.node === 'literal' ? asNumber(bound.value) : undefined
  const part = column && at !== undefined ? partBelow(column, at) : undefined
  return value?.node === 'attribute' && part !== undefined ? { id: value.id, part, upper } : undefined
}
/** Conditions on one table are seldom independent: each further one counts less. */
function afterEachOther(parts: readonly number[]): number {
  return [...parts].sort((a, b) => a - b).reduce((product, s, n) => product * s ** (1 / 2 ** Math.min(n, 3)), 1)
}
/** The column that decides the value of an expression: itself, or the only one it reads. */
export function columnOf(e: Expression, columns: Columns): ColumnEstimate | undefined {
  const [only, ...others] = [...references(e).keys()]
  return only === undefined || others.length ? undefined : columns.get(only)
}
const oneOf = (c: ColumnEstimate | undefined): number => c?.distinct === undefined ? ONE_OF : 1 / c.distinct

function equality(e: Call, columns: Columns): number {
  const [a, b] = e.args.map(x => columnOf(x, columns))
  if (a && b) {
    const known = [a, b].flatMap(c => c.distinct === undefined ? [] : [c.distinct])
    return 1 / (known.length ? Math.max(...known) : Math.min(a.of, b.of))
  }
  const column = a ?? b, value = asNumber(literalIn(e))
  const outside = column && value !== undefined && isPlain(e) && (value < (column.min ?? -Infinity) || value > (column.max ?? Infinity))
  return outside ? 0 : oneOf(column)
}
const isPlain = (e: Call): boolean => e.args.some(a => a.node === 'attribute')
const literalIn = (e: Call) => e.args.flatMap(a => a.node === 'literal' ? [a.value] : [])[0]

function range(e: Call, columns: Columns): number {
  const bound = boundOf(e, columns)
  return bound ? bound.upper ? bound.part : 1 - bound.part : SOME
}
function between(e: Call, columns: Columns): number {
  const [value, lower, upper] = e.args, column = value?.node === 'attribute' ? columns.get(value.id) : undefined
  const [from, to] = [lower, upper].map(x => x?.node === 'literal' ? asNumber(x.value) : undefined)
  if (!column || from === undefined || to === undefined) return SOME * SOME
  const part = (partBelow(column, to) ?? SOME) - (partBelow(column, from) ?? 0)
  return Math.max(part, oneOf(column))
}
function partBelow(c: ColumnEstimate, at: number): number | undefined {
  const { min, max } = c
  if (min === undefined || max === undefined) return undefined
  if (at < min) return 0
  if (at > max) return 1
  return max === min ? 0.5 : Math.max((at - min) / (max - min), Math.min(1, 1 / (c.distinct ?? Infinity)))
}

/** What comparisons with literals leave of the columns' bounds. */
export function narrowed(condition: Expression, columns: Columns): Columns {
  const result = new Map(columns)
  for (const c of conjuncts(condition)) {
    if (c.node !== 'call' || c.args[0]?.node !== 'attribute' || c.args[1]?.node !== 'literal') continue
    const { id } = c.args[0] as Attribute, column = result.get(id), value = asNumber(c.args[1].value)
    if (column) result.set(id, bounded(c.function.name, column, value))
  }
  return result
}
const some = (distinct: number | undefined, part: number): number | undefined =>
  distinct === undefined ? undefined : Math.max(1, distinct * part)
function bounded(test: string, c: ColumnEstimate, value: number | undefined): ColumnEstimate {
  if (test === 'eq') return { ...c, distinct: 1, min: value, max: value, nulls: 0 }
  if (value === undefined) return c
  const part = partBelow(c, value) ?? SOME
  switch (test) {
    case 'lt': case 'le': return { ...c, max: Math.min(c.max ?? Infinity, value), distinct: some(c.distinct, part), nulls: 0 }
    case 'gt': case 'ge': return { ...c, min: Math.max(c.min ?? -Infinity, value), distinct: some(c.distinct, 1 - part), nulls: 0 }
    default: return c
  }
}
