/**
 * The kernels as JavaScript, for pages whose policy compiles no WebAssembly: the same module without SIMD, its loads and stores
 * as calls of a DataView (addresses lie unaligned and above 2 GiB), turned to JavaScript by binaryen. Slower, the same answers.
 */
import binaryen from 'binaryen'
import { transform } from 'esbuild'
import { lowerSimd } from './simd.mjs'
import { memoryAccess, parse, readModule, rewriteFunction, writeModule } from './text-form.mjs'

/** What the module imports, by name, and what a call of it becomes. */
const accesses = {
  load8u: ['(param i32) (result i32)', a => `view.getUint8(${at(a)})`],
  load8s: ['(param i32) (result i32)', a => `view.getInt8(${at(a)})`],
  load16u: ['(param i32) (result i32)', a => `view.getUint16(${at(a)},true)`],
  load16s: ['(param i32) (result i32)', a => `view.getInt16(${at(a)},true)`],
  load32: ['(param i32) (result i32)', a => `view.getInt32(${at(a)},true)`],
  loadFloat: ['(param i32) (result f32)', a => `view.getFloat32(${at(a)},true)`],
  loadDouble: ['(param i32) (result f64)', a => `view.getFloat64(${at(a)},true)`],
  store8: ['(param i32 i32)', (a, v) => `view.setInt8(${at(a)},${v})`],
  store16: ['(param i32 i32)', (a, v) => `view.setInt16(${at(a)},${v},true)`],
  store32: ['(param i32 i32)', (a, v) => `view.setInt32(${at(a)},${v},true)`],
  storeFloat: ['(param i32 f32)', (a, v) => `view.setFloat32(${at(a)},${v},true)`],
  storeDouble: ['(param i32 f64)', (a, v) => `view.setFloat64(${at(a)},${v},true)`],
  copyBytes: ['(param i32 i32 i32)', (to, from, n) => `bytes.copyWithin(${at(to)},${at(from)},${at(from)}+${at(n)})`],
  fillBytes: ['(param i32 i32 i32)', (to, value, n) => `bytes.fill(${value},${at(to)},${at(to)}+${at(n)})`],
}
const at = address => `((${address})>>>0)`
const imported = Object.entries(accesses).flatMap(([name, [type]]) => parse(`(import "memory" "${name}" (func $${name} ${type}))`))

const add = (address, offset) => offset === 0 ? address : ['i32.add', address, ['i32.const', String(offset)]]

function lowerAccess(item) {
  if (item[0] === 'memory.copy') return ['call', '$copyBytes', ...item.slice(1)]
  if (item[0] === 'memory.fill') return ['call', '$fillBytes', ...item.slice(1)]
  const access = memoryAccess(item)
  if (!access) return undefined
  const { type, action, bytes, sign, offset, address, value } = access
  const call = (name, more, ...rest) => ['call', `$${name}`, add(address, offset + more), ...rest]
  if (type === 'f32') return action === 'load' ? call('loadFloat', 0) : call('storeFloat', 0, value)
  if (type === 'f64') return action === 'load' ? call('loadDouble', 0) : call('storeDouble', 0, value)
  if (action === 'load') {
    if (type === 'i32') return call(bytes === 4 ? 'load32' : `load${bytes * 8}${sign}`, 0)
    if (bytes < 8) return [`i64.extend_i32_${sign}`, call(bytes === 4 ? 'load32' : `load${bytes * 8}${sign}`, 0)]
    return ['i64.or', ['i64.extend_i32_u', call('load32', 0)], ['i64.shl', ['i64.extend_i32_u', call('load32', 4)], ['i64.const', '32']]]
  }
  if (type === 'i32') return call(`store${bytes * 8}`, 0, value)
  if (bytes < 8) return call(`store${bytes * 8}`, 0, ['i32.wrap_i64', value])
  return ['block', call('store32', 0, ['i32.wrap_i64', value]), call('store32', 4, ['i32.wrap_i64', ['i64.shr_u', value, ['i64.const', '32']]])]
}

/** JavaScript has no 64-bit numbers to pass: an exported function that takes or gives them gets a twin that works by halves. */
function halvesTwin(name, { params, result }) {
  const words = params.flatMap((type, n) => type === 'i64' ? [['param', `$${n}l`, 'i32'], ['param', `$${n}h`, 'i32']] : [['param', `$${n}`, type]])
  const values = params.map((type, n) => type === 'i64'
    ? ['i64.or', ['i64.extend_i32_u', ['local.get', `$${n}l`]], ['i64.shl', ['i64.extend_i32_u', ['local.get', `$${n}h`]], ['i64.const', '32']]]
    : ['local.get', `$${n}`])
  const called = ['call', `$${name}`, ...values], head = ['func', `$${name}.halves`, ...words]
  if (result !== 'i64') return [...head, ...result ? [['result', result]] : [], called]
  return [...head, ['result', 'i32'], ['local', '$wide', 'i64'], ['local.set', '$wide', called],
    ['global.set', '$high', ['i32.wrap_i64', ['i64.shr_u', ['local.get', '$wide'], ['i64.const', '32']]]],
    ['i32.wrap_i64', ['local.get', '$wide']]]
}

const typeOf = func => ({
  params: func.filter(item => item[0] === 'param').map(item => item.at(-1)),
  result: func.find(item => item[0] === 'result')?.[1],
})

