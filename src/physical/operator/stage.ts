import { toAttribute, type Expression, type NamedExpression } from '../../logical/expression.js'
import { formatList } from '../../logical/format.js'
import type { Batch } from '../../memory/batch.js'
import type { ExecutionContext } from '../context.js'
import { through, type Step } from '../pipeline.js'
import type { OperatorKind, PhysicalBase, PhysicalPlan } from '../plan.js'
import { any, needs, spread } from '../properties.js'
import type { StageRunner, StageSpec } from '../stage.js'

/** Filters and projections as one stage. `compiled` false: it holds something that has no compiled form and runs as closures. */
export interface StageRows extends PhysicalBase {
  readonly operator: 'stage'
  readonly filters: readonly Expression[]
  readonly columns: readonly NamedExpression[]
  readonly compiled: boolean
}
export const stageRows = (child: PhysicalPlan, filters: readonly Expression[], columns: readonly NamedExpression[], compiled: boolean): StageRows => Object.freeze({
  operator: 'stage', children: Object.freeze([child]), output: Object.freeze(columns.map(toAttribute)),
  filters: Object.freeze([...filters]), columns: Object.freeze([...columns]), compiled,
})

export const stageSpecOf = ({ filters, columns, children }: StageRows): StageSpec =>
  ({ input: children[0]!.output, filters, outputs: columns.map(c => c.node === 'alias' ? c.child : c) })

export const stageKind: OperatorKind<StageRows> = {
  operator: 'stage',
  describe: (plan, names) => {
    const filter = plan.filters.length ? ` filter [${formatList(plan.filters, names)}]` : ''
    return `Stage${plan.compiled ? '' : ' (closures)'}${filter} [${formatList(plan.columns, names)}]`
  },
  withChildren: (plan, [child]) => stageRows(child!, plan.filters, plan.columns, plan.compiled),
  requires: () => [needs(any)],
  gives: (plan, [child]) => {
    const kept = new Set(plan.output.map(a => a.id))
    const { partitioning, ordering } = child!
    const keeps = partitioning.kind === 'unknown' || partitioning.keys.every(k => kept.has(k.id))
    const end = ordering.findIndex(k => k.child.node !== 'attribute' || !kept.has(k.child.id))
    return spread(keeps ? partitioning : { kind: 'unknown', partitions: partitioning.partitions }, end < 0 ? ordering : ordering.slice(0, end))
  },
  lower: (plan, context, partition) => through(context.lower(plan.children[0]!, partition), new StageStep(plan, context)),
}

class StageStep implements Step {
  readonly #plan: StageRows
  readonly #context: ExecutionContext
  #runner: StageRunner | undefined
  constructor(plan: StageRows, context: ExecutionContext) { this.#plan = plan; this.#context = context }
  process(batch: Batch): Iterable<Batch> {
    this.#runner ??= this.#make()
    return [this.#runner.run(batch)]
  }
  #make(): StageRunner {
    return this.#context.stage(stageSpecOf(this.#plan))
  }
  close(): void { this.#runner?.close() }
}
