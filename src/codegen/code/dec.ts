/**
 * Decimals of up to 38 digits: unscaled integers of 128 bits. Scales are the author's affair. `…Checked` operations fail with
 * NUMERIC_VALUE_OUT_OF_RANGE beyond the digits stated.
 */
import type { Condition } from '../../errors/catalogue.js'
import type { BoolOperations } from './bool.js'
import { kernel } from './callable.js'
import type { Callable } from './callable.js'
import type { I32Operations } from './i32.js'
import type { I64Operations } from './i64.js'
import type { Recorder } from './recorder.js'
import type { Bool, Dec, F64, I32, I64, Value } from './value.js'

/** All fail (status 1) where the result is not within 38 digits, or the divisor is 0. Rounding is half away from zero. */
const decimalKernels = {
  /** a · b / 10^drop, rounded. */
  multiply: kernel('decimalMultiply', ['dec', 'dec', 'i32'], 'dec'),
  /** a · 10^raise / b, rounded. */
  divide: kernel('decimalDivide', ['dec', 'dec', 'i32'], 'dec'),
  /** (a · 10^raiseA) / (b · 10^raiseB), cut towards zero. */
  quotient: kernel('decimalQuotient', ['dec', 'dec', 'i32', 'i32'], 'dec'),
  /** Remainder of a · 10^raiseA by b · 10^raiseB, with the sign of a. */
  remainder: kernel('decimalRemainder', ['dec', 'dec', 'i32', 'i32'], 'dec'),
  /** a · 10^digits; negative digits divide, rounded. */
  rescale: kernel('decimalRescale', ['dec', 'i32'], 'dec'),
  /** a / 10^digits cut towards minus infinity (direction −1), zero (0) or plus infinity (1). */
  cut: kernel('decimalCut', ['dec', 'i32', 'i32'], 'dec'),
  /** The double nearest to a / 10^scale; the last argument is 256 bytes of working memory. */
  toDouble: kernel('decimalToDouble', ['dec', 'i32', 'i32'], 'f64'),
} as const
type Calls = (callee: Callable, args: readonly Value[], failure: Condition | undefined) => Value
const OUT_OF_RANGE = 'NUMERIC_VALUE_OUT_OF_RANGE'

export class DecOperations {
  constructor(
    private readonly code: Recorder, private readonly bool: BoolOperations, private readonly i32: I32Operations,
    private readonly i64: I64Operations, private readonly calls: Calls, private readonly scratch: () => I32,
  ) {}
  of(lo: I64, hi: I64): Dec { return { kind: 'dec', lo, hi } }
  const(n: bigint): Dec { return this.of(this.i64.const(BigInt.asIntN(64, n)), this.i64.const(BigInt.asIntN(64, n >> 64n))) }
  fromI64(a: I64): Dec { return this.of(a, this.i64.shr(a, 63)) }
  /** Fails where the value needs more than 64 bits. */
  toI64(a: Dec, error: Condition = OUT_OF_RANGE): I64 {
    this.code.failIf(this.i64.ne(a.hi, this.i64.shr(a.lo, 63)), error)
    return a.lo
  }
  add(a: Dec, b: Dec): Dec {
    const { i64 } = this, lo = i64.add(a.lo, b.lo)
    return this.of(lo, i64.add(i64.add(a.hi, b.hi), i64.fromBool(i64.ltu(lo, a.lo))))
  }
  sub(a: Dec, b: Dec): Dec {
    const { i64 } = this, borrow = i64.fromBool(i64.ltu(a.lo, b.lo))
    return this.of(i64.sub(a.lo, b.lo), i64.sub(i64.sub(a.hi, b.hi), borrow))
  }
  neg(a: Dec): Dec { return this.sub(this.of(this.i64.const(0), this.i64.const(0)), a) }
  abs(a: Dec): Dec {
    const sign = this.i64.shr(a.hi, 63), both = this.of(sign, sign)
    return this.sub(this.of(this.i64.xor(a.lo, sign), this.i64.xor(a.hi, sign)), both)
  }
  /** −1, 0 or 1. */
  signum(a: Dec): I32 {
    const { i64, i32 } = this
    const nonZero = i64.ne(i64.or(a.lo, a.hi), i64.const(0))
    return i32.or(i32.wrap(i64.shr(a.hi, 63)), i32.fromBool(nonZero))
  }
  eq(a: Dec, b: Dec): Bool { return this.i64.eqz(this.i64.or(this.i64.xor(a.lo, b.lo), this.i64.xor(a.hi, b.hi))) }
  ne(a: Dec, b: Dec): Bool { return this.bool.not(this.eq(a, b)) }
  lt(a: Dec, b: Dec): Bool {
    const { i64, bool } = this
    return bool.or(i64.lt(a.hi, b.hi), bool.and(i64.eq(a.hi, b.hi), i64.ltu(a.lo, b.lo)))
  }
  gt(a: Dec, b: Dec): Bool { return this.lt(b, a) }
  le(a: Dec, b: Dec): Bool { return this.bool.not(this.lt(b, a)) }
  ge(a: Dec, b: Dec): Bool { return this.bool.not(this.lt(a, b)) }
  isZero(a: Dec): Bool { return this.i64.eqz(this.i64.or(a.lo, a.hi)) }
  min(a: Dec, b: Dec): Dec { return this.code.select(this.lt(b, a), b, a) }
  max(a: Dec, b: Dec): Dec { return this.code.select(this.lt(a, b), b, a) }

