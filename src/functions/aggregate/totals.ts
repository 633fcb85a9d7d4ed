/**
 * Running totals that are exact whatever the order of rows: integers and decimals are added in as many bits as all rows
 * together can need, and whether the result fits is asked once, at the end. (Spark asks at each addition, so that it may
 * refuse a sum whose parts leave 64 bits on the way.)
 */
import type { Code } from '../../codegen/code/builder.js'
import type { Bool, Dec, I32, I64 } from '../../codegen/code/value.js'
import type { StateKind } from '../declare.js'

/** Sums of an exact type. `JS` states hold bigints under the same names. */
export interface Total {
  readonly state: Readonly<Record<string, StateKind>>
  add(code: Code, state: any, value: any): void
  merge(code: Code, state: any, other: any): void
  /** The sum in 128 bits, and whether it does not fit them; undefined: it always does. */
  sum(code: Code, state: any): { readonly value: Dec; readonly overflows: Bool | undefined }
  readonly evaluate: {
    add(state: any, value: number | bigint): void
    merge(state: any, other: any): void
    sum(state: any): bigint
  }
}
type Word<V> = { readonly sum: { get(): V; set(v: V): void } }
const one = {
  add: (s: { sum: bigint }, value: number | bigint) => { s.sum += BigInt(value) },
  merge: (s: { sum: bigint }, other: { readonly sum: bigint }) => { s.sum += other.sum },
  sum: (s: { readonly sum: bigint }) => s.sum,
}
const widened = (code: Code, v: I32 | I64): I64 => v.kind === 'i64' ? v : code.i64.extend(v)

/** Of values below 2³¹ in size: 2³² rows fit 64 bits. Also for decimals of up to 8 digits. */
export const shortTotal: Total = {
  state: { sum: 'i64' },
  add: (code, { sum }: Word<I64>, value: I32 | I64) => sum.set(code.i64.add(sum.get(), widened(code, value))),
  merge: (code, { sum }: Word<I64>, other: Word<I64>) => sum.set(code.i64.add(sum.get(), other.sum.get())),
  sum: (code, { sum }: Word<I64>) => ({ value: code.dec.fromI64(sum.get()), overflows: undefined }),
  evaluate: one,
}
/** Of 64-bit integers, and of decimals of up to 28 digits: 10¹⁰ rows fit 128 bits. */
export const longTotal: Total = {
  state: { sum: 'dec' },
  add: (code, { sum }: Word<Dec>, value: I64 | Dec) =>
    sum.set(code.dec.add(sum.get(), value.kind === 'dec' ? value : code.dec.fromI64(value))),
  merge: (code, { sum }: Word<Dec>, other: Word<Dec>) => sum.set(code.dec.add(sum.get(), other.sum.get())),
  sum: (_, { sum }: Word<Dec>) => ({ value: sum.get(), overflows: undefined }),
  evaluate: one,
}

type Halves = { readonly low: Word<Dec>['sum']; readonly high: Word<Dec>['sum'] }
interface HalvesJs { low: bigint; high: bigint }
const LOW = (1n << 64n) - 1n
/** Of decimals of any size: the two halves of the values are added each for itself. */
export const wideTotal: Total = {
  state: { low: 'dec', high: 'dec' },
  add: ({ dec, i64 }, { low, high }: Halves, value: Dec) => {
    low.set(dec.add(low.get(), dec.of(value.lo, i64.const(0))))
    high.set(dec.add(high.get(), dec.fromI64(value.hi)))
  },
  merge: ({ dec }, { low, high }: Halves, other: Halves) => {
    low.set(dec.add(low.get(), other.low.get()))
    high.set(dec.add(high.get(), other.high.get()))
  },
  sum: ({ dec, i64 }, { low, high }: Halves) => {
    const lower = low.get(), upper = dec.add(high.get(), dec.of(lower.hi, i64.const(0)))
    return { value: dec.of(lower.lo, upper.lo), overflows: i64.ne(upper.hi, i64.shr(upper.lo, 63)) }
  },
  evaluate: {
    add: (s: HalvesJs, value) => {
      s.low += BigInt(value) & LOW
      s.high += BigInt(value) >> 64n
    },
    merge: (s: HalvesJs, other: HalvesJs) => {
      s.low += other.low
      s.high += other.high
    },
    sum: (s: HalvesJs) => (s.high << 64n) + s.low,
  },
}
