/** The programs as a user's project has them: they import `typedframe`, which is installed beside them. */
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build, type Plugin } from 'esbuild'

/** In this repository the programs import the sources, so that they are type-checked. */
const installed: Plugin = {
  name: 'installed',
  setup: ({ onResolve }) => { onResolve({ filter: /\/src\/index\.js$/ }, () => ({ path: 'typedframe', external: true })) },
}

/** @returns the folder of a project with `process.js` and `page.js` */
export async function makeProject(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, 'node_modules'), { recursive: true })
  symlinkSync(resolve('.'), join(folder, 'node_modules/typedframe'))
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module", "dependencies": { "typedframe": "*" } }\n')
  await build({
    entryPoints: ['test/places/hosts/process.ts', 'test/places/hosts/page.ts'], outdir: folder, bundle: true, splitting: true, format: 'esm',
    platform: 'neutral', mainFields: ['module', 'main'], external: ['node:*'], target: 'es2022', plugins: [installed], logLevel: 'warning',
  })
}

/** A page's files, bundled with esbuild's own defaults: what a program costs is in `bytes`. */
export async function bundlePage(entry: string, outdir: string): Promise<void> {
  await build({ entryPoints: [entry], outdir, bundle: true, splitting: true, format: 'esm', minify: true, logLevel: 'error' })
}
