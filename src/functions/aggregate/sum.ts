import type { Code } from '../../codegen/code/builder.js'
import type { Dec, F64, I64, Nullable, Value } from '../../codegen/code/value.js'
import { raise } from '../../errors/raise.js'
import { float64, int64, isFloat, sqlName, type DataType, type DecimalType } from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import { aggregate, fold } from '../aggregate-declaration.js'
import { numeric } from '../arguments.js'
import { attempted } from '../attempt.js'
import { divideHalfUp, fitsPrecision, tenTo } from '../conversion/decimal.js'
import { fitted } from '../decimal-code.js'
import { bounded } from '../decimal-types.js'
import type { AggregateFunction, Example, FoldImplementation, Signature } from '../declare.js'
import { maybe, totalled, type Rule } from '../rules.js'
import { counting, marking, type Tally } from './tally.js'
import { longTotal, shortTotal, wideTotal, type Total } from './totals.js'

/** What becomes of a sum and a count in the end. The count is above 0. */
interface Outcome {
  /** `overflows`: the result is not one of the type. */
  finish(code: Code, sum: ReturnType<Total['sum']>, n: I64): { readonly value: Value; readonly overflows: Nullable['isNull'] }
  /** undefined: it overflows. */
  evaluate(sum: bigint, n: bigint): EngineValue | undefined
}
const totalOf = (type: DataType): Total => {
  if (type.kind !== 'decimal') return type.kind === 'int64' ? longTotal : shortTotal
  return type.precision <= 8 ? shortTotal : type.precision <= 28 ? longTotal : wideTotal
}

/** Sums and means of exact numbers. `attempt`: null where the result does not fit. */
function exact(name: string, { args, type }: Signature, tally: Tally, outcome: Outcome, attempt: boolean): FoldImplementation {
  const total = totalOf(args[0]!)
  const overflow = (): never => raise('ARITHMETIC_OVERFLOW', { message: name, type: sqlName(type) })
  return {
    how: 'fold', skipsNulls: true, state: { ...total.state, n: 'i64' },
    update(code: Code, state, { value }) {
      total.add(code, state, value)
      tally.add(code, state)
    },
    merge(code: Code, state, other) {
      total.merge(code, state, other)
      tally.merge(code, state, other)
    },
    finish(code: Code, state) {
      const n: I64 = state.n.get(), isNull = code.i64.eqz(n)
      const { value, overflows } = outcome.finish(code, total.sum(code, state), code.select(isNull, code.i64.const(1), n))
      if (overflows && attempt) return { value, isNull: code.bool.or(isNull, overflows) }
      if (overflows) code.failIf(overflows, 'ARITHMETIC_OVERFLOW')
      return { value, isNull }
    },
    evaluate: {
      update(state, { value }) {
        total.evaluate.add(state, value)
        tally.evaluate.add(state)
      },
      merge(state, other) {
        total.evaluate.merge(state, other)
        tally.evaluate.merge(state, other)
      },
      finish(state) {
        if (state.n === 0n) return null
        const result = outcome.evaluate(total.evaluate.sum(state), state.n)
        return result !== undefined ? result : attempt ? null : overflow()
      },
    },
  }
}

