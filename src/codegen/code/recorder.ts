/**
 * Records instructions in program order: a value is computed where it is made, so using it twice never computes it twice,
 * and what is used once is folded into its use when bytes are written.
 */
import type { Condition } from '../../errors/catalogue.js'
import { loads, opcodes, type Load, type Opcode, type Store, type WasmType } from '../wasm/opcodes.js'
import type { Import, Instruction, Label, Local, WasmFunction, Word } from './ir.js'
import { valueOf, wordsOf, wordTypes, type Bool, type I32, type Kind, type Nullable, type Of, type Value } from './value.js'

/** A mutable variable. */
export interface Var<V extends Value = Value> { get(): V; set(v: V): void }
/** What happens where a checked operation fails; must leave the code by a jump or return. The compiler supplies it. */
export type Failure = (condition: Condition) => void

let ids = 0

export class Recorder {
  #current: Instruction[] = []
  readonly #params: Local[] = []
  readonly #hints = new Map<Word, string>()
  readonly #scopes: Map<string, unknown>[] = [new Map()]
  #names = 1
  onFailure: Failure = () => this.trap()

  // --- words
  word(type: WasmType): Word { return { type, id: ids++ } }
  op(op: Opcode, ...args: Word[]): Word {
    const out = this.word(opcodes[op][2])
    this.#current.push({ kind: 'op', op, args, out })
    return out
  }
  constant(type: WasmType, value: number | bigint): Word {
    const out = this.word(type)
    this.#current.push({ kind: 'const', value, args: [], out })
    return out
  }
  load(op: Load, address: I32, offset: number): Word {
    const out = this.word(loads[op][1])
    this.#current.push({ kind: 'load', op, args: [address.word], offset, out })
    return out
  }
  store(op: Store, address: I32, value: Word, offset: number): void {
    this.#current.push({ kind: 'store', op, args: [address.word, value], offset })
  }
  copyBytes(to: I32, from: I32, count: I32): void {
    this.#current.push({ kind: 'copyBytes', args: [to.word, from.word, count.word] })
  }
  callImport(callee: Import, args: readonly Word[]): readonly Word[] {
    const outs = callee.results.map(t => this.word(t))
    this.#current.push({ kind: 'call', callee, args, outs })
    return outs
  }

