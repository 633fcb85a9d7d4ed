/** Runs an aggregate as the engine does, evaluated and compiled: rows in several parts, whose states are merged. */
import { expect } from 'vitest'
import type { Code } from '../codegen/code/builder.js'
import type { I32, Nullable, Of, Str, Value } from '../codegen/code/value.js'
import type { Condition } from '../errors/catalogue.js'
import type { DataType } from '../types/data-type.js'
import type { EngineValue } from '../types/representation.js'
import {
  argument, caught, compileCode, CONTROL, memory, named, readResult, resetArena, writeArgument, writeResult, type Outcome, type Typed,
} from './call.fixture.js'
import type { AggregateFunction, Cells, FoldImplementation, StateKind, StateValues } from './declare.js'

/** Rows in parts. */
type Parts = readonly (readonly (readonly EngineValue[])[])[]
/** An aggregate of rows (each the arguments in order) in parts; the same in both tiers. `constants`: literals behind the arguments. */
export function fold(fn: AggregateFunction, types: readonly DataType[], parts: Parts, constants: readonly Typed[] = []): Outcome {
  const values = types.map(type => ({ type, nullable: true, literal: undefined, flexible: false }))
  const literals = constants.map(c => ({ type: c.type, nullable: false, literal: c.value, flexible: false }))
  const given = [...values, ...literals], { args, type } = fn.resolve(given, { grouped: false })
  const implementation = fn.implement({ args, type, constants: given.map(g => g.literal), timeZone: undefined })
  if (implementation.how === 'collect') {
    const all = parts.flat().map(row => row[0]!)
    return caught(() => implementation.finish(implementation.skipsNulls ? all.filter(v => v !== null) : all))
  }
  const evaluated = caught(() => evaluate(fn, implementation, parts))
  expect(compiled(fn, implementation, types, type, parts)).toEqual(evaluated)
  return evaluated
}

const zero: Readonly<Record<StateKind, EngineValue>> = { i32: 0, i64: 0n, f64: 0, dec: 0n, text: null }
const empty = (made: FoldImplementation): StateValues =>
  Object.fromEntries(Object.entries(made.state).map(([name, kind]) => [name, zero[kind]]))
function evaluate(fn: AggregateFunction, made: FoldImplementation, parts: Parts): EngineValue {
  const total = empty(made)
  for (const rows of parts) {
    const state = empty(made)
    for (const row of rows) if (!made.skipsNulls || !row.includes(null)) made.evaluate.update(state, named(fn.args, row))
    made.evaluate.merge(total, state)
  }
  return made.evaluate.finish(total)
}

const TOTAL = 3072, PART = 3584
function compiled(fn: AggregateFunction, made: FoldImplementation, types: readonly DataType[], type: DataType, parts: Parts): Outcome {
  const conditions: Condition[] = []
  const step = (write: (code: Code, control: I32) => void): (() => number) => compileCode((code, control) => {
    code.onFailure = condition => code.return(code.i32.const(conditions.push(condition)))
    write(code, control)
  })
  const update = step((code, control) => {
    const args = types.map((t, n) => argument(code, control, t, n))
    made.update(code, cells(code, made, control, PART), named<Value | Nullable>(fn.args, made.skipsNulls ? args.map(a => a.value) : args))
  })
  const merge = step((code, control) => made.merge(code, cells(code, made, control, TOTAL), cells(code, made, control, PART)))
  const finish = step((code, control) => writeResult(code, control, made.finish(code, cells(code, made, control, TOTAL))))
  const clear = (at: number): void => { memory.u8.fill(0, CONTROL + at, CONTROL + at + 512) }
  resetArena()
  clear(TOTAL)
  for (const rows of parts) {
    clear(PART)
    for (const row of rows) {
      if (made.skipsNulls && row.includes(null)) continue
      row.forEach((v, n) => { writeArgument(v, types[n]!, n) })
      const site = update()
      if (site) return conditions[site - 1]!
    }
    const site = merge()
    if (site) return conditions[site - 1]!
  }
  const site = finish()
  return site ? conditions[site - 1]! : readResult(type)
}

function cells(code: Code, made: FoldImplementation, control: I32, at: number): Cells {
  return Object.fromEntries(Object.entries(made.state).map(([name, kind], n) => [name, cell(code, kind, control, at + 16 * n)]))
}
function cell(code: Code, kind: StateKind, control: I32, at: number): { get(): Value; set(v: Value): void } {
  const { i32 } = code
  switch (kind) {
    case 'i32': return { get: () => i32.load(control, at), set: v => i32.store(control, v as I32, at) }
    case 'i64': return { get: () => code.i64.load(control, at), set: v => code.i64.store(control, v as Of<'i64'>, at) }
    case 'f64': return { get: () => code.f64.load(control, at), set: v => code.f64.store(control, v as Of<'f64'>, at) }
    case 'dec': return { get: () => code.dec.load(control, at), set: v => code.dec.store(control, v as Of<'dec'>, at) }
    case 'text': return {
      get: () => {
        const value = code.str.of(i32.load(control, at), i32.load(control, at + 4))
        return { value, isNull: i32.eqz(value.ptr) } satisfies Nullable as unknown as Value
      },
      set: v => {
        const text = v as Str, kept = code.arena.write(i32.add(text.len, i32.const(1)), out => code.str.copyTo(text, out))
        i32.store(control, kept.ptr, at)
        i32.store(control, kept.len, at + 4)
      },
    }
  }
}
