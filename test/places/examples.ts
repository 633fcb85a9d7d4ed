/** The examples of docs/guide/browser.md in a page: each prints what the guide says. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { markdownBlocks } from '../../scripts/docs/blocks.js'
import { bundlePage } from './bundle.js'
import { runPage } from './chromium.js'

const guide = 'docs/guide/browser.md'

/** @returns what differs */
export async function runExamples(project: string, folder: string, inputs: string): Promise<readonly string[]> {
  const blocks = markdownBlocks(guide).filter(block => block.inPage), sources = join(project, 'examples')
  mkdirSync(sources, { recursive: true })
  blocks.forEach((block, n) => writeFileSync(join(sources, `${n}.ts`), block.text))
  writeFileSync(join(sources, 'main.js'), `
const tell = (path, what) => fetch(path, { method: 'POST', body: JSON.stringify(what) })
addEventListener('error', event => tell('/broken', event.message))
addEventListener('unhandledrejection', event => tell('/broken', String(event.reason?.stack ?? event.reason)))
const { log } = console
for (const [n, run] of [${blocks.map((_, n) => `() => import('./${n}.ts')`).join()}].entries()) {
  const printed = []
  console.log = text => { printed.push(String(text)) }
  await run()
  console.log = log
  await tell('/printed', { n, text: printed.join('\\n') })
}
await tell('/done', {})
`)
  await bundlePage(join(sources, 'main.js'), folder)
  const problems: string[] = [], seen = new Set<number>()
  await runPage({
    folders: { app: folder, data: inputs }, headers: {}, milliseconds: 120_000,
    html: '<!doctype html><meta charset="utf-8"><script type="module" src="/app/main.js"></script>',
    told: (path, body) => {
      if (path === '/broken') throw new Error(String(body))
      if (path !== '/printed') return
      const { n, text } = body as { n: number; text: string }, { line, output = '' } = blocks[n]!
      seen.add(n)
      if (text.trim() !== output.trim()) problems.push(`${guide}:${line} prints:\n${text}`)
    },
  })
  blocks.forEach(({ line }, n) => { if (!seen.has(n)) problems.push(`${guide}:${line} did not run`) })
  return problems
}
