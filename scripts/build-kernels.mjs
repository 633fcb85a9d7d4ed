/**
 * Compiles src/kernels/ (AssemblyScript) to WASM and writes three files of src/memory/:
 * kernels.gen.ts             the bytes in base64, and an interface `Kernels` read off the exported functions
 * javascript-kernels.gen.ts  the same as JavaScript, for where WebAssembly is refused
 * checked-kernels.gen.ts     kernels.gen.ts with every load and store guarded, for tests
 * Does nothing when the sources have not changed. `--force` builds anyway; `--names` keeps the names of functions, for profiles.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkedKernels } from './kernels/checked.mjs'
import { javascriptKernels } from './kernels/javascript.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const sources = join(root, 'src/kernels')
const written = name => join(root, `src/memory/${name}.gen.ts`)

const flags = [
  '-O3', '--runtime', 'stub', '--noAssert',
  '--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536',
  '--enable', 'threads', '--enable', 'simd', '--enable', 'bulk-memory', '--disableWarning',
  ...process.argv.includes('--names') ? ['--debug'] : [],
]

const files = readdirSync(sources).filter(name => name.endsWith('.ts')).sort()
const texts = files.map(name => readFileSync(join(sources, name), 'utf8'))
const digest = createHash('sha256').update(readFileSync(fileURLToPath(import.meta.url))).update(flags.join(' '))
const kib = ({ length }) => (length / 1024).toFixed(1)
const tools = join(root, 'scripts/kernels')
for (const name of readdirSync(tools).sort()) digest.update(readFileSync(join(tools, name)))
files.forEach((name, n) => digest.update(`\0${name}\0${texts[n]}`))
const stamp = `// Built by scripts/build-kernels.mjs from ${digest.digest('hex').slice(0, 32)}. Not kept in git.`

const fresh = name => existsSync(written(name)) && readFileSync(written(name), 'utf8').startsWith(stamp)
if (process.argv.includes('--force') || !['kernels', 'javascript-kernels', 'checked-kernels'].every(fresh)) await build()

async function build() {
  const wasm = await compile()
  checkStatics(wasm)
  write('kernels', bytesModule(wasm))
  write('checked-kernels', bytesModule(checkedKernels(wasm)))
  const code = await javascriptKernels(wasm)
  write('javascript-kernels', [
    '// @ts-nocheck',
    "import type { Kernels } from './kernels.gen.js'",
    code.replace(/export\s*\{\s*(\w+) as javascriptKernels\s*\};?/, 'export const javascriptKernels: (memory: ArrayBufferLike, stop: () => never) => Kernels = $1'),
  ])
  console.log(`kernels: ${kib(wasm)} KiB of WASM, ${kib(code)} KiB of JavaScript from ${files.length} files`)
}

function bytesModule(wasm) {
  return ['export interface Kernels {', ...signatures(wasm), '}', `export const kernelBytes: string = '${Buffer.from(wasm).toString('base64')}'`]
}

function write(name, lines) {
  const staged = `${written(name)}.${process.pid}`
  writeFileSync(staged, `${[stamp, ...lines].join('\n')}\n`)
  renameSync(staged, written(name))
}

async function compile() {
  const { default: asc } = await import('assemblyscript/asc')
  const folder = mkdtempSync(join(tmpdir(), 'kernels-'))
  try {
    const out = join(folder, 'kernels.wasm')
    const entry = relative(process.cwd(), join(sources, 'index.ts'))
    const { error, stderr } = await asc.main([entry, '-o', relative(process.cwd(), out), ...flags])
    if (error) {
      console.error(stderr.toString())
      process.exit(1)
    }
    return readFileSync(out)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Static data of the kernels must stay below 64 KiB: what lies above belongs to the pool. */
function checkStatics(wasm) {
  const [at, end] = section(wasm, 11) ?? []
  if (at === undefined) return
  const read = reader(wasm, at)
  for (let n = read.unsigned(); n > 0; n--) {
    if (read.unsigned() !== 0) throw new Error('kernels: passive data segment')
    read.byte()
    const address = read.signed()
    read.byte()
    const bytes = read.unsigned()
    if (address + bytes > 65536) throw new Error(`kernels: static data reaches ${address + bytes}, beyond 64 KiB`)
    read.skip(bytes)
  }
  if (read.at() !== end) throw new Error('kernels: data section not understood')
}

function section(wasm, wanted) {
  const read = reader(wasm, 8)
  while (read.at() < wasm.length) {
    const id = read.byte()
    const bytes = read.unsigned()
    if (id === wanted) return [read.at(), read.at() + bytes]
    read.skip(bytes)
  }
  return undefined
}

function reader(bytes, from) {
  let at = from
  const unsigned = () => {
    let value = 0
    for (let shift = 1; ; shift *= 128) {
      const b = bytes[at++]
      value += (b & 127) * shift
      if (b < 128) return value
    }
  }
  return {
    at: () => at,
    byte: () => bytes[at++],
    skip: n => { at += n },
    unsigned,
    signed: () => {
      let value = 0, shift = 0, b
      do { b = bytes[at++]; value |= (b & 127) << shift; shift += 7 } while (b >= 128)
      return shift < 32 && b & 64 ? value | (-1 << shift) : value
    },
  }
}

/** One line a kernel: parameter names from the sources, i64 as bigint, every other number as number. */
function signatures(wasm) {
  const exported = new Set(WebAssembly.Module.exports(new WebAssembly.Module(wasm)).filter(e => e.kind === 'function').map(e => e.name))
  const found = new Map()
  const pattern = /(?<inline>@inline\s+)?export function (?<name>\w+)\((?<parameters>[^)]*)\):\s*(?<result>\w+)/g
  for (const text of texts) {
    for (const { groups } of text.matchAll(pattern)) {
      if (groups.inline || !exported.has(groups.name)) continue
      if (found.has(groups.name)) throw new Error(`kernels: ${groups.name} is exported twice`)
      const parameters = groups.parameters.split(',').map(p => p.trim()).filter(Boolean).map(p => {
        const [name, type] = p.split(':').map(part => part.trim())
        return `${name}: ${jsType(type)}`
      })
      found.set(groups.name, `  ${groups.name}(${parameters.join(', ')}): ${jsType(groups.result)}`)
    }
  }
  return [...found.keys()].sort().map(name => found.get(name))
}
function jsType(type) {
  if (type === 'void') return 'void'
  return type === 'i64' || type === 'u64' ? 'bigint' : 'number'
}
