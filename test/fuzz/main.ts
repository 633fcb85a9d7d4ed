/**
 * Random programs, each in every configuration and under two torments: `npm run fuzz -- --programs 2000 [--seed N]`. With
 * `--log FILE` in parts of a thousand, each noted there: the same command goes on where it was stopped.
 */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import fc from 'fast-check'
import { check, sessions, type Tally } from './check.js'
import { Files } from './files.js'
import { randomProgram } from './program.js'
import { torments } from './torment.js'

const PART = 1_000
const { values } = parseArgs({
  options: { programs: { type: 'string', default: '2000' }, seed: { type: 'string' }, path: { type: 'string' }, log: { type: 'string' } },
})
const programs = Number(values.programs), all = sessions(), allTorments = torments(), tally: Tally = new Map(), files = new Files()
const from = performance.now()
const { seed, done } = begun(values.log)
let failed = false
for (let at = done; at < programs && !failed; at += PART) {
  const problem = await run(Math.min(PART, programs - at), at === 0 ? seed : seed + at)
  failed = problem !== undefined
  if (values.log) appendFileSync(values.log, `${at} ${problem === undefined ? 'agree' : `differ: ${problem}`}\n`)
  if (problem !== undefined) console.error(problem)
}
if (failed) process.exitCode = 1
else {
  const took = ((performance.now() - from) / 1000).toFixed(0)
  console.log(`${programs} random programs, each in ${all.length} configurations and tormented twice, agree (seed ${seed}, ${took} s)`)
  console.log(`  ended with: ${[...tally].sort((a, b) => b[1] - a[1]).map(([end, n]) => `${end} ${n}`).join(', ')}`)
}
for (const { tf } of [...all, ...allTorments]) await tf.close()
files.close()

/** Where a run of this log began and how far it came; a new run where there is no log. */
function begun(log: string | undefined): { readonly seed: number; readonly done: number } {
  const [head = '', ...parts] = log && existsSync(log) ? readFileSync(log, 'utf8').split('\n') : []
  const known = /^seed (\d+)$/.exec(head)?.[1], given = values.seed ?? known, made = given === undefined ? Date.now() & 0x7fffffff : Number(given)
  if (known !== undefined && Number(known) === made) return { seed: made, done: PART * parts.filter(line => line.endsWith(' agree')).length }
  if (log) writeFileSync(log, `seed ${made}\n`)
  return { seed: made, done: 0 }
}

/** What differs, with how to see it again; undefined when all agree. */
async function run(count: number, partSeed: number): Promise<string | undefined> {
  let last = ''
  try {
    await fc.assert(fc.asyncProperty(fc.gen(), fc.noBias(fc.nat()), async (g, torment) => {
      const problem = await check(randomProgram(g), all, files, tally, allTorments, torment)
      if (problem) throw new Error(last = problem)
    }), { numRuns: count, seed: partSeed, ...(values.path && { path: values.path }), endOnFailure: true })
    return undefined
  } catch (error) {
    const replay = error instanceof Error ? /path: "[^"]*"/.exec(error.message)?.[0] : undefined
    return `seed ${partSeed}, ${replay}\n${last || (error instanceof Error && error.cause instanceof Error ? error.cause.stack : String(error))}`
  }
}
