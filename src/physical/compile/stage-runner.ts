import { references, typeOf } from '../../logical/expression.js'
import type { Batch } from '../../memory/batch.js'
import { firstFailure } from '../failure.js'
import type { StageContext, StageRunner, StageSpec } from '../stage.js'
import { ColumnGroup, isSite } from './column-group.js'
import { raiseUnexplained, Workspace } from './instance.js'
import { Outputs } from './outputs.js'
import type { Site } from './program.js'
import { CompiledFilter, SelectionBuffer } from './selector.js'
import { Variants } from './variants.js'

interface Variant { readonly filter: CompiledFilter | undefined; readonly columns: ColumnGroup }

/** A stage as compiled code: filters fill a selection, then functions compute the columns over it. */
export class CompiledStage implements StageRunner {
  readonly #spec: StageSpec
  readonly #space: Workspace
  readonly #variants: Variants<Variant>

  constructor(spec: StageSpec, context: StageContext) {
    const { input, filters, outputs } = this.#spec = spec
    const space = this.#space = new Workspace(context.memory, context.task, 'stage')
    const made = new Outputs(space, outputs.map(typeOf)), selection = new SelectionBuffer(space)
    const used = [...filters, ...outputs].flatMap(e => [...references(e).values()])
    this.#variants = new Variants(input, used, isNullable => ({
      filter: filters.length ? new CompiledFilter(filters, input, isNullable, space, selection) : undefined,
      columns: new ColumnGroup(outputs, input, isNullable, filters.length > 0, space, made),
    }))
  }

  run(batch: Batch): Batch {
    this.#space.batchText.reset()
    const { filter, columns } = this.#variants.for(batch)
    const selection = filter?.select(batch)
    if (selection && 'condition' in selection) return this.#fail(selection, batch)
    const made = columns.run(batch, selection)
    if (isSite(made)) return this.#fail(made, batch)
    return { rows: selection?.rows ?? batch.rows, columns: made }
  }
  close(): void { this.#space.close() }

  #fail(site: Site, batch: Batch): never {
    const failure = firstFailure(this.#spec, batch, this.#space.memory)
    if (failure) throw failure
    return raiseUnexplained(site)
  }
}
