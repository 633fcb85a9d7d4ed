/** Columns of a batch, computed by compiled code: those passed through are not touched where all rows are kept. */
import { typeOf, type Attribute, type Expression } from '../../logical/expression.js'
import type { Batch, Vector } from '../../memory/batch.js'
import { nullsOf, type Nulls } from './column-writer.js'
import { Instance, type Workspace } from './instance.js'
import type { Outputs } from './outputs.js'
import type { Site } from './program.js'
import { columnsProgram, outputParts, type IsNullable } from './stage-programs.js'

interface Item { readonly expression: Expression; readonly n: number; readonly nulls: Nulls }
interface Part { readonly items: readonly Item[]; instance: Instance | undefined }
/** Rows that passed the filters: their numbers are at `address`. undefined: all rows go through. */
export interface Selection { readonly address: number; readonly rows: number }

export class ColumnGroup {
  readonly #input: readonly Attribute[]
  readonly #isNullable: IsNullable
  readonly #space: Workspace
  readonly #outputs: Outputs
  readonly #filtered: boolean
  readonly #passed: readonly { readonly n: number; readonly ordinal: number }[]
  readonly #computed: readonly Part[]
  readonly #gathered: readonly Part[]
  readonly #types: readonly Expression[]

  constructor(
    expressions: readonly Expression[], input: readonly Attribute[], isNullable: IsNullable, filtered: boolean,
    space: Workspace, outputs: Outputs,
  ) {
    this.#input = input
    this.#isNullable = isNullable
    this.#space = space
    this.#outputs = outputs
    this.#filtered = filtered
    this.#types = expressions
    const ordinal = (a: Attribute): number => input.findIndex(i => i.id === a.id)
    const nullable = (a: Attribute): boolean => a.nullable && isNullable(ordinal(a))
    const items = expressions.map((e, n): Item => ({ expression: unalias(e), n, nulls: nullsOf(e, nullable, !filtered) }))
    const split = (keep: (i: Item) => boolean): readonly Part[] =>
      outputParts(items.filter(keep)).map(part => ({ items: part, instance: undefined }))
    this.#passed = items.flatMap(({ expression: e, n }) => e.node === 'attribute' ? [{ n, ordinal: ordinal(e) }] : [])
    this.#computed = split(i => i.expression.node !== 'attribute')
    this.#gathered = split(i => i.expression.node === 'attribute')
  }

  /** The columns, or the site that failed. */
  run(batch: Batch, selection: Selection | undefined): readonly Vector[] | Site {
    const rows = selection?.rows ?? batch.rows, columns = new Array<Vector>(this.#types.length)
    if (rows === 0) return this.#types.map(e => ({ type: typeOf(e), data: 0, validity: 0 }))
    const whole = rows === batch.rows
    if (whole) for (const { n, ordinal } of this.#passed) columns[n] = batch.columns[ordinal]!
    for (const part of whole ? this.#computed : [...this.#computed, ...this.#gathered]) {
      const failed = this.#compute(part, batch, selection, rows, columns)
      if (failed) return failed
    }
    return columns
  }

  #compute(part: Part, batch: Batch, selection: Selection | undefined, rows: number, columns: Vector[]): Site | undefined {
    const instance = part.instance ??= new Instance(
      columnsProgram(part.items.map(i => i.expression), this.#input, this.#isNullable, !this.#filtered), this.#space)
    instance.setBatch(batch)
    if (selection) {
      instance.set('selection', selection.address)
      instance.set('selected', rows)
    }
    part.items.forEach(({ n }, slot) => {
      const { data, validity } = this.#outputs.buffer(n, rows)
      instance.setOutput(slot, data, validity)
    })
    const failed = instance.call('columns')
    if (failed) return failed
    for (const { n, nulls } of part.items) {
      const made = this.#outputs.vector(n, rows, nulls === 'bits' || nulls === 'words')
      columns[n] = typeof nulls === 'object' ? { ...made, validity: batch.columns[this.#ordinal(nulls.sameAs)]!.validity } : made
    }
    return undefined
  }
  #ordinal(a: Attribute): number { return this.#input.findIndex(i => i.id === a.id) }
}
const unalias = (e: Expression): Expression => e.node === 'alias' ? unalias(e.child) : e
export const isSite = (x: readonly Vector[] | Site): x is Site => 'condition' in x
