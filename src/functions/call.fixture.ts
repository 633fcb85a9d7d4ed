/** Calls a function as the engine does, evaluated and compiled, so that tests see both at once. */
import { expect } from 'vitest'
import { Code } from '../codegen/code/builder.js'
import { mathImports } from '../codegen/code/math.js'
import type { Bool, I32, Lazy, Nullable, Value } from '../codegen/code/value.js'
import { moduleBytes } from '../codegen/wasm/module.js'
import type { Condition } from '../errors/catalogue.js'
import { TypedFrameError } from '../errors/raise.js'
import { Memory } from '../memory/memory.js'
import { pagesFor } from '../memory/page-map.js'
import { decode, encode } from '../memory/nested.js'
import * as types from '../types/data-type.js'
import { sameType, type DataType } from '../types/data-type.js'
import { representation, type EngineValue } from '../types/representation.js'
import { castImplementation } from './conversion/cast.js'
import type { Implementation, LooseImplementation, ScalarFunction, Signature, Truth } from './declare.js'

export const memory = Memory.shared()
const CONTROL_BYTES = 2 ** 16, ARENA_BYTES = 2 ** 24
/** Where this fixture writes. */
export const CONTROL = memory.pages.locked(() => memory.pages.take(pagesFor(CONTROL_BYTES + ARENA_BYTES)))
/** Offsets in the control block. */
const SCRATCH = 2048, ARENA_WORDS = 1024
const ARENA = CONTROL + CONTROL_BYTES, ARENA_END = ARENA + ARENA_BYTES

/** An argument: a typed value, or a plain one of the type that a literal has. */
export type Given = EngineValue | Typed
export interface Typed { readonly type: DataType; readonly value: EngineValue }
export const typed = (type: DataType, value: EngineValue): Typed => ({ type, value })
const isTyped = (g: Given): g is Typed => typeof g === 'object' && g !== null && 'type' in g
function typedOf(g: Given): Typed {
  if (isTyped(g)) return g
  const type = typeof g === 'string' ? types.utf8 : typeof g === 'number' ? Number.isInteger(g) ? types.int32 : types.float64
    : typeof g === 'bigint' ? types.int64 : typeof g === 'boolean' ? types.bool : g === null ? types.voidType : types.binary
  return { type, value: g }
}

/** Values by argument name: a variadic argument is an array. */
export function named<V>(args: ScalarFunction['args'], values: readonly V[]): Record<string, V | readonly V[] | undefined> {
  return Object.fromEntries(Object.entries(args).map(([name, spec], n) => [name, spec.given === 'many' ? values.slice(n) : values[n]]))
}

/** What a call gives: a value, or the condition of its error. */
export type Outcome = EngineValue | Condition
/** The value of a call, the same in both tiers (or in the one there is); a condition where it raises. */
export function call(fn: ScalarFunction, given: readonly Given[], timeZone = 'UTC'): Outcome {
  const args = given.map(typedOf)
  const { args: to, type } = fn.resolve(args.map(a => ({ ...a, nullable: a.value === null, literal: a.value, flexible: false })), { grouped: false })
  const values = args.map((a, n) => castTo(a, to[n]!, timeZone))
  const signature: Signature = { args: to, type, constants: values, timeZone: fn.timeZoneAware ? timeZone : undefined }
  const implementation = fn.implement(signature)
  const evaluated = caught(() => evaluate(fn, implementation, values))
  for (const way of ways(implementation)) expect(compiled(fn, implementation, signature, values.map(v => ({ ...way, nullable: way.nullable || v === null })))(values)).toEqual(evaluated)
  if (implementation.nulls === 'loose' && implementation.truth) expect(compiledTruth(fn, implementation, signature)(values)).toBe(evaluated === true)
  return evaluated
}
/** How an argument is offered to `emit`. */
export interface Offer { readonly nullable: boolean; readonly cheap: boolean }
/** Loose functions write other code for arguments that are costly or can be null. */
function ways(implementation: Implementation): readonly Offer[] {
  if (!implementation.emit) return []
  const usual = { nullable: true, cheap: true }
  return implementation.nulls === 'strict' ? [usual] : [usual, { nullable: true, cheap: false }, { nullable: false, cheap: true }, { nullable: false, cheap: false }]
}
function castTo({ type, value }: Typed, to: DataType, timeZone: string): EngineValue {
  if (value === null || sameType(type, to)) return value
  return castImplementation({ from: type, to, attempt: false, timeZone }).evaluate({ value })
}
export function caught(work: () => EngineValue): Outcome {
  try {
    return work()
  } catch (error) {
    if (error instanceof TypedFrameError) return error.condition
    throw error
  }
}
function evaluate(fn: ScalarFunction, implementation: Implementation, values: readonly EngineValue[]): EngineValue {
  if (implementation.nulls === 'loose') return implementation.evaluate(named(fn.args, values.map(v => () => v)))
  return values.includes(null) ? null : implementation.evaluate(named(fn.args, values))
}

