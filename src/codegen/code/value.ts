/** Handles the authors of functions work with. Every kind is a type of its own, so `code.i32.add(text, flag)` does not compile. */
import type { WasmType } from '../wasm/opcodes.js'
import type { Word } from './ir.js'

export interface I32 { readonly kind: 'i32'; readonly word: Word }
export interface I64 { readonly kind: 'i64'; readonly word: Word }
export interface F64 { readonly kind: 'f64'; readonly word: Word }
export interface Bool { readonly kind: 'bool'; readonly word: Word }
/** Text or bytes somewhere in the shared memory; never owned, lives as long as its batch. */
export interface Str { readonly kind: 'str'; readonly ptr: I32; readonly len: I32 }
/** A decimal of up to 38 digits: unscaled two's complement in two words. */
export interface Dec { readonly kind: 'dec'; readonly lo: I64; readonly hi: I64 }
export type Value = I32 | I64 | F64 | Bool | Str | Dec
export type Kind = Value['kind']
export type Of<K extends Kind> = Extract<Value, { kind: K }>

/** `isNull` is undefined where the compiler knows there is no null: no code is generated for it. Under a null, `value` is rubbish. */
export interface Nullable<V extends Value = Value> { readonly value: V; readonly isNull: Bool | undefined }
/** An argument of a function that does not always look at all of them. Calling it places its code here. */
export interface Lazy<V extends Value = Value> {
  (): Nullable<V>
  readonly nullable: boolean
  /** It cannot raise and costs little: computing it without need is cheaper than a branch around it. */
  readonly cheap: boolean
}

export const wordTypes = {
  i32: ['i32'], i64: ['i64'], f64: ['f64'], bool: ['i32'], str: ['i32', 'i32'], dec: ['i64', 'i64'],
} as const satisfies Readonly<Record<Kind, readonly WasmType[]>>

export function wordsOf(v: Value): readonly Word[] {
  if (v.kind === 'str') return [v.ptr.word, v.len.word]
  if (v.kind === 'dec') return [v.lo.word, v.hi.word]
  return [v.word]
}
/** The value of a kind made of as many words as `wordTypes` says. */
export function valueOf<K extends Kind>(kind: K, words: readonly Word[]): Of<K>
export function valueOf(kind: Kind, words: readonly Word[]): Value {
  const a = words[0]!, b = words[1]!
  if (kind === 'str') return { kind, ptr: { kind: 'i32', word: a }, len: { kind: 'i32', word: b } }
  if (kind === 'dec') return { kind, lo: { kind: 'i64', word: a }, hi: { kind: 'i64', word: b } }
  return { kind, word: a }
}
