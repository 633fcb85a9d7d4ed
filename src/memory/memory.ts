/**
 * The one memory of the process and the kernels over it. It is created at full size: address space is reserved and pages
 * become real when first touched, so views never move and never need renewing.
 *
 * | from          | what lies there                                             |
 * |---------------|-------------------------------------------------------------|
 * | 0             | static data of the kernels; address 0 means "none"          |
 * | 64 KiB        | the page map (`page-map.ts`)                                |
 * | 1 MiB         | pages of 64 KiB, given out  by pools (`pool.ts`)            |
 * | the last page | free: kernels may read 16 bytes beyond any text             |
 */
import { raise } from '../errors/raise.js'
import type { Kernels } from './kernels.gen.js'
import { PageMap } from './page-map.js'
import { compilesWebAssembly, kernelsOver } from './prebuilt.js'

export type { Kernels }

/** What the kernels declare they import: one page at least, 65 536 at most. */
const FULL_SIZE = 65_535
const SMALLEST = 1_024

export interface MemoryOptions {
  /** WASM pages of 64 KiB; as many as can be had by default. */
  readonly wasmPages?: number
  /** Shared between threads; false where `SharedArrayBuffer` is missing. */
  readonly shared?: boolean
}

export class Memory {
  static #shared: Memory | undefined
  /** The memory of this process, shared by all sessions. */
  static shared(): Memory {
    return Memory.#shared ??= new Memory()
  }

  readonly #wasm: WebAssembly.Memory | undefined
  readonly isShared: boolean
  /** Bytes in all. */
  readonly bytes: number
  readonly u8: Uint8Array
  readonly u16: Uint16Array
  readonly i32: Int32Array
  readonly u32: Uint32Array
  readonly i64: BigInt64Array
  readonly u64: BigUint64Array
  readonly f64: Float64Array
  /** For what may lie unaligned (insides of nested values in text bytes). */
  readonly view: DataView
  readonly pages: PageMap
  #kernels: Kernels | undefined

  constructor(options: MemoryOptions = {}) {
    this.isShared = options.shared ?? (typeof SharedArrayBuffer !== 'undefined' && compilesWebAssembly())
    const { buffer, wasm } = reserve(options.wasmPages ?? FULL_SIZE, this.isShared)
    this.#wasm = wasm
    this.bytes = buffer.byteLength
    this.u8 = new Uint8Array(buffer)
    this.u16 = new Uint16Array(buffer)
    this.i32 = new Int32Array(buffer)
    this.u32 = new Uint32Array(buffer)
    this.i64 = new BigInt64Array(buffer)
    this.u64 = new BigUint64Array(buffer)
    this.f64 = new Float64Array(buffer)
    this.view = new DataView(buffer)
    this.pages = new PageMap(buffer)
  }

  /** @internal What compiled code imports. */
  get wasm(): WebAssembly.Memory { return this.#wasm ?? raise('INTERNAL_ERROR', { message: 'There is no WebAssembly here.' }) }

  /** Prebuilt code, made ready on first use. */
  get kernels(): Kernels {
    return this.#kernels ??= kernelsOver(this.u8.buffer, this.#wasm, this.isShared)
  }
}

interface Reserved { readonly buffer: ArrayBufferLike; readonly wasm?: WebAssembly.Memory }

/** As much as asked for, or three quarters, or three quarters of that: some places refuse to reserve 4 GiB. */
function reserve(wasmPages: number, shared: boolean): Reserved {
  for (let size = wasmPages; ; size = Math.floor(size * 0.75)) {
    try {
      if (!compilesWebAssembly()) return { buffer: new ArrayBuffer(size * 65_536) }
      const wasm = new WebAssembly.Memory({ initial: size, maximum: size, shared })
      return { buffer: wasm.buffer, wasm }
    } catch (cause) {
      if (size < SMALLEST) return raise('OUT_OF_MEMORY', { consumer: 'The engine', needed: '64 MiB', limit: 'this process', hint: '' }, { cause })
    }
  }
}
