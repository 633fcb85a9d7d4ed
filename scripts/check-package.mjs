// The package as users get it: packed, linted, installed into an empty project, and used there as ESM, as CommonJS, from
// TypeScript of three versions (without skipLibCheck), and from vitest.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const compilers = { 'TypeScript 5.9': 'typescript/lib/tsc.js', 'TypeScript 6.0': 'typescript-6/lib/tsc.js', 'TypeScript 7.0': 'typescript-7/bin/tsc' }
const folder = mkdtempSync(join(tmpdir(), 'typedframe-package-'))
const write = (name, text) => writeFileSync(join(folder, name), `${text}\n`)
const run = (cwd, command, ...args) => {
  try {
    return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim()
  } catch (error) {
    console.error(`${[command, ...args].join(' ')}\n${error.stdout}${error.stderr}`)
    rmSync(folder, { recursive: true, force: true })
    process.exit(1)
  }
}
const node = (...args) => run(folder, process.execPath, ...args)

/** The file, and what it imports of the package. */
const reachable = (file, found = new Set()) => {
  if (found.has(file)) return found
  found.add(file)
  for (const [, from] of readFileSync(join(root, file), 'utf8').matchAll(/(?:from|import) "(\.[^"]+)"/g)) reachable(join(dirname(file), from), found)
  return found
}

const program = `
const Flight = schema({ origin: t.utf8, delay: t.int64.nullable() })
const late = (flights: DataFrame<Infer<typeof Flight>, DefaultJs>) =>
  flights.filter($ => $.delay.gt(15)).groupBy('origin').agg($ => ({ late: count(), worst: $.delay.max() }))
export type LateRow = Row<ReturnType<typeof late>>
export async function main(): Promise<LateRow[]> {
  const rows: { origin: string; late: number; worst: number }[] = await late(frame(Flight, [{ origin: 'SFO', delay: 20 }])).collect()
  await using tf = session({ int64: 'bigint' })
  const wide: { n: bigint }[] = await tf.frame([{ a: 1 }]).agg(() => ({ n: count() })).collect()
  const table = await frame([{ a: 1 }]).toArrow()
  return wide[0]!.n === 1n && table.numRows === 1 ? rows : []
}
// @ts-expect-error: there is no such column
frame([{ a: 1 }]).filter($ => $.b.gt(1))`
const names = 'count, frame, schema, session, t, type DataFrame, type DefaultJs, type Infer, type Row'

/** With a bundler's defaults for pages: nothing of Node is found missing. What it weighs is said in docs/guide/browser.md. */
async function bundleForPage() {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'dist/esm/index.js')], bundle: true, splitting: true, format: 'esm', minify: true, write: false, outdir: join(folder, 'page'), logLevel: 'error',
  })
  for (const { path, contents } of outputFiles) {
    const kib = bytes => `${(bytes.length / 1024).toFixed(0)} KiB`
    if (contents.length > 1024) console.log(`in a page: ${basename(path)} ${kib(contents)}, ${kib(gzipSync(contents, { level: 9 }))} gzipped`)
  }
}

try {
  run(root, 'npm', 'run', 'build')
  for (const file of [...reachable('dist/esm/index.js'), 'dist/cjs/index.js']) {
    if (/from "node:|require\("node:/.test(readFileSync(join(root, file), 'utf8'))) throw new Error(`${file} needs a module of Node before a file is opened`)
  }
  await bundleForPage()
  run(root, 'npm', 'pack', '--ignore-scripts', '--pack-destination', folder)
  const tarball = join(folder, readdirSync(folder).find(name => name.endsWith('.tgz')))
  run(root, 'npx', 'publint', '--strict', tarball)
  console.log('publint: nothing to say')
  run(root, 'npx', 'attw', tarball, '--profile', 'node16')
  console.log('are the types wrong: no')

  write('package.json', '{ "name": "empty", "private": true, "type": "module" }')
  run(folder, 'npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts', tarball)
  const use = `const df = frame([{ a: 1, b: 'x' }, { a: 2, b: 'y' }]).filter($ => $.a.gt(1)).select('b')
df.collect().then(rows => console.log(JSON.stringify(rows)))`
  write('esm.mjs', `import { frame } from 'typedframe'\n${use}`)
  write('cjs.cjs', `const { frame } = require('typedframe')\n${use}`)
  for (const file of ['esm.mjs', 'cjs.cjs']) {
    const output = node(file)
    if (output !== '[{"b":"y"}]') throw new Error(`${file} printed ${output}`)
    console.log(`${file} works`)
  }

  write('sales.csv', 'id,price\n1,2.5\n2,')
  if (run(folder, 'npx', 'typedframe', '--version') !== JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version) throw new Error('typedframe --version is another')
  run(folder, 'npx', 'typedframe', 'convert', 'sales.csv', 'sales.parquet')
  run(folder, 'npx', 'typedframe', 'schema', 'sales.csv', 'sales.parquet', '--merge', 'none', '--out', 'schemas.ts')
  run(folder, 'npx', 'typedframe', 'schema', 'sales.csv', 'sales.parquet', '--merge', 'none', '--out', 'schemas.ts', '--check')
  const shown = run(folder, 'npx', 'typedframe', 'show', 'sales.parquet')
  if (!shown.includes('│   1 │    2.5 │')) throw new Error(`typedframe show printed ${shown}`)
  console.log('npx typedframe works')

  write('types.ts', `import { ${names} } from 'typedframe'\n${program}`)
  write('types.cts', `import { ${names} } from 'typedframe'\n${program}`)
  symlinkSync(resolve(root, 'node_modules/vitest'), join(folder, 'node_modules/vitest'))
  write('frame.test.ts', `import { expect, test } from 'vitest'
import { frame } from 'typedframe'
import 'typedframe/testing'
test('rows in any order', async () => {
  await expect(frame([{ a: 1 }, { a: 2 }])).toEqualRows([{ a: 2 }, { a: 1 }])
  await expect(expect(frame([{ a: 1 }])).toEqualRows([{ a: 2 }])).rejects.toThrow('expected 2, got 1')
})`)
  const strict = { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, module: 'nodenext', target: 'es2022', types: [], noEmit: true }
  write('tsconfig.json', JSON.stringify({ compilerOptions: { ...strict, lib: ['es2022'], skipLibCheck: false }, files: ['types.ts', 'types.cts', 'schemas.ts'] }))
  // the declarations of vitest and vite do not stand such a check
  write('tsconfig.test.json', JSON.stringify({ compilerOptions: { ...strict, skipLibCheck: true }, files: ['frame.test.ts'] }))
  for (const [name, path] of Object.entries(compilers)) {
    for (const config of ['tsconfig.json', 'tsconfig.test.json']) node(resolve(root, 'node_modules', path), '-p', config)
    console.log(`types.ts, types.cts, the schemas of files and frame.test.ts compile with ${name}`)
  }
  node(resolve(root, 'node_modules/vitest/vitest.mjs'), 'run', '--root', folder)
  console.log('typedframe/testing works')
} finally {
  rmSync(folder, { recursive: true, force: true })
}
