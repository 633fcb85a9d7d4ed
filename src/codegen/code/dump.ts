/** Recorded instructions → text a person can read, for `explain({ codegen: true })`. */
import { opcodes } from '../wasm/opcodes.js'
import { computes, foldable, type Computation, type Instruction, type Statement, type WasmFunction, type Word } from './ir.js'

export function dump(f: WasmFunction): string {
  const { folded, definitions } = foldable(f.body)
  const names = new Map<Word, string>(f.hints)
  let count = 0
  const word = (w: Word): string => {
    const definition = folded.has(w) ? definitions.get(w) : undefined
    if (definition) return expression(definition, word)
    let name = names.get(w)
    if (!name) names.set(w, name = `t${++count}`)
    return name
  }
  const params = f.params.map(p => `${p.name}: ${p.type}`).join(', '), results = f.results.length ? `: ${f.results.join(', ')}` : ''
  const lines = [`function ${f.name}(${params})${results}`]
  const list = (instructions: readonly Instruction[], indent: string): void => {
    for (const i of instructions) {
      if (computes(i)) {
        if (folded.has(i.out)) continue
        const text = expression(i, word), name = word(i.out)
        if (name !== text) lines.push(`${indent}${name} = ${text}`)
      } else if (i.kind === 'if') {
        lines.push(`${indent}if ${word(i.args[0]!)}`)
        list(i.then, `${indent}  `)
        if (!i.else.length) continue
        lines.push(`${indent}else`)
        list(i.else, `${indent}  `)
      } else if (i.kind === 'block' || i.kind === 'loop') {
        lines.push(`${indent}${i.kind} ${i.label.name}`)
        list(i.body, `${indent}  `)
      } else lines.push(indent + statement(i, word))
    }
  }
  list(f.body, '  ')
  return lines.join('\n')
}

type Name = (w: Word) => string
function expression(i: Computation, word: Name): string {
  switch (i.kind) {
    case 'const': return `${i.value}${i.out.type === 'i64' ? 'L' : ''}`
    case 'get': return i.local.name
    case 'load': return `${i.op.replace('.load', '')}[${word(i.args[0]!)}${i.offset ? ` + ${i.offset}` : ''}]`
    case 'op': {
      const [a, b, c] = i.args.map(word), row: readonly unknown[] = opcodes[i.op], symbol = row[3]
      if (i.op.startsWith('select')) return `(${c} ? ${a} : ${b})`
      if (symbol === undefined) return `${i.op}(${[a, b].filter(x => x !== undefined).join(', ')})`
      return b === undefined ? `${String(symbol)}${a}` : `(${a} ${String(symbol)} ${b})`
    }
  }
}
function statement(i: Statement, word: Name): string {
  const args = i.args.map(word)
  switch (i.kind) {
    case 'comment': return `// ${i.text}`
    case 'store': return `${i.op.replace('.store', '')}[${args[0]}${i.offset ? ` + ${i.offset}` : ''}] = ${args[1]}`
    case 'set': return `${i.local.name} = ${args[0]}`
    case 'call': return `${i.outs.length ? `${i.outs.map(word).join(', ')} = ` : ''}${i.callee.module}.${i.callee.name}(${args.join(', ')})`
    case 'br': return `goto ${i.label.name}`
    case 'brIf': return `if ${args[0]} goto ${i.label.name}`
    case 'copyBytes': return `copy ${args[2]} bytes from ${args[1]} to ${args[0]}`
    case 'return': return `return ${args.join(', ')}`
    case 'trap': case 'if': case 'block': case 'loop': return i.kind
  }
}