const sumOfIntegers: Outcome = {
  finish: ({ i64, bool }, { value, overflows }) =>
    ({ value: value.lo, overflows: bool.anyNull([i64.ne(value.hi, i64.shr(value.lo, 63)), overflows]) }),
  evaluate: sum => BigInt.asIntN(64, sum) === sum ? sum : undefined,
}
/** Integers of up to 32 bits cannot sum to more than 64. */
const sumOfShort: Outcome = { ...sumOfIntegers, finish: (_, { value }) => ({ value: value.lo, overflows: undefined }) }
const sumOfDecimals = (type: DecimalType): Outcome => ({
  finish: (code, { value, overflows }) => ({
    value: fitted(value, type),
    // a type that is ten digits wider needs no test
    overflows: type.precision < 38 ? undefined : code.bool.anyNull([code.bool.not(code.dec.fits(value, 38)), overflows]),
  }),
  evaluate: sum => fitsPrecision(sum, type.precision) ? sum : undefined,
})
const meanOfIntegers: Outcome = {
  finish: (code, { value }, n) => ({ value: code.f64.div(code.dec.toF64(value, 0), code.f64.from(n)), overflows: undefined }),
  evaluate: (sum, n) => Number(sum) / Number(n),
}
function meanOfDecimals(from: DecimalType, type: DecimalType): Outcome {
  const raised = type.scale - from.scale
  return {
    finish: (code, { value, overflows }, n) => {
      const tooLarge = code.bool.anyNull([code.bool.not(code.dec.fits(value, 38)), overflows])!
      const sum = code.select(tooLarge, code.dec.const(0n), value)
      const mean = attempted(code, () => code.dec.divRounded(sum, code.dec.fromI64(n), raised, type.precision))
      return { value: fitted(mean.value as Dec, type), overflows: code.bool.anyNull([tooLarge, mean.isNull]) }
    },
    evaluate: (sum, n) => {
      if (!fitsPrecision(sum, 38)) return undefined
      const mean = divideHalfUp(sum * tenTo(raised), n)
      return fitsPrecision(mean, type.precision) ? mean : undefined
    },
  }
}
/** Sum or mean of doubles, added in the order in which the rows come. */
const floating = (tally: Tally): FoldImplementation => fold({
  takes: { value: 'f64' },
  state: { sum: 'f64', n: 'i64' },
  update(code, state, { value }) {
    state.sum.set(code.f64.add(state.sum.get(), value))
    tally.add(code, state)
  },
  merge(code, state, other) {
    state.sum.set(code.f64.add(state.sum.get(), other.sum.get()))
    tally.merge(code, state, other)
  },
  finish: (code, { sum, n }) => {
    const result: F64 = tally === counting ? code.f64.div(sum.get(), code.f64.from(n.get())) : sum.get()
    return { value: result, isNull: code.i64.eqz(n.get()) }
  },
  evaluate: {
    update(s, { value }) {
      s.sum += value
      tally.evaluate.add(s)
    },
    merge(s, other) {
      s.sum += other.sum
      tally.evaluate.merge(s, other)
    },
    finish: s => s.n === 0n ? null : tally === counting ? s.sum / Number(s.n) : s.sum,
  },
})

interface About { readonly summary: string; readonly aliases?: readonly string[]; readonly examples: readonly Example[] }
function sumFunction(name: string, returns: Rule, attempt: boolean, about: About): AggregateFunction {
  return aggregate(name, {
    ...about, args: { value: numeric }, returns,
    implement: signature => {
      const from = signature.args[0]!, { type } = signature
      if (isFloat(from)) return floating(marking)
      const outcome = type.kind === 'decimal' ? sumOfDecimals(type) : from.kind === 'int64' ? sumOfIntegers : sumOfShort
      return exact(name, signature, marking, outcome, attempt)
    },
  })
}
function avgFunction(name: string, returns: Rule, attempt: boolean, about: About): AggregateFunction {
  return aggregate(name, {
    ...about, args: { value: numeric }, returns,
    implement: signature => {
      const from = signature.args[0]!, { type } = signature
      if (isFloat(from)) return floating(counting)
      const outcome = from.kind === 'decimal' && type.kind === 'decimal' ? meanOfDecimals(from, type) : meanOfIntegers
      return exact(name, signature, counting, outcome, attempt)
    },
  })
}
const sumType = (t: DataType): DataType => t.kind === 'decimal' ? bounded(t.precision + 10, t.scale) : isFloat(t) ? float64 : int64
const avgType = (t: DataType): DataType => t.kind === 'decimal' ? bounded(t.precision + 4, t.scale + 4) : float64
const sumTag = (name: string): string => `SumOf<${name}>`, avgTag = (name: string): string => `AvgOf<${name}>`

export const sum = /*#__PURE__*/ sumFunction('sum', totalled(sumType, sumTag), false, {
  summary: 'The sum: bigint of integers, double of floats, ten digits more of decimals.',
  examples: [{ sql: 'sum(x) FROM VALUES (1), (NULL), (3) AS t(x)', result: 4 }],
})
export const trySum = /*#__PURE__*/ sumFunction('trySum', maybe(sumType, sumTag), true, {
  summary: 'The sum, or null where it does not fit its type.',
  examples: [{ sql: 'try_sum(x) FROM VALUES (9223372036854775807L), (1L) AS t(x)', result: null }],
})
export const avg = /*#__PURE__*/ avgFunction('avg', totalled(avgType, avgTag), false, {
  summary: 'The mean: double, of decimals with four digits more.',
  aliases: ['mean'],
  examples: [{ sql: 'avg(x) FROM VALUES (1), (NULL), (4) AS t(x)', result: 2.5 }],
})
export const tryAvg = /*#__PURE__*/ avgFunction('tryAvg', maybe(avgType, avgTag), true, {
  summary: 'The mean, or null where it does not fit its type.',
  examples: [{ sql: 'try_avg(x) FROM VALUES (1), (2) AS t(x)', result: 1.5 }],
})
