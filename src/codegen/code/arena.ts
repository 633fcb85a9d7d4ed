/**
 * Memory for new text. Where it goes on is kept in the control block (two u32: next free byte, end), so several functions
 * can write one after the other. 16 bytes behind the end may be written and read.
 */
import type { Callable } from './callable.js'
import { callable } from './callable.js'
import type { I32Operations } from './i32.js'
import type { Recorder } from './recorder.js'
import type { I32, Str } from './value.js'

/** Host: makes room for at least so many bytes in arena number `which` and updates the control block. Returns where it begins. */
export const newPage: Callable<readonly ['i32', 'i32'], 'i32'> = callable('host', 'newPage', ['i32', 'i32'], 'i32')

/** Where an arena's two words are in the control block, and its number for the host. */
export interface ArenaPlace { readonly control: I32; readonly offset: number; readonly which: number }

export class ArenaOperations {
  #place: ArenaPlace | undefined
  constructor(private readonly code: Recorder, private readonly i32: I32Operations) {}
  /** Whoever compiles the function says where the arena is. */
  attach(place: ArenaPlace): void { this.#place = place }
  /**
   * Room for `most` bytes; `fill` writes there, up to 16 further if it likes, and returns how many bytes it used.
   * It must not write to the arena otherwise.
   */
  write(most: I32, fill: (out: I32) => I32): Str {
    const { control, offset } = this.place(), out = this.reserve(most), used = fill(out)
    this.i32.store(control, this.i32.add(out, used), offset)
    return { kind: 'str', ptr: out, len: used }
  }
  /** Address of room for `most` bytes that are not taken yet. */
  reserve(most: I32): I32 {
    const { code, i32 } = this, { control, offset, which } = this.place()
    const top = code.var(i32.load(control, offset), 'top')
    const room = i32.sub(i32.load(control, offset + 4), top.get())
    code.when(i32.gtu(most, room), () => {
      const words = code.callImport(newPage.import, [most.word, i32.const(which).word])
      top.set({ kind: 'i32', word: words[0]! })
    })
    return top.get()
  }
  private place(): ArenaPlace {
    if (!this.#place) throw new TypeError('this code has no arena')
    return this.#place
  }
}
