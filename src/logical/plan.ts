/**
 * Logical plans: frozen plain objects, one kind of node a file in `node/`. Each file exports its interface, a constructor
 * that computes `output`, and a `NodeKind` that says how to walk, rebuild and print it; `node/kinds.ts` lists them.
 */
import type { Attribute, Expression } from './expression.js'
import type { Names } from './format.js'
import type { Aggregate } from './node/aggregate.js'
import type { CachedRelation } from './node/cached-relation.js'
import type { Deduplicate } from './node/deduplicate.js'
import type { Distinct } from './node/distinct.js'
import type { Filter } from './node/filter.js'
import type { Join } from './node/join.js'
import type { Limit } from './node/limit.js'
import type { LocalRelation } from './node/local-relation.js'
import type { Project } from './node/project.js'
import type { Relation } from './node/relation.js'
import type { Sample } from './node/sample.js'
import type { SetOperation } from './node/set-operation.js'
import type { Sort } from './node/sort.js'
import type { Union } from './node/union.js'

export type LogicalPlan =
  | Aggregate | CachedRelation | Deduplicate | Distinct | Filter | Join | Limit | LocalRelation | Project | Relation
  | Sample | SetOperation | Sort | Union

export interface PlanBase {
  readonly node: string
  readonly children: readonly LogicalPlan[]
  /** The columns it gives, in order. Names may repeat only where the user could not have named them (inside a join). */
  readonly output: readonly Attribute[]
}
/** How to walk, rebuild and print one kind of node. */
export interface NodeKind<N extends PlanBase> {
  readonly node: N['node']
  /** Its own expressions, in a fixed order. */
  expressions(node: N): readonly Expression[]
  /** The same node over other children and expressions (as many, in the same order); `output` is computed anew. */
  rebuild(node: N, children: readonly LogicalPlan[], expressions: readonly Expression[]): N
  /** One line of `explain`, without the children. */
  describe(node: N, names?: Names): string
}
