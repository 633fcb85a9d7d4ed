/** State words of a group as JavaScript values: read into an object, changed by the aggregate, written back. */
import type { StateKind, StateValues } from '../../functions/declare.js'
import type { Arena } from '../../memory/arena.js'
import type { Memory } from '../../memory/memory.js'
import { decode, encode } from '../../memory/nested.js'
import { readText } from '../../memory/text.js'
import type { DataType } from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import { stateWords } from '../stage.js'

const LOW = (1n << 64n) - 1n

/** One aggregate's cells. `type`: what its text cells hold. */
export class StateCells {
  readonly #memory: Memory
  readonly #arena: Arena
  readonly #type: DataType
  readonly #cells: readonly { readonly name: string; readonly kind: StateKind; readonly word: number }[]

  constructor(state: Readonly<Record<string, StateKind>>, firstWord: number, type: DataType, arena: Arena) {
    this.#memory = arena.memory
    this.#arena = arena
    this.#type = type
    let word = firstWord
    this.#cells = Object.entries(state).map(([name, kind]) => {
      const cell = { name, kind, word }
      word += stateWords[kind]
      return cell
    })
  }

  /** The values at `state`, the address of the group's first state word. */
  read(state: number): StateValues {
    const { i32, u32, i64, u64, f64 } = this.#memory, values: StateValues = {}
    for (const { name, kind, word } of this.#cells) {
      const at = state + word * 8
      switch (kind) {
        case 'i32': values[name] = i32[at >>> 2]!; break
        case 'i64': values[name] = i64[at >>> 3]!; break
        case 'f64': values[name] = f64[at >>> 3]!; break
        case 'dec': values[name] = (i64[(at >>> 3) + 1]! << 64n) | u64[at >>> 3]!; break
        case 'text': {
          const address = u32[at >>> 2]!
          values[name] = address === 0 ? null : this.#decode(address, u32[(at >>> 2) + 1]!)
        }
      }
    }
    return values
  }
  write(state: number, values: StateValues): void {
    const { i32, i64, u64, f64 } = this.#memory
    for (const { name, kind, word } of this.#cells) {
      const at = state + word * 8, value = values[name]!
      switch (kind) {
        case 'i32': i32[at >>> 2] = value as number; break
        case 'i64': i64[at >>> 3] = value as bigint; break
        case 'f64': f64[at >>> 3] = value as number; break
        case 'dec':
          u64[at >>> 3] = (value as bigint) & LOW
          i64[(at >>> 3) + 1] = (value as bigint) >> 64n
          break
        case 'text': this.#writeText(at, value === null ? undefined : encode(value, this.#type)); break
      }
    }
  }
  #decode(address: number, length: number): EngineValue {
    return this.#type.kind === 'utf8' ? readText(this.#memory, address, length) : decode(this.#memory.view, address, length, this.#type)
  }
  /** Bytes go where the old ones lay if they fit; otherwise into new room with some to spare. */
  #writeText(at: number, bytes: Uint8Array | undefined): void {
    const { u8, u32 } = this.#memory, word = at >>> 2
    if (!bytes) {
      u32[word] = 0
      return
    }
    if (u32[word] === 0 || u32[word + 2]! < bytes.length) {
      const capacity = Math.max(16, 2 ** Math.ceil(Math.log2(bytes.length)))
      u32[word] = this.#arena.allocate(capacity)
      u32[word + 2] = capacity
    }
    u8.set(bytes, u32[word]!)
    u32[word + 1] = bytes.length
  }
}
