/** One recorded function → the bytes of its code entry: locals, then instructions. */
import {
  computes, foldable, type Computation, type Import, type Instruction, type Label, type Local, type WasmFunction, type Word,
} from '../code/ir.js'
import { Bytes } from './bytes.js'
import { loads, opcodes, stores, type WasmType } from './opcodes.js'

export const typeByte = { i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c } as const satisfies Record<WasmType, number>
const END = 0x0b, NO_RESULT = 0x40, GET = 0x20, SET = 0x21

export function functionBytes(f: WasmFunction, importIndex: (i: Import) => number): Uint8Array {
  const { folded, definitions } = foldable(f.body)
  const { slots, groups } = locals(f, folded)
  const b = new Bytes().u32(groups.length)
  for (const [type, count] of groups) b.u32(count).u8(typeByte[type])

  const slot = (x: Local | Word): number => slots.get(x)!
  const word = (w: Word): void => {
    if (folded.has(w)) compute(definitions.get(w)!)
    else b.u8(GET).u32(slot(w))
  }
  const compute = (i: Computation): void => {
    i.args.forEach(word)
    switch (i.kind) {
      case 'const': constant(b, i.out.type, i.value); break
      case 'op': opcode(b, opcodes[i.op][0]); break
      case 'load': b.u8(loads[i.op][0]).u32(loads[i.op][2]).u32(i.offset); break
      case 'get': b.u8(GET).u32(slot(i.local)); break
    }
  }
  const list = (instructions: readonly Instruction[], labels: readonly (Label | undefined)[]): void => {
    for (const i of instructions) {
      if (computes(i)) {
        if (folded.has(i.out)) continue
        compute(i)
        b.u8(SET).u32(slot(i.out))
        continue
      }
      i.args.forEach(word)
      switch (i.kind) {
        case 'store': b.u8(stores[i.op][0]).u32(stores[i.op][2]).u32(i.offset); break
        case 'set': b.u8(SET).u32(slot(i.local)); break
        case 'call':
          b.u8(0x10).u32(importIndex(i.callee))
          for (const o of [...i.outs].reverse()) b.u8(SET).u32(slot(o))
          break
        case 'if':
          b.u8(0x04, NO_RESULT)
          list(i.then, [undefined, ...labels])
          if (i.else.length) {
            b.u8(0x05)
            list(i.else, [undefined, ...labels])
          }
          b.u8(END)
          break
        case 'block': case 'loop':
          b.u8(i.kind === 'block' ? 0x02 : 0x03, NO_RESULT)
          list(i.body, [i.label, ...labels])
          b.u8(END)
          break
        case 'br': b.u8(0x0c).u32(labels.indexOf(i.label)); break
        case 'brIf': b.u8(0x0d).u32(labels.indexOf(i.label)); break
        case 'copyBytes': b.u8(0xfc, 10, 0, 0); break
        case 'return': b.u8(0x0f); break
        case 'trap': b.u8(0x00); break
        case 'comment': break
      }
    }
  }
  list(f.body, [])
  // validation: a function with results may not fall off its end, and ours always return before
  if (f.results.length) b.u8(0x00)
  return b.u8(END).done()
}

function constant(b: Bytes, type: WasmType, value: number | bigint): void {
  if (type === 'i32') b.u8(0x41).s32(Number(value))
  else if (type === 'i64') b.u8(0x42).s64(BigInt(value))
  else b.u8(0x44).f64(Number(value))
}
const opcode = (b: Bytes, code: number): Bytes => code > 0xff ? b.u8(code >> 8, code & 0xff) : b.u8(code)

/** Numbers the locals: parameters first, then grouped by type as the format wants it. */
function locals(f: WasmFunction, folded: ReadonlySet<Word>) {
  const slots = new Map<Local | Word, number>(f.params.map((p, n) => [p, n]))
  const byType: Record<WasmType, (Local | Word)[]> = { i32: [], i64: [], f32: [], f64: [] }
  const claim = (x: Local | Word): void => {
    if (slots.has(x)) return
    slots.set(x, -1)
    byType[x.type].push(x)
  }
  const scan = (body: readonly Instruction[]): void => {
    for (const i of body) {
      if (computes(i) && !folded.has(i.out)) claim(i.out)
      if (i.kind === 'call') i.outs.forEach(claim)
      if (i.kind === 'get' || i.kind === 'set') claim(i.local)
      if (i.kind === 'if') { scan(i.then); scan(i.else) }
      if (i.kind === 'block' || i.kind === 'loop') scan(i.body)
    }
  }
  scan(f.body)
  let next = f.params.length
  const groups: (readonly [WasmType, number])[] = []
  for (const type of ['i32', 'i64', 'f32', 'f64'] as const) {
    if (!byType[type].length) continue
    groups.push([type, byType[type].length])
    for (const x of byType[type]) slots.set(x, next++)
  }
  return { slots, groups }
}