/** @returns TypeScript text of a module that exports `javascriptKernels`. */
export async function javascriptKernels(wasm) {
  const module = lowerSimd(readModule(wasm, { flat: true }))
  const functions = new Map(module.filter(item => item[0] === 'func').map(item => [item[1], item]))
  const exported = module.filter(item => item[0] === 'export' && item[2][0] === 'func')
    .map(([, name, [, target]]) => ({ name: JSON.parse(name), target, ...typeOf(functions.get(target)) }))
  const wide = exported.filter(({ params, result }) => params.includes('i64') || result === 'i64')
  const js = writeModule([
    ...module.slice(0, 1),
    ...imported,
    ...module.slice(1).filter(item => !['import', 'export', 'data', 'memory'].includes(item[0]))
      .map(item => item[0] === 'func' ? rewriteFunction(item, part => [lowerAccess(part) ?? part]) : item),
    ['global', '$high', ['mut', 'i32'], ['i32.const', '0']],
    ...wide.map(e => halvesTwin(e.target.slice(1), e)),
    ['func', '$highHalf', ['result', 'i32'], ['global.get', '$high']],
    ...exported.map(e => ['export', JSON.stringify(e.name), ['func', wide.includes(e) ? `${e.target}.halves` : e.target]]),
    ['export', '"highHalf"', ['func', '$highHalf']],
  ], binaryen.Features.All & ~binaryen.Features.SIMD128 & ~binaryen.Features.Atomics)
  binaryen.setOptimizeLevel(2)
  binaryen.setShrinkLevel(1)
  js.optimize()
  const { code } = await transform(assemble(js.emitAsmjs(), wide, staticData(module)), { minify: true, format: 'esm', target: 'es2022' })
  js.dispose()
  return code
}

/** Around the functions that binaryen wrote: the memory they work on, and 64-bit numbers as bigints. */
function assemble(text, wide, statics) {
  const from = text.indexOf('function asmFunc('), end = text.indexOf('var retasmFunc')
  const body = inlineCalls(text.slice(from, end).replace(/^\s*var \w+ = (imports|memory)\.\w+;$/gm, ''))
  const adapters = wide.map(({ name, params, result }) => {
    const names = params.map((_, n) => `p${n}`)
    const call = `f.${name}(${params.map((type, n) => type === 'i64' ? `low(p${n}),high(p${n})` : `p${n}`).join()})`
    return `${name}:(${names.join()})=>${result === 'i64' ? `long(${call},f.highHalf())` : call}`
  })
  return `
export function javascriptKernels(memory, stop) {
  const view = new DataView(memory), bytes = new Uint8Array(memory)
  ${statics.map(({ address, base64 }) => `bytes.set(Uint8Array.from(atob('${base64}'), c => c.charCodeAt(0)), ${address})`).join('\n')}
  ${scratch(text)}
  const wasm2js_trap = stop
  ${body}
  const f = asmFunc({})
  const low = v => Number(BigInt.asIntN(32, v)), high = v => Number(BigInt.asIntN(32, v >> 32n))
  const long = (low, high) => BigInt(high) << 32n | BigInt(low >>> 0)
  return { ...f, ${adapters.join(',\n')} }
}`
}

/** Where binaryen's code takes floats apart. */
function scratch(text) {
  const helpers = [...text.matchAll(/function (wasm2js_scratch_\w+)\([^)]*\) \{[^}]*\}/g)].map(found => found[0])
  return ['const scratchBuffer = new ArrayBuffer(16)',
    'const i32ScratchView = new Int32Array(scratchBuffer), f32ScratchView = new Float32Array(scratchBuffer), f64ScratchView = new Float64Array(scratchBuffer)',
    ...helpers].join('\n')
}

/** Calls of the imported accesses, written out. */
function inlineCalls(text) {
  const call = new RegExp(`(?<![\\w$])(${Object.keys(accesses).join('|')})\\(`, 'g')
  let out = '', done = 0
  for (let found; (found = call.exec(text));) {
    const { args, end } = argumentsFrom(text, call.lastIndex)
    out += text.slice(done, found.index) + accesses[found[1]][1](...args.map(inlineCalls))
    call.lastIndex = done = end
  }
  return out + text.slice(done)
}
function argumentsFrom(text, from) {
  const args = []
  let depth = 0, start = from
  for (let p = from; ; p++) {
    const c = text[p]
    if (c === '(' || c === '[' || c === '{') depth++
    else if (depth > 0 && (c === ')' || c === ']' || c === '}')) depth--
    else if (depth === 0 && (c === ',' || c === ')')) {
      args.push(text.slice(start, p))
      start = p + 1
      if (c === ')') return { args, end: start }
    }
  }
}

/** Static data: what the segments of the text form hold. */
function staticData(module) {
  return module.filter(item => item[0] === 'data').map(item => {
    const address = Number(item.find(part => part[0] === 'i32.const')[1])
    const bytes = []
    const escapes = { t: 9, n: 10, r: 13, '"': 34, "'": 39, '\\': 92 }
    for (const [, plain, hex, escape] of item.at(-1).slice(1, -1).matchAll(/([^\\])|\\([0-9a-fA-F]{2})|\\(.)/gs)) {
      bytes.push(plain !== undefined ? plain.charCodeAt(0) : hex !== undefined ? parseInt(hex, 16) : escapes[escape])
    }
    return { address, base64: Buffer.from(bytes).toString('base64') }
  })
}
