/**
 * Runs what the documentation says: each ```ts block of README.md and docs/, each `@example` of a docstring in src.
 *
 * - Names that a block does not declare come from test/docs/prelude.ts; frames that it only mentions are computed, too.
 * - The block ```text after a ```ts block is what it prints.
 * - A block ```ts error must not compile; the ```text after it is the compiler's message.
 * - Blocks with `expect(` run under vitest.
 * - A block ```ts page is compiled here; `npm run places` runs it in a page.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { format, stripVTControlCharacters } from 'node:util'
import { docstringBlocks, markdownBlocks, type Block } from './docs/blocks.js'
import { moduleOf, type Kind } from './docs/module.js'

const root = fileURLToPath(new URL('..', import.meta.url))
process.chdir(root)
const folder = join(root, '.cache/docs')
const filesIn = (path: string, end: string): string[] => readdirSync(path, { recursive: true, encoding: 'utf8' }).filter(f => f.endsWith(end)).map(f => join(path, f)).sort()
const markdown = ['README.md', ...filesIn('docs', '.md')]
const sources = filesIn('src', '.ts').filter(f => !/^src\/(functions|kernels|dsl\/generated)\/|\.test\.ts$|\.gen\.ts$/.test(f.replaceAll('\\', '/')))

interface Program extends Block { readonly file: string; readonly kind: Kind }
const prelude = Object.keys(await import('../test/docs/prelude.js') as object)
rmSync(folder, { recursive: true, force: true })
mkdirSync(join(folder, 'run'), { recursive: true })
const programs: Program[] = [...markdown.flatMap(markdownBlocks), ...sources.flatMap(docstringBlocks)].map((block, n) => {
  const { text, kind } = moduleOf(block, prelude)
  const file = join(folder, `${String(n).padStart(3, '0')}${kind === 'test' ? '.test' : ''}.ts`)
  writeFileSync(file, text)
  return { ...block, file, kind }
})

const problems: string[] = []
const wrong = (p: Block, message: string): void => { problems.push(`${p.path}:${p.line}: ${message}`) }
const sameText = (a: string, b: string): boolean => tidy(a) === tidy(b)
const tidy = (text: string): string => stripVTControlCharacters(text).split('\n').map(line => line.trimEnd()).join('\n').trim()

const messages = compile()
for (const p of programs) {
  const said = messages.get(p.file) ?? []
  if (p.kind !== 'error') for (const message of said) wrong(p, message)
  else if (!said.length) wrong(p, 'compiles, but should not')
  else if (p.output !== undefined && !sameText(said.join('\n'), p.output)) wrong(p, `the compiler says:\n${said.join('\n')}`)
}
for (const p of programs) if (p.kind === 'script' && !messages.has(p.file)) await runScript(p)
runTests()

for (const problem of problems) console.error(problem)
console.log(`${programs.length} examples in ${new Set(programs.map(p => p.path)).size} files, ${problems.length} problems`)
process.exit(problems.length ? 1 : 0)

/** What the compiler says, by file; lines of one message together. */
function compile(): ReadonlyMap<string, string[]> {
  const config = join(folder, 'tsconfig.json')
  writeFileSync(config, JSON.stringify({
    extends: '../../tsconfig.json', compilerOptions: { noUnusedLocals: false }, files: programs.map(p => p.file), include: ['../../src/**/*.d.ts'], exclude: [],
  }))
  const { stdout } = spawnSync(process.execPath, ['node_modules/typescript/lib/tsc.js', '-p', config, '--pretty', 'false'], { encoding: 'utf8' })
  const found = new Map<string, string[]>()
  let last: string[] | undefined
  for (const line of stdout.split('\n')) {
    const match = /^(.*?)\(\d+,\d+\): error TS\d+: (.*)$/.exec(line)
    if (match) {
      const file = join(root, match[1]!)
      if (!programs.some(p => p.file === file)) problems.push(line)
      last = found.get(file) ?? []
      found.set(file, last)
      last.push(match[2]!)
    } else if (line.startsWith('  ') && last) last.push(`${last.pop()}\n${line}`)
    else if (line.startsWith('error')) problems.push(line)
  }
  return found
}

/** In a folder of its own, so that files it writes are in nobody's way. */
async function runScript(p: Program): Promise<void> {
  const cwd = join(folder, 'run', String(programs.indexOf(p)))
  mkdirSync(cwd)
  symlinkSync(join(root, 'node_modules'), join(cwd, 'node_modules'))
  const printed: string[] = [], { log } = console
  console.log = (...parts: unknown[]) => { printed.push(format(...parts)) }
  process.chdir(cwd)
  try {
    await import(pathToFileURL(p.file).href)
    if (p.output !== undefined && !sameText(printed.join('\n'), p.output)) wrong(p, `prints:\n${printed.join('\n')}`)
  } catch (error) {
    wrong(p, error instanceof Error ? error.stack ?? error.message : String(error))
  } finally {
    console.log = log
    process.chdir(root)
  }
}
function runTests(): void {
  const tests = programs.filter(p => p.kind === 'test')
  if (!tests.length) return
  writeFileSync(join(folder, 'vitest.config.mjs'), "export default { test: { include: ['*.test.ts'], update: 'all' } }\n")
  const { status, stdout, stderr } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--root', folder], { encoding: 'utf8' })
  if (status !== 0) for (const p of tests) wrong(p, `under vitest:\n${stdout}${stderr}`)
}
