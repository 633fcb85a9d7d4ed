/** Runs the filters of a batch. */
import type { Attribute, Expression } from '../../logical/expression.js'
import type { Batch } from '../../memory/batch.js'
import type { Selection } from './column-group.js'
import { Instance, type Workspace } from './instance.js'
import type { Site } from './program.js'
import { filterProgram, type IsNullable } from './stage-programs.js'

/** Room for the row numbers that pass, shared by everything that filters the same batch. */
export class SelectionBuffer {
  readonly #space: Workspace
  #address = 0
  #rows = 0
  constructor(space: Workspace) { this.#space = space }
  for(rows: number): number {
    if (rows > this.#rows) {
      this.#rows = Math.max(rows, 2 * this.#rows)
      // branch-free code writes one row more than it keeps
      this.#address = this.#space.kept.allocate(4 * (this.#rows + 1))
    }
    return this.#address
  }
}

export class CompiledFilter {
  readonly #instance: Instance
  readonly #buffer: SelectionBuffer
  constructor(
    filters: readonly Expression[], input: readonly Attribute[], isNullable: IsNullable, space: Workspace, buffer: SelectionBuffer,
  ) {
    this.#instance = new Instance(filterProgram(filters, input, isNullable), space)
    this.#buffer = buffer
  }
  select(batch: Batch): Selection | Site {
    const address = this.#buffer.for(batch.rows), instance = this.#instance
    instance.setBatch(batch)
    instance.set('selection', address)
    return instance.call('filter') ?? { address, rows: instance.get('selected') }
  }
}
