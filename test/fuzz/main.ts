/** Random programs, each in every configuration: `npm run fuzz -- --programs 2000 [--seed N]`. */
import { parseArgs } from 'node:util'
import fc from 'fast-check'
import { check, sessions, type Tally } from './check.js'
import { randomProgram } from './program.js'

const { values } = parseArgs({ options: { programs: { type: 'string', default: '2000' }, seed: { type: 'string' }, path: { type: 'string' } } })
const seed = values.seed === undefined ? Date.now() & 0x7fffffff : Number(values.seed)
const all = sessions(), tally: Tally = new Map()
const from = performance.now()
let last = ''
try {
  await fc.assert(fc.asyncProperty(fc.gen(), async g => {
    const problem = await check(randomProgram(g), all, tally)
    if (problem) throw new Error(last = problem)
  }), { numRuns: Number(values.programs), seed, ...(values.path && { path: values.path }), endOnFailure: true })
  console.log(`${values.programs} random programs, each in ${all.length} configurations, agree (seed ${seed}, ${((performance.now() - from) / 1000).toFixed(0)} s)`)
  console.log(`  ended with: ${[...tally].sort((a, b) => b[1] - a[1]).map(([end, n]) => `${end} ${n}`).join(', ')}`)
} catch (error) {
  const replay = error instanceof Error ? /path: "[^"]*"/.exec(error.message)?.[0] : undefined
  console.error(last ? `seed ${seed}, ${replay}\n${last}` : error)
  process.exitCode = 1
} finally {
  for (const { tf } of all) await tf.close()
}
