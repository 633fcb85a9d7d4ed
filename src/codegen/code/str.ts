/**
 * Text and bytes: views of memory that holds 16 readable bytes behind them, so the first 8 are compared in one test without
 * asking for the length first.
 */
import type { BoolOperations } from './bool.js'
import { kernel, writeCall } from './callable.js'
import type { I32Operations } from './i32.js'
import type { I64Operations } from './i64.js'
import type { Recorder } from './recorder.js'
import type { Bool, I32, I64, Str } from './value.js'

/** Whether n bytes at two addresses are the same. */
const equalBytes = kernel('equalBytes', ['i32', 'i32', 'i32'], 'bool')
/** Negative, 0 or positive, by bytes and then by length. */
const compareBytes = kernel('compareBytes', ['str', 'str'], 'i32')
/** The loop that copies 8 bytes a step is faster than `memory.copy` up to about here. */
const SHORT_COPY = 64

export class StrOperations {
  /** Places bytes in memory before the function runs; whoever compiles the function provides it. */
  constants: ((bytes: Uint8Array) => Str) | undefined
  constructor(
    private readonly code: Recorder, private readonly bool: BoolOperations,
    private readonly i32: I32Operations, private readonly i64: I64Operations,
  ) {}

  of(ptr: I32, len: I32): Str { return { kind: 'str', ptr, len } }
  empty(): Str { return this.of(this.i32.const(0), this.i32.const(0)) }
  /** A text that is part of the code. */
  const(text: string | Uint8Array): Str {
    if (!this.constants) throw new TypeError('this code has no place for constants')
    return this.constants(typeof text === 'string' ? new TextEncoder().encode(text) : text)
  }
  /** From byte `from`, `len` bytes of it. */
  slice(s: Str, from: I32, len: I32): Str { return this.of(this.i32.add(s.ptr, from), len) }
  /** The first 8 bytes, the first one lowest, zeros behind the end. */
  head(s: Str): I64 {
    const { i32, i64 } = this
    return this.code.memo(`head ${s.ptr.word.id} ${s.len.word.id}`, () => {
      const bits = i64.extendU(i32.shl(s.len, 3))
      const mask = this.code.select(i32.ltu(s.len, i32.const(8)), i64.sub(i64.shl(i64.const(1), bits), i64.const(1)), i64.const(-1))
      return i64.and(i64.load(s.ptr), mask)
    })
  }
  /** Lengths and first 8 bytes in one branch-free test; only longer equal heads look further. */
  eq(a: Str, b: Str): Bool {
    const { i32, bool } = this
    const alike = bool.and(i32.eq(a.len, b.len), this.i64.eq(this.head(a), this.head(b)))
    return this.code.if(bool.and(alike, i32.gtu(a.len, i32.const(8))), () => {
      const from = i32.const(8)
      return this.call(equalBytes, i32.add(a.ptr, from), i32.add(b.ptr, from), i32.sub(a.len, from)) as Bool
    }, () => alike)
  }
  ne(a: Str, b: Str): Bool { return this.bool.not(this.eq(a, b)) }
  /** Negative, 0 or positive: order by bytes, which for UTF-8 is the order of code points. */
  compare(a: Str, b: Str): I32 { return this.call(compareBytes, a, b) as I32 }
  lt(a: Str, b: Str): Bool { return this.i32.lt(this.compare(a, b), this.i32.const(0)) }
  le(a: Str, b: Str): Bool { return this.i32.le(this.compare(a, b), this.i32.const(0)) }
  gt(a: Str, b: Str): Bool { return this.i32.gt(this.compare(a, b), this.i32.const(0)) }
  ge(a: Str, b: Str): Bool { return this.i32.ge(this.compare(a, b), this.i32.const(0)) }
  byte(s: Str, n: I32): I32 { return this.i32.load8u(this.i32.add(s.ptr, n)) }

  /** Copies the bytes to `out`, possibly writing up to 7 bytes further, and returns how many they are. */
  copyTo(s: Str, out: I32): I32 {
    const { code, i32, i64 } = this
    code.when(i32.leu(s.len, i32.const(SHORT_COPY)), () => {
      const at = code.var(i32.const(0), 'at')
      code.block(exit => code.loop(again => {
        const n = at.get()
        code.goto(exit, i32.geu(n, s.len))
        i64.store(i32.add(out, n), i64.load(i32.add(s.ptr, n)))
        at.set(i32.add(n, i32.const(8)))
        code.goto(again)
      }))
    }, () => code.copyBytes(out, s.ptr, s.len))
    return s.len
  }
  private call(callee: Parameters<typeof writeCall>[1], ...args: Parameters<typeof writeCall>[2]) {
    return writeCall(this.code, callee, args, () => this.i32.const(0), undefined)
  }
}
