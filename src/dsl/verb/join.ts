import { raise } from '../../errors/raise.js'
import { alias, attribute, unresolvedCall, type Attribute, type Expression, type NamedExpression } from '../../logical/expression.js'
import { join as joinNode, type JoinKind } from '../../logical/node/join.js'
import { project } from '../../logical/node/project.js'
import type { LogicalPlan } from '../../logical/plan.js'
import { analyze } from '../../rules/analysis/analyze.js'
import { call } from '../../rules/analysis/calls.js'
import { apart } from '../../rules/analysis/fresh-ids.js'
import { asCallback, columnsNamed, columnsOf, entriesOf, owned, type ColumnValues } from '../columns.js'
import { conjunction } from './condition.js'
import { conditionOf } from './filter.js'
import { named } from './projection.js'

export interface JoinOptions { readonly how?: Exclude<JoinKind, 'cross'>; readonly suffix?: string }
/** Names of both sides, or pairs from left names to right names. */
export type JoinOn = string | readonly string[] | Readonly<Record<string, string>>

const kinds: readonly string[] = ['inner', 'left', 'right', 'full', 'semi', 'anti']

export function join(left: LogicalPlan, other: LogicalPlan, on: JoinOn, { how = 'inner', suffix }: JoinOptions = {}): LogicalPlan {
  checkKind('join', how)
  const right = apart(left, other)
  const pairs = pairsOf(on).map(([l, r]) => [keyOf(left, l), keyOf(right, r)] as const)
  if (!pairs.length) return raise('INVALID_ARGUMENT', { verb: 'join', message: 'name at least one key, or use crossJoin' })
  const joined = analyze(joinNode(left, right, how, conjunction(pairs.map(p => unresolvedCall('eq', p)))))
  if (how === 'semi' || how === 'anti') return joined

  // As Spark's USING: keys of one name come first and once. After a right join the key is the right side's, after a full
  // one whichever is there.
  const [outerLeft, outerRight] = sides(joined, left)
  const shared = pairs.filter(([l, r]) => l.name === r.name)
  const sharedIds = new Set(shared.flatMap(([l, r]) => [l.id, r.id]))
  const keys = shared.map(([l, r]): NamedExpression => how === 'full' ? alias(either(l, r), l.name)
    : how === 'right' ? byId(outerRight, r) : byId(outerLeft, l))
  const rest = (side: readonly Attribute[]): Attribute[] => side.filter(a => !sharedIds.has(a.id))
  return analyze(project(joined, withSuffix([...keys, ...rest(outerLeft)], rest(outerRight), suffix)))
}

/** The key of a full join: of the side that is there. Every row has one, so it is null only where a key was null before the join. */
function either(l: Attribute, r: Attribute): Expression {
  const made = call('coalesce', asNullable(l), asNullable(r))
  return Object.freeze({ ...made, nullable: l.nullable || r.nullable })
}
const asNullable = (a: Attribute): Attribute => attribute(a.name, a.type, true, a.id)

/** Pairs of rows for which a condition holds. */
export function joinOn(
  left: LogicalPlan, other: LogicalPlan, condition: (l: ColumnValues, r: ColumnValues) => unknown,
  { how = 'inner', suffix }: JoinOptions = {},
): LogicalPlan {
  checkKind('joinOn', how)
  const callback = asCallback(condition, 'joinOn', 'a callback, such as (l, r) => l.id.eq(r.id),')
  const right = apart(left, other)
  const made = owned(conditionOf(callback(columnsOf(left.output), columnsOf(right.output)), 'joinOn'), left, right)
  return bothSides(analyze(joinNode(left, right, how, made)), left, suffix)
}
export const crossJoin = (left: LogicalPlan, other: LogicalPlan, { suffix }: JoinOptions = {}): LogicalPlan =>
  bothSides(analyze(joinNode(left, apart(left, other), 'cross', undefined)), left, suffix)

function bothSides(joined: LogicalPlan, left: LogicalPlan, suffix: string | undefined): LogicalPlan {
  const [l, r] = sides(joined, left)
  const columns = withSuffix(l, r, suffix)
  return joined.node === 'join' && joined.output.length === l.length ? joined : analyze(project(joined, columns))
}
/** The join's output by side: nullable where the other side may be missing. */
const sides = (joined: LogicalPlan, left: LogicalPlan): [readonly Attribute[], readonly Attribute[]] =>
  [joined.output.slice(0, left.output.length), joined.output.slice(left.output.length)]
const byId = (side: readonly Attribute[], a: Attribute): Attribute => side.find(o => o.id === a.id)!

/** Right columns whose names are taken get the suffix. */
function withSuffix(left: readonly NamedExpression[], right: readonly Attribute[], suffix: string | undefined): readonly NamedExpression[] {
  const taken = new Set(left.map(c => c.name))
  const renamed = right.map(a => suffix !== undefined && taken.has(a.name) ? named(a, a.name + suffix) : a)
  return [...left, ...renamed]
}
function pairsOf(on: JoinOn): readonly (readonly [string, string])[] {
  if (typeof on === 'string') return [[on, on]]
  return isList(on) ? on.map(k => [k, k] as const) : entriesOf(on, 'join', "{ left: 'right' } or a name")
}
const keyOf = (side: LogicalPlan, name: string): Attribute => columnsNamed(side.output, [name], 'join')[0]!
const isList = (on: JoinOn): on is readonly string[] => Array.isArray(on)

function checkKind(verb: string, how: string): void {
  if (!kinds.includes(how)) raise('INVALID_ARGUMENT', { verb, message: `how must be one of ${kinds.join(', ')}, not '${how}'` })
}
