/** 32-bit integers and addresses. Plain operations wrap around; `…Checked` ones fail with ARITHMETIC_OVERFLOW. */
import type { Condition } from '../../errors/catalogue.js'
import type { Load, Opcode, Store } from '../wasm/opcodes.js'
import type { I64Operations } from './i64.js'
import type { Word } from './ir.js'
import type { Recorder } from './recorder.js'
import type { Bool, F64, I32, I64 } from './value.js'

export class I32Operations {
  constructor(private readonly code: Recorder, private readonly i64: I64Operations) {}
  private of(op: Opcode, ...words: Word[]): I32 { return { kind: 'i32', word: this.code.op(op, ...words) } }
  private test(op: Opcode, a: I32, b: I32): Bool { return { kind: 'bool', word: this.code.op(op, a.word, b.word) } }
  private count(n: number | I32): Word { return typeof n === 'number' ? this.code.constant('i32', n) : n.word }
  private loaded(op: Load, p: I32, offset: number): I32 { return { kind: 'i32', word: this.code.load(op, p, offset) } }
  private stored(op: Store, p: I32, v: I32, offset: number): void { this.code.store(op, p, v.word, offset) }

  const(n: number): I32 { return { kind: 'i32', word: this.code.constant('i32', n) } }
  add(a: I32, b: I32): I32 { return this.of('i32.add', a.word, b.word) }
  sub(a: I32, b: I32): I32 { return this.of('i32.sub', a.word, b.word) }
  mul(a: I32, b: I32): I32 { return this.of('i32.mul', a.word, b.word) }
  /** Division and remainder trap on zero and (division) on MIN / −1: test before. */
  div(a: I32, b: I32): I32 { return this.of('i32.div_s', a.word, b.word) }
  divu(a: I32, b: I32): I32 { return this.of('i32.div_u', a.word, b.word) }
  rem(a: I32, b: I32): I32 { return this.of('i32.rem_s', a.word, b.word) }
  remu(a: I32, b: I32): I32 { return this.of('i32.rem_u', a.word, b.word) }
  and(a: I32, b: I32): I32 { return this.of('i32.and', a.word, b.word) }
  or(a: I32, b: I32): I32 { return this.of('i32.or', a.word, b.word) }
  xor(a: I32, b: I32): I32 { return this.of('i32.xor', a.word, b.word) }
  not(a: I32): I32 { return this.xor(a, this.const(-1)) }
  /** Counts are taken modulo 32. */
  shl(a: I32, n: number | I32): I32 { return this.of('i32.shl', a.word, this.count(n)) }
  shr(a: I32, n: number | I32): I32 { return this.of('i32.shr_s', a.word, this.count(n)) }
  shru(a: I32, n: number | I32): I32 { return this.of('i32.shr_u', a.word, this.count(n)) }
  rotl(a: I32, n: number | I32): I32 { return this.of('i32.rotl', a.word, this.count(n)) }
  clz(a: I32): I32 { return this.of('i32.clz', a.word) }
  ctz(a: I32): I32 { return this.of('i32.ctz', a.word) }
  popcnt(a: I32): I32 { return this.of('i32.popcnt', a.word) }
  neg(a: I32): I32 { return this.sub(this.const(0), a) }
  /** −1, 0 or 1. */
  signum(a: I32): I32 { return this.or(this.shr(a, 31), this.shru(this.neg(a), 31)) }