/** A function of this signature as WebAssembly. */
function compiled(
  fn: ScalarFunction, implementation: Implementation, { args, type }: Signature, offers: readonly Offer[] = args.map(() => ({ nullable: true, cheap: true })),
): (values: readonly EngineValue[]) => Outcome {
  const conditions: Condition[] = []
  const run = compileCode((code, control) => {
    code.onFailure = condition => code.return(code.i32.const(conditions.push(condition)))
    const lazy = args.map((t, n): Lazy => {
      const offer = offers[n]!
      return Object.assign(() => offer.nullable ? argument(code, control, t, n) : code.known(argument(code, control, t, n).value), offer)
    })
    const result: Nullable = implementation.nulls === 'loose'
      ? implementation.emit!(code, named(fn.args, lazy))
      : { value: implementation.emit!(code, named(fn.args, lazy.map(l => l().value))), isNull: undefined }
    writeResult(code, control, result)
  })
  return values => {
    if (implementation.nulls === 'strict' && values.includes(null)) return null
    values.forEach((v, n) => { writeArgument(v, args[n]!, n) })
    resetArena()
    const site = run()
    return site ? conditions[site - 1]! : readResult(type)
  }
}

/** The `truth` of a loose function of this signature as WebAssembly. */
function compiledTruth(fn: ScalarFunction, implementation: LooseImplementation, { args }: Signature): (values: readonly EngineValue[]) => EngineValue {
  const run = compileCode((code, control) => {
    const truths = args.map((t, n): Truth => ({
      isTrue: () => code.isTrue(argument(code, control, t, n) as Nullable<Bool>), isNull: () => argument(code, control, t, n).isNull!,
    }))
    writeResult(code, control, code.known(implementation.truth!(code, named(fn.args, truths) as Record<string, Truth>)))
  })
  return values => {
    values.forEach((v, n) => { writeArgument(v, args[n]!, n) })
    run()
    return readResult(types.bool)
  }
}

/** What was written to the arena is dead. */
export const resetArena = (): void => { memory.u32.fill(0, (CONTROL + ARENA_WORDS) >>> 2, (CONTROL + ARENA_WORDS + 8) >>> 2) }
/** Compiles what `write` writes; the function takes the control block and returns 0 unless the code returned something else. */
export function compileCode(write: (code: Code, control: I32) => void): () => number {
  const code = new Code(), control = code.param('i32', 'control')
  code.scratch = code.i32.const(CONTROL + SCRATCH)
  code.arena.attach({ control, offset: ARENA_WORDS, which: 0 })
  write(code, control)
  code.return(code.i32.const(0))
  const newPage = (most: number): number => {
    if (most >>> 0 > ARENA_END - ARENA) throw new TypedFrameError('OUT_OF_MEMORY')
    memory.u32[(CONTROL + ARENA_WORDS) >>> 2] = ARENA
    memory.u32[(CONTROL + ARENA_WORDS + 4) >>> 2] = ARENA_END
    return ARENA
  }
  const module = new WebAssembly.Module(moduleBytes([code.finish('f', ['i32'])], memory.isShared))
  const host = { ...mathImports, memory: memory.wasm, newPage }
  const instance = new WebAssembly.Instance(module, { host, kernel: memory.kernels as unknown as WebAssembly.ModuleImports })
  const f = instance.exports['f'] as (control: number) => number
  return () => f(CONTROL)
}

