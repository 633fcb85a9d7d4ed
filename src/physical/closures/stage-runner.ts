import { typeOf } from '../../logical/expression.js'
import { Arena } from '../../memory/arena.js'
import type { Batch } from '../../memory/batch.js'
import { vectorOf } from '../../memory/vector.js'
import type { DataType } from '../../types/data-type.js'
import { raiseFirstFailure } from '../failure.js'
import type { StageContext, StageRunner, StageSpec } from '../stage.js'
import { columnFunction, type ColumnFunction } from './column-function.js'
import { Selector } from './selection.js'

interface Output { readonly type: DataType; readonly make: ColumnFunction; readonly passThrough: number }

export class ClosuresStage implements StageRunner {
  readonly #spec: StageSpec
  readonly #context: StageContext
  readonly #arena: Arena
  readonly #selector: Selector
  readonly #outputs: readonly Output[]

  constructor(spec: StageSpec, context: StageContext) {
    this.#spec = spec
    this.#context = context
    this.#arena = new Arena(context.task, 'closures')
    this.#selector = new Selector(spec.filters, spec.input, context.memory)
    this.#outputs = spec.outputs.map(e => ({
      type: typeOf(e), make: columnFunction(e, spec.input), passThrough: e.node === 'attribute' ? spec.input.findIndex(a => a.id === e.id) : -1,
    }))
  }

  run(batch: Batch): Batch {
    this.#arena.reset()
    try {
      const { input, selection, rows } = this.#selector.select(batch)
      const columns = this.#outputs.map(({ type, make, passThrough }) => {
        if (passThrough >= 0 && rows === batch.rows) return batch.columns[passThrough]!
        return vectorOf(type, make(input, selection, rows), this.#arena)
      })
      return { rows, columns }
    } catch (error) {
      return raiseFirstFailure(error, this.#spec, batch, this.#context.memory)
    }
  }
  close(): void { this.#arena.close() }
}
