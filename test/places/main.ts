/**
 * The same programs in every place, from the built package: `npm run places [-- node bun page-strict …]`. What they say must be what
 * they say on this Node; where a page may not compile WebAssembly, kernels in JavaScript must have been loaded, and only there.
 */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { bundlePage, makeProject } from './bundle.js'
import { runPage } from './chromium.js'
import { runExamples } from './examples.js'
import { writeInputs } from './inputs.js'
import { runtime, runtimeNames } from './runtimes.js'
import type { Outcome } from './suite.js'

const folder = resolve('.cache/places'), inputs = join(folder, 'inputs'), project = join(folder, 'project')
type Outcomes = ReadonlyMap<string, Outcome>
interface Place { readonly name: string; readonly run: () => Promise<Outcomes> }

const inProcess = (name: string, command: () => readonly string[], without?: string): Place => ({
  name,
  run: async () => {
    const outputs = mkdtempSync(join(tmpdir(), 'places-'))
    try {
      const [program, ...flags] = command()
      const child = spawn(program!, [...flags, join(project, 'process.js'), inputs, outputs, ...without ? [without] : []], { cwd: project, stdio: ['ignore', 'pipe', 'inherit'] })
      const ended = new Promise<number | null>(done => { child.on('exit', done) })
      const outcomes = new Map<string, Outcome>()
      for await (const line of createInterface(child.stdout)) {
        const outcome = JSON.parse(line) as Outcome
        outcomes.set(outcome.name, outcome)
      }
      const code = await ended
      if (code !== 0) throw new Error(`it ended with ${code}`)
      return outcomes
    } finally {
      rmSync(outputs, { recursive: true, force: true })
    }
  },
})

const isolation = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' }
const policy = (script: string): Record<string, string> => ({ 'content-security-policy': `default-src 'self'; script-src 'self' ${script}` })
interface Facts { readonly isolated: boolean; readonly compiles: boolean; readonly evaluates: boolean; readonly compiled: boolean }

const script = '<script type="module" src="/app/page.js"></script>'
const worker = '<script type="module">new Worker("/app/page.js", { type: "module" })</script>'
const inPage = (name: string, headers: Record<string, string>, expected: Facts, body = script): Place => ({
  name,
  run: async () => {
    const outcomes = new Map<string, Outcome>()
    let facts: unknown
    const asked = await runPage({
      folders: { app: join(folder, 'page'), inputs }, headers, milliseconds: 900_000,
      html: '<!doctype html><meta charset="utf-8"><title>places</title>' + body,
      told: (path, body) => {
        if (path === '/facts') facts = body
        else if (path === '/outcome') outcomes.set((body as Outcome).name, body as Outcome)
        else if (path === '/broken') throw new Error(`the page broke: ${String(body)}`)
      },
    })
    if (JSON.stringify(facts) !== JSON.stringify(expected)) throw new Error(`the page is ${JSON.stringify(facts)}, not ${JSON.stringify(expected)}`)
    const loaded = asked.some(path => path.includes('javascript-kernels'))
    if (loaded === expected.compiles) throw new Error(`kernels in JavaScript were ${loaded ? '' : 'not '}loaded`)
    return outcomes
  },
})

const here = inProcess('node', () => [process.execPath])
const places: readonly Place[] = [
  ...runtimeNames.map(name => inProcess(name, () => runtime(name, join(folder, 'runtimes')))),
  inProcess('node-unshared', () => [process.execPath], 'shared memory'),
  inProcess('node-small', () => [process.execPath], 'four gigabytes'),
  inProcess('node-refused', () => [process.execPath], 'compiling'),
  inProcess('node-without', () => [process.execPath], 'WebAssembly'),
  inPage('page-isolated', isolation, { isolated: true, compiles: true, evaluates: true, compiled: true }),
  inPage('page-worker', isolation, { isolated: true, compiles: true, evaluates: true, compiled: true }, worker),
  inPage('page', {}, { isolated: false, compiles: true, evaluates: true, compiled: true }),
  inPage('page-wasm-only', policy("'wasm-unsafe-eval'"), { isolated: false, compiles: true, evaluates: false, compiled: true }),
  inPage('page-strict', policy(''), { isolated: false, compiles: false, evaluates: false, compiled: false }),
]

function differences(name: string, found: Outcomes, expected: Outcomes): string[] {
  const problems: string[] = []
  for (const [program, { lines }] of expected) {
    const other = found.get(program)
    if (!other) {
      if (!(name.startsWith('page') && program.startsWith('write '))) problems.push(`${program}: was not run`)
      continue
    }
    if (other.failed) problems.push(`${program}: ${other.lines.join('\n      ')}`)
    const at = lines.findIndex((line, n) => line !== other.lines[n])
    if (!other.failed && (at >= 0 || other.lines.length !== lines.length)) {
      const n = at < 0 ? lines.length : at
      problems.push(`${program}: line ${n + 1}\n      here:  ${lines[n]}\n      there: ${other.lines[n]}`)
    }
  }
  return problems
}

const wanted = process.argv.slice(2)
for (const name of wanted) {
  if (name === 'guide' || places.some(p => p.name === name)) continue
  console.error(`There is no place '${name}'. There are: ${places.map(p => p.name).join(', ')}, guide.`)
  process.exit(2)
}
mkdirSync(folder, { recursive: true })
await writeInputs(inputs)
await makeProject(project)
await bundlePage(join(project, 'page.js'), join(folder, 'page'))

const seconds = (outcomes: Outcomes): string => `${([...outcomes.values()].reduce((sum, o) => sum + o.milliseconds, 0) / 1000).toFixed(1)} s`
const expected = await here.run()
const failed = [...expected.values()].filter(o => o.failed)
for (const { name, lines } of failed) console.error(`node: ${name}: ${lines.join('\n      ')}`)
console.log(`node ${process.version}: ${expected.size} programs, ${failed.length} failed, ${seconds(expected)}`)
let problems = failed.length
for (const place of places) {
  if (wanted.length && !wanted.includes(place.name)) continue
  try {
    const found = await place.run(), different = differences(place.name, found, expected)
    console.log(`${place.name}: ${found.size} programs, ${different.length} differ, ${seconds(found)}`)
    for (const problem of different) console.error(`   ${problem}`)
    problems += different.length
  } catch (error) {
    console.error(`${place.name}: ${error instanceof Error ? error.message : String(error)}`)
    problems++
  }
}
if (!wanted.length || wanted.includes('guide')) {
  const different = await runExamples(project, join(folder, 'examples'), inputs)
  console.log(`docs/guide/browser.md: ${different.length} problems`)
  for (const problem of different) console.error(`   ${problem}`)
  problems += different.length
}
process.exit(problems ? 1 : 0)