// An argument takes 32 bytes: its null flag, and from 16 on its value. The result is the one behind the 24th.
const RESULT = 25
export function argument(code: Code, control: I32, type: DataType, n: number): Nullable {
  const at = n * 32 + 16
  const isNull = code.bool.fromI32(code.i32.load(control, n * 32))
  return { value: load(code, control, at, type), isNull }
}
function load(code: Code, control: I32, at: number, type: DataType): Value {
  switch (representation(type)) {
    case 'bool': return code.bool.fromI32(code.i32.load(control, at))
    case 'i32': return code.i32.load(control, at)
    case 'i64': return code.i64.load(control, at)
    case 'f64': return code.f64.load(control, at)
    case 'dec': return code.dec.load(control, at)
    case 'str': return code.str.of(code.i32.load(control, at), code.i32.load(control, at + 4))
  }
}
export function writeResult(code: Code, control: I32, { value, isNull }: Nullable): void {
  const at = RESULT * 32 + 16
  code.i32.store(control, isNull ? code.i32.fromBool(isNull) : code.i32.const(0), RESULT * 32)
  switch (value.kind) {
    case 'bool': return code.i32.store(control, code.i32.fromBool(value), at)
    case 'i32': return code.i32.store(control, value, at)
    case 'i64': return code.i64.store(control, value, at)
    case 'f64': return code.f64.store(control, value, at)
    case 'dec': return code.dec.store(control, value, at)
    case 'str':
      code.i32.store(control, value.ptr, at)
      return code.i32.store(control, value.len, at + 4)
  }
}
export function writeArgument(value: EngineValue, type: DataType, n: number): void {
  const at = CONTROL + n * 32 + 16, { view, u8 } = memory
  view.setInt32(CONTROL + n * 32, value === null ? 1 : 0, true)
  if (value === null) {
    // rubbish, but of a text that can be read
    view.setBigUint64(at, representation(type) === 'str' ? 0n : 0x1122_3344_5566_7788n, true)
    return
  }
  switch (representation(type)) {
    case 'bool': return view.setInt32(at, value ? 1 : 0, true)
    case 'i32': return view.setInt32(at, value as number, true)
    case 'i64': return view.setBigInt64(at, value as bigint, true)
    case 'f64': return view.setFloat64(at, value as number, true)
    case 'dec':
      view.setBigUint64(at, BigInt.asUintN(64, value as bigint), true)
      return view.setBigInt64(at + 8, (value as bigint) >> 64n, true)
    case 'str': {
      const bytes = encode(value, type), place = CONTROL + 4096 + n * 2048
      if (bytes.length > 2000) throw new RangeError('the fixture has room for texts of 2000 bytes')
      u8.fill(0x61, place, place + 2048)
      u8.set(bytes, place)
      view.setUint32(at, place, true)
      return view.setUint32(at + 4, bytes.length, true)
    }
  }
}
export function readResult(type: DataType): EngineValue {
  const at = CONTROL + RESULT * 32 + 16, { view } = memory
  if (view.getInt32(CONTROL + RESULT * 32, true)) return null
  switch (representation(type)) {
    case 'bool': return view.getInt32(at, true) === 1
    case 'i32': return type.kind === 'void' ? null : view.getInt32(at, true)
    case 'i64': return view.getBigInt64(at, true)
    case 'f64': return view.getFloat64(at, true)
    case 'dec': return (view.getBigInt64(at + 8, true) << 64n) | view.getBigUint64(at, true)
    case 'str': return decode(view, view.getUint32(at, true), view.getUint32(at + 4, true), type)
  }
}
