// Every check that needs npm alone, one after the other: `npm test`. `npm test -- lint types` runs those that are named.
import { spawnSync } from 'node:child_process'

const tsc = ['node', 'node_modules/typescript/bin/tsc']
const checks = {
  imports: [['node', 'scripts/check-imports.mjs']],
  lint: [['npx', 'oxlint', '--deny-warnings']],
  unused: [['npx', 'knip']],
  types: [[...tsc, '-p', 'tsconfig.json', '--noEmit']],
  signatures: [['npx', 'tsx', 'scripts/generate-signatures.ts', '--check']],
  typetests: [['npx', 'tsx', 'scripts/type-tests.ts']],
  typebudget: [['npx', 'tsx', 'scripts/type-budget.ts']],
  unit: [['npx', 'vitest', 'run']],
  checked: [['npx', 'vitest', 'run', '--config', 'vitest.checked.config.ts']],
  // the same programs each time; `npm run fuzz` makes others
  fuzz: [['npx', 'tsx', 'test/fuzz/main.ts', '--programs', '2000', '--seed', '20261121']],
  memory: [['node', '--expose-gc', '--import', 'tsx', 'test/memory/main.ts']],
  tpch: [['npx', 'tsx', 'examples/tpch/main.ts', '--scale', '0.01']],
  examples: [['npx', 'tsx', 'examples/flights/main.ts'], ['npx', 'tsx', 'examples/notebook/delays.ts']],
  docs: [['npx', 'tsx', 'scripts/generate-errors.ts', '--check'], ['npx', 'tsx', 'scripts/run-docs.ts']],
  bench: [['npx', 'tsx', 'bench/main.ts', '--scale', '0.01', '--json', '.cache/bench-smoke.json']],
  package: [['node', 'scripts/check-package.mjs']],
}

const wanted = process.argv.slice(2)
for (const name of wanted) {
  if (!(name in checks)) {
    console.error(`There is no check '${name}'. There are: ${Object.keys(checks).join(', ')}.`)
    process.exit(2)
  }
}
const results = []
for (const [name, commands] of Object.entries(checks)) {
  if (wanted.length && !wanted.includes(name)) continue
  console.log(`\n--- ${name}`)
  const from = performance.now()
  const passed = commands.every(([command, ...args]) => spawnSync(command, args, { stdio: 'inherit' }).status === 0)
  results.push({ name, passed, seconds: (performance.now() - from) / 1000 })
}

console.log('')
for (const { name, passed, seconds } of results) console.log(`${passed ? 'ok    ' : 'FAILED'} ${name.padEnd(12)} ${seconds.toFixed(1)} s`)
const failed = results.filter(r => !r.passed).length
console.log(`${results.length - failed} passed, ${failed} failed`)
process.exit(failed ? 1 : 0)
