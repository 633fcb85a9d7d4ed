/** 64-bit integers. Plain operations wrap around; `…Checked` ones fail with ARITHMETIC_OVERFLOW. */
import type { Load, Opcode, Store } from '../wasm/opcodes.js'
import type { BoolOperations } from './bool.js'
import type { Word } from './ir.js'
import type { Recorder } from './recorder.js'
import type { Bool, F64, I32, I64 } from './value.js'

const MIN = -(2n ** 63n)

export class I64Operations {
  constructor(private readonly code: Recorder, private readonly bool: BoolOperations) {}
  private of(op: Opcode, ...words: Word[]): I64 { return { kind: 'i64', word: this.code.op(op, ...words) } }
  private test(op: Opcode, a: I64, b: I64): Bool { return { kind: 'bool', word: this.code.op(op, a.word, b.word) } }
  private count(n: number | I64): Word { return typeof n === 'number' ? this.code.constant('i64', n) : n.word }
  private loaded(op: Load, p: I32, offset: number): I64 { return { kind: 'i64', word: this.code.load(op, p, offset) } }
  private stored(op: Store, p: I32, v: I64, offset: number): void { this.code.store(op, p, v.word, offset) }

  const(n: number | bigint): I64 { return { kind: 'i64', word: this.code.constant('i64', n) } }
  add(a: I64, b: I64): I64 { return this.of('i64.add', a.word, b.word) }
  sub(a: I64, b: I64): I64 { return this.of('i64.sub', a.word, b.word) }
  mul(a: I64, b: I64): I64 { return this.of('i64.mul', a.word, b.word) }
  /** Division and remainder trap on zero and (division) on MIN / −1: test before. */
  div(a: I64, b: I64): I64 { return this.of('i64.div_s', a.word, b.word) }
  divu(a: I64, b: I64): I64 { return this.of('i64.div_u', a.word, b.word) }
  rem(a: I64, b: I64): I64 { return this.of('i64.rem_s', a.word, b.word) }
  remu(a: I64, b: I64): I64 { return this.of('i64.rem_u', a.word, b.word) }
  and(a: I64, b: I64): I64 { return this.of('i64.and', a.word, b.word) }
  or(a: I64, b: I64): I64 { return this.of('i64.or', a.word, b.word) }
  xor(a: I64, b: I64): I64 { return this.of('i64.xor', a.word, b.word) }
  not(a: I64): I64 { return this.xor(a, this.const(-1)) }
  /** Counts are taken modulo 64. */
  shl(a: I64, n: number | I64): I64 { return this.of('i64.shl', a.word, this.count(n)) }
  shr(a: I64, n: number | I64): I64 { return this.of('i64.shr_s', a.word, this.count(n)) }
  shru(a: I64, n: number | I64): I64 { return this.of('i64.shr_u', a.word, this.count(n)) }
  rotl(a: I64, n: number | I64): I64 { return this.of('i64.rotl', a.word, this.count(n)) }
  clz(a: I64): I64 { return this.of('i64.clz', a.word) }
  ctz(a: I64): I64 { return this.of('i64.ctz', a.word) }
  popcnt(a: I64): I64 { return this.of('i64.popcnt', a.word) }
  neg(a: I64): I64 { return this.sub(this.const(0), a) }
  /** −1, 0 or 1. */
  signum(a: I64): I64 { return this.or(this.shr(a, 63), this.shru(this.neg(a), 63)) }

  eq(a: I64, b: I64): Bool { return this.test('i64.eq', a, b) }
  ne(a: I64, b: I64): Bool { return this.test('i64.ne', a, b) }
  lt(a: I64, b: I64): Bool { return this.test('i64.lt_s', a, b) }
  gt(a: I64, b: I64): Bool { return this.test('i64.gt_s', a, b) }
  le(a: I64, b: I64): Bool { return this.test('i64.le_s', a, b) }
  ge(a: I64, b: I64): Bool { return this.test('i64.ge_s', a, b) }
  ltu(a: I64, b: I64): Bool { return this.test('i64.lt_u', a, b) }
  gtu(a: I64, b: I64): Bool { return this.test('i64.gt_u', a, b) }
  leu(a: I64, b: I64): Bool { return this.test('i64.le_u', a, b) }
  geu(a: I64, b: I64): Bool { return this.test('i64.ge_u', a, b) }
  eqz(a: I64): Bool { return { kind: 'bool', word: this.code.op('i64.eqz', a.word) } }
  min(a: I64, b: I64): I64 { return this.code.select(this.lt(a, b), a, b) }
  max(a: I64, b: I64): I64 { return this.code.select(this.gt(a, b), a, b) }

