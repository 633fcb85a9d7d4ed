/** State words of aggregates in compiled code: memory of the group's row, or locals while there is only one group. */
import type { Code, Var } from '../../codegen/code/builder.js'
import { ArenaOperations } from '../../codegen/code/arena.js'
import type { Bool, I32, Nullable, Of, Str, Value } from '../../codegen/code/value.js'
import type { Cell, Cells, FoldImplementation, StateKind } from '../../functions/declare.js'
import { stateWords } from '../stage.js'
import { arenas, control } from './layout.js'
import type { FunctionWriter } from './program.js'

const SMALLEST_TEXT = 16

/** The cells of one aggregate whose first word is `word`, behind the address `state`. */
export function memoryCells(f: FunctionWriter, fold: FoldImplementation, state: I32, word: number): Cells {
  return mapCells(fold, word, (kind, offset) => kind === 'text' ? textCell(f, state, offset) : {
    get: () => load(f.code, kind, state, offset),
    set: v => store(f.code, state, v, offset),
  })
}
/** Locals with what is in memory; `flush` writes them back. */
export function localCells(f: FunctionWriter, fold: FoldImplementation, state: I32, word: number) {
  const flushes: (() => void)[] = []
  const cells = mapCells(fold, word, (kind, offset, name) => {
    if (kind === 'text') return textCell(f, state, offset)
    const local: Var = f.code.var<Value>(load(f.code, kind, state, offset), name)
    flushes.push(() => store(f.code, state, local.get(), offset))
    return local
  })
  return { cells, flush: () => { for (const flush of flushes) flush() } }
}
/** Cells that keep their value where `idle` holds: without a jump, every new word is chosen between itself and the old one. */
export function guardedCells(code: Code, fold: FoldImplementation, cells: Cells, idle: Bool): Cells {
  return Object.fromEntries(Object.entries(cells).map(([name, cell]): [string, Cell] => [name, fold.state[name] === 'text'
    ? { get: cell.get, set: v => code.when(code.bool.not(idle), () => cell.set(v)) }
    : { get: cell.get, set: v => cell.set(code.select(idle, cell.get(), v)) }]))
}

function mapCells(fold: FoldImplementation, word: number, make: (kind: StateKind, offset: number, name: string) => Cell): Cells {
  let next = word
  return Object.fromEntries(Object.entries(fold.state).map(([name, kind]) => {
    const cell = make(kind, 8 * next, name)
    next += stateWords[kind]
    return [name, cell]
  }))
}
function load(code: Code, kind: Exclude<StateKind, 'text'>, state: I32, offset: number): Value {
  switch (kind) {
    case 'i32': return code.i32.load(state, offset)
    case 'i64': return code.i64.load(state, offset)
    case 'f64': return code.f64.load(state, offset)
    case 'dec': return code.dec.load(state, offset)
  }
}
function store(code: Code, state: I32, v: Value, offset: number): void {
  switch (v.kind) {
    case 'i64': return code.i64.store(state, v, offset)
    case 'f64': return code.f64.store(state, v, offset)
    case 'dec': return code.dec.store(state, v, offset)
    default: return code.i32.store(state, { kind: 'i32', word: (v as Of<'i32' | 'bool'>).word }, offset)
  }
}

/** Address (0: null), length, capacity. The bytes are copied to the arena of states, where the old ones lay if they fit. */
function textCell({ code, control: block }: FunctionWriter, state: I32, offset: number): Cell {
  const { i32 } = code
  const arena = new ArenaOperations(code, code.bool, i32)
  arena.attach({ control: block, offset: control.stateArena, which: arenas.states })
  const room = (length: I32): I32 => {
    const address = i32.load(state, offset)
    const fits = code.bool.and(i32.ne(address, i32.const(0)), i32.geu(i32.load(state, offset + 8), length))
    return code.if(fits, () => address, () => {
      // a power of two, so that a text which grows moves rarely, and copying by 8 bytes stays inside
      const power = i32.shl(i32.const(1), i32.sub(i32.const(32), i32.clz(i32.sub(length, i32.const(1)))))
      const capacity = code.select(i32.gtu(length, i32.const(SMALLEST_TEXT)), power, i32.const(SMALLEST_TEXT))
      const text = arena.write(capacity, () => capacity, 8)
      i32.store(state, text.ptr, offset)
      i32.store(state, capacity, offset + 8)
      return text.ptr
    })
  }
  return {
    get: () => {
      const text = code.str.of(i32.load(state, offset), i32.load(state, offset + 4))
      return { value: text, isNull: i32.eqz(text.ptr) } satisfies Nullable as unknown as Value
    },
    set: v => {
      const text = v as Str
      code.str.copyTo(text, room(text.len))
      i32.store(state, text.len, offset + 4)
    },
  }
}
