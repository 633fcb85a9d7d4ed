/** A page: inputs are fetched, outcomes go back to the server that served it. */
import { session } from '../../../src/index.js'
import type { Place } from '../place.js'
import { runPrograms } from '../suite.js'

const tell = async (path: string, what: unknown): Promise<void> => { await fetch(path, { method: 'POST', body: JSON.stringify(what) }) }
const fetched = new Map<string, Promise<Blob>>()
async function fetchBlob(name: string): Promise<Blob> {
  const response = await fetch(`/inputs/${name}`)
  if (!response.ok) throw new Error(`${name}: ${response.status}`)
  return response.blob()
}
const place: Place = {
  input: name => {
    const blob = fetched.get(name) ?? fetchBlob(name)
    fetched.set(name, blob)
    return blob
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
