/** Finds the examples: fenced blocks of Markdown, `@example`s of docstrings. */
import { readFileSync } from 'node:fs'

export interface Block {
  readonly path: string
  /** Of its first line. */
  readonly line: number
  readonly text: string
  /** It must not compile. */
  readonly mustFail: boolean
  /** It runs in a page (`npm run places`): here it is only compiled. */
  readonly inPage: boolean
  /** What it prints, or what the compiler says. */
  readonly output: string | undefined
}

export function markdownBlocks(path: string): Block[] {
  const lines = readFileSync(path, 'utf8').split('\n'), blocks: Block[] = []
  for (let n = 0; n < lines.length; n++) {
    const fence = /^( *)```(\w*) ?(\w*)/.exec(lines[n]!)
    if (!fence) continue
    const [, indent, language, note] = fence
    const end = lines.indexOf(`${indent}\`\`\``, n + 1)
    if (end < 0) throw new Error(`${path}:${n + 1}: a block without an end`)
    const text = lines.slice(n + 1, end).map(l => l.slice(indent!.length)).join('\n')
    const last = blocks.at(-1)
    if (language === 'ts') blocks.push({ path, line: n + 2, text, mustFail: note === 'error', inPage: note === 'page', output: undefined })
    else if (language === 'text' && last && last.output === undefined) blocks.push({ ...blocks.pop()!, output: text })
    n = end
  }
  return blocks
}

export function docstringBlocks(path: string): Block[] {
  const source = readFileSync(path, 'utf8')
  return [...source.matchAll(/\/\*\*(?:(?!\*\/)[\s\S])*?@example\b[\s\S]*?\*\//g)].flatMap(doc => {
    const lines = doc[0].replace(/\*\/$/, '').split('\n').map(l => l.replace(/^\s*(?:\/\*)?\*+ ?/, ''))
    const first = source.slice(0, doc.index).split('\n').length
    return lines.flatMap((line, n) => {
      if (!line.startsWith('@example')) return []
      const rest = lines.slice(n + 1), next = rest.findIndex(l => l.startsWith('@'))
      return [{ path, line: first + n + 1, text: (next < 0 ? rest : rest.slice(0, next)).join('\n'), mustFail: false, inPage: false, output: undefined }]
    })
  })
}
