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
interface Long { readonly low: Word<I64>['sum']; readonly high: Word<I64>['sum'] }
interface Wide { readonly low: Word<I64>['sum']; readonly high: Word<Dec>['sum'] }
interface HalvesJs { low: bigint; high: bigint }
const halves = {
  add: (s: HalvesJs, value: number | bigint) => keep(s, joined(s) + BigInt(value)),
  merge: (s: HalvesJs, other: Readonly<HalvesJs>) => keep(s, joined(s) + joined(other)),
  sum: (s: Readonly<HalvesJs>) => joined(s),
}
const joined = ({ low, high }: Readonly<HalvesJs>): bigint => (high << 64n) + BigInt.asUintN(64, low)
function keep(s: HalvesJs, total: bigint): void {
  s.low = BigInt.asIntN(64, total)
  s.high = total >> 64n
}

/**
 * Adds to the lowest word; what is to be added above it. That is 0 for most rows, whatever the signs: as long as the total
 * stays on its side of zero and 2⁶⁴, the sign of a negative value and the carry make up for each other.
 */
function addLow({ i64 }: Code, low: Long['low'], lo: I64, hi: I64): I64 {
  const sum = i64.add(low.get(), lo)
  low.set(sum)
  return i64.add(hi, i64.fromBool(i64.ltu(sum, lo)))
}
const wordsOf = (code: Code, v: I64 | Dec): readonly [I64, I64] => v.kind === 'dec' ? [v.lo, v.hi] : [v, code.i64.shr(v, 63)]

/** Of 64-bit integers, and of decimals of up to 28 digits: 10¹⁰ rows fit 128 bits. */
export const longTotal: Total = {
  state: { low: 'i64', high: 'i64' },
  add(code, { low, high }: Long, value: I64 | Dec) {
    const { i64 } = code, up = addLow(code, low, ...wordsOf(code, value))
    code.when(i64.ne(up, i64.const(0)), () => high.set(i64.add(high.get(), up)))
  },
  merge: (code, { low, high }: Long, other: Long) => high.set(code.i64.add(high.get(), addLow(code, low, other.low.get(), other.high.get()))),
  sum: ({ dec }, { low, high }: Long) => ({ value: dec.of(low.get(), high.get()), overflows: undefined }),
  evaluate: halves,
}
/** Of decimals of any size, in 192 bits. */
export const wideTotal: Total = {
  state: { low: 'i64', high: 'dec' },
  add(code, { low, high }: Wide, value: Dec) {
    const { i64, dec } = code, up = addLow(code, low, value.lo, value.hi)
    code.when(i64.ne(up, i64.const(0)), () => high.set(dec.add(high.get(), dec.fromI64(up))))
  },
  merge(code, { low, high }: Wide, other: Wide) {
    const { i64, dec } = code, carry = addLow(code, low, other.low.get(), i64.const(0))
    high.set(dec.add(dec.add(high.get(), other.high.get()), dec.fromI64(carry)))
  },
  sum: ({ dec, i64 }, { low, high }: Wide) => {
    const upper = high.get()
    return { value: dec.of(low.get(), upper.lo), overflows: i64.ne(upper.hi, i64.shr(upper.lo, 63)) }
  },
  evaluate: halves,
}
