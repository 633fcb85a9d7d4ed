/** A page, or a worker of it: inputs are read by address and as Files, outcomes go back to the server that served it. */
import { session } from '../../../src/index.js'
import type { Place } from '../place.js'
import { runPrograms } from '../suite.js'

const tell = async (path: string, what: unknown): Promise<void> => { await fetch(path, { method: 'POST', body: JSON.stringify(what) }) }
const fetched = new Map<string, Promise<File>>()
async function fetchFile(name: string): Promise<File> {
  const response = await fetch(`/inputs/${name}`)
  if (!response.ok) throw new Error(`${name}: ${response.status}`)
  return new File([await response.blob()], name)
}
const place: Place = {
  input: name => {
    if (name.startsWith('tpch/')) return Promise.resolve(`/inputs/${name}`)
    const file = fetched.get(name) ?? fetchFile(name)
    fetched.set(name, file)
    return file
  },
}

function allows(work: () => unknown): boolean {
  try {
    return Boolean(work())
  } catch {
    return false
  }
}
addEventListener('error', event => void tell('/broken', `${event.message} at ${event.filename}:${event.lineno}`))
addEventListener('unhandledrejection', event => void tell('/broken', String(event.reason)))

const facts = {
  isolated: globalThis.crossOriginIsolated,
  compiles: allows(() => new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0))),
  evaluates: allows(() => new Function('return true')()),
  compiled: (await session().frame([{ a: 1 }]).filter($ => $.a.gt(0)).explain({ codegen: true })).includes('i32'),
}
await tell('/facts', facts)
await runPrograms(place, outcome => tell('/outcome', outcome))
await tell('/done', {})
