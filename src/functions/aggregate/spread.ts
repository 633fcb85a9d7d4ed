/** Variance and standard deviation by Welford's recurrence, merged as Chan, Golub and LeVeque do. */
import type { Code } from '../../codegen/code/builder.js'
import type { F64 } from '../../codegen/code/value.js'
import { float64 } from '../../types/data-type.js'
import { aggregate, fold } from '../aggregate-declaration.js'
import { double } from '../arguments.js'
import type { AggregateFunction, Example, FoldImplementation } from '../declare.js'
import { maybe, totalled } from '../rules.js'

interface Moments { n: number; mean: number; m2: number }
/** `sample`: by n − 1, null for one row. `root`: the deviation. */
interface How { readonly sample: boolean; readonly root: boolean }
function moments({ sample, root }: How): FoldImplementation {
  const less = sample ? 1 : 0
  const result = ({ f64 }: Code, m2: F64, n: F64): F64 => {
    const variance = f64.div(m2, f64.sub(n, f64.const(less)))
    return root ? f64.sqrt(variance) : variance
  }
  return fold({
    takes: { value: 'f64' },
    state: { n: 'f64', mean: 'f64', m2: 'f64' },
    update({ f64 }, { n, mean, m2 }, { value }) {
      const count = f64.add(n.get(), f64.const(1)), delta = f64.sub(value, mean.get()), step = f64.div(delta, count)
      n.set(count)
      mean.set(f64.add(mean.get(), step))
      m2.set(f64.add(m2.get(), f64.mul(delta, f64.sub(delta, step))))
    },
    merge(code, { n, mean, m2 }, other) {
      const { f64 } = code, more = other.n.get()
      code.when(f64.gt(more, f64.const(0)), () => {
        const own = n.get(), count = f64.add(own, more), delta = f64.sub(other.mean.get(), mean.get()), step = f64.div(delta, count)
        n.set(count)
        mean.set(f64.add(mean.get(), f64.mul(step, more)))
        m2.set(f64.add(f64.add(m2.get(), other.m2.get()), f64.mul(f64.mul(f64.mul(delta, step), own), more)))
      })
    },
    finish: (code, { n, m2 }) => ({ value: result(code, m2.get(), n.get()), isNull: code.f64.le(n.get(), code.f64.const(less)) }),
    evaluate: {
      update(s: Moments, { value }) {
        const delta = value - s.mean, step = delta / ++s.n
        s.mean += step
        s.m2 += delta * (delta - step)
      },
      merge(s: Moments, other: Readonly<Moments>) {
        if (other.n === 0) return
        const count = s.n + other.n, delta = other.mean - s.mean, step = delta / count
        s.mean += step * other.n
        s.m2 = s.m2 + other.m2 + delta * step * s.n * other.n
        s.n = count
      },
      finish: s => s.n <= less ? null : root ? Math.sqrt(s.m2 / (s.n - less)) : s.m2 / (s.n - less),
    },
  })
}

interface About { readonly summary: string; readonly aliases?: readonly string[]; readonly examples: readonly Example[] }
const spread = (name: string, how: How, about: About): AggregateFunction => aggregate(name, {
  ...about, args: { value: double },
  returns: how.sample ? maybe(() => float64, () => 'Float64') : totalled(() => float64, () => 'Float64'),
  implement: () => moments(how),
})
export const stddev = /*#__PURE__*/ spread('stddev', { sample: true, root: true }, {
  summary: 'The standard deviation of a sample (by n − 1); null for one row.',
  aliases: ['stddevSamp', 'stddev_samp', 'std'],
  examples: [{ sql: 'stddev(x) FROM VALUES (1), (2), (3) AS t(x)', result: 1 }],
})
export const stddevPop = /*#__PURE__*/ spread('stddevPop', { sample: false, root: true }, {
  summary: 'The standard deviation of a whole population (by n).',
  examples: [{ sql: 'stddev_pop(x) FROM VALUES (1), (3) AS t(x)', result: 1 }],
})
export const variance = /*#__PURE__*/ spread('variance', { sample: true, root: false }, {
  summary: 'The variance of a sample (by n − 1); null for one row.',
  aliases: ['varSamp', 'var_samp'],
  examples: [{ sql: 'variance(x) FROM VALUES (1), (2), (3) AS t(x)', result: 1 }],
})
export const varPop = /*#__PURE__*/ spread('varPop', { sample: false, root: false }, {
  summary: 'The variance of a whole population (by n).',
  examples: [{ sql: 'var_pop(x) FROM VALUES (1), (3) AS t(x)', result: 1 }],
})
