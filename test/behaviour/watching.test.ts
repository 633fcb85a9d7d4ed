/** Progress, explain with metrics, and long chains. */
import { describe, expect, test } from 'vitest'
import { session, type DataFrame } from '../../src/index.js'

const tf = session({ timeZone: 'UTC' })
const big = tf.frame(Array.from({ length: 100_000 }, (_, n) => ({ id: n, group: n % 7 })))

test('progress grows to the end', async () => {
  const seen: { rowsRead: number; fraction: number | undefined; elapsedMs: number }[] = []
  await big.groupBy('group').count().collect({ onProgress: p => seen.push(p) })
  expect(seen.length).toBeGreaterThanOrEqual(6)
  for (const [n, p] of seen.entries()) {
    expect(p.rowsRead).toBeGreaterThan(n ? seen[n - 1]!.rowsRead : 0)
    expect(p.fraction).toBeCloseTo(p.rowsRead / 100_000)
    expect(p.elapsedMs).toBeGreaterThanOrEqual(n ? seen[n - 1]!.elapsedMs : 0)
  }
  expect(seen.at(-1)).toMatchObject({ rowsRead: 100_000, fraction: 1 })
})
test('progress over two inputs counts both', async () => {
  let last = 0
  await big.join(big, 'id', { suffix: '_r' }).count({ onProgress: p => { last = p.rowsRead } })
  expect(last).toBe(200_000)
})

describe('explain', () => {
  const query = big.filter($ => $.id.gt(10)).groupBy('group').agg($ => ({ n: $.id.count() })).orderBy('group').limit(3)
  test('shows the plan in its four forms', async () => {
    const text = await query.explain()
    expect(text.match(/== .* ==/g)).toEqual(['== Parsed logical plan ==', '== Analyzed logical plan ==', '== Optimized logical plan ==', '== Physical plan =='])
    for (const word of ['Filter id > 10', 'TopN 3 [group', 'HashAggregate', 'Scan rows [id, group]']) expect(text).toContain(word)
  })
  test('with metrics runs it and says what each operator did', async () => {
    const text = await query.explain({ metrics: true })
    expect(text).toMatch(/Physical plan, run in [\d.]+ ms: 3 rows, peak memory [\d.]+ MiB/)
    expect(text).toMatch(/Scan rows.*100,?000/)
  })
  test('with codegen shows the code of stages', async () => {
    expect(await query.explain({ codegen: true })).toContain('== Generated code ==')
    expect(await session({ tier: 'closures' }).frame([{ a: 1 }]).filter($ => $.a.gt(0)).explain({ codegen: true })).not.toContain('== Generated code ==')
  })
})

test('240 verbs are planned, optimised and run well under two seconds', async () => {
  let frame: DataFrame<any, any> = tf.frame(Array.from({ length: 1_000 }, (_, n) => ({ a: n, b: n % 3 })))
  // of the processor's time: others may be running
  const from = process.cpuUsage()
  for (let n = 0; n < 80; n++) {
    frame = frame.withColumns(($: any) => ({ a: $.a.add(1) })).filter(($: any) => $.a.ge(n)).withColumns(($: any) => ({ b: $.a.sub($.b) }))
  }
  expect(await frame.agg(($: any) => ({ n: $.a.count(), max: $.a.max() })).collect()).toEqual([{ n: 1_000, max: 1_079 }])
  expect(process.cpuUsage(from).user / 1000).toBeLessThan(2_000)
})
