// Kernels, then the library: ESM and CommonJS by esbuild, declarations by tsc.
import { execFileSync } from 'node:child_process'
import { cpSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { build } from 'esbuild'

const entries = ['src/index.ts', 'src/testing/index.ts']
const run = (command, ...args) => execFileSync(process.execPath, [command, ...args], { stdio: 'inherit' })

run('scripts/build-kernels.mjs')
rmSync('dist', { recursive: true, force: true })
const common = {
  entryPoints: entries, outbase: 'src', bundle: true, packages: 'external', platform: 'neutral', target: 'es2022',
  sourcemap: true, logLevel: 'warning', external: ['node:*'],
}
await build({ ...common, format: 'esm', outdir: 'dist/esm', splitting: true, outExtension: { '.js': '.js' } })
await build({ ...common, format: 'cjs', outdir: 'dist/cjs', outExtension: { '.js': '.js' } })
run('node_modules/typescript-7/bin/tsc', '-p', 'tsconfig.build.json')

// CommonJS users get the same declarations: the package.json beside them makes them CommonJS
cpSync('dist/esm', 'dist/cjs', { recursive: true, filter: path => statSync(path).isDirectory() || path.endsWith('.d.ts') })
writeFileSync('dist/cjs/package.json', '{ "type": "commonjs" }\n')
