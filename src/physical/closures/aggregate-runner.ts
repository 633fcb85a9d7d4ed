import type { EngineValue } from '../../types/representation.js'
import type { FoldImplementation } from '../../functions/declare.js'
import { typeOf } from '../../logical/expression.js'
import { Arena } from '../../memory/arena.js'
import type { Batch, Vector } from '../../memory/batch.js'
import { readValue, vectorOf } from '../../memory/vector.js'
import { raiseFirstFailure } from '../failure.js'
import { stateLayout, type AggregateItem, type AggregateRunner, type AggregateSpec, type StageContext, type StateLayout } from '../stage.js'
import { columnFunction, type ColumnFunction } from './column-function.js'
import { Selector, type Selected } from './selection.js'
import { StateCells } from './state.js'

interface Item { readonly item: AggregateItem; readonly names: readonly string[]; readonly args: readonly ColumnFunction[]; readonly filter: ColumnFunction | undefined; readonly cells: StateCells | undefined }

export class ClosuresAggregate implements AggregateRunner {
  readonly states: StateLayout
  readonly #spec: AggregateSpec
  readonly #context: StageContext
  readonly #selector: Selector
  readonly #keys: readonly ColumnFunction[]
  readonly #items: readonly Item[]
  /** Columns of one batch; results of one call of `finish`; text in states, until the end. */
  readonly #columns: Arena
  readonly #results: Arena
  readonly #texts: Arena
  #batch: Batch | undefined
  #selected: Selected | undefined

  constructor(spec: AggregateSpec, context: StageContext) {
    this.#spec = spec
    this.#context = context
    this.#columns = new Arena(context.task, 'aggregate input')
    this.#results = new Arena(context.task, 'aggregate output')
    this.#texts = new Arena(context.task, 'aggregate states')
    this.states = stateLayout(spec.aggregates)
    this.#selector = new Selector(spec.filters, spec.input, context.memory)
    this.#keys = spec.keys.map(k => columnFunction(k, spec.input))
    this.#items = spec.aggregates.map((item, n) => ({
      item, names: Object.keys(item.function.args), args: item.args.map(a => columnFunction(a, spec.input)),
      filter: item.filter && columnFunction(item.filter, spec.input),
      cells: item.implementation.how === 'fold' ? new StateCells(item.implementation.state, this.states.offsets[n]!, item.type, this.#texts) : undefined,
    }))
  }

  prepare(batch: Batch): { readonly rows: number; readonly keys: readonly Vector[] } {
    this.#columns.reset()
    this.#batch = batch
    return this.#guarded(() => {
      const selected = this.#selected = this.#selector.select(batch)
      const { input, selection, rows } = selected
      return { rows, keys: this.#keys.map((k, n) => vectorOf(typeOf(this.#spec.keys[n]!), k(input, selection, rows), this.#columns)) }
    })
  }

  update(groupPointers: number, stateOffset: number): void {
    const { u32 } = this.#context.memory
    this.#fold(row => u32[(groupPointers >>> 2) + row]! + stateOffset)
  }
  updateOne(state: number): void { this.#fold(() => state) }

  #fold(stateOf: (row: number) => number): void {
    const { input, selection, rows } = this.#selected!
    this.#guarded(() => {
      for (const { item, names, args, filter, cells } of this.#items) {
        if (item.distinct || !cells) continue
        const passed = filter?.(input, selection, rows)
        const kept = passed ? Int32Array.from({ length: rows }, (_, k) => k).filter(k => passed[k] === true) : undefined
        const chosen = kept ? Int32Array.from(kept, k => selection[k]!) : selection, count = kept?.length ?? rows
        const values = args.map(a => a(input, chosen, count))
        this.#foldValues(item.implementation as FoldImplementation, names, cells, values, count, k => stateOf(kept ? kept[k]! : k))
      }
    })
  }
  #foldValues(fold: FoldImplementation, names: readonly string[], cells: StateCells, values: readonly (readonly EngineValue[])[], count: number, stateOf: (k: number) => number): void {
    for (let k = 0; k < count; k++) {
      const given = values.map((v): EngineValue => v[k] as EngineValue)
      if (fold.skipsNulls && given.includes(null)) continue
      const at = stateOf(k), state = cells.read(at)
      fold.evaluate.update(state, Object.fromEntries(given.map((v, n) => [names[n]!, v])))
      cells.write(at, state)
    }
  }

  arguments(n: number): { readonly vectors: readonly Vector[]; readonly rows: number; readonly selected: number } {
    const { input, selection, rows } = this.#selected!, { item, args, filter } = this.#items[n]!
    return this.#guarded(() => {
      const passed = filter?.(input, selection, rows)
      const chosen = Int32Array.from({ length: rows }, (_, k) => k).filter(k => !passed || passed[k] === true)
      // rows that FILTER drops must not raise: their arguments are null
      const values = args.map(a => spread(a(input, Int32Array.from(chosen, k => selection[k]!), chosen.length), chosen, rows))
      const kept = item.implementation.skipsNulls ? chosen.filter(k => values.every(v => v[k] !== null)) : chosen
      const address = this.#columns.allocate(Math.max(8, kept.length * 4))
      this.#context.memory.i32.set(kept, address >>> 2)
      return { vectors: values.map((v, i) => vectorOf(typeOf(item.args[i]!), v, this.#columns)), rows: address, selected: kept.length }
    })
  }
  foldVectors(n: number, vectors: readonly Vector[], rows: number, count: number, groupPointers: number, stateOffset: number): void {
    const { item, names, cells } = this.#items[n]!, { memory } = this.#context, { u32 } = memory
    const positions = u32.slice(rows >>> 2, (rows >>> 2) + count)
    const values = vectors.map(v => Array.from(positions, row => readValue(memory, v, row)))
    this.#foldValues(item.implementation as FoldImplementation, names, cells!, values, count, k => u32[(groupPointers >>> 2) + positions[k]!]! + stateOffset)
  }

  merge(into: number, from: number, count: number, stateOffset: number): void {
    const { u32 } = this.#context.memory
    for (const { item, cells } of this.#items) {
      if (!cells) continue
      const fold = item.implementation as FoldImplementation
      for (let k = 0; k < count; k++) {
        const at = u32[(into >>> 2) + k]! + stateOffset, state = cells.read(at)
        fold.evaluate.merge(state, cells.read(u32[(from >>> 2) + k]! + stateOffset))
        cells.write(at, state)
      }
    }
  }

  finish(groupPointers: number, count: number, stateOffset: number): readonly (Vector | undefined)[] {
    this.#results.reset()
    const { u32 } = this.#context.memory
    return this.#items.map(({ item, cells }) => {
      if (!cells) return undefined
      const fold = item.implementation as FoldImplementation
      const values = Array.from({ length: count }, (_, k) => fold.evaluate.finish(cells.read(u32[(groupPointers >>> 2) + k]! + stateOffset)))
      return vectorOf(item.type, values, this.#results)
    })
  }

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

/** Values for `rows` positions from values for the chosen ones; null elsewhere. */
function spread(values: readonly EngineValue[], chosen: Int32Array, rows: number): readonly EngineValue[] {
  if (chosen.length === rows) return values
  const out = new Array<EngineValue>(rows).fill(null)
  chosen.forEach((row, k) => { out[row] = values[k]! })
  return out
}
