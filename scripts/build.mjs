// Kernels, then the library: ESM and CommonJS by esbuild, declarations by tsc. `npm install` runs this.
import { execFile, execFileSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'esbuild'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const entries = ['index', 'testing/index']

execFileSync(process.execPath, ['scripts/build-kernels.mjs'], { stdio: 'inherit' })
rmSync('dist', { recursive: true, force: true })
const common = {
  entryPoints: entries.map(name => `src/${name}.ts`), outbase: 'src', bundle: true, packages: 'external', platform: 'neutral', target: 'es2022',
  sourcemap: true, sourcesContent: false, logLevel: 'warning',
}
/** What only some places load stays a file of its own also in CommonJS, where esbuild does not split. */
const kernels = 'src/memory/javascript-kernels.gen.ts'
const apart = { name: 'apart', setup: ({ onResolve }) => onResolve({ filter: /javascript-kernels\.gen\.js$/ }, () => ({ path: './javascript-kernels.js', external: true })) }
await Promise.all([
  // the command line is a program, not a module: ESM alone
  build({ ...common, entryPoints: [...common.entryPoints, 'src/cli/main.ts'], format: 'esm', outdir: 'dist/esm', splitting: true }),
  build({ ...common, format: 'cjs', outdir: 'dist/cjs', plugins: [apart] }),
  build({ ...common, format: 'cjs', entryPoints: { 'javascript-kernels': kernels }, outdir: 'dist/cjs', platform: 'node' }),
  declarations(),
])
// CommonJS users get the same declarations: the package.json beside them makes them CommonJS
cpSync('dist/esm', 'dist/cjs', { recursive: true, filter: path => statSync(path).isDirectory() || path.endsWith('.d.ts') })
writeFileSync('dist/cjs/package.json', '{ "type": "commonjs" }\n')
removeEmptyFolders('dist')

/** Only those that the entries reach: the rest describes the inside. */
async function declarations() {
  try {
    await promisify(execFile)(process.execPath, ['node_modules/typescript-7/bin/tsc', '-p', 'tsconfig.build.json', '--pretty', 'false'])
  } catch (error) {
    console.error(error.stdout || error.message)
    process.exit(1)
  }
  const reached = new Set(), waiting = entries.map(name => join('dist/esm', `${name}.d.ts`))
  for (let path = waiting.pop(); path; path = waiting.pop()) {
    if (reached.has(path)) continue
    reached.add(path)
    const text = readFileSync(path, 'utf8')
    for (const [, from] of text.matchAll(/(?:from|import\(|import)\s*['"](\.[^'"]+)\.js['"]/g)) waiting.push(join(dirname(path), `${from}.d.ts`))
  }
  for (const path of readdirSync('dist/esm', { recursive: true }).map(name => join('dist/esm', name))) {
    if (path.endsWith('.d.ts') && !reached.has(path)) rmSync(path)
  }
}
function removeEmptyFolders(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) if (entry.isDirectory()) removeEmptyFolders(join(folder, entry.name))
  if (existsSync(folder) && readdirSync(folder).length === 0) rmSync(folder, { recursive: true })
}
