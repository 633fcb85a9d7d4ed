import type { Lazy, Nullable, Value } from '../../codegen/code/value.js'
import { orderable, same, variadic } from '../arguments.js'
import { together } from '../coercion.js'
import { emitTest } from '../comparison/code.js'
import { comparator } from '../comparison/order.js'
import type { EngineValue } from '../../types/representation.js'
import type { ScalarFunction } from '../declare.js'
import { loosely } from '../rules.js'
import { loose } from '../scalar.js'

type Thunk = () => EngineValue
/** greatest or least: nulls are passed over. */
function extreme(name: 'greatest' | 'least', summary: string, sql: string, result: number): ScalarFunction {
  const test = name === 'greatest' ? 'gt' : 'lt', direction = name === 'greatest' ? 1 : -1
  return loose(name, {
    summary,
    args: { value: orderable, others: variadic(same) },
    coerce: given => together(given, 'kept'),
    returns: loosely<EngineValue, Value>(
      args => ({ type: args[0]!.type, nullable: args.every(a => a.nullable) }), ([a, b]) => `Common<${a}, ${b}> | FallbackNull<X, ${a}>`),
    implement({ args }) {
      const compare = comparator(args[0]!), emit = emitTest(args[0]!, test)
      return {
        evaluate: ({ value, others }: { value: Thunk; others: readonly Thunk[] }) => {
          let best: EngineValue = null
          for (const thunk of [value, ...others]) {
            const v = thunk()
            if (v !== null && (best === null || compare(v, best) * direction > 0)) best = v
          }
          return best
        },
        emit: emit && ((code, { value, others }: { value: Lazy; others: readonly Lazy[] }): Nullable => {
          const { bool } = code
          return others.reduce((a: Nullable, next) => {
            const b = next(), better = emit(code, b.value, a.value)
            const wanted = a.isNull ? bool.or(better, a.isNull) : better, taken = b.isNull ? bool.and(wanted, bool.not(b.isNull)) : wanted
            return { value: code.select(taken, b.value, a.value), isNull: a.isNull && b.isNull && bool.and(a.isNull, b.isNull) }
          }, value())
        }),
      }
    },
    examples: [{ sql, result }],
  })
}
export const greatest: ScalarFunction =
  /*#__PURE__*/ extreme('greatest', 'The largest of the values; nulls are passed over.', 'greatest(1, NULL, 3)', 3)
export const least: ScalarFunction =
  /*#__PURE__*/ extreme('least', 'The smallest of the values; nulls are passed over.', 'least(3, NULL, 1)', 1)
