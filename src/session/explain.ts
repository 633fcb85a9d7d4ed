/** A plan in all its forms, for people. */
import { clearly } from '../errors/too-deep.js'
import type { ExplainOptions } from '../logical/options.js'
import { formatPlan, formatWritten } from '../logical/node/kinds.js'
import type { LogicalPlan } from '../logical/plan.js'
import { dumpAggregate, dumpStage } from '../physical/compile/dump.js'
import { formatPhysical } from '../physical/operator/kinds.js'
import { aggregateSpecOf } from '../physical/aggregate-output.js'
import { stageSpecOf } from '../physical/operator/stage.js'
import type { PhysicalPlan } from '../physical/plan.js'
import { prepare, start, type Engine } from './run.js'

/** `metrics`: runs the plan and notes beside each operator what it did. `codegen`: adds the code of its compiled stages. */
export async function explain(plan: LogicalPlan, engine: Engine, { metrics = false, codegen = false }: ExplainOptions): Promise<string> {
  try {
    return await sectionsOf(plan, engine, metrics, codegen)
  } catch (error) {
    throw clearly(error)
  }
}
async function sectionsOf(plan: LogicalPlan, engine: Engine, metrics: boolean, codegen: boolean): Promise<string> {
  const prepared = await prepare(plan, engine)
  const sections = [
    ['Parsed logical plan', formatWritten(plan)],
    ['Analyzed logical plan', formatPlan(plan)],
    ['Optimized logical plan', formatPlan(prepared.optimized)],
    metrics ? await measured(prepared, engine) : ['Physical plan', formatPhysical(prepared.physical)],
  ]
  if (codegen && engine.config.tier === 'wasm') sections.push(['Generated code', codeOf(prepared.physical).join('\n\n') || 'No stage is compiled.'])
  return sections.map(([title, text]) => `== ${title} ==\n${text}`).join('\n\n')
}

async function measured(prepared: Awaited<ReturnType<typeof prepare>>, engine: Engine): Promise<string[]> {
  const run = start(prepared, engine, {}), from = performance.now()
  let rows = 0
  for await (const batch of run.batches) rows += batch.rows
  const took = (performance.now() - from).toFixed(1)
  const title = `Physical plan, run in ${took} ms: ${rows.toLocaleString('en-US')} rows, peak memory ${(run.context.task.peakBytes / 2 ** 20).toFixed(1)} MiB`
  return [title, formatPhysical(prepared.physical, p => run.context.metrics.format(p))]
}

function codeOf(plan: PhysicalPlan): readonly string[] {
  const own = plan.operator === 'stage' && plan.compiled ? dumpStage(stageSpecOf(plan)) : plan.operator === 'hashAggregate' ? dumpAggregate(aggregateSpecOf(plan)) : ''
  return [...plan.children.flatMap(codeOf), ...(own ? [own] : [])]
}
