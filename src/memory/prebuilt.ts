/** The prebuilt kernels over a memory: as WebAssembly, or as JavaScript where a page's policy compiles no WebAssembly. */
import { raise } from '../errors/raise.js'
import { kernelBytes, type Kernels } from './kernels.gen.js'

let compiles: boolean | undefined
/** Whether WebAssembly can be compiled here: a Content-Security-Policy without `wasm-unsafe-eval` forbids it. */
export function compilesWebAssembly(): boolean {
  if (compiles !== undefined) return compiles
  try {
    const nothing = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0)
    return compiles = new WebAssembly.Module(nothing) instanceof WebAssembly.Module
  } catch {
    return compiles = false
  }
}

let inJavaScript: ((memory: ArrayBufferLike, stop: () => never) => Kernels) | undefined
/** Loads what `kernelsOver` needs here: nothing but where WebAssembly is refused. To be awaited before anything runs. */
export async function loadKernels(): Promise<void> {
  if (compilesWebAssembly() || inJavaScript) return
  const { javascriptKernels } = await import('./javascript-kernels.gen.js')
  inJavaScript = javascriptKernels
}

const modules = new Map<boolean, WebAssembly.Module>()
const stop = (): never => raise('INTERNAL_ERROR', { message: 'A kernel stopped.' })

/** The kernels over a buffer, or over the memory whose buffer it is. Compiled once per process. */
export function kernelsOver(buffer: ArrayBufferLike, memory: WebAssembly.Memory | undefined, shared: boolean): Kernels {
  if (inJavaScript) return inJavaScript(buffer, stop)
  if (memory === undefined) return raise('INTERNAL_ERROR', { message: 'The kernels were not loaded.' })
  let module = modules.get(shared)
  if (module === undefined) modules.set(shared, module = new WebAssembly.Module(bytesFor(shared)))
  return new WebAssembly.Instance(module, { env: { memory, abort: stop } }).exports as unknown as Kernels
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