  /** |a| < 10^digits. */
  fits(a: Dec, digits: number): Bool {
    const { i64, bool } = this, bound = 10n ** BigInt(digits)
    const high = i64.const(BigInt.asIntN(64, bound >> 64n)), low = i64.const(BigInt.asIntN(64, bound))
    // ~a is −a − 1, so for a negative one the bound is one less
    const sign = i64.shr(a.hi, 63), hi = i64.xor(a.hi, sign), lo = i64.xor(a.lo, sign)
    return bool.or(i64.ltu(hi, high), bool.and(i64.eq(hi, high), i64.ltu(lo, i64.add(low, sign))))
  }
  /** The value itself; fails where it has more digits. */
  checked(a: Dec, digits = 38, error: Condition = OUT_OF_RANGE): Dec {
    this.code.failIf(this.bool.not(this.fits(a, digits)), error)
    return a
  }
  addChecked(a: Dec, b: Dec, digits = 38): Dec { return this.checked(this.add(a, b), digits) }
  subChecked(a: Dec, b: Dec, digits = 38): Dec { return this.checked(this.sub(a, b), digits) }
  /** The exact product: inline where it surely fits a word, a kernel's otherwise. */
  mulChecked(a: Dec, b: Dec, digits = 38, error: Condition = OUT_OF_RANGE): Dec {
    const product = this.code.if(this.productIsShort(a, b),
      () => this.fromI64(this.i64.mul(a.lo, b.lo)),
      () => this.call(decimalKernels.multiply, [a, b, this.i32.const(0)], error))
    return digits < 38 ? this.checked(product, digits, error) : product
  }
  /** The product of numbers whose types say that it has at most 38 digits. */
  mulExact(a: Dec | I64, b: Dec | I64): Dec {
    const x = a.kind === 'dec' ? a : this.fromI64(a), y = b.kind === 'dec' ? b : this.fromI64(b)
    const short = a.kind === 'dec' || b.kind === 'dec' ? this.productIsShort(x, y) : this.wordsAreShort(a, b)
    return this.code.if(short, () => this.fromI64(this.i64.mul(x.lo, y.lo)),
      () => this.calls(decimalKernels.multiply, [x, y, this.i32.const(0)], undefined) as Dec)
  }
  /** a · b / 10^drop, half up. */
  mulRounded(a: Dec, b: Dec, drop: number, digits = 38, error: Condition = OUT_OF_RANGE): Dec {
    return this.bounded(this.call(decimalKernels.multiply, [a, b, this.i32.const(drop)], error), digits, error)
  }
  /** a · 10^raise / b, half up. `b` must not be 0: test before. */
  divRounded(a: Dec, b: Dec, raise: number, digits = 38, error: Condition = OUT_OF_RANGE): Dec {
    return this.bounded(this.call(decimalKernels.divide, [a, b, this.i32.const(raise)], error), digits, error)
  }
  /** (a · 10^raiseA) / (b · 10^raiseB) cut towards zero, and its remainder. `b` must not be 0: test before. */
  quotient(a: Dec, b: Dec, raiseA = 0, raiseB = 0, error: Condition = OUT_OF_RANGE): Dec {
    return this.call(decimalKernels.quotient, [a, b, this.i32.const(raiseA), this.i32.const(raiseB)], error)
  }
  remainder(a: Dec, b: Dec, raiseA = 0, raiseB = 0, error: Condition = OUT_OF_RANGE): Dec {
    return this.call(decimalKernels.remainder, [a, b, this.i32.const(raiseA), this.i32.const(raiseB)], error)
  }
  /** From one scale to another: more digits behind the point exactly, fewer half up. */
  rescale(a: Dec, from: number, to: number, digits = 38, error: Condition = OUT_OF_RANGE): Dec {
    if (from === to) return this.bounded(a, digits, error)
    return this.bounded(this.call(decimalKernels.rescale, [a, this.i32.const(to - from)], error), digits, error)
  }
  /** Drops digits: towards minus infinity, zero or plus infinity. */
  cut(a: Dec, digits: number, direction: -1 | 0 | 1): Dec {
    return this.call(decimalKernels.cut, [a, this.i32.const(digits), this.i32.const(direction)], OUT_OF_RANGE)
  }
  /** The double nearest to a / 10^scale. */
  toF64(a: Dec, scale: number): F64 {
    return this.calls(decimalKernels.toDouble, [a, this.i32.const(scale), this.scratch()], undefined) as F64
  }

  /** Both are of one word, and have at most 62 bits together (a negative one needs one more than it shows). */
  private productIsShort(a: Dec, b: Dec): Bool {
    const { i64 } = this, signA = i64.shr(a.lo, 63), signB = i64.shr(b.lo, 63)
    const words = i64.or(i64.xor(a.hi, signA), i64.xor(b.hi, signB))
    return this.bool.and(i64.eqz(words), this.wordsAreShort(a.lo, b.lo))
  }
  private wordsAreShort(a: I64, b: I64): Bool {
    const { i64 } = this
    return i64.gt(i64.add(i64.clz(i64.magnitude(a)), i64.clz(i64.magnitude(b))), i64.const(65))
  }
  private bounded(a: Dec, digits: number, error: Condition): Dec { return digits < 38 ? this.checked(a, digits, error) : a }
  private call(callee: Callable<readonly ('dec' | 'i32')[], 'dec'>, args: readonly Value[], failure: Condition): Dec {
    return this.calls(callee, args, failure) as Dec
  }

  load(p: I32, offset = 0): Dec { return this.of(this.i64.load(p, offset), this.i64.load(p, offset + 8)) }
  store(p: I32, v: Dec, offset = 0): void {
    this.i64.store(p, v.lo, offset)
    this.i64.store(p, v.hi, offset + 8)
  }
}
