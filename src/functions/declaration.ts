/** What scalar and aggregate declarations have in common: names, defaults and the resolution of a call. */
import { raise } from '../errors/raise.js'
import { sqlName, type DataType } from '../types/data-type.js'
import type { ArgSpec, Args } from './arguments.js'
import type { Argument, Example, FunctionDeclaration, Resolution, ResolveContext } from './declare.js'
import type { Rule } from './rules.js'

export interface Common<A extends Args, R extends Rule> {
  /** The name in Spark's SQL; by default the name in snake case. */
  readonly sparkName?: string
  readonly aliases?: readonly string[]
  /** One line that says what it gives. */
  readonly summary: string
  readonly args: A
  readonly returns: R
  /**
   * The types that the arguments are cast to, where they depend on each other; undefined: they do not go together.
   * Every argument has passed its own `accept`. By default each is cast to what its `accept` says.
   */
  readonly coerce?: (args: readonly Argument[]) => readonly DataType[] | undefined
  readonly examples: readonly Example[]
}
type Declared = Omit<FunctionDeclaration, 'kind' | 'implement' | 'timeZoneAware' | 'deterministic'>

export function declaration<A extends Args, R extends Rule>(name: string, options: Common<A, R>): Declared {
  const specs = Object.entries(options.args)
  const variadic = specs.at(-1)?.[1].given === 'many'
  const optional = specs.filter(([, s]) => s.given === 'optional').length
  const fewest = specs.length - optional - (variadic ? 1 : 0), most = variadic ? Infinity : specs.length
  const spec = (n: number): readonly [string, ArgSpec] => specs[Math.min(n, specs.length - 1)]!

  function resolve(args: readonly Argument[], context: ResolveContext): Resolution {
    if (args.length < fewest || args.length > most) {
      const expected = variadic ? `at least ${fewest}` : fewest === most ? fewest : `${fewest} to ${most}`
      raise('WRONG_NUM_ARGS', { function: name, expected, actual: args.length })
    }
    const own = args.map((a, n) => spec(n)[1].accept(a) ?? refuse(n, a))
    const types = options.coerce ? options.coerce(args) ?? clash(args) : own
    const slots = args.map((a, n) => ({ type: types[n]!, nullable: a.nullable, literal: a.literal }))
    return { args: types, ...options.returns.apply(slots, context) }
  }
  function refuse(n: number, a: Argument): never {
    const [argument, { expects, kind }] = spec(n)
    const actual = kind === 'constant' && a.literal === undefined ? 'an expression' : sqlName(a.type)
    return raise('DATATYPE_MISMATCH', { message: `${name} takes ${expects} as its ${ordinal(n)} argument (${argument}), not ${actual}` })
  }
  function clash(args: readonly Argument[]): never {
    return raise('DATATYPE_MISMATCH', { message: `${name} cannot bring ${args.map(a => sqlName(a.type)).join(' and ')} to a common type` })
  }
  return {
    name, resolve, optional, variadic,
    sparkName: options.sparkName ?? snakeCase(name), aliases: options.aliases ?? [],
    summary: options.summary, args: options.args, returns: options.returns, examples: options.examples,
  }
}
const ordinal = (n: number): string => ['first', 'second', 'third', 'fourth', 'fifth'][n] ?? `${n + 1}th`
/** `dateAdd` → `date_add` */
export const snakeCase = (name: string): string => name.replace(/[A-Z]/g, c => `_${c.toLowerCase()}`)
