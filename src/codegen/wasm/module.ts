/** Recorded functions → bytes of a module that exports them, imports the memory and those functions they call. */
import type { Import, Instruction, WasmFunction } from '../code/ir.js'
import { Bytes } from './bytes.js'
import { functionBytes, typeByte } from './function.js'
import type { WasmType } from './opcodes.js'

/** The most pages (64 KiB) a memory may have, which the import must state as the memory itself does. */
const MAXIMUM_PAGES = 65_536

export function moduleBytes(functions: readonly WasmFunction[], shared = true): Uint8Array<ArrayBuffer> {
  const imports = importsOf(functions)
  const signatures: string[] = []
  const signature = (params: readonly WasmType[], results: readonly WasmType[]): number => {
    const key = `${params}>${results}`, known = signatures.indexOf(key)
    return known >= 0 ? known : signatures.push(key) - 1
  }
  const importTypes = imports.map(i => signature(i.params, i.results))
  const functionTypes = functions.map(f => signature(f.params.map(p => p.type), f.results))

  const out = new Bytes().u8(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0)
  const section = (id: number, fill: (b: Bytes) => void): void => {
    const b = new Bytes()
    fill(b)
    out.u8(id).u32(b.length).raw(b.done())
  }
  section(1, b => {
    b.u32(signatures.length)
    for (const s of signatures) {
      b.u8(0x60)
      for (const side of s.split('>')) {
        const types = side ? side.split(',') as WasmType[] : []
        b.u32(types.length)
        for (const t of types) b.u8(typeByte[t])
      }
    }
  })
  section(2, b => {
    b.u32(imports.length + 1).name('host').name('memory').u8(2, shared ? 3 : 0).u32(1)
    if (shared) b.u32(MAXIMUM_PAGES)
    imports.forEach((i, n) => b.name(i.module).name(i.name).u8(0).u32(importTypes[n]!))
  })
  section(3, b => {
    b.u32(functions.length)
    for (const t of functionTypes) b.u32(t)
  })
  section(7, b => {
    b.u32(functions.length)
    functions.forEach((f, n) => b.name(f.name).u8(0).u32(imports.length + n))
  })
  section(10, b => {
    b.u32(functions.length)
    for (const f of functions) {
      const code = functionBytes(f, i => imports.findIndex(x => sameImport(x, i)))
      b.u32(code.length).raw(code)
    }
  })
  return out.done()
}

const sameImport = (a: Import, b: Import): boolean => a === b || (a.module === b.module && a.name === b.name)

function importsOf(functions: readonly WasmFunction[]): readonly Import[] {
  const found: Import[] = []
  const walk = (body: readonly Instruction[]): void => {
    for (const i of body) {
      if (i.kind === 'call' && !found.some(f => sameImport(f, i.callee))) found.push(i.callee)
      if (i.kind === 'if') { walk(i.then); walk(i.else) }
      if (i.kind === 'block' || i.kind === 'loop') walk(i.body)
    }
  }
  for (const f of functions) walk(f.body)
  return found
}
