/**
 * What an argument of a function accepts: at run time (`accept`), in a generated signature (`family`, `accepts`,
 * `literal`, `js`) and for the author's `evaluate` and `emit` (the phantom types `Js` and `Compiled`).
 */
import type { Bool, F64, I32, I64, Lazy, Str, Value } from '../codegen/code/value.js'
import {
  bool, date, float64, int32, int64, isFloat, isInteger, isNested, isNumeric, isTemporal,
  timestamp, utf8, type DataType,
} from '../types/data-type.js'
import type { EngineValue } from '../types/representation.js'
import type { Argument } from './declare.js'

/** The interface of methods to which a function belongs when this is its first argument. */
export type Family = 'Any' | 'String' | 'Binary' | 'Number' | 'Integer' | 'Float' | 'Boolean' | 'Time' | 'List' | 'Map' | 'Struct'
/**
 * How an argument reads in a signature. value: an expression or a literal. number: a number whose literal form decides its
 * type. same: something comparable with the first argument. condition: a boolean that may prove columns non-null.
 * constant: a JavaScript literal only, known when the query is planned.
 */
export type ArgKind = 'value' | 'number' | 'same' | 'condition' | 'constant'

/** one: must be given. optional: may be left out, with all that follow. many: the last one, given any number of times. */
export type Given = 'one' | 'optional' | 'many'

declare const JS: unique symbol
declare const COMPILED: unique symbol
export interface ArgSpec<Js = any, Compiled extends Value = any, How extends Given = any> {
  readonly kind: ArgKind
  readonly given: How
  readonly family: Family
  /** TypeScript of the tags it takes, without `Null`: `Integer`. */
  readonly accepts: string
  /** TypeScript of the tag that a literal is taken for: `Int32`. */
  readonly literal: string
  /** TypeScript of the literals it takes: `number | bigint`; `never`: none. */
  readonly js: string
  /** For messages: `an integer`. */
  readonly expects: string
  /** The type that the argument is cast to; undefined: refused. */
  accept(argument: Argument): DataType | undefined
  readonly [JS]?: Js
  readonly [COMPILED]?: Compiled
}
/** Arguments in order, by name. */
export type Args = Readonly<Record<string, ArgSpec>>
/** A value given once, left out (undefined), or as an array. */
export type Times<S extends ArgSpec, V> = S extends ArgSpec<any, any, infer How>
  ? (How extends 'many' ? readonly V[] : How extends 'optional' ? V | undefined : V) : never
/** What a strict function's `evaluate` sees. */
export type JsOf<S extends ArgSpec> = S extends ArgSpec<infer Js> ? Times<S, Js> : never
/** What a strict function's `emit` sees. */
export type CompiledOf<S extends ArgSpec> = S extends ArgSpec<any, infer C> ? Times<S, C> : never
/** What a loose function's `evaluate` sees. */
export type LazyJsOf<S extends ArgSpec> = S extends ArgSpec<infer Js> ? Times<S, () => Js | null> : never
/** What a loose function's `emit` sees. */
export type LazyOf<S extends ArgSpec> = S extends ArgSpec<any, infer C> ? Times<S, Lazy<C>> : never

type Signature = Pick<ArgSpec, 'family' | 'accepts' | 'literal' | 'js' | 'expects'> & { readonly kind?: ArgKind }
/** Declares a kind of argument. */
export function argument<Js, Compiled extends Value>(
  signature: Signature, accept: (type: DataType, argument: Argument) => DataType | undefined,
): ArgSpec<Js, Compiled, 'one'> {
  return Object.freeze({ kind: 'value', given: 'one', ...signature, accept: (a: Argument) => accept(a.type, a) })
}
/** May be left out, with all arguments behind it. */
export const optional =
  <Js, C extends Value>(spec: ArgSpec<Js, C, 'one'>): ArgSpec<Js, C, 'optional'> => Object.freeze({ ...spec, given: 'optional' })
/** Any number of arguments; only the last one may be. */
export const variadic =
  <Js, C extends Value>(spec: ArgSpec<Js, C, 'one'>): ArgSpec<Js, C, 'many'> => Object.freeze({ ...spec, given: 'many' })

type Takes = (type: DataType) => boolean
type Accept = (type: DataType) => DataType | undefined
/** Text in Spark's ANSI mode stands for any atomic value, and an untyped null for everything. */
const loosely = (t: DataType): boolean => t.kind === 'utf8' || t.kind === 'void'
const to = (type: DataType, takes: Takes): Accept => t => takes(t) || loosely(t) ? type : undefined
/** The type stays as it is; text and untyped nulls become `fallback`. */
const kept = (fallback: DataType, takes: Takes): Accept => t => takes(t) ? t : loosely(t) ? fallback : undefined
/** Only this kind, or an untyped null. */
const only = (kind: DataType['kind']): Accept => t => t.kind === kind || t.kind === 'void' ? t : undefined

const numberText = { family: 'Number', accepts: 'Numeric', literal: 'Int32', js: 'number | bigint', expects: 'a number' } as const
const integerText = { family: 'Integer', accepts: 'Integer', literal: 'Int32', js: 'number | bigint', expects: 'an integer' } as const
const timeText = { family: 'Time', accepts: 'Temporal', literal: 'Timestamp', js: 'Date | string', expects: 'a date or timestamp' } as const
const anyText = {
  family: 'Any', accepts: 'AnyType', literal: 'Void', js: 'string | number | bigint | boolean | Date | null', expects: 'any value',
} as const

