/** Truth values in compiled code. Operations are branch-free: both sides have been computed. */
import type { Opcode } from '../wasm/opcodes.js'
import type { Word } from './ir.js'
import type { Recorder } from './recorder.js'
import type { Bool, I32, I64, Nullable } from './value.js'

export class BoolOperations {
  constructor(private readonly code: Recorder) {}
  private of(op: Opcode, ...words: Word[]): Bool { return { kind: 'bool', word: this.code.op(op, ...words) } }

  const(b: boolean): Bool { return { kind: 'bool', word: this.code.constant('i32', b ? 1 : 0) } }
  and(a: Bool, b: Bool): Bool { return this.of('i32.and', a.word, b.word) }
  or(a: Bool, b: Bool): Bool { return this.of('i32.or', a.word, b.word) }
  xor(a: Bool, b: Bool): Bool { return this.of('i32.xor', a.word, b.word) }
  not(a: Bool): Bool { return this.of('i32.eqz', a.word) }
  eq(a: Bool, b: Bool): Bool { return this.of('i32.eq', a.word, b.word) }
  /** false sorts before true. */
  lt(a: Bool, b: Bool): Bool { return this.of('i32.lt_u', a.word, b.word) }
  /** All, or any, of a list; true, or false, if it is empty. */
  all(list: readonly Bool[]): Bool { return list.length ? tree(list, (a, b) => this.and(a, b)) : this.const(true) }
  any(list: readonly Bool[]): Bool { return list.length ? tree(list, (a, b) => this.or(a, b)) : this.const(false) }
  /** Null if any of them is; undefined if none can be. */
  anyNull(list: readonly (Bool | undefined)[]): Bool | undefined {
    const known = list.filter(n => n !== undefined)
    return known.length ? this.any([...new Set(known)]) : undefined
  }
  isTrue(b: Nullable<Bool>): Bool { return b.isNull ? this.and(b.value, this.not(b.isNull)) : b.value }
  isFalse(b: Nullable<Bool>): Bool { return b.isNull ? this.not(this.or(b.value, b.isNull)) : this.not(b.value) }

  /** Bit `n` (mod 64) of a mask. */
  bit(mask: I64, n: I32): Bool {
    const shifted = this.code.op('i64.shr_u', mask.word, this.code.op('i64.extend_i32_u', n.word))
    return this.of('i32.and', this.code.op('i32.wrap_i64', shifted), this.code.constant('i32', 1))
  }
  /** Is row `n` null according to the validity bitmap at `bitmap`? */
  nullBit(bitmap: I32, n: I32): Bool {
    const { code } = this
    const address: I32 = { kind: 'i32', word: code.op('i32.add', bitmap.word, code.op('i32.shr_u', n.word, code.constant('i32', 3))) }
    const byte = code.load('i32.load8_u', address, 0)
    const bit = code.op('i32.and', code.op('i32.shr_u', byte, code.op('i32.and', n.word, code.constant('i32', 7))), code.constant('i32', 1))
    return this.of('i32.eqz', bit)
  }
  /** 0 is false, 1 is true; nothing else may come. */
  fromI32(a: I32): Bool { return { kind: 'bool', word: a.word } }
}

/** Of few levels however many there are: code is written by walking it. */
function tree(list: readonly Bool[], join: (a: Bool, b: Bool) => Bool): Bool {
  if (list.length <= 2) return list.reduce(join)
  const half = list.length >>> 1
  return join(tree(list.slice(0, half), join), tree(list.slice(half), join))
}
