/**
 * The one memory of the process and the kernels over it. It is created at full size: address space is reserved and pages
 * become real when first touched, so views never move and never need renewing.
 *
 * | from          | what lies there                                             |
 * |---------------|-------------------------------------------------------------|
 * | 0             | static data of the kernels; address 0 means "none"          |
 * | 64 KiB        | the page map (`page-map.ts`)                                |
 * | 1 MiB         | pages of 256 KiB, given out by pools (`pool.ts`)            |
 * | the last page | free: kernels may read 16 bytes beyond any text             |
 */
import { raise } from '../errors/raise.js'
import { kernelBytes, type Kernels } from './kernels.gen.js'
import { PageMap } from './page-map.js'

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

  readonly wasm: WebAssembly.Memory
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
    this.isShared = options.shared ?? typeof SharedArrayBuffer !== 'undefined'
    this.wasm = reserve(options.wasmPages ?? FULL_SIZE, this.isShared)
    const buffer = this.wasm.buffer
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

  /** Prebuilt code, made ready on first use and compiled once per process. */
  get kernels(): Kernels {
    return this.#kernels ??= instantiate(this.wasm, this.isShared)
  }
}

/** As much as asked for, or half, or half of that: some systems refuse to reserve 4 GiB. */
function reserve(wasmPages: number, shared: boolean): WebAssembly.Memory {
  for (let size = wasmPages; ; size = Math.floor(size / 2)) {
    try {
      return new WebAssembly.Memory({ initial: size, maximum: size, shared })
    } catch (cause) {
      if (size / 2 < SMALLEST) return raise('OUT_OF_MEMORY', { consumer: 'The engine', needed: '64 MiB', limit: 'this process' }, { cause })
    }
  }
}

const modules = new Map<boolean, WebAssembly.Module>()

function instantiate(memory: WebAssembly.Memory, shared: boolean): Kernels {
  let module = modules.get(shared)
  if (module === undefined) modules.set(shared, module = new WebAssembly.Module(bytesFor(shared)))
  const abort = () => raise('INTERNAL_ERROR', { message: 'A kernel stopped.' })
  return new WebAssembly.Instance(module, { env: { memory, abort } }).exports as unknown as Kernels
}

/** The kernels are built for a shared memory; the flags byte of the import (3: shared with a maximum) becomes 1 for a plain one. */
function bytesFor(shared: boolean): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from(atob(kernelBytes), c => c.charCodeAt(0))
  if (shared) return bytes
  const wanted = [...'memory'].map(c => c.charCodeAt(0)).concat(2, 3)
  const at = bytes.findIndex((_, n) => wanted.every((b, k) => bytes[n + k] === b))
  bytes[at + wanted.length - 1] = 1
  return bytes
}
