/**
 * Physical plans: frozen plain objects, one kind of operator a file in `operator/`. Each file exports its interface, its
 * constructor and an `OperatorKind`; `operator/kinds.ts` lists them. Expressions in physical plans are over attributes of
 * the children's outputs.
 */
import type { Attribute } from '../logical/expression.js'
import type { Names } from '../logical/format.js'
import type { ExecutionContext } from './context.js'
import type { CachedScan } from './operator/cached-scan.js'
import type { Exchange } from './operator/exchange.js'
import type { HashAggregate } from './operator/hash-aggregate.js'
import type { HashJoin } from './operator/hash-join.js'
import type { LimitRows } from './operator/limit.js'
import type { LocalScan } from './operator/local-scan.js'
import type { NestedLoopJoin } from './operator/nested-loop-join.js'
import type { SampleRows } from './operator/sample.js'
import type { Scan } from './operator/scan.js'
import type { SortRows } from './operator/sort.js'
import type { StageRows } from './operator/stage.js'
import type { TopN } from './operator/top-n.js'
import type { UnionRows } from './operator/union.js'
import type { Pipeline } from './pipeline.js'
import type { Properties, Requirement } from './properties.js'

export type PhysicalPlan =
  | CachedScan | Exchange | HashAggregate | HashJoin | LimitRows | LocalScan | NestedLoopJoin | SampleRows | Scan | SortRows
  | StageRows | TopN | UnionRows

export interface PhysicalBase {
  readonly operator: string
  readonly children: readonly PhysicalPlan[]
  readonly output: readonly Attribute[]
}
export interface OperatorKind<P extends PhysicalBase> {
  readonly operator: P['operator']
  /** One line of `explain`. */
  describe(plan: P, names: Names): string
  withChildren(plan: P, children: readonly PhysicalPlan[]): P
  /** What it needs of each child. */
  requires(plan: P): readonly Requirement[]
  /** How its rows are spread and ordered, given the same of its children. */
  gives(plan: P, children: readonly Properties[]): Properties
  /** The pipeline that makes the rows of one partition. */
  lower(plan: P, context: ExecutionContext, partition: number): Pipeline
}
