/** Join → hash join on its equalities where there are any, otherwise a nested loop; the smaller side is built. */
import { alias, references, toAttribute, typeOf, type Attribute, type Expression, type NamedExpression } from '../../logical/expression.js'
import { conjuncts } from '../../logical/canonical.js'
import type { Join } from '../../logical/node/join.js'
import { outputIds } from '../../logical/node/kinds.js'
import { sameType } from '../../types/data-type.js'
import { hashJoin } from '../operator/hash-join.js'
import { nestedLoopJoin } from '../operator/nested-loop-join.js'
import type { PhysicalPlan } from '../plan.js'
import { stages } from './stage.js'
import type { Planner } from './strategy.js'

interface Equality { readonly left: Expression; readonly right: Expression; readonly nullSafe: boolean }

/** `needed`: the columns that what stands above looks at; all when undefined. */
export function planJoin(plan: Join, planner: Planner, needed?: ReadonlySet<number>): PhysicalPlan {
  const [left, right] = plan.children as [Join['children'][0], Join['children'][0]]
  const ofLeft = outputIds(left), ofRight = outputIds(right)
  const equalities: Equality[] = [], rest: Expression[] = []
  for (const c of plan.condition ? conjuncts(plan.condition) : []) {
    const equality = equalityOf(c, ofLeft, ofRight)
    if (equality) equalities.push(equality)
    else rest.push(c)
  }
  const build = planner.estimate(left).rows < planner.estimate(right).rows ? 'left' : 'right'
  const details = { kind: plan.kind, residual: rest, build, needed: needed ?? new Set(plan.output.map(a => a.id)) } as const
  if (!equalities.length) return nestedLoopJoin(planner.plan(left), planner.plan(right), { ...details, leftKeys: [], rightKeys: [], nullSafe: [] })

  const l = withKeys(planner.plan(left), equalities.map(e => e.left), planner)
  const r = withKeys(planner.plan(right), equalities.map(e => e.right), planner)
  return hashJoin(l.plan, r.plan, { ...details, leftKeys: l.keys, rightKeys: r.keys, nullSafe: equalities.map(e => e.nullSafe) })
}

function equalityOf(e: Expression, left: ReadonlySet<number>, right: ReadonlySet<number>): Equality | undefined {
  if (e.node !== 'call' || (e.function.name !== 'eq' && e.function.name !== 'eqNullSafe')) return undefined
  const [a, b] = e.args as [Expression, Expression], nullSafe = e.function.name === 'eqNullSafe'
  if (!sameType(typeOf(a), typeOf(b))) return undefined
  const within = (x: Expression, side: ReadonlySet<number>): boolean => {
    const used = [...references(x).keys()]
    return used.length > 0 && used.every(id => side.has(id))
  }
  if (within(a, left) && within(b, right)) return { left: a, right: b, nullSafe }
  if (within(b, left) && within(a, right)) return { left: b, right: a, nullSafe }
  return undefined
}
/** Key expressions as columns of the side. */
function withKeys(side: PhysicalPlan, keys: readonly Expression[], planner: Planner): { readonly plan: PhysicalPlan; readonly keys: readonly Attribute[] } {
  const extra: NamedExpression[] = []
  const attributes = keys.map((k): Attribute => {
    if (k.node === 'attribute') return k
    const made = alias(k, `key${extra.length + 1}`)
    extra.push(made)
    return toAttribute(made)
  })
  return { plan: extra.length ? stages(side, [], [...side.output, ...extra], planner) : side, keys: attributes }
}
