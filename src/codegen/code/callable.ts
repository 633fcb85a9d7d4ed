/**
 * Functions outside the module: prebuilt kernels and the host's. Kernels have one result word, so kinds of two words come
 * back differently: a `str` as one u64 (address in the low half, length in the high), a `dec` in the first 16 bytes at an
 * address passed as the last argument (256 bytes to work in), with an i32 status as the result (0: fine).
 */
import type { Condition } from '../../errors/catalogue.js'
import type { WasmType } from '../wasm/opcodes.js'
import type { Import } from './ir.js'
import type { Recorder } from './recorder.js'
import { valueOf, wordsOf, wordTypes, type Dec, type I32, type I64, type Kind, type Value } from './value.js'

export interface Callable<P extends readonly Kind[] = readonly Kind[], R extends Kind = Kind> {
  readonly import: Import
  readonly takes: P
  readonly returns: R
}
const results: Readonly<Record<Kind, WasmType>> = { i32: 'i32', i64: 'i64', f64: 'f64', bool: 'i32', str: 'i64', dec: 'i32' }

/** Declares an exported kernel (`src/kernels/`) or a host function with the kinds it takes and returns. */
export function callable<const P extends readonly Kind[], R extends Kind>(
  module: 'kernel' | 'host', name: string, takes: P, returns: R,
): Callable<P, R> {
  const params: WasmType[] = takes.flatMap(k => [...wordTypes[k]])
  if (returns === 'dec') params.push('i32')
  return { import: { module, name, params, results: [results[returns]] }, takes, returns }
}
/** The kernel of this name; see `callable`. */
export const kernel = <const P extends readonly Kind[], R extends Kind>(name: string, takes: P, returns: R): Callable<P, R> =>
  callable('kernel', name, takes, returns)

/** Writes a call; `scratch` is where decimals come back. `failure`: what a non-zero status means. */
export function writeCall(
  code: Recorder, callee: Callable, args: readonly Value[], scratch: () => I32, failure: Condition | undefined,
): Value {
  const words = args.flatMap(wordsOf)
  switch (callee.returns) {
    case 'dec': {
      const out = scratch()
      const status: I32 = { kind: 'i32', word: code.callImport(callee.import, [...words, out.word])[0]! }
      if (failure) code.failIf({ kind: 'bool', word: status.word }, failure)
      return { kind: 'dec', lo: load(code, out, 0), hi: load(code, out, 8) } satisfies Dec
    }
    case 'str': {
      const packed = code.callImport(callee.import, words)[0]!
      const length = code.op('i64.shr_u', packed, code.constant('i64', 32))
      return valueOf('str', [code.op('i32.wrap_i64', packed), code.op('i32.wrap_i64', length)])
    }
    default: return valueOf(callee.returns, code.callImport(callee.import, words))
  }
}
const load = (code: Recorder, p: I32, offset: number): I64 => ({ kind: 'i64', word: code.load('i64.load', p, offset) })
