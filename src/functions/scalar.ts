/** Constructors of scalar functions: `strict` ones never see a null, `loose` ones decide about null themselves. */
import type { Code } from '../codegen/code/builder.js'
import type { Bool, Nullable, Of, Value } from '../codegen/code/value.js'
import { raise } from '../errors/raise.js'
import { representation, type EngineValue, type Representation } from '../types/representation.js'
import type { Args, CompiledOf, JsOf, LazyJsOf, LazyOf, Times } from './arguments.js'
import type { Implementation, LooseImplementation, ScalarFunction, Signature, StrictImplementation, Truth } from './declare.js'
import { declaration, type Common } from './declaration.js'
import type { ResultCompiled, ResultJs, Rule } from './rules.js'

interface ScalarCommon<A extends Args, R extends Rule> extends Common<A, R> {
  /** Depends on the session's time zone, which `implement` finds in its signature. */
  readonly timeZoneAware?: boolean
  readonly deterministic?: boolean
  /** Can raise an error, or is costly: then it runs only for rows that reach it. */
  readonly raises?: boolean
}
export type JsArgs<A extends Args> = { readonly [N in keyof A]: JsOf<A[N]> }
export type CompiledArgs<A extends Args> = { readonly [N in keyof A]: CompiledOf<A[N]> }
export type LazyJsArgs<A extends Args> = { readonly [N in keyof A]: LazyJsOf<A[N]> }
export type LazyArgs<A extends Args> = { readonly [N in keyof A]: LazyOf<A[N]> }

/** The JavaScript value of each representation. */
export interface JsByForm { bool: boolean; i32: number; i64: bigint; f64: number; str: string; dec: bigint }

/** One signature: `evaluate` on JavaScript values, and `emit` where it should run compiled. */
interface StrictBody<A extends Args, R extends Rule> {
  evaluate(args: JsArgs<A>): ResultJs<R>
  emit?(code: Code, args: CompiledArgs<A>): ResultCompiled<R>
}
/** What a form or `implement` gives. `raises` overrides the declaration's. */
export interface StrictForm<Js, Compiled> {
  readonly raises?: boolean
  evaluate(args: Js): EngineValue
  readonly emit?: ((code: Code, args: Compiled) => Value) | undefined
}
/** A form for each representation of the first argument, when the other arguments are represented alike. */
export type Forms<A extends Args> = {
  readonly [K in Representation]?: (signature: Signature) => StrictForm<
    { readonly [N in keyof A]: Times<A[N], JsByForm[K]> }, { readonly [N in keyof A]: Times<A[N], Of<K>> }>
}
type StrictWays<A extends Args, R extends Rule> =
  | StrictBody<A, R>
  | { readonly forms: Forms<A> }
  | { implement(signature: Signature): StrictForm<any, any> }

/** Null in, null out. Gives `evaluate` (and `emit`), or `forms` by representation, or `implement` for a signature. */
export function strict<const A extends Args, R extends Rule>(name: string, options: ScalarCommon<A, R> & StrictWays<A, R>): ScalarFunction {
  const raises = options.raises ?? false
  const form = (signature: Signature): StrictForm<any, any> => {
    if ('implement' in options) return options.implement(signature)
    if ('forms' in options) return formOf(options.forms, signature)
    return options as StrictForm<any, any>
  }
  return scalar(name, options, (signature): StrictImplementation => {
    const made = form(signature)
    return { nulls: 'strict', raises: made.raises ?? raises, evaluate: made.evaluate, emit: made.emit }
  })
}

/** The form for the representation of the first argument. */
export function formOf<A extends Args>(forms: Forms<A>, signature: Signature): StrictForm<any, any> {
  const kind = representation(signature.args[0]!), form = forms[kind]
  return form ? form(signature) : raise('INTERNAL_ERROR', { message: `There is no form for ${kind}.` })
}

interface LooseBody<A extends Args, R extends Rule> {
  evaluate(args: LazyJsArgs<A>): ResultJs<R>
  emit?(code: Code, args: LazyArgs<A>): Nullable<ResultCompiled<R>>
  truth?(code: Code, args: { readonly [N in keyof A]: Times<A[N], Truth> }): Bool
}
export interface LooseForm<Js, Compiled, Truths> {
  readonly raises?: boolean
  evaluate(args: Js): EngineValue
  readonly emit?: ((code: Code, args: Compiled) => Nullable) | undefined
  readonly truth?: ((code: Code, args: Truths) => Bool) | undefined
}
type LooseWays<A extends Args, R extends Rule> = LooseBody<A, R> | { implement(signature: Signature): LooseForm<any, any, any> }

/** Looks at those arguments it needs: they come as functions. Gives `evaluate` (`emit`, `truth`), or `implement` for a signature. */
export function loose<const A extends Args, R extends Rule>(name: string, options: ScalarCommon<A, R> & LooseWays<A, R>): ScalarFunction {
  const raises = options.raises ?? false
  return scalar(name, options, (signature): LooseImplementation => {
    const made: LooseForm<any, any, any> = 'implement' in options ? options.implement(signature) : options as LooseForm<any, any, any>
    return { nulls: 'loose', raises: made.raises ?? raises, evaluate: made.evaluate, emit: made.emit, truth: made.truth }
  })
}

function scalar<A extends Args, R extends Rule>(
  name: string, options: ScalarCommon<A, R>, implement: (signature: Signature) => Implementation,
): ScalarFunction {
  return Object.freeze({
    kind: 'scalar', ...declaration(name, options), implement,
    timeZoneAware: options.timeZoneAware ?? false, deterministic: options.deterministic ?? true,
  })
}
