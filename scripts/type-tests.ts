/**
 * Checks `typetests/` with tsd and with TypeScript 5.9, 6.0 and 7.0, against the declarations that users get. A line that
 * ends in `//! text` must have an error that holds the text; no other line may have one. Then chains of 240 steps of each
 * verb, whose untouched column is read at the end.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as tsd from 'tsd'
import { check, compilers, writeDeclarations, writePrograms, type Compiler, type Diagnostic } from './type-checker.js'
import { chainProgram, chains } from './type-programs.js'

const STEPS = 240
const folder = fileURLToPath(new URL('../typetests/', import.meta.url))
const files = readdirSync(folder).filter(f => f.endsWith('.ts'))

/** Expected messages by `file:line`. */
const expected = new Map<string, string>()
for (const file of files) {
  readFileSync(join(folder, file), 'utf8').split('\n').forEach((line, n) => {
    const text = /\/\/! (.*)$/.exec(line)?.[1]
    if (text) expected.set(`${file}:${n + 1}`, text)
  })
}
function differences(diagnostics: readonly Diagnostic[]): string[] {
  const at = (d: Diagnostic): string => `${basename(d.file)}:${d.line}`
  const unexpected = diagnostics.filter(d => !d.message.includes(expected.get(at(d)) ?? '\0')).map(d => `${at(d)} ${d.message}`)
  const seen = new Set(diagnostics.map(at))
  const missing = [...expected].filter(([place]) => !seen.has(place))
  return [...unexpected, ...missing.map(([place, text]) => `${place} compiles, but should say: ${text}`)]
}
let failed = false
function report(name: string, wrong: readonly string[], done: string): void {
  console.log(wrong.length ? `${name}: ${wrong.length} wrong\n${wrong.join('\n')}` : `${name}: ${done}`)
  failed ||= wrong.length > 0
}

writeDeclarations()
for (const compiler of Object.keys(compilers) as Compiler[]) {
  const { diagnostics, seconds } = check(compiler, files.map(f => join(folder, f)), { emit: true })
  const done = `${files.length} files, ${expected.size} mistakes with their messages, ${seconds} s`
  report(`TypeScript ${compiler}`, differences(diagnostics), done)
  const everything = check(compiler, [join(folder, 'assert.ts')], { declarations: true }).diagnostics
  const own = everything.filter(d => d.file.includes('typedframe-declarations'))
  report(`Declarations, TypeScript ${compiler}`, own.map(d => `${d.file}:${d.line} ${d.message}`), 'valid')
}
const found = await tsd.default.default({ cwd: folder, typingsFile: 'assert.ts', testFiles: files })
const fromTsd = found.map((d): Diagnostic => ({ file: d.fileName, line: d.line ?? 0, code: '', message: d.message }))
report('tsd', differences(fromTsd), `${files.length} files`)

for (const compiler of ['5.9', '7.0'] as const) {
  const programs = Object.fromEntries(Object.entries(chains).map(([verb, step]) => [`${verb}.ts`, chainProgram(step, STEPS)]))
  const path = writePrograms('chains', programs)
  const { diagnostics, seconds } = check(compiler, Object.keys(programs).map(f => join(path, f)))
  const wrong = diagnostics.map(d => `${basename(d.file)} ${d.message}`)
  report(`Chains of ${STEPS} steps, TypeScript ${compiler}`, wrong, `${Object.keys(programs).length} verbs, ${seconds} s`)
}
process.exit(failed ? 1 : 0)
