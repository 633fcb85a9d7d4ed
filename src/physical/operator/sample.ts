import { Arena } from '../../memory/arena.js'
import type { Batch } from '../../memory/batch.js'
import type { ExecutionContext } from '../context.js'
import { takeRows } from '../../memory/gather.js'
import { through, type Step } from '../pipeline.js'
import type { OperatorKind, PhysicalBase, PhysicalPlan } from '../plan.js'
import { needs, single } from '../properties.js'

/** Keeps a row when the hash of (seed, position) falls below `fraction`: the same rows every time, whatever the batch size. */
export interface SampleRows extends PhysicalBase { readonly operator: 'sample'; readonly fraction: number; readonly seed: number }

export const sampleRows = (child: PhysicalPlan, fraction: number, seed: number): SampleRows =>
  Object.freeze({ operator: 'sample', children: Object.freeze([child]), output: child.output, fraction, seed })

export const sampleKind: OperatorKind<SampleRows> = {
  operator: 'sample',
  describe: plan => `Sample ${plan.fraction}, seed ${plan.seed}`,
  withChildren: (plan, [child]) => sampleRows(child!, plan.fraction, plan.seed),
  requires: () => [needs(single)],
  gives: (_, [child]) => child!,
  lower: (plan, context, partition) => through(context.lower(plan.children[0]!, partition), new SampleStep(plan, context)),
}

class SampleStep implements Step {
  readonly #arena: Arena
  readonly #below: number
  readonly #seed: number
  #position = 0
  constructor(plan: SampleRows, context: ExecutionContext) {
    this.#arena = new Arena(context.task, 'sample')
    this.#below = plan.fraction * 2 ** 32
    this.#seed = plan.seed
  }
  process(batch: Batch): Iterable<Batch> {
    this.#arena.reset()
    const indices = this.#arena.allocate(batch.rows * 4), { u32 } = this.#arena.memory
    let rows = 0
    for (let row = 0; row < batch.rows; row++) {
      if (hash(this.#seed, this.#position++) < this.#below) u32[(indices >>> 2) + rows++] = row
    }
    return rows === 0 ? [] : [{ rows, columns: batch.columns.map(v => takeRows(v, indices, rows, this.#arena)) }]
  }
  close(): void { this.#arena.close() }
}

/** 32 well-mixed bits of a seed and a position (up to 2⁵³). */
function hash(seed: number, position: number): number {
  let h = Math.imul(seed ^ Math.floor(position / 2 ** 32), 0x9e3779b1) ^ (position >>> 0)
  for (let round = 0; round < 2; round++) {
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  }
  return (h ^ (h >>> 16)) >>> 0
}
