/**
 * The limit of memory, measured from outside: TPC-H one by one, ten at once and beside a rival, aborted queries, thousands in a row.
 * `npm run memory -- --scale 1 --memory 64MiB --queries 10000`. Fails where the process outgrows the limit by more than the guide
 * says, where memory is not given back, or where it grows with the number of queries; with `--abort 50` also where an aborted query
 * takes more milliseconds of its own to give everything back: that depends on the machine.
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
import { randomFrom } from '../../src/memory/random.fixture.js'
import { besideRival } from './rival.js'

/** What docs/guide/memory.md promises. */
const BEYOND_LIMIT = 320
const GROWTH = 80

const { values } = parseArgs({
  options: { scale: { type: 'string', default: '0.1' }, memory: { type: 'string', default: '32MiB' }, queries: { type: 'string', default: '1000' }, abort: { type: 'string' } },
})
const mostAbort = Number(values.abort ?? Infinity), scale = Number(values.scale), folder = join('.cache', 'tpch', String(scale))
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
for (const [n, name] of names.entries()) slowest = Math.max(slowest, await abortion(name, signal => run(name, signal), 20 + 30 * (n % 8)))
console.log(`${aborted} of ${names.length} queries aborted: everything was given back after ${slowest.toFixed(0)} ms at most`)

/** Aborts a query after so long. Milliseconds of work until all is given back, those in which it did not notice included. */
async function abortion(name: string, query: (signal: AbortSignal) => Promise<unknown>, after: number): Promise<number> {
  const stop = new AbortController(), owner = name in pipelines ? pool : poolOf(large), kept = owner.storageBytes
  let since = stopwatch(), longest = 0, running = true
  const turn = (): void => {
    longest = Math.max(longest, since())
    since = stopwatch()
    if (running) setImmediate(turn)
  }
  turn()
  const ended = query(stop.signal).catch(() => { aborted++ })
  await wait(after)
  running = false
  since = stopwatch()
  stop.abort()
  await ended
  if (owner.usedBytes > kept) problems.push(`${name}, aborted: ${owner.usedBytes - kept} bytes were not given back`)
  const took = longest + since()
  if (took > mostAbort) problems.push(`${name}, aborted after ${after.toFixed(0)} ms: ${took.toFixed(0)} ms until everything was given back`)
  return took
}

/** Milliseconds since now, without those in which other processes had the processor. */
function stopwatch(): () => number {
  const from = performance.now(), { user, system } = process.cpuUsage()
  return () => {
    const worked = process.cpuUsage()
    return Math.min(performance.now() - from, (worked.user - user + worked.system - system) / 1_000)
  }
}

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

// in a session of its own that has more memory: not measured
const roomy = session(), rowsOf = (n: number): { readonly n: number }[] => Array.from({ length: n }, (_, k) => ({ n: k }))
const large = await roomy.frame(rowsOf(2_000)).crossJoin(roomy.frame(rowsOf(1_000)), { suffix: '_r' })
  .select($ => ({ key: $.n.mul(1_000).add($.n_r).mul(48_271).mod(2_147_483_647) }))
  .withColumns($ => ({ few: $.key.mod(100), name: $.key.cast('utf8').concat(' and more than fits a word') })).cache()
const long: Readonly<Record<string, (signal: AbortSignal) => Promise<unknown>>> = {
  'sort by number': signal => large.orderBy('key').first({ signal }),
  'sort by text': signal => large.orderBy('name').limit(1_500_000).count({ signal }),
  'group by number': signal => large.groupBy('key').count().filter($ => $.count.lt(0)).collect({ signal }),
  'count distinct': signal => large.groupBy('few').agg($ => ({ n: $.name.countDistinct() })).collect({ signal }),
  'collect lists': signal => large.groupBy('few').agg($ => ({ all: $.name.collectList() })).filter($ => $.all.size().lt(0)).collect({ signal }),
  join: signal => large.join(large.select('key', 'few'), 'key', { suffix: '_r' }).filter($ => $.few_r.lt(0)).collect({ signal }),
}
slowest = aborted = 0
for (const [name, query] of Object.entries(long)) {
  const from = performance.now()
  await query(AbortSignal.timeout(600_000))
  const took = performance.now() - from
  for (const part of [0.1, 0.3, 0.5, 0.7, 0.9]) slowest = Math.max(slowest, await abortion(name, query, part * took))
}
console.log(`${Object.keys(long).length} queries over 2 million rows, aborted ${aborted} times: everything was given back after ${slowest.toFixed(0)} ms at most`)
await roomy.close()

await tf.close()
for (const problem of problems) console.error(problem)
process.exit(problems.length ? 1 : 0)