  extend(a: I32): I64 { return this.of('i64.extend_i32_s', a.word) }
  extendU(a: I32): I64 { return this.of('i64.extend_i32_u', a.word) }
  extend32(a: I64): I64 { return this.of('i64.extend32_s', a.word) }
  fromBool(b: Bool): I64 { return this.of('i64.extend_i32_u', b.word) }
  /** Cut towards zero; NaN becomes 0 and what is out of range the nearest bound. */
  truncSat(a: F64): I64 { return this.of('i64.trunc_sat_f64_s', a.word) }
  truncSatU(a: F64): I64 { return this.of('i64.trunc_sat_f64_u', a.word) }
  /** The bits of a double. */
  bits(a: F64): I64 { return this.of('i64.reinterpret_f64', a.word) }

  load(p: I32, offset = 0): I64 { return this.loaded('i64.load', p, offset) }
  load8u(p: I32, offset = 0): I64 { return this.loaded('i64.load8_u', p, offset) }
  load16u(p: I32, offset = 0): I64 { return this.loaded('i64.load16_u', p, offset) }
  load32s(p: I32, offset = 0): I64 { return this.loaded('i64.load32_s', p, offset) }
  load32u(p: I32, offset = 0): I64 { return this.loaded('i64.load32_u', p, offset) }
  store(p: I32, v: I64, offset = 0): void { this.stored('i64.store', p, v, offset) }
  store8(p: I32, v: I64, offset = 0): void { this.stored('i64.store8', p, v, offset) }
  store16(p: I32, v: I64, offset = 0): void { this.stored('i64.store16', p, v, offset) }
  store32(p: I32, v: I64, offset = 0): void { this.stored('i64.store32', p, v, offset) }

  addChecked(a: I64, b: I64): I64 {
    const r = this.add(a, b)   // overflow: both operands differ in sign from the result
    this.code.failIf(this.lt(this.and(this.xor(a, r), this.xor(b, r)), this.const(0)), 'ARITHMETIC_OVERFLOW')
    return r
  }
  subChecked(a: I64, b: I64): I64 {
    const r = this.sub(a, b)
    this.code.failIf(this.lt(this.and(this.xor(a, b), this.xor(a, r)), this.const(0)), 'ARITHMETIC_OVERFLOW')
    return r
  }
  mulChecked(a: I64, b: I64): I64 {
    const { code } = this, r = this.mul(a, b)
    // factors of at most 31 bits cannot overflow, nor can those of 62 bits together; only larger ones pay for the division
    const x = this.magnitude(a), y = this.magnitude(b)
    const large = (): Bool => this.bool.and(this.le(this.add(this.clz(x), this.clz(y)), this.const(65)), this.ne(a, this.const(0)))
    code.when(this.geu(this.or(x, y), this.const(2n ** 31n)), () => code.when(large(), () => {
      code.failIf(this.bool.and(this.eq(a, this.const(-1)), this.eq(b, this.const(MIN))), 'ARITHMETIC_OVERFLOW')
      code.failIf(this.ne(this.div(r, a), b), 'ARITHMETIC_OVERFLOW')
    }))
    return r
  }
  /** As many significant bits as the value has, without its sign: x or ~x, whichever is not negative. */
  magnitude(a: I64): I64 { return this.xor(a, this.shr(a, 63)) }
  negChecked(a: I64): I64 {
    this.code.failIf(this.eq(a, this.const(MIN)), 'ARITHMETIC_OVERFLOW')
    return this.neg(a)
  }
  absChecked(a: I64): I64 {
    this.code.failIf(this.eq(a, this.const(MIN)), 'ARITHMETIC_OVERFLOW')
    const sign = this.shr(a, 63)
    return this.sub(this.xor(a, sign), sign)
  }
}
