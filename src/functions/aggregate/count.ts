import { int64 } from '../../types/data-type.js'
import { aggregate, fold, foldAll } from '../aggregate-declaration.js'
import { any, boolean, optional } from '../arguments.js'
import type { Code } from '../../codegen/code/builder.js'
import type { I64 } from '../../codegen/code/value.js'
import type { AggregateFunction, Argument, ResolveContext, Resolution } from '../declare.js'
import { counted, type Rule } from '../rules.js'

const number: Rule<bigint, I64> = counted(() => int64, () => 'Int64')
const state = { n: 'i64' } as const
interface Counter { readonly n: { get(): I64; set(n: I64): void } }
const add = (code: Code, { n }: Counter, more: I64): void => n.set(code.i64.add(n.get(), more))
const shared = {
  state,
  merge: (code: Code, into: Counter, other: Counter) => add(code, into, other.n.get()),
  finish: (code: Code, { n }: Counter) => code.known(n.get()),
}
const evaluated = {
  update: (s: { n: bigint }) => { s.n++ },
  merge: (s: { n: bigint }, other: { readonly n: bigint }) => { s.n += other.n },
  finish: (s: { readonly n: bigint }) => s.n,
}
const one = (code: Code, s: Counter): void => add(code, s, code.i64.const(1))

const countOne = /*#__PURE__*/ aggregate('count', {
  summary: 'How many rows there are; of an expression: for how many it is not null.',
  args: { value: optional(any) },
  returns: number,
  implement: ({ args }) => (args.length ? fold : foldAll)({ ...shared, takes: {}, update: one, evaluate: evaluated }),
  examples: [
    { sql: 'count(x) FROM VALUES (1), (NULL), (3) AS t(x)', result: 2 },
    { sql: 'count(*) FROM VALUES (1), (NULL) AS t(x)', result: 2 },
  ],
})
/** Of several expressions: for how many rows none of them is null. `countDistinct` asks for it. */
export const count: AggregateFunction = /*#__PURE__*/ Object.freeze({
  ...countOne,
  resolve: (args: readonly Argument[], context: ResolveContext): Resolution =>
    args.length > 1 ? { args: args.map(a => a.type), type: int64, nullable: false } : countOne.resolve(args, context),
})

export const countIf = /*#__PURE__*/ aggregate('countIf', {
  summary: 'For how many rows the condition is true.',
  args: { condition: boolean },
  returns: number,
  implement: () => fold({
    ...shared, takes: { condition: 'bool' },
    update: (code, s, { condition }) => add(code, s, code.i64.fromBool(condition)),
    evaluate: { ...evaluated, update: (s: { n: bigint }, { condition }: { readonly condition: boolean }) => { if (condition) s.n++ } },
  }),
  examples: [{ sql: 'count_if(x > 1) FROM VALUES (1), (2), (NULL) AS t(x)', result: 1 }],
})