  eq(a: I32, b: I32): Bool { return this.test('i32.eq', a, b) }
  ne(a: I32, b: I32): Bool { return this.test('i32.ne', a, b) }
  lt(a: I32, b: I32): Bool { return this.test('i32.lt_s', a, b) }
  gt(a: I32, b: I32): Bool { return this.test('i32.gt_s', a, b) }
  le(a: I32, b: I32): Bool { return this.test('i32.le_s', a, b) }
  ge(a: I32, b: I32): Bool { return this.test('i32.ge_s', a, b) }
  /** Unsigned: the ones for addresses. */
  ltu(a: I32, b: I32): Bool { return this.test('i32.lt_u', a, b) }
  gtu(a: I32, b: I32): Bool { return this.test('i32.gt_u', a, b) }
  leu(a: I32, b: I32): Bool { return this.test('i32.le_u', a, b) }
  geu(a: I32, b: I32): Bool { return this.test('i32.ge_u', a, b) }
  eqz(a: I32): Bool { return { kind: 'bool', word: this.code.op('i32.eqz', a.word) } }
  min(a: I32, b: I32): I32 { return this.code.select(this.lt(a, b), a, b) }
  max(a: I32, b: I32): I32 { return this.code.select(this.gt(a, b), a, b) }

  wrap(a: I64): I32 { return this.of('i32.wrap_i64', a.word) }
  fromBool(b: Bool): I32 { return { kind: 'i32', word: b.word } }
  extend8(a: I32): I32 { return this.of('i32.extend8_s', a.word) }
  extend16(a: I32): I32 { return this.of('i32.extend16_s', a.word) }
  /** Cut towards zero; NaN becomes 0 and what is out of range the nearest bound. */
  truncSat(a: F64): I32 { return this.of('i32.trunc_sat_f64_s', a.word) }
  truncSatU(a: F64): I32 { return this.of('i32.trunc_sat_f64_u', a.word) }
  /** The bits of a float32 (`a` holds one as a double). */
  floatBits(a: F64): I32 { return this.of('i32.reinterpret_f32', this.code.op('f32.demote_f64', a.word)) }

  load(p: I32, offset = 0): I32 { return this.loaded('i32.load', p, offset) }
  load8u(p: I32, offset = 0): I32 { return this.loaded('i32.load8_u', p, offset) }
  load8s(p: I32, offset = 0): I32 { return this.loaded('i32.load8_s', p, offset) }
  load16u(p: I32, offset = 0): I32 { return this.loaded('i32.load16_u', p, offset) }
  load16s(p: I32, offset = 0): I32 { return this.loaded('i32.load16_s', p, offset) }
  store(p: I32, v: I32, offset = 0): void { this.stored('i32.store', p, v, offset) }
  store8(p: I32, v: I32, offset = 0): void { this.stored('i32.store8', p, v, offset) }
  store16(p: I32, v: I32, offset = 0): void { this.stored('i32.store16', p, v, offset) }

  /** The same number in 32 bits, or `bits` of them (8, 16: for int8 and int16); fails where it does not fit. */
  narrow(wide: I64, error: Condition = 'ARITHMETIC_OVERFLOW', bits: 8 | 16 | 32 = 32): I32 {
    const r = this.wrap(wide)
    const kept = bits === 8 ? this.extend8(r) : bits === 16 ? this.extend16(r) : r
    this.code.failIf(this.i64.ne(this.i64.extend(kept), wide), error)
    return kept
  }
  /** Sum, difference or product in 64 bits; fails when it leaves 32 (8, 16). */
  addChecked(a: I32, b: I32, bits?: 8 | 16 | 32, error?: Condition): I32 {
    return this.narrow(this.i64.add(this.i64.extend(a), this.i64.extend(b)), error, bits)
  }
  subChecked(a: I32, b: I32, bits?: 8 | 16 | 32, error?: Condition): I32 {
    return this.narrow(this.i64.sub(this.i64.extend(a), this.i64.extend(b)), error, bits)
  }
  mulChecked(a: I32, b: I32, bits?: 8 | 16 | 32, error?: Condition): I32 {
    return this.narrow(this.i64.mul(this.i64.extend(a), this.i64.extend(b)), error, bits)
  }
  negChecked(a: I32, bits?: 8 | 16 | 32): I32 { return this.subChecked(this.const(0), a, bits) }
  absChecked(a: I32, bits?: 8 | 16 | 32): I32 {
    const wide = this.i64.extend(a), sign = this.i64.shr(wide, 63)
    return this.narrow(this.i64.sub(this.i64.xor(wide, sign), sign), undefined, bits)
  }
}
