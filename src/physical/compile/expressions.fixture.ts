/** Resolved expressions and batches for tests: random ones over every function there is. */
import { TypedFrameError } from '../../errors/raise.js'
import { lookup, allFunctions } from '../../functions/registry.js'
import type { ArgSpec } from '../../functions/arguments.js'
import type { ScalarFunction } from '../../functions/declare.js'
import { attribute, cast, isNullable, literal, typeOf, type Attribute, type Call, type Expression } from '../../logical/expression.js'
import type { Batch } from '../../memory/batch.js'
import { randomValue, type Random, type Setting } from '../../memory/random.fixture.js'
import { vectorOf } from '../../memory/vector.js'
import {
  bool, date, decimal, float32, float64, int16, int32, int64, int8, sameType, timestamp, utf8, type DataType,
} from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import { canCompile } from './can-compile.js'

const below = (random: Random, n: number): number => Math.floor(random() * n)
const pick = <T>(random: Random, list: readonly T[]): T => list[below(random, list.length)]!

/** A resolved call with its arguments cast to what the function takes, as analysis makes it. */
function callOf(fn: ScalarFunction, args: readonly Expression[]): Call {
  const resolution = fn.resolve(args.map(a => ({
    type: typeOf(a), nullable: isNullable(a), literal: a.node === 'literal' ? a.value : undefined, flexible: false,
  })), { grouped: false })
  return Object.freeze({
    node: 'call', function: fn, type: resolution.type, nullable: resolution.nullable, timeZone: fn.timeZoneAware ? 'UTC' : undefined,
    args: Object.freeze(args.map((a, n) => castTo(a, resolution.args[n]!))),
  })
}
export const call = (name: string, ...args: readonly Expression[]): Call => callOf(lookup(name) as ScalarFunction, args)
function castTo(e: Expression, type: DataType): Expression {
  if (sameType(typeOf(e), type)) return e
  if (e.node === 'literal' && e.value === null) return literal(null, type)
  return cast(e, type, { nullable: isNullable(e), timeZone: 'UTC' })
}

const types: readonly DataType[] = [
  bool, int8, int16, int32, int64, float32, float64, utf8, date, timestamp,
  decimal(9, 2), decimal(18, 4), decimal(38, 6), decimal(25, 0),
]
/** Values that are valid for the type: within its bits or digits, and at its edges now and then. */
function valueFor(random: Random, type: DataType, nulls = 0.15): EngineValue {
  if (random() < nulls) return null
  const edge = random() < 0.1
  switch (type.kind) {
    case 'int8': case 'int16': case 'int32': {
      const bits = { int8: 8, int16: 16, int32: 32 }[type.kind], limit = 2 ** (bits - 1)
      return edge ? pick(random, [limit - 1, -limit, 0]) : below(random, Math.min(limit, 200)) - Math.min(limit / 2, 100)
    }
    case 'int64': return edge ? pick(random, [2n ** 63n - 1n, -(2n ** 63n), 2n ** 31n, 0n]) : BigInt(below(random, 5000) - 2000)
    case 'float32': return Math.fround(edge ? pick(random, [NaN, Infinity, -0, 1e38]) : below(random, 400) / 8 - 20)
    case 'float64': return edge ? pick(random, [NaN, -Infinity, -0, 1e300, 2 ** 63]) : below(random, 4000) / 16 - 100
    case 'date': return below(random, 60_000) - 20_000
    case 'timestamp': return BigInt(below(random, 4e9) - 1e9) * 1_000_000n + BigInt(below(random, 1e6))
    case 'decimal': {
      const limit = 10n ** BigInt(type.precision)
      const n = edge ? limit - 1n : BigInt(below(random, 2 ** 31)) * (random() < 0.3 ? 10n ** BigInt(below(random, 20)) : 1n) % limit
      return random() < 0.5 ? n : -n
    }
    default: return randomValue(random, type, 0)
  }
}

export interface Table { readonly input: readonly Attribute[]; readonly rows: readonly (readonly EngineValue[])[] }
/** Two columns of each type, one of them without nulls. */
export function randomTable(random: Random, rows: number): Table {
  const input = types.flatMap((t, n) => [attribute(`n${n}`, t, true), attribute(`v${n}`, t, false)])
  return { input, rows: Array.from({ length: rows }, () => input.map(a => valueFor(random, a.type, a.nullable ? 0.2 : 0))) }
}
export const batchOf = ({ input, rows }: Table, { arena }: Setting): Batch =>
  ({ rows: rows.length, columns: input.map((a, n) => vectorOf(a.type, rows.map(r => r[n]!), arena)) })

/** They make text as long as a number says: random numbers only exhaust the memory. */
const unbounded = new Set(['repeat', 'lpad', 'rpad', 'space'])
const scalars: readonly ScalarFunction[] = allFunctions.filter((f): f is ScalarFunction =>
  f.kind === 'scalar' && f.deterministic && !unbounded.has(f.name))

/** An expression of up to `depth` calls above columns and literals that has a compiled form; of type `wanted` if one is found. */
export function randomExpression(random: Random, input: readonly Attribute[], depth: number, wanted?: DataType): Expression {
  const fits = (e: Expression): boolean => !wanted || sameType(typeOf(e), wanted)
  for (let tries = 0; depth > 0 && tries < 60; tries++) {
    const made = randomCall(random, pick(random, scalars), input, depth)
    if (made && fits(made)) return made
  }
  const columns = input.filter(fits)
  return columns.length && random() < 0.8 ? pick(random, columns) : literalFor(random, wanted ?? pick(random, types))
}
/** A call of one function with a compiled form; undefined if these arguments do not go together. */
function randomCall(random: Random, fn: ScalarFunction, input: readonly Attribute[], depth: number): Call | undefined {
  const specs = Object.values(fn.args)
  const count = fn.variadic ? specs.length + below(random, 3) : specs.length - below(random, fn.optional + 1)
  const args: Expression[] = []
  for (let n = 0; n < count; n++) args.push(argument(random, input, depth - 1, specs[Math.min(n, specs.length - 1)]!, args[0]))
  try {
    const made = callOf(fn, args)
    return canCompile(made) ? made : undefined
  } catch (error) {
    if (error instanceof TypedFrameError && error.condition !== 'INTERNAL_ERROR') return undefined
    throw error
  }
}
const constants = [
  ...['month', 'YEAR', 'day', 'week', 'a%', '%b_', '_', 'yyyy-MM-dd', 'UTC', '\\'].map(t => literal(t, utf8)),
  ...[-2, 0, 1, 2, 5].map(n => literal(n, int32)),
]
/** Mostly of a type that the argument takes as it is; of the first argument's type where they must be alike. */
function argument(random: Random, input: readonly Attribute[], depth: number, spec: ArgSpec, first: Expression | undefined): Expression {
  if (spec.kind === 'constant') return pick(random, constants)
  if (random() < 0.15) return literalFor(random, pick(random, types))
  const alike = spec.kind === 'same' || spec.family === 'Any'
  if (first && alike && random() < 0.7) return randomExpression(random, input, depth, typeOf(first))
  for (let tries = 0; ; tries++) {
    const made = randomExpression(random, input, random() < 0.5 ? depth : 0), type = typeOf(made)
    const taken = spec.accept({ type, nullable: true, literal: undefined, flexible: false })
    if (tries > 10 || (taken && sameType(taken, type))) return made
  }
}
const literalFor = (random: Random, type: DataType): Expression => literal(valueFor(random, type, 0.1), type)
