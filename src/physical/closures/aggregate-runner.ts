import type { FoldImplementation } from '../../functions/declare.js'
import { typeOf } from '../../logical/expression.js'
import { Arena } from '../../memory/arena.js'
import type { Batch, Vector } from '../../memory/batch.js'
import { vectorOf } from '../../memory/vector.js'
import { raiseFirstFailure } from '../failure.js'
import { stateLayout, type AggregateItem, type AggregateRunner, type AggregateSpec, type StageContext, type StateLayout } from '../stage.js'
import { ColumnFunctions, type ColumnFunction } from './column-function.js'
import { whereTrue, withoutNulls, type Rows } from './column.js'
import { Fold, nullsOf } from './fold.js'
import { BatchGroups } from './groups.js'
import { Output } from './output.js'
import { readColumn } from './read-column.js'
import { Scratch } from './scratch.js'
import { Selector, type BatchInput } from './selection.js'
import { StateCells } from './state.js'
import { writeSpread } from './write-column.js'

interface Folded { readonly fold: Fold; readonly cells: StateCells; readonly implementation: FoldImplementation }
interface Item {
  readonly item: AggregateItem
  readonly args: readonly ColumnFunction[]
  readonly filter: ColumnFunction | undefined
  readonly folded: Folded | undefined
  /** For arguments that come as vectors, and to find their nulls. */
  readonly scratch: readonly Scratch[]
}

export class ClosuresAggregate implements AggregateRunner {
  readonly states: StateLayout
  readonly #spec: AggregateSpec
  readonly #context: StageContext
  readonly #functions: ColumnFunctions
  readonly #selector: Selector
  readonly #keys: readonly Output[]
  readonly #items: readonly Item[]
  readonly #groups: BatchGroups
  /** Columns of one batch; results of one call of `finish`; text in states, until the end. */
  readonly #columns: Arena
  readonly #results: Arena
  readonly #texts: Arena
  #input: BatchInput | undefined
  #batch: Batch | undefined

  constructor(spec: AggregateSpec, context: StageContext) {
    const functions = this.#functions = new ColumnFunctions(spec.input)
    this.#spec = spec
    this.#context = context
    this.#columns = new Arena(context.task, 'aggregate input')
    this.#results = new Arena(context.task, 'aggregate output')
    this.#texts = new Arena(context.task, 'aggregate states')
    this.states = stateLayout(spec.aggregates)
    this.#groups = new BatchGroups(functions.extent)
    this.#selector = new Selector(spec.filters, functions, context.memory)
    this.#keys = spec.keys.map(k => new Output(k, typeOf(k), functions, spec.input))
    this.#items = spec.aggregates.map((item, n) => ({
      item, args: item.args.map(a => functions.of(a)), filter: item.filter && functions.of(item.filter),
      folded: this.#folded(item, this.states.offsets[n]!), scratch: item.args.map(() => new Scratch(functions.extent)),
    }))
  }
  #folded(item: AggregateItem, firstWord: number): Folded | undefined {
    const { implementation } = item
    if (implementation.how !== 'fold') return undefined
    const cells = new StateCells(implementation.state, firstWord, item.type, this.#texts)
    return { fold: new Fold(item, implementation, cells, this.#functions.extent), cells, implementation }
  }

  prepare(batch: Batch): { readonly rows: number; readonly keys: readonly Vector[] } {
    this.#columns.reset()
    this.#batch = batch
    return this.#guarded(() => {
      const input = this.#input = this.#selector.select(batch)
      return { rows: input.rows.count, keys: this.#keys.map(k => k.write(input, input.rows, this.#columns)) }
    })
  }

  update(groupPointers: number, stateOffset: number): void {
    this.#groups.many(this.#context.memory.u32, groupPointers >>> 2, stateOffset, this.#input!.rows)
    this.#fold()
  }
  updateOne(state: number): void {
    this.#groups.one(state, this.#input!.rows)
    this.#fold()
  }
  #fold(): void {
    const input = this.#input!
    this.#guarded(() => {
      for (const { item, args, filter, folded } of this.#items) {
        if (item.distinct || !folded) continue
        const rows = filter ? whereTrue(input.rows, filter(input, input.rows)) : input.rows
        folded.fold.update(args.map(a => a(input, rows)), rows, this.#groups)
      }
    })
  }

  arguments(n: number): { readonly vectors: readonly Vector[]; readonly rows: number; readonly selected: number } {
    const input = this.#input!, { item, args, filter, scratch } = this.#items[n]!
    return this.#guarded(() => {
      // rows that FILTER drops must not raise: their arguments are not evaluated
      const chosen = filter ? whereTrue(input.rows, filter(input, input.rows)) : input.rows
      const columns = args.map(a => a(input, chosen))
      const kept = item.implementation.skipsNulls ? withoutNulls(chosen, nullsOf(columns, chosen, scratch)) : chosen
      const vectors = columns.map((c, i) => writeSpread(c, typeOf(item.args[i]!), chosen, input.rows, this.#columns))
      const rows = this.#columns.allocate(Math.max(8, kept.count * 4)), first = rows >>> 2, { i32 } = this.#context.memory
      for (let k = 0, position = 0; k < kept.count; k++, position++) {
        while (input.rows.at[position] !== kept.at[k]) position++
        i32[first + k] = position
      }
      return { vectors, rows, selected: kept.count }
    })
  }
  foldVectors(n: number, vectors: readonly Vector[], rows: number, count: number, groupPointers: number, stateOffset: number): void {
    const { folded, scratch } = this.#items[n]!, { memory } = this.#context, { u32 } = memory
    const positions: Rows = { at: Int32Array.from(u32.subarray(rows >>> 2, (rows >>> 2) + count)), count }
    const pointers = new Uint32Array(count)
    const { extent } = this.#functions
    for (let k = 0; k < count; k++) {
      const position = positions.at[k]!
      pointers[k] = u32[(groupPointers >>> 2) + position]!
      // rows that come back from disk may be more than any batch had
      if (position >= extent.rows) extent.rows = position + 1
    }
    this.#groups.many(pointers, 0, stateOffset, positions)
    folded!.fold.update(vectors.map((v, i) => readColumn(memory, v, positions, scratch[i]!)), positions, this.#groups)
  }

  merge(into: number, from: number, count: number, stateOffset: number): void {
    const { u32 } = this.#context.memory
    for (const { folded } of this.#items) {
      if (!folded) continue
      const { cells, implementation } = folded
      for (let k = 0; k < count; k++) {
        const at = u32[(into >>> 2) + k]! + stateOffset, state = cells.read(at)
        implementation.evaluate.merge(state, cells.read(u32[(from >>> 2) + k]! + stateOffset))
        cells.write(at, state)
      }
    }
  }

  finish(groupPointers: number, count: number, stateOffset: number): readonly (Vector | undefined)[] {
    this.#results.reset()
    const { u32 } = this.#context.memory
    return this.#items.map(({ item, folded }) => {
      if (!folded) return undefined
      const { cells, implementation } = folded
      const values = Array.from({ length: count }, (_, k) =>
        implementation.evaluate.finish(cells.read(u32[(groupPointers >>> 2) + k]! + stateOffset)))
      return vectorOf(item.type, values, this.#results)
    })
  }

  get textPages(): number { return this.#texts.pages }
  dropTexts(): void { this.#texts.close() }
  close(): void {
    this.#columns.close()
    this.#results.close()
    this.#texts.close()
  }

  #guarded<T>(work: () => T): T {
    try {
      return work()
    } catch (error) {
      return raiseFirstFailure(error, this.#spec, this.#batch!, this.#context.memory)
    }
  }
}
