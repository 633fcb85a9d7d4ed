// The package as users get it: packed, linted, installed into an empty project, and used as ESM, as CommonJS and from TypeScript.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const run = (cwd, command, ...args) => execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
const folder = mkdtempSync(join(tmpdir(), 'typedframe-package-'))
try {
  run('.', 'npm', 'pack', '--ignore-scripts', '--pack-destination', folder)
  const tarball = join(folder, readdirSync(folder).find(name => name.endsWith('.tgz')))
  console.log(run('.', 'npx', 'publint', '--strict', tarball))
  console.log(run('.', 'npx', 'attw', tarball, '--profile', 'node16'))

  writeFileSync(join(folder, 'package.json'), '{ "name": "empty", "private": true, "type": "module" }')
  run(folder, 'npm', 'install', '--no-audit', '--no-fund', tarball)
  const use = `const df = frame([{ a: 1, b: 'x' }, { a: 2, b: 'y' }]).filter($ => $.a.gt(1)).select('b')
df.collect().then(rows => console.log(JSON.stringify(rows)))`
  writeFileSync(join(folder, 'esm.mjs'), `import { frame } from 'typedframe'\n${use}\n`)
  writeFileSync(join(folder, 'cjs.cjs'), `const { frame } = require('typedframe')\n${use}\n`)
  writeFileSync(join(folder, 'types.ts'), `import { frame } from 'typedframe'\nconst rows: { b: string }[] = await frame([{ a: 1, b: 'x' }]).filter($ => $.a.gt(1)).select('b').collect()\nconsole.log(rows)\n`)
  for (const file of ['esm.mjs', 'cjs.cjs']) {
    const output = run(folder, process.execPath, file).trim()
    if (output !== '[{"b":"y"}]') throw new Error(`${file} printed ${output}`)
    console.log(`${file} works`)
  }
  run(folder, process.execPath, resolve('node_modules/typescript/bin/tsc'), '--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--skipLibCheck', 'types.ts')
  console.log('types.ts compiles')
} finally {
  rmSync(folder, { recursive: true, force: true })
}
