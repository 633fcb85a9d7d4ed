/** Rows in order, for sort and top-N. */
import type { Attribute, SortKey } from '../logical/expression.js'
import { Arena } from '../memory/arena.js'
import type { Batch } from '../memory/batch.js'
import { SortBuffer } from '../memory/sort-buffer.js'
import type { ExecutionContext } from './context.js'
import { pulse, pulses } from './pipeline.js'
import type { PhysicalPlan } from './plan.js'

/** Takes all of `input` (columns `attributes`), then gives the first `limit` rows in the order of the keys. */
export async function* sorted(plan: PhysicalPlan, keys: readonly SortKey[], attributes: readonly Attribute[], limit: number, input: AsyncIterable<Batch>, context: ExecutionContext): AsyncGenerator<Batch> {
  const at = keys.map(k => attributes.findIndex(a => k.child.node === 'attribute' && a.id === k.child.id))
  const sortKeys = keys.map((k, n) => ({ type: attributes[at[n]!]!.type, descending: k.descending, nullsFirst: k.nullsFirst }))
  const onSpill = (bytes: number): void => context.metrics.add(plan, 'spillSize', bytes)
  const buffer = new SortBuffer(context.task, sortKeys, attributes.map(a => a.type), { limit, onSpill })
  const arena = new Arena(context.task, 'The sort')
  try {
    for await (const batch of input) yield* pulses(buffer.append(at.map(n => batch.columns[n]!), batch.columns, batch.rows))
    yield* pulses(buffer.sort())
    context.metrics.max(plan, 'peakMemory', buffer.peakBytes)
    for (const { pointers, count } of buffer.batches(context.batchRows)) {
      arena.reset()
      yield count === 0 ? pulse : { rows: count, columns: attributes.map((_, c) => buffer.gather(pointers, count, c, arena)) }
    }
  } finally {
    arena.close()
    buffer.close()
  }
}
