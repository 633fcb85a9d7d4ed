import type { Code } from '../../codegen/code/builder.js'
import type { Bool, Lazy, Nullable, Value } from '../../codegen/code/value.js'
import { bool, type DataType } from '../../types/data-type.js'
import { representation, type EngineValue } from '../../types/representation.js'
import { any, variadic } from '../arguments.js'
import { together } from '../coercion.js'
import type { Argument, ScalarFunction } from '../declare.js'
import { loosely } from '../rules.js'
import { loose } from '../scalar.js'

/** Conditions stand at even places, each before its value; a last one without a partner is the value otherwise. */
const isCondition = (n: number, count: number): boolean => n % 2 === 0 && n < count - 1

function coerce(args: readonly Argument[]): readonly DataType[] | undefined {
  const conditions = args.filter((_, n) => isCondition(n, args.length))
  const values = together(args.filter((_, n) => !isCondition(n, args.length)), 'kept')
  if (args.length < 2 || !values || conditions.some(c => c.type.kind !== 'bool' && c.type.kind !== 'void')) return undefined
  return args.map((_, n) => isCondition(n, args.length) ? bool : values[0]!)
}

export const when: ScalarFunction = /*#__PURE__*/ loose('when', {
  summary: 'The value behind the first condition that is true, or the one otherwise, or null.',
  args: { branches: variadic(any) },
  coerce,
  returns: loosely<EngineValue, Value>(args => {
    const values = args.filter((_, n) => !isCondition(n, args.length)), complete = args.length % 2 === 1
    return { type: values[0]!.type, nullable: !complete || values.some(v => v.nullable) }
  }, names => names.map(n => `NonNull<${n}>`).join(' | ') + ` | NullIn<${names.join(' | ')}>`),
  implement: ({ type }) => ({
    evaluate({ branches }: { branches: readonly (() => EngineValue)[] }) {
      let n = 0
      for (; n + 1 < branches.length; n += 2) if (branches[n]!() === true) return branches[n + 1]!()
      return n < branches.length ? branches[n]!() : null
    },
    emit: (code, { branches }: { branches: readonly Lazy[] }) => branch(code, branches, type),
  }),
  examples: [
    { sql: "case when 1 > 2 then 'a' when true then 'b' else 'c' end", result: 'b' }, { sql: 'case when false then 1 end', result: null },
  ],
})
/** A chain without a value otherwise ends in null. Where all values cost little, no branch is made. */
function branch(code: Code, [first, value, ...rest]: readonly Lazy[], type: DataType): Nullable {
  if (!first) return { value: code.zero(representation(type)), isNull: code.bool.const(true) }
  if (!value) return first()
  const test = code.isTrue(first() as Nullable<Bool>)
  if (![value, ...rest].every(l => l.cheap)) return code.ifNullable(test, () => value(), () => branch(code, rest, type))
  const a = value(), b = branch(code, rest, type), none = code.bool.const(false)
  const isNull = a.isNull || b.isNull ? code.select(test, a.isNull ?? none, b.isNull ?? none) : undefined
  return { value: code.select(test, a.value, b.value), isNull }
}
