import { typeOf } from '../../logical/expression.js'
import { Arena } from '../../memory/arena.js'
import type { Batch } from '../../memory/batch.js'
import { raiseFirstFailure } from '../failure.js'
import type { StageContext, StageRunner, StageSpec } from '../stage.js'
import { ColumnFunctions } from './column-function.js'
import { Output } from './output.js'
import { Selector } from './selection.js'

export class ClosuresStage implements StageRunner {
  readonly #spec: StageSpec
  readonly #context: StageContext
  readonly #arena: Arena
  readonly #selector: Selector
  readonly #outputs: readonly Output[]

  constructor(spec: StageSpec, context: StageContext) {
    const functions = new ColumnFunctions(spec.input)
    this.#spec = spec
    this.#context = context
    this.#arena = new Arena(context.task, 'closures')
    this.#selector = new Selector(spec.filters, functions, context.memory)
    this.#outputs = spec.outputs.map(e => new Output(e, typeOf(e), functions, spec.input))
  }

  run(batch: Batch): Batch {
    this.#arena.reset()
    try {
      const input = this.#selector.select(batch)
      return { rows: input.rows.count, columns: this.#outputs.map(o => o.write(input, input.rows, this.#arena)) }
    } catch (error) {
      return raiseFirstFailure(error, this.#spec, batch, this.#context.memory)
    }
  }
  close(): void { this.#arena.close() }
}
