// Imports point down the list of layers (docs/architecture.md), never up; no circular imports of values. Type-only imports may
// point up where a contract names what implements it. `npm run lint` runs this.
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'

const layers = ['cli', 'index.ts', 'session', 'dsl', 'display', 'testing', 'io', 'physical', 'rules', 'logical', 'functions', 'codegen', 'memory', 'kernels', 'errors', 'types']
/** Value imports that the order would allow but the design does not. */
const forbidden = [['dsl', 'physical'], ['dsl', 'io'], ['physical', 'rules'], ['physical', 'io'], ['rules', 'io'], ['codegen', 'memory'], ['types', 'dsl']]
/** Layers that share a rank: `types` and `errors` know each other, `testing` looks inside the frames of `dsl`. */
const peers = new Set(['types>errors', 'testing>dsl'])

const files = []
const walk = folder => {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) walk(path)
    else if (path.endsWith('.ts') && !path.endsWith('.d.ts')) files.push(path)
  }
}
walk('src')

const layerOf = path => { const [first] = relative('src', path).split(/[\\/]/); return first }
const importsOf = path => {
  const text = readFileSync(path, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
  const found = []
  for (const [whole, clause, from] of text.matchAll(/(?:^|\n)\s*(?:import|export)\s+([^'"`;]*?from\s+)?['"](\.[^'"]+)['"]/g)) {
    const names = clause ?? ''
    const typeOnly = names.startsWith('type ') || (names.startsWith('{') && /\{([^}]*)\}/.exec(names)?.[1].split(',').filter(s => s.trim()).every(s => /^\s*type\s/.test(s)))
    const target = normalize(join(dirname(path), from)).replace(/\.js$/, '.ts')
    found.push({ target, typeOnly, whole })
  }
  return found
}

const problems = [], values = new Map()
for (const path of files) {
  const from = layerOf(path), test = path.endsWith('.test.ts')
  values.set(path, [])
  for (const { target, typeOnly } of importsOf(path)) {
    const to = layerOf(target)
    if (!typeOnly) values.get(path).push(target)
    if (typeOnly || test || from === to || from === 'kernels') continue
    const up = layers.indexOf(to) < layers.indexOf(from)
    if (up && !peers.has(`${from}>${to}`)) problems.push(`${path} imports ${target}: ${from} is below ${to}`)
    if (forbidden.some(([a, b]) => a === from && b === to)) problems.push(`${path} imports ${target}: ${from} must not know ${to}`)
  }
}

const state = new Map()
const visit = (path, trail) => {
  if (state.get(path) === 'done' || !values.has(path)) return
  if (state.get(path) === 'open') {
    problems.push(`circular: ${[...trail.slice(trail.indexOf(path)), path].join(' → ')}`)
    return
  }
  state.set(path, 'open')
  for (const next of values.get(path)) visit(next, [...trail, path])
  state.set(path, 'done')
}
for (const path of files) visit(path, [])

for (const problem of problems) console.error(problem)
console.log(`${files.length} files, ${problems.length} wrong imports`)
process.exit(problems.length ? 1 : 0)
