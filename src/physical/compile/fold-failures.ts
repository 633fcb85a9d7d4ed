/** Errors of folds: compiled code says where, evaluating the same step on the same state says what. */
import type { FoldImplementation } from '../../functions/declare.js'
import type { Batch, Vector } from '../../memory/batch.js'
import { readValue } from '../../memory/vector.js'
import { rowFunction } from '../closures/column-function.js'
import { BatchInput } from '../closures/selection.js'
import { StateCells } from '../closures/state.js'
import type { AggregateSpec, StateLayout } from '../stage.js'
import { foldOf } from './fold-writer.js'
import { raiseUnexplained, type Workspace } from './instance.js'
import type { Site } from './program.js'

export class FoldFailures {
  readonly #spec: AggregateSpec
  readonly #layout: StateLayout
  readonly #space: Workspace
  constructor(spec: AggregateSpec, layout: StateLayout, space: Workspace) {
    this.#spec = spec
    this.#layout = layout
    this.#space = space
  }

  ofRow(site: Site, batch: Batch, row: number, state: number): never {
    const n = this.#aggregate(site), item = this.#spec.aggregates[n]!
    const input = new BatchInput(batch, this.#space.memory)
    const args = item.args.map(a => rowFunction(a, this.#spec.input)(input, row))
    this.#fold(n).evaluate.update(this.#cells(n).read(state), foldOf(item, n, 0).pack(args))
    return raiseUnexplained(site)
  }
  ofVectors(n: number, site: Site, vectors: readonly Vector[], row: number, state: number): never {
    const args = vectors.map(v => readValue(this.#space.memory, v, row))
    this.#fold(n).evaluate.update(this.#cells(n).read(state), foldOf(this.#spec.aggregates[n]!, n, 0).pack(args))
    return raiseUnexplained(site)
  }
  ofMerge(site: Site, into: number, from: number): never {
    const n = this.#aggregate(site), cells = this.#cells(n)
    this.#fold(n).evaluate.merge(cells.read(into), cells.read(from))
    return raiseUnexplained(site)
  }
  ofFinish(site: Site, state: number): never {
    const n = this.#aggregate(site)
    this.#fold(n).evaluate.finish(this.#cells(n).read(state))
    return raiseUnexplained(site)
  }

  #aggregate(site: Site): number { return site.aggregate ?? raiseUnexplained(site) }
  #fold(n: number): FoldImplementation { return this.#spec.aggregates[n]!.implementation as FoldImplementation }
  #cells(n: number): StateCells {
    const item = this.#spec.aggregates[n]!
    return new StateCells(this.#fold(n).state, this.#layout.offsets[n]!, item.type, this.#space.stateText)
  }
}
