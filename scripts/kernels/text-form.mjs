/** WebAssembly's text form as nested arrays of words, and back. */
import binaryen from 'binaryen'

/** A module of bytes as one nested array; `flat`: operands are locals and constants, so an operand may be written twice. */
export function readModule(wasm, { flat = false } = {}) {
  const module = binaryen.readBinary(wasm)
  module.setFeatures(binaryen.Features.All)
  if (flat) module.runPasses(['flatten'])
  const [parsed] = parse(module.emitText())
  module.dispose()
  return parsed
}

/** The module, checked, ready for binaryen's passes and writers. */
export function writeModule(module, features) {
  const made = binaryen.parseText(print(module))
  made.setFeatures(features)
  if (!made.validate()) throw new Error('kernels: the rewritten module is not valid')
  return made
}

export function parse(text) {
  const stack = [[]]
  for (const [word] of text.matchAll(/"(?:[^"\\]|\\.)*"|;;[^\n]*|\(;[^]*?;\)|[()]|[^\s()]+/g)) {
    if (word.startsWith(';;') || word.startsWith('(;')) continue
    if (word === '(') stack.push([])
    else if (word === ')') stack.at(-2).push(stack.pop())
    else stack.at(-1).push(word)
  }
  return stack[0]
}
const print = item => typeof item === 'string' ? item : `(${item.map(print).join(' ')})\n`

/** `rewrite` of every instruction of a function, innermost first: what it gives, one instruction or several, stands in its place. */
export function rewriteFunction(func, rewrite) {
  const visit = item => {
    if (typeof item === 'string') return [item]
    const [name, ...rest] = item
    return rewrite([name, ...rest.flatMap(visit)])
  }
  return visit(func)[0]
}

/** A load or store taken apart: where it goes is `address` plus `offset`. */
export function memoryAccess([name, ...rest]) {
  const found = /^(?<type>[if](?:32|64)|v128)\.(?<action>load|store)(?<bits>8|16|32)?(?:_(?<sign>[us]))?$/.exec(name)
  if (!found) return undefined
  const { type, action, bits, sign } = found.groups
  const offset = Number(rest.find(word => typeof word === 'string' && word.startsWith('offset='))?.slice(7) ?? 0)
  const [address, value] = rest.filter(word => typeof word !== 'string')
  const bytes = bits ? bits / 8 : { i32: 4, f32: 4, i64: 8, f64: 8, v128: 16 }[type]
  return { type, action, bytes, sign, offset, address, value }
}
