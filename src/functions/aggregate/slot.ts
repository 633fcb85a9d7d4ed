/** One state word for a value of any type: which kind of word, and how it is read and written. */
import type { Code } from '../../codegen/code/builder.js'
import type { Bool, Nullable, Of, Value } from '../../codegen/code/value.js'
import type { Cell, StateKind } from '../declare.js'
import type { DataType } from '../../types/data-type.js'
import { representation, type EngineValue } from '../../types/representation.js'

export interface Slot {
  readonly kind: StateKind
  read(code: Code, cell: Cell): Value
  /** Writes where `condition` holds. */
  writeIf(code: Code, condition: Bool, cell: Cell, value: Value): void
  /** Between the state of the closures tier and the engine's values. */
  keep(value: EngineValue): EngineValue
  restore(state: EngineValue): EngineValue
}

const same = (value: EngineValue): EngineValue => value
export function slotOf(type: DataType): Slot {
  const form = representation(type)
  switch (form) {
    case 'bool': return {
      kind: 'i32', keep: v => v ? 1 : 0, restore: v => v === 1,
      read: (code, cell) => code.bool.fromI32(cell.get() as Of<'i32'>),
      writeIf: (code, condition, cell, value) => {
        const word: Of<'i32'> = code.i32.fromBool(value as Bool)
        cell.set(code.select(condition, word, cell.get() as Of<'i32'>))
      },
    }
    // copying text costs: only where it changes
    case 'str': return {
      kind: 'text', keep: same, restore: same,
      read: (_, cell) => (cell.get() as unknown as Nullable).value,
      writeIf: (code, condition, cell, value) => code.when(condition, () => cell.set(value)),
    }
    default: return {
      kind: form, keep: same, restore: same,
      read: (_, cell) => cell.get(),
      writeIf: (code, condition, cell, value) => cell.set(code.select(condition, value, cell.get())),
    }
  }
}