  // --- parameters, variables, names
  param<K extends 'i32' | 'i64' | 'f64'>(kind: K, name: string): Of<K> {
    const local: Local = { type: kind, name, id: ids++ }
    this.#params.push(local)
    return this.#read(kind, [local])
  }
  /** A variable with its first value. */
  var<V extends Value>(initial: V, name = 'v'): Var<V> {
    const v = this.declareLike(initial, name)
    v.set(initial)
    return v
  }
  /** A variable that begins as zero when the function is entered (not every time this place is passed). */
  declare<K extends Kind>(kind: K, name = 'v'): Var<Of<K>> {
    const locals = wordTypes[kind].map((type, n): Local => ({ type, name: `${name}${this.#names++}${n ? 'b' : ''}`, id: ids++ }))
    return {
      get: () => this.#read(kind, locals),
      set: v => wordsOf(v).forEach((w, n) => this.#current.push({ kind: 'set', local: locals[n]!, args: [w] })),
    }
  }
  /** A variable of the kind of `like`. */
  declareLike<V extends Value>(like: V, name = 'v'): Var<V> { return this.declare(like.kind, name) as unknown as Var<V> }
  #read<K extends Kind>(kind: K, locals: readonly Local[]): Of<K> {
    return valueOf(kind, locals.map(local => {
      const out = this.word(local.type)
      this.#current.push({ kind: 'get', local, args: [], out })
      return out
    }))
  }
  /** Names for the dump only; nothing of them reaches the module. */
  hint<V extends Value>(v: V, name: string): V {
    wordsOf(v).forEach((w, n) => this.#hints.set(w, n ? `${name}.${n}` : name))
    return v
  }
  comment(text: string): void { this.#current.push({ kind: 'comment', text: text.replace(/\s+/g, ' '), args: [] }) }
  finish(name: string, results: readonly WasmType[] = []): WasmFunction {
    return { name, params: this.#params, results, body: this.#current, hints: this.#hints }
  }

  // --- control
  #nested(fill: () => void): Instruction[] {
    const outer = this.#current, inner: Instruction[] = this.#current = []
    this.#scopes.push(new Map())
    fill()
    this.#scopes.pop()
    this.#current = outer
    return inner
  }
  /** Common subexpressions: what was already made here or in an enclosing scope (and so is certainly computed) is used again. */
  memo<T>(key: string, make: () => T): T {
    for (const scope of this.#scopes) if (scope.has(key)) return scope.get(key) as T
    const made = make()
    this.#scopes.at(-1)!.set(key, made)
    return made
  }
  when(condition: Bool, then: () => void, otherwise: () => void = () => {}): void {
    const a = this.#nested(then), b = this.#nested(otherwise)
    this.#current.push({ kind: 'if', args: [condition.word], then: a, else: b })
  }
  /** One of two values; only the taken side's code runs. */
  if<V extends Value>(condition: Bool, then: () => V, otherwise: () => V): V {
    let result: Var<V> | undefined
    this.when(condition, () => {
      const v = then()
      result = this.declareLike(v, 'if')
      result.set(v)
    }, () => result!.set(otherwise()))
    return result!.get()
  }
  /** The same for values that may be null; if neither side can be, neither can the result. */
  ifNullable<V extends Value>(condition: Bool, then: () => Nullable<V>, otherwise: () => Nullable<V>): Nullable<V> {
    let value: Var<V> | undefined, canBeNull = false
    const isNull = this.declare('bool', 'null')
    const take = (n: Nullable<V>): void => {
      value ??= this.declareLike(n.value, 'if')
      value.set(n.value)
      isNull.set(n.isNull ?? { kind: 'bool', word: this.constant('i32', 0) })
      canBeNull ||= n.isNull !== undefined
    }
    this.when(condition, () => take(then()), () => take(otherwise()))
    return { value: value!.get(), isNull: canBeNull ? isNull.get() : undefined }
  }
  /** Branch-free choice: both sides have been computed. */
  select<V extends Value>(condition: Bool, a: V, b: V): V {
    const other = wordsOf(b)
    return valueOf(a.kind, wordsOf(a).map((w, n) => this.op(selects[w.type], w, other[n]!, condition.word))) as V
  }
  block(body: (exit: Label) => void, name = 'done'): void {
    const label = { name: `${name}${this.#names++}` }
    this.#current.push({ kind: 'block', label, args: [], body: this.#nested(() => body(label)) })
  }
  /** `again` jumps to its beginning; without a jump it ends. */
  loop(body: (again: Label) => void, name = 'again'): void {
    const label = { name: `${name}${this.#names++}` }
    this.#current.push({ kind: 'loop', label, args: [], body: this.#nested(() => body(label)) })
  }
  goto(label: Label, condition?: Bool): void {
    this.#current.push(condition ? { kind: 'brIf', label, args: [condition.word] } : { kind: 'br', label, args: [] })
  }
  return(...values: Value[]): void { this.#current.push({ kind: 'return', args: values.flatMap(wordsOf) }) }
  trap(): void { this.#current.push({ kind: 'trap', args: [] }) }
  /** An error (or null in the `try_` twin) where `condition` holds. The values it names come from `evaluate`. */
  failIf(condition: Bool, error: Condition): void { this.when(condition, () => this.onFailure(error)) }

  zero<K extends Kind>(kind: K): Of<K> { return valueOf(kind, wordTypes[kind].map(t => this.constant(t, 0))) }
}
const selects = { i32: 'select.i32', i64: 'select.i64', f64: 'select.f64', f32: 'select.f64' } as const
