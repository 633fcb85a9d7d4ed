/**
 * Result rules: the type of a call at run time (`apply`) and how the same reads in a generated signature (`text`, `refs`,
 * `proves`). The texts name tags and helpers of `types/tag.ts` and `types/widening.ts`.
 */
import type { Bool, F64, I32, I64, Str, Value } from '../codegen/code/value.js'
import * as types from '../types/data-type.js'
import type { DataType } from '../types/data-type.js'
import type { EngineValue } from '../types/representation.js'
import type { ResolveContext } from './declare.js'

export type { ArgSpec } from './arguments.js'

/** An argument as it is after its implicit cast. `literal`: its value before that cast, when it is a constant. */
export interface Slot { readonly type: DataType; readonly nullable: boolean; readonly literal: EngineValue | undefined }
export interface Result { readonly type: DataType; readonly nullable: boolean }
declare const JS: unique symbol
declare const COMPILED: unique symbol
export interface Rule<Js = any, Compiled extends Value = any> {
  apply(args: readonly Slot[], context: ResolveContext): Result
  /**
   * The result's tag, from the names of the arguments' type parameters (constants have none): `Utf8 | NullIn<T | A>`. A variadic
   * argument has the name of all its tags, and its tuple is called X.
   */
  text(names: readonly string[]): string
  /** strict: null in, null out, so references add up. loose: only the mode is kept. aggregate: no references. */
  readonly refs: 'strict' | 'loose' | 'aggregate'
  /**
   * Conditions that prove other columns than their references. `refs` and `proof` are the receiver's, `other` is the second
   * argument's proof.
   */
  readonly proves?: (receiver: { readonly refs: string; readonly proof: string }, other: string) => string
  readonly [JS]?: Js
  readonly [COMPILED]?: Compiled
}
export type ResultJs<R extends Rule> = R extends Rule<infer Js> ? Js : never
export type ResultCompiled<R extends Rule> = R extends Rule<any, infer C> ? C : never

const anyNullable = (args: readonly Slot[]): boolean => args.some(a => a.nullable)
/** ` | NullIn<T | A>` */
export const nullsOf = (names: readonly string[]): string => names.length ? ` | NullIn<${names.join(' | ')}>` : ''

// --- strict: null in, null out

/** A result computed from the arguments' types; null where any argument is. */
export const computed = <Js, C extends Value>(
  type: (args: readonly Slot[]) => DataType, text: (names: readonly string[]) => string,
): Rule<Js, C> => Object.freeze({
  refs: 'strict',
  apply: (args: readonly Slot[]) => ({ type: type(args), nullable: anyNullable(args) }),
  text: (names: readonly string[]) => text(names) + nullsOf(names),
})
/** Always the same type. */
export const fixed = <Js, C extends Value>(type: DataType, tag: string): Rule<Js, C> => computed(() => type, () => tag)
export const bool: Rule<boolean, Bool> = fixed(types.bool, 'Bool')
export const int32: Rule<number, I32> = fixed(types.int32, 'Int32')
export const int64: Rule<bigint, I64> = fixed(types.int64, 'Int64')
export const float64: Rule<number, F64> = fixed(types.float64, 'Float64')
export const utf8: Rule<string, Str> = fixed(types.utf8, 'Utf8')
export const date: Rule<number, I32> = fixed(types.date, 'Date32')
export const timestamp: Rule<bigint, I64> = fixed(types.timestamp, 'Timestamp')
/** The type of the first argument. */
export const first: Rule<EngineValue, Value> = computed(args => args[0]!.type, names => `NonNull<${names[0]}>`)
/** The rule's result, but it may be null whatever the arguments are (an element that may be missing, a `try` twin). */
export const nullable = <Js, C extends Value>(rule: Rule<Js, C>): Rule<Js | null, C> => Object.freeze({
  ...rule,
  apply: (args: readonly Slot[], context: ResolveContext) => ({ type: rule.apply(args, context).type, nullable: true }),
  text: (names: readonly string[]) => `${rule.text(names).replace(/ \| NullIn<[^>]*>$/, '')} | Null`,
})

// --- loose: the function decides about null itself

/** A loose result; `text` is the whole tag with its nulls. */
export const loosely =
  <Js, C extends Value>(apply: (args: readonly Slot[]) => Result, text: (names: readonly string[]) => string): Rule<Js | null, C> =>
  Object.freeze({ refs: 'loose', apply, text })
/** Never null. */
export const always = <Js, C extends Value>(type: DataType, tag: string): Rule<Js, C> =>
  Object.freeze({ refs: 'loose', apply: () => ({ type, nullable: false }), text: () => tag })

// --- aggregates

/** Null for rows that are all null, and for no rows: over a whole frame, or with a filter of its own (`Empty`). */
export const totalled = <Js, C extends Value>(
  type: (value: DataType) => DataType, tag: (name: string) => string,
): Rule<Js | null, C> => Object.freeze({
  refs: 'aggregate',
  apply: ([value]: readonly Slot[], context: ResolveContext) =>
    ({ type: type(value!.type), nullable: value!.nullable || !context.grouped }),
  text: ([name]: readonly string[]) => `${tag(name!)} | NullIn<${name}> | Empty`,
})
/** Never null, not even for no rows: counts and collections. */
export const counted =
  <Js, C extends Value>(type: (args: readonly Slot[]) => DataType, text: (names: readonly string[]) => string): Rule<Js, C> =>
  Object.freeze({ refs: 'aggregate', apply: (args: readonly Slot[]) => ({ type: type(args), nullable: false }), text })
/** May be null in any group, as of one row (a sample's deviation). */
export const maybe = <Js, C extends Value>(
  type: (value: DataType) => DataType, tag: (name: string) => string,
): Rule<Js | null, C> => Object.freeze({
  refs: 'aggregate',
  apply: ([value]: readonly Slot[]) => ({ type: type(value!.type), nullable: true }),
  text: ([name]: readonly string[]) => `${tag(name!)} | Null`,
})
