/** Node, Bun and Deno: `process.js INPUTS OUTPUTS [without]`; outcomes go to standard output, one JSON a line. */
import process from 'node:process'
import type { Place } from '../place.js'

const [inputs, outputs, without] = process.argv.slice(2)

/** Other places' lacks, tried here as well. */
const lacks: Readonly<Record<string, () => void>> = {
  'compiling': () => {
    WebAssembly.Module = function () { throw new WebAssembly.CompileError('refused') } as never
  },
  'WebAssembly': () => { delete (globalThis as { WebAssembly?: unknown }).WebAssembly },
  'shared memory': () => { delete (globalThis as { SharedArrayBuffer?: unknown }).SharedArrayBuffer },
  'four gigabytes': () => {
    const { Memory } = WebAssembly
    WebAssembly.Memory = function (options: WebAssembly.MemoryDescriptor) {
      if (options.initial > 12_000) throw new RangeError('could not allocate memory')
      return new Memory(options)
    } as never
  },
}
if (without) lacks[without]!()

const place: Place = { input: name => Promise.resolve(`${inputs}/${name}`), output: name => `${outputs}/${name}` }
const { runPrograms } = await import('../suite.js')
await runPrograms(place, outcome => { console.log(JSON.stringify(outcome)) })
