/** Constructors of aggregate functions and of their implementations. */
import type { Code } from '../codegen/code/builder.js'
import type { Nullable, Of } from '../codegen/code/value.js'
import type { EngineValue, Representation } from '../types/representation.js'
import type { Args } from './arguments.js'
import type {
  AggregateFunction, AggregateImplementation, CollectImplementation, FoldImplementation, Signature, StateKind,
} from './declare.js'
import { declaration, type Common } from './declaration.js'
import type { Rule } from './rules.js'
import type { JsByForm } from './scalar.js'

/** `implement` gives a `fold` or `collect` for one signature. */
export function aggregate<const A extends Args, R extends Rule>(
  name: string, options: Common<A, R> & { implement(signature: Signature): AggregateImplementation },
): AggregateFunction {
  const implement = (signature: Signature): AggregateImplementation => options.implement(signature)
  return Object.freeze({ kind: 'aggregate', ...declaration(name, options), implement })
}

type KindOf<S extends StateKind> = S extends 'text' ? 'str' : S
type CellOf<S extends StateKind> = S extends 'text'
  ? { get(): Nullable<Of<'str'>>; set(value: Of<'str'>): void }
  : { get(): Of<KindOf<S>>; set(value: Of<KindOf<S>>): void }
type StateOf<S extends Readonly<Record<string, StateKind>>> = { readonly [N in keyof S]: CellOf<S[N]> }
interface JsState { i32: number; i64: bigint; f64: number; dec: bigint; text: string | Uint8Array | null }
type JsStateOf<S extends Readonly<Record<string, StateKind>>> = { -readonly [N in keyof S]: JsState[S[N]] }
type Takes = Readonly<Record<string, Representation>>

/**
 * Folds rows into state words, which are all zero (text: null) to begin with. `takes` says how the arguments are
 * represented in this signature. Rows with a null argument are passed over.
 */
export function fold<const T extends Takes, const S extends Readonly<Record<string, StateKind>>>(implementation: {
  readonly takes: T
  readonly state: S
  update(code: Code, state: StateOf<S>, args: { readonly [N in keyof T]: Of<T[N]> }): void
  merge(code: Code, state: StateOf<S>, other: StateOf<S>): void
  finish(code: Code, state: StateOf<S>): Nullable
  readonly evaluate: {
    update(state: JsStateOf<S>, args: { readonly [N in keyof T]: JsByForm[T[N]] }): void
    merge(state: JsStateOf<S>, other: Readonly<JsStateOf<S>>): void
    finish(state: Readonly<JsStateOf<S>>): EngineValue
  }
}): FoldImplementation {
  return { how: 'fold', skipsNulls: true, ...implementation }
}
/** The same for aggregates that look at rows with nulls too (first, every, count of rows). */
export function foldAll<const T extends Takes, const S extends Readonly<Record<string, StateKind>>>(implementation: {
  readonly takes: T
  readonly state: S
  update(code: Code, state: StateOf<S>, args: { readonly [N in keyof T]: Nullable<Of<T[N]>> }): void
  merge(code: Code, state: StateOf<S>, other: StateOf<S>): void
  finish(code: Code, state: StateOf<S>): Nullable
  readonly evaluate: {
    update(state: JsStateOf<S>, args: { readonly [N in keyof T]: JsByForm[T[N]] | null }): void
    merge(state: JsStateOf<S>, other: Readonly<JsStateOf<S>>): void
    finish(state: Readonly<JsStateOf<S>>): EngineValue
  }
}): FoldImplementation {
  return { how: 'fold', skipsNulls: false, ...implementation }
}
/** Keeps every value and looks at them at the end. */
export function collect(
  finish: (values: readonly EngineValue[]) => EngineValue, options: { readonly skipsNulls?: boolean } = {},
): CollectImplementation {
  return { how: 'collect', skipsNulls: options.skipsNulls ?? true, finish }
}
