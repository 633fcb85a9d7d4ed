/**
 * What the rest of the system sees of a function. A function is data, declared once, in `functions/<family>/<topic>.ts`,
 * with the constructors of `scalar.ts` and `aggregate.ts`; everything else (methods, free functions, SQL and Spark names,
 * implicit casts, types, evaluation, compiled code, documentation, tests) follows from the declaration.
 */
import type { Code } from '../codegen/code/builder.js'
import type { Bool, Nullable, Value } from '../codegen/code/value.js'
import type { DataType } from '../types/data-type.js'
import type { EngineValue } from '../types/representation.js'
import type { ArgSpec, Rule } from './rules.js'

/** An argument as analysis finds it. `literal`: its value when it is a constant (undefined otherwise). */
export interface Argument { readonly type: DataType; readonly nullable: boolean; readonly literal: EngineValue | undefined; readonly flexible: boolean }
/** What analysis makes of a call: each argument is cast to `args[n]`. */
export interface Resolution { readonly args: readonly DataType[]; readonly type: DataType; readonly nullable: boolean }
/** What an implementation is made for. `constants[n]` is the value of an argument declared `constant`, undefined elsewhere. */
export interface Signature {
  readonly args: readonly DataType[]
  readonly type: DataType
  readonly constants: readonly (EngineValue | undefined)[]
  readonly timeZone: string | undefined
}
export interface Example { readonly sql: string; readonly result: unknown }

interface Declaration {
  /** camelCase: the method and the free function. */
  readonly name: string
  /** The name in Spark's SQL and on the wire: `date_add`, `+`. */
  readonly sparkName: string
  readonly aliases: readonly string[]
  readonly summary: string
  /** In order. With `variadic`, the last one may be given any number of times (its values come as an array). */
  readonly args: Readonly<Record<string, ArgSpec>>
  /** How many of the last arguments may be left out. */
  readonly optional: number
  readonly variadic: boolean
  readonly returns: Rule
  readonly examples: readonly Example[]
  /** @throws DATATYPE_MISMATCH or WRONG_NUM_ARGS, naming the function, the argument and the types it takes. */
  resolve(args: readonly Argument[], context: ResolveContext): Resolution
}
/** `grouped`: an aggregate inside `groupBy(…).agg` (every group has a row), not over a whole frame. */
export interface ResolveContext { readonly grouped: boolean }

/** Arguments by name. A variadic argument is an array under its name; an optional one that was left out is undefined. */
export type Named<V> = Readonly<Record<string, V>>

/** Null in, null out: neither `evaluate` nor `emit` ever sees a null. */
export interface StrictImplementation {
  readonly nulls: 'strict'
  /** Can raise an error or is costly: then it runs only for rows that reach it. */
  readonly raises: boolean
  evaluate(args: any): EngineValue
  /** Absent: evaluated by `evaluate` inside an otherwise compiled pipeline. */
  readonly emit?: ((code: Code, args: any) => Value) | undefined
}
/** Decides itself which arguments it looks at, and about null. */
export interface LooseImplementation {
  readonly nulls: 'loose'
  readonly raises: boolean
  evaluate(args: any): EngineValue
  readonly emit?: ((code: Code, args: any) => Nullable) | undefined
  /** Only whether it is true: enough in a filter, `when` or join condition, and free of three-valued logic. */
  readonly truth?: ((code: Code, args: Named<Truth>) => Bool) | undefined
}
export interface Truth { isTrue(): Bool; isNull(): Bool }
export type Implementation = StrictImplementation | LooseImplementation

export interface ScalarFunction extends Declaration {
  readonly kind: 'scalar'
  /** Depends on the session's time zone: analysis of a run fills in `Call.timeZone`. */
  readonly timeZoneAware: boolean
  /** May answer differently for the same arguments. */
  readonly deterministic: boolean
  /** The implementation for one signature; cheap, and equal signatures give the same code. */
  implement(signature: Signature): Implementation
}

/** Words of a group's state: all zero to begin with. `text` holds bytes of its own (null to begin with). */
export type StateKind = 'i32' | 'i64' | 'f64' | 'dec' | 'text'
/** State words in compiled code: locals while there is one group, memory of the group's row otherwise. */
export interface Cell { get(): Value; set(value: Value): void }
export type Cells = Readonly<Record<string, Cell>>
/** State words in the closures tier, by name: i32 and f64 number, i64 and dec bigint, text string or Uint8Array or null. */
export type StateValues = Record<string, EngineValue>

/** Folds rows into a few state words. */
export interface FoldImplementation {
  readonly how: 'fold'
  readonly state: Readonly<Record<string, StateKind>>
  /** true: rows in which an argument is null are passed over and `args` hold plain values; false: they hold Nullable ones. */
  readonly skipsNulls: boolean
  update(code: Code, state: any, args: any): void
  merge(code: Code, state: any, other: any): void
  finish(code: Code, state: any): Nullable
  readonly evaluate: {
    update(state: any, args: any): void
    merge(state: any, other: any): void
    finish(state: any): EngineValue
  }
}
/** Keeps every value of its one argument and looks at them at the end (collectList, later percentile, mode …). */
export interface CollectImplementation {
  readonly how: 'collect'
  readonly skipsNulls: boolean
  finish(values: readonly EngineValue[]): EngineValue
}
export type AggregateImplementation = FoldImplementation | CollectImplementation

export interface AggregateFunction extends Declaration {
  readonly kind: 'aggregate'
  implement(signature: Signature): AggregateImplementation
}
export type FunctionDeclaration = ScalarFunction | AggregateFunction
export type { Nullable, Value }
