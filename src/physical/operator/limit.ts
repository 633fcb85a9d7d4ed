import { Arena } from '../../memory/arena.js'
import type { Batch } from '../../memory/batch.js'
import { through, type Step } from '../pipeline.js'
import type { OperatorKind, PhysicalBase, PhysicalPlan } from '../plan.js'
import { needs, single } from '../properties.js'
import { sliceVector } from '../slice.js'
import type { ExecutionContext } from '../context.js'

/** Skips `offset` rows and passes at most `count` on; then nothing more is read. */
export interface LimitRows extends PhysicalBase { readonly operator: 'limit'; readonly count: number; readonly offset: number }

export const limitRows = (child: PhysicalPlan, count: number, offset: number): LimitRows =>
  Object.freeze({ operator: 'limit', children: Object.freeze([child]), output: child.output, count, offset })

export const limitKind: OperatorKind<LimitRows> = {
  operator: 'limit',
  describe: plan => `Limit ${plan.count}${plan.offset ? `, offset ${plan.offset}` : ''}`,
  withChildren: (plan, [child]) => limitRows(child!, plan.count, plan.offset),
  requires: () => [needs(single)],
  gives: (_, [child]) => child!,
  lower: (plan, context, partition) => through(context.lower(plan.children[0]!, partition), new LimitStep(plan, context)),
}

class LimitStep implements Step {
  readonly #arena: Arena
  #skip: number
  #left: number
  constructor(plan: LimitRows, context: ExecutionContext) {
    this.#arena = new Arena(context.task, 'limit')
    this.#skip = plan.offset
    this.#left = plan.count
  }
  process(batch: Batch): Iterable<Batch> {
    const from = Math.min(this.#skip, batch.rows), rows = Math.min(batch.rows - from, this.#left)
    this.#skip -= from
    this.#left -= rows
    if (from === 0 && rows === batch.rows) return [batch]
    if (rows === 0) return []
    this.#arena.reset()
    return [{ rows, columns: batch.columns.map(v => sliceVector(v, from, rows, this.#arena)) }]
  }
  done(): boolean { return this.#left === 0 }
  close(): void { this.#arena.close() }
}
