/** One aggregate over the rows of a batch: each group's state is read once, changed row by row and written back at the end. */
import type { FoldImplementation, StateValues } from '../../functions/declare.js'
import { typeOf } from '../../logical/expression.js'
import type { EngineValue } from '../../types/representation.js'
import type { AggregateItem } from '../stage.js'
import { asNumbers, eitherNull, valueAt, withoutNulls, type Column, type Nulls, type Rows } from './column.js'
import type { BatchGroups } from './groups.js'
import { Scratch, type Extent } from './scratch.js'
import type { StateCells } from './state.js'
import { totalOf, type States, type Total } from './totals.js'

export class Fold {
  readonly #item: AggregateItem
  readonly #fold: FoldImplementation
  readonly #cells: StateCells
  readonly #total: Total | undefined
  readonly #names: readonly string[]
  readonly #scratch: readonly Scratch[]
  constructor(item: AggregateItem, fold: FoldImplementation, cells: StateCells, extent: Extent) {
    this.#item = item
    this.#fold = fold
    this.#cells = cells
    this.#names = Object.keys(item.function.args)
    this.#total = totalOf(item.function.name, item.args[0] && typeOf(item.args[0]), fold)
    this.#scratch = [...item.args, undefined].map(() => new Scratch(extent))
  }

  /** `args` are known at `rows`. */
  update(args: readonly Column[], rows: Rows, groups: BatchGroups): void {
    const kept = this.#fold.skipsNulls ? withoutNulls(rows, nullsOf(args, rows, this.#scratch)) : rows
    if (kept.count === 0) return
    const states = new BatchStates(this.#cells, groups)
    const numbers = this.#total && args[0] && asNumbers(args[0], kept, this.#scratch[0]!)
    if (!this.#total?.(numbers, kept, groups, states)) this.#byRow(args, kept, groups, states)
    states.write()
  }
  #byRow(args: readonly Column[], { at, count }: Rows, { slots }: BatchGroups, states: States): void {
    const { evaluate } = this.#fold, types = this.#item.args.map(typeOf)
    if (args.length === 1 && this.#names[0] === 'value') {
      const column = args[0]!, type = types[0]!
      for (let k = 0; k < count; k++) evaluate.update(states.of(slots[at[k]!]!), { value: valueAt(column, type, at[k]!) })
      return
    }
    for (let k = 0; k < count; k++) {
      const named: Record<string, EngineValue> = {}
      for (let n = 0; n < args.length; n++) named[this.#names[n]!] = valueAt(args[n]!, types[n]!, at[k]!)
      evaluate.update(states.of(slots[at[k]!]!), named)
    }
  }
}
/** Rows where one of the columns is null. */
export function nullsOf(columns: readonly Column[], rows: Rows, scratch: readonly Scratch[]): Nulls {
  let nulls: Nulls
  for (const [n, column] of columns.entries()) nulls = eitherNull(nulls, column.nulls, rows, scratch[n]!)
  return nulls
}

class BatchStates implements States {
  readonly #cells: StateCells
  readonly #groups: BatchGroups
  readonly #states: (StateValues | undefined)[]
  constructor(cells: StateCells, groups: BatchGroups) {
    this.#cells = cells
    this.#groups = groups
    this.#states = new Array<StateValues | undefined>(groups.size).fill(undefined)
  }
  of(slot: number): StateValues { return this.#states[slot] ??= this.#cells.read(this.#groups.states[slot]!) }
  write(): void {
    for (let slot = 0; slot < this.#states.length; slot++) {
      const state = this.#states[slot]
      if (state) this.#cells.write(this.#groups.states[slot]!, state)
    }
  }
}
