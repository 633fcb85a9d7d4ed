/**
 * Memory for new text. Where it goes on is kept in the control block (two u32: next free byte, end), so several functions
 * can write one after the other. 16 bytes behind the end may be written and read.
 */
import type { BoolOperations } from './bool.js'
import { callable, type Callable } from './callable.js'
import type { I32Operations } from './i32.js'
import type { Recorder } from './recorder.js'
import type { I32, Str } from './value.js'

/** Host: makes room for at least so many bytes in arena number `which` and updates the control block. Returns where it begins. */
const newPage: Callable<readonly ['i32', 'i32'], 'i32'> = callable('host', 'newPage', ['i32', 'i32'], 'i32')

/** Where an arena's two words are in the control block, and its number for the host. */
interface ArenaPlace { readonly control: I32; readonly offset: number; readonly which: number }

export class ArenaOperations {
  #place: ArenaPlace | undefined
  constructor(private readonly code: Recorder, private readonly bool: BoolOperations, private readonly i32: I32Operations) {}
  /** Whoever compiles the function says where the arena is. */
  attach(place: ArenaPlace): void { this.#place = place }
  /**
   * Room for `most` bytes; `fill` writes there, up to 16 further if it likes, and returns how many bytes it used.
   * It must not write to the arena otherwise. Nested values begin on a multiple of 8.
   */
  write(most: I32, fill: (out: I32) => I32, align: 1 | 8 = 1): Str {
    const { control, offset } = this.place(), out = this.reserve(most, align), used = fill(out)
    this.i32.store(control, this.i32.add(out, used), offset)
    return { kind: 'str', ptr: out, len: used }
  }
  /** Address of room for `most` bytes that are not taken yet. */
  reserve(most: I32, align: 1 | 8 = 1): I32 {
    const { code, i32 } = this, { control, offset, which } = this.place()
    const aligned = (at: I32): I32 => align === 1 ? at : i32.and(i32.add(at, i32.const(7)), i32.const(-8))
    const top = code.var(aligned(i32.load(control, offset)), 'top')
    // the last byte stays free, so that an arena without a page always asks for one; unsigned, as the top may be aligned past the end
    const room = i32.sub(i32.load(control, offset + 4), top.get())
    code.when(this.bool.or(i32.geu(most, room), i32.gtu(top.get(), i32.load(control, offset + 4))), () => {
      const words = code.callImport(newPage.import, [i32.add(most, i32.const(8)).word, i32.const(which).word])
      top.set(aligned({ kind: 'i32', word: words[0]! }))
    })
    return top.get()
  }
  private place(): ArenaPlace {
    if (!this.#place) throw new TypeError('this code has no arena')
    return this.#place
  }
}
