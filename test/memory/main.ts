/**
 * The limit of memory, measured from outside: TPC-H one by one, ten at once and beside a rival, aborted queries, thousands in a row.
 * `npm run memory -- --scale 1 --memory 64MiB --queries 10000`. Fails where the process outgrows the limit by more than the guide
 * says, where memory is not given back, or where it grows with the number of queries.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { generate } from '../../examples/tpch/data/generate.js'
import { pipelines } from '../../examples/tpch/queries/index.js'
import { tablesIn } from '../../examples/tpch/tables.js'
import { session } from '../../src/index.js'
import { poolOf } from '../behaviour/engine.js'
import { besideRival, randomFrom } from './rival.js'

/** What docs/guide/memory.md promises. */
const BEYOND_LIMIT = 320
const GROWTH = 80

const { values } = parseArgs({
  options: { scale: { type: 'string', default: '0.1' }, memory: { type: 'string', default: '32MiB' }, queries: { type: 'string', default: '1000' } },
})
const scale = Number(values.scale), folder = join('.cache', 'tpch', String(scale))
if (!existsSync(join(folder, 'lineitem.parquet'))) generate({ scale, folder })

const MiB = 2 ** 20
const resident = (): number => process.memoryUsage.rss() / MiB
let most = 0
const watch = setInterval(() => { most = Math.max(most, resident()) }, 5)
const problems: string[] = []
const tf = session({ memory: values.memory, int64: 'bigint' }), few = tf.frame(Array.from({ length: 500 }, (_, n) => ({ id: n, name: `name ${n % 50}` })))
const pool = poolOf(few), limit = pool.limitBytes / MiB
type Name = keyof typeof pipelines
const names = Object.keys(pipelines) as Name[]
const run = (name: Name, signal?: AbortSignal): Promise<object[]> => pipelines[name](tablesIn(tf, folder), { scale }).collect(signal && { signal })
function report(what: string): void {
  console.log(`${what}: at most ${most.toFixed(0)} MiB, ${(most - limit).toFixed(0)} beyond the limit; the pool had ${(pool.peakBytes / MiB).toFixed(1)} of ${limit} MiB`)
  if (most - limit > BEYOND_LIMIT) problems.push(`${what}: ${(most - limit).toFixed(0)} MiB beyond the limit`)
  if (pool.usedBytes > 0) problems.push(`${what}: ${pool.usedBytes} bytes were not given back`)
}

/** Rows in an order that is the same each time. */
const textOf = (rows: readonly object[]): string => JSON.stringify(rows, (_, value: unknown) => typeof value === 'bigint' ? `${value}n` : value)
const rows = new Map<Name, string>()
for (const name of names) rows.set(name, textOf(await run(name)))
report('22 queries, one by one')
const compare = (name: Name, found: readonly object[], where: string): void => {
  if (textOf(found) !== rows.get(name)) problems.push(`${name} gives other rows ${where} than alone`)
}

const together: Name[] = ['q1', 'q3', 'q5', 'q9', 'q10', 'q13', 'q16', 'q18', 'q20', 'q21']
for (const [n, found] of (await Promise.all(together.map(name => run(name)))).entries()) {
  compare(together[n]!, found, 'among others')
}
report('10 queries at once')

let spills = 0
for (const [n, name] of names.entries()) {
  const beside = await besideRival(pool, randomFrom(n), pool.headroom >>> 2, () => run(name))
  compare(name, beside.result, 'beside a rival')
  spills += beside.spills
}
report(`22 queries beside a rival that had them spill ${spills} times`)

let slowest = 0, aborted = 0
for (const [n, name] of names.entries()) {
  const stop = new AbortController(), running = run(name, stop.signal).catch(() => { aborted++ })
  await wait(20 + 30 * (n % 8))
  const from = performance.now()
  stop.abort()
  await running
  if (pool.usedBytes > 0) problems.push(`${name}, aborted: ${pool.usedBytes} bytes were not given back`)
  slowest = Math.max(slowest, performance.now() - from)
}
console.log(`${aborted} of ${names.length} queries aborted: everything was given back after ${slowest.toFixed(0)} ms at most`)

const many = Number(values.queries)
const one = (n: number): Promise<object[]> => few.filter($ => $.id.gt(n % 400)).groupBy('name').agg($ => ({ s: $.id.sum(), n: $.id.countDistinct() })).orderBy('s').collect()
for (let n = 0; n < many / 5; n++) await one(n)
globalThis.gc?.()
const before = resident()
for (let n = 0; n < many; n++) await one(n)
globalThis.gc?.()
const grown = resident() - before
console.log(`${many} queries in a row: the process grew by ${grown.toFixed(0)} MiB`)
if (grown > GROWTH) problems.push(`${many} queries in a row: the process grew by ${grown.toFixed(0)} MiB`)
report('all of it')

clearInterval(watch)
await tf.close()
for (const problem of problems) console.error(problem)
process.exit(problems.length ? 1 : 0)
