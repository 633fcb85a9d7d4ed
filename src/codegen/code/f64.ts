/**
 * Doubles, and float32 values held as doubles. Plain comparisons are those of IEEE 754; the `sql…` ones are Spark's: NaN
 * equals NaN and is larger than any number, −0 equals 0. They cost one comparison where a side is known not to be NaN.
 */
import type { Opcode } from '../wasm/opcodes.js'
import type { BoolOperations } from './bool.js'
import type { Word } from './ir.js'
import type { Recorder } from './recorder.js'
import type { Bool, F64, I32, I64 } from './value.js'

export class F64Operations {
  /** Words that are never NaN. */
  readonly #numbers = new Set<Word>()
  constructor(private readonly code: Recorder, private readonly bool: BoolOperations) {}
  private of(op: Opcode, ...words: Word[]): F64 { return { kind: 'f64', word: this.code.op(op, ...words) } }
  private test(op: Opcode, a: F64, b: F64): Bool { return { kind: 'bool', word: this.code.op(op, a.word, b.word) } }

  const(n: number): F64 {
    const v: F64 = { kind: 'f64', word: this.code.constant('f64', n) }
    return Number.isNaN(n) ? v : this.markNumber(v)
  }
  /** Says that a value is never NaN. */
  markNumber(a: F64): F64 {
    this.#numbers.add(a.word)
    return a
  }
  add(a: F64, b: F64): F64 { return this.of('f64.add', a.word, b.word) }
  sub(a: F64, b: F64): F64 { return this.of('f64.sub', a.word, b.word) }
  mul(a: F64, b: F64): F64 { return this.of('f64.mul', a.word, b.word) }
  div(a: F64, b: F64): F64 { return this.of('f64.div', a.word, b.word) }
  abs(a: F64): F64 { return this.of('f64.abs', a.word) }
  neg(a: F64): F64 { return this.of('f64.neg', a.word) }
  sqrt(a: F64): F64 { return this.of('f64.sqrt', a.word) }
  ceil(a: F64): F64 { return this.of('f64.ceil', a.word) }
  floor(a: F64): F64 { return this.of('f64.floor', a.word) }
  trunc(a: F64): F64 { return this.of('f64.trunc', a.word) }
  /** To the nearest integer, halves to the even one. */
  nearest(a: F64): F64 { return this.of('f64.nearest', a.word) }
  copysign(magnitude: F64, sign: F64): F64 { return this.of('f64.copysign', magnitude.word, sign.word) }
  /** As IEEE 754-2019: NaN if either is. */
  min(a: F64, b: F64): F64 { return this.of('f64.min', a.word, b.word) }
  max(a: F64, b: F64): F64 { return this.of('f64.max', a.word, b.word) }

  eq(a: F64, b: F64): Bool { return this.test('f64.eq', a, b) }
  ne(a: F64, b: F64): Bool { return this.test('f64.ne', a, b) }
  lt(a: F64, b: F64): Bool { return this.test('f64.lt', a, b) }
  gt(a: F64, b: F64): Bool { return this.test('f64.gt', a, b) }
  le(a: F64, b: F64): Bool { return this.test('f64.le', a, b) }
  ge(a: F64, b: F64): Bool { return this.test('f64.ge', a, b) }
  isNaN(a: F64): Bool { return this.ne(a, a) }

  sqlEq(a: F64, b: F64): Bool {
    const same = this.eq(a, b)
    return this.isNumber(a) || this.isNumber(b) ? same : this.bool.or(same, this.bool.and(this.isNaN(a), this.isNaN(b)))
  }
  sqlNe(a: F64, b: F64): Bool { return this.isNumber(a) || this.isNumber(b) ? this.ne(a, b) : this.bool.not(this.sqlEq(a, b)) }
  /** NaN < b never holds, and a < NaN for any number a. */
  sqlLt(a: F64, b: F64): Bool { return this.isNumber(b) ? this.lt(a, b) : this.bool.not(this.sqlLe(b, a)) }
  sqlLe(a: F64, b: F64): Bool {
    if (this.isNumber(b)) return this.le(a, b)
    return this.isNumber(a) ? this.bool.not(this.lt(b, a)) : this.bool.or(this.le(a, b), this.isNaN(b))
  }
  sqlGt(a: F64, b: F64): Bool { return this.sqlLt(b, a) }
  sqlGe(a: F64, b: F64): Bool { return this.sqlLe(b, a) }
  sqlMin(a: F64, b: F64): F64 { return this.code.select(this.sqlLt(b, a), b, a) }
  sqlMax(a: F64, b: F64): F64 { return this.code.select(this.sqlLt(a, b), b, a) }
  private isNumber(a: F64): boolean { return this.#numbers.has(a.word) }

  from(a: I32 | I64): F64 { return this.markNumber(this.of(a.kind === 'i32' ? 'f64.convert_i32_s' : 'f64.convert_i64_s', a.word)) }
  fromU(a: I32 | I64): F64 { return this.markNumber(this.of(a.kind === 'i32' ? 'f64.convert_i32_u' : 'f64.convert_i64_u', a.word)) }
  /** The integer rounded once to the nearest float32. */
  floatFrom(a: I32 | I64): F64 {
    if (a.kind === 'i32') return this.toFloat32(this.from(a))
    return this.markNumber(this.of('f64.promote_f32', this.code.op('f32.convert_i64_s', a.word)))
  }
  /** The nearest float32, as a double. */
  toFloat32(a: F64): F64 { return this.of('f64.promote_f32', this.code.op('f32.demote_f64', a.word)) }
  fromBits(a: I64): F64 { return this.of('f64.reinterpret_i64', a.word) }
  /** The float32 of these bits, as a double. */
  fromFloatBits(a: I32): F64 { return this.of('f64.promote_f32', this.code.op('f32.reinterpret_i32', a.word)) }

  load(p: I32, offset = 0): F64 { return { kind: 'f64', word: this.code.load('f64.load', p, offset) } }
  store(p: I32, v: F64, offset = 0): void { this.code.store('f64.store', p, v.word, offset) }
  /** A float32 in memory, as a double. */
  loadFloat32(p: I32, offset = 0): F64 { return this.of('f64.promote_f32', this.code.load('f32.load', p, offset)) }
}