// --- cast to one type

/** Text; numbers, booleans and times are cast to it. */
export const string: ArgSpec<string, Str, 'one'> = argument(
  { family: 'String', accepts: 'Utf8', literal: 'Utf8', js: 'string', expects: 'text' }, to(utf8, t => !isNested(t) && t.kind !== 'binary'))
export const boolean: ArgSpec<boolean, Bool, 'one'> = argument(
  { family: 'Boolean', accepts: 'Bool', literal: 'Bool', js: 'boolean', expects: 'a boolean' }, to(bool, t => t.kind === 'bool'))
/** A boolean that may prove columns non-null: the operands of `and`, `or`, `not`. */
export const condition: ArgSpec<boolean, Bool, 'one'> = Object.freeze({ ...boolean, kind: 'condition' })
/** A whole number, as int32. */
export const integer: ArgSpec<number, I32, 'one'> = argument(integerText, to(int32, isInteger))
/** A whole number, as int64. */
export const long: ArgSpec<bigint, I64, 'one'> = argument(integerText, to(int64, isInteger))
/** Any number, as float64. */
export const double: ArgSpec<number, F64, 'one'> = argument(numberText, to(float64, isNumeric))
/** A date; timestamps lose their time of day. */
export const asDate: ArgSpec<number, I32, 'one'> = argument({ ...timeText, literal: 'Date32', expects: 'a date' }, to(date, isTemporal))
/** An instant; dates begin at midnight of the session's time zone. */
export const asTimestamp: ArgSpec<bigint, I64, 'one'> = argument({ ...timeText, expects: 'a timestamp' }, to(timestamp, isTemporal))

// --- kept as they are: implementations look at `signature.args`

/** int8 … int64. */
export const integral: ArgSpec<number | bigint, I32 | I64, 'one'> = argument(integerText, kept(int64, isInteger))
/** float32 or float64; other numbers become float64. */
export const float: ArgSpec<number, F64, 'one'> =
  argument({ ...numberText, family: 'Float', accepts: 'Float', literal: 'Float64', js: 'number' },
    t => isFloat(t) ? t : isNumeric(t) || loosely(t) ? float64 : undefined)
export const numeric: ArgSpec<number | bigint, Value, 'one'> = argument(numberText, kept(float64, isNumeric))
/** A number whose literal form decides the type: `2` takes the type of the column beside it, `2.5` is a float64. */
export const number: ArgSpec<number | bigint, Value, 'one'> = Object.freeze({ ...numeric, kind: 'number' })
/** date, timestamp or timestampNtz. */
export const temporal: ArgSpec<number | bigint, I32 | I64, 'one'> = argument(timeText, kept(timestamp, isTemporal))
export const list: ArgSpec<readonly EngineValue[], Str, 'one'> = argument(
  { family: 'List', accepts: 'List<any>', literal: 'List<Void>', js: 'never', expects: 'a list' }, only('list'))
export const map: ArgSpec<readonly EngineValue[], Str, 'one'> = argument(
  { family: 'Map', accepts: 'MapOf<any, any>', literal: 'MapOf<Void, Void>', js: 'never', expects: 'a map' }, only('map'))
export const struct: ArgSpec<readonly EngineValue[], Str, 'one'> = argument(
  { family: 'Struct', accepts: 'Struct<any>', literal: 'Struct<{}>', js: 'never', expects: 'a struct' }, only('struct'))
export const any: ArgSpec<EngineValue, Value, 'one'> = argument(anyText, t => t)
/** Anything that can be compared: all but maps. */
export const orderable: ArgSpec<EngineValue, Value, 'one'> =
  argument({ ...anyText, expects: 'a value that can be compared' }, t => isOrderable(t) ? t : undefined)
/** Something comparable with the first argument; the function's `coerce` finds the type both are cast to. */
export const same: ArgSpec<EngineValue, Value, 'one'> = Object.freeze({ ...any, kind: 'same' })

// --- constants: `signature.constants` holds their value, `evaluate` and `emit` do not get them

export const constantString: ArgSpec<never, never, 'one'> =
  constant({ family: 'String', accepts: 'Utf8', literal: 'Utf8', js: 'string', expects: 'a text literal' }, to(utf8, () => false))
export const constantInteger: ArgSpec<never, never, 'one'> =
  constant({ ...integerText, js: 'number', expects: 'a whole number literal' }, to(int32, isInteger))
/** A literal that shapes the code: the unit of `trunc`, the digits of `round`. */
export function constant(signature: Omit<Signature, 'kind'>, accept: Accept): ArgSpec<never, never, 'one'> {
  return argument({ ...signature, kind: 'constant' }, (type, a) => a.literal === undefined ? undefined : accept(type))
}

export function isOrderable(t: DataType): boolean {
  if (t.kind === 'list') return isOrderable(t.element)
  if (t.kind === 'struct') return t.fields.every(f => isOrderable(f.type))
  return t.kind !== 'map'
}
