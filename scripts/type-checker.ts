/** Runs the three TypeScript compilers over programs that import the library's declarations. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const cache = join(root, 'node_modules/.cache/typedframe-types')
export const compilers = { '5.9': 'typescript/lib/tsc.js', '6.0': 'typescript-6/lib/tsc.js', '7.0': 'typescript-7/bin/tsc' } as const
export type Compiler = keyof typeof compilers

const tsc = (compiler: Compiler, args: readonly string[]): { readonly output: string; readonly status: number | null } => {
  const command = ['--stack-size=4000', join(root, 'node_modules', compilers[compiler]), ...args]
  const run = spawnSync(process.execPath, command, { encoding: 'utf8', maxBuffer: 2 ** 28 })
  return { output: run.stdout + run.stderr, status: run.status }
}

/** Writes the declarations that users see; programs import them as 'typedframe'. Errors inside the library are for `npm test -- types`. */
export function writeDeclarations(): void {
  const { output } = tsc('7.0', ['-p', join(root, 'typetests/tsconfig.declarations.json'), '--pretty', 'false'])
  const entry = join(root, 'node_modules/.cache/typedframe-declarations/index.d.ts')
  if (!existsSync(entry)) throw new Error(`No declarations were written:\n${output}`)
}
/** A directory of its own for programs made on the way, with the given texts by file name. */
export function writePrograms(name: string, programs: Readonly<Record<string, string>>): string {
  const folder = join(cache, name)
  mkdirSync(folder, { recursive: true })
  for (const [file, text] of Object.entries(programs)) writeFileSync(join(folder, file), text)
  return folder
}

export interface Diagnostic { readonly file: string; readonly line: number; readonly code: string; readonly message: string }
export interface Checked {
  readonly diagnostics: readonly Diagnostic[]
  readonly instantiations: number
  readonly seconds: number
}
interface CheckOptions {
  /** The library's declarations too. */
  readonly declarations?: boolean
  /** Write the files' own declarations, as a library that exports them does. */
  readonly emit?: boolean
}
/** Checks files together. Diagnostics keep their continuation lines. */
export function check(compiler: Compiler, files: readonly string[], { declarations = false, emit = false }: CheckOptions = {}): Checked {
  const config = join(cache, `tsconfig.${process.pid}.json`)
  mkdirSync(cache, { recursive: true })
  writeFileSync(config, JSON.stringify({
    extends: join(root, 'typetests/tsconfig.json'), files, include: [], compilerOptions: {
      skipLibCheck: !declarations,
      ...(emit && { noEmit: false, declaration: true, emitDeclarationOnly: true, rootDir: root, outDir: join(cache, 'emitted') }),
    },
  }))
  const { output } = tsc(compiler, ['-p', config, '--extendedDiagnostics', '--pretty', 'false'])
  const number = (label: string): number => Number(new RegExp(`${label}:\\s+([\\d.]+)`).exec(output)?.[1] ?? Number.NaN)
  const diagnostics: Diagnostic[] = []
  for (const line of output.split('\n')) {
    const found = /^(.*?)\((\d+),\d+\): error (TS\d+): (.*)$/.exec(line)
    if (found) diagnostics.push({ file: found[1]!, line: Number(found[2]), code: found[3]!, message: found[4]! })
    else if (line.startsWith('error TS')) diagnostics.push({ file: '', line: 0, code: '', message: line })
    else if (line.startsWith('  ') && diagnostics.length) {
      const last = diagnostics.pop()!
      diagnostics.push({ ...last, message: `${last.message}\n${line}` })
    }
  }
  return { diagnostics, instantiations: number('Instantiations'), seconds: number('Check time') }
}
