/** Progress, explain with metrics, and long chains. */
import { describe, expect, test, vi } from 'vitest'
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

describe('warnings', () => {
  const unconnected = (session: Pick<typeof tf, 'frame'>) => {
    const few = session.frame([{ id: 1 }, { id: 2 }])
    return few.joinOn(few, l => l.id.gt(1), { suffix: '_r' })
  }
  test('a join that no condition connects is said to whoever listens', async () => {
    const said: string[] = []
    const heard = session({ onWarning: message => { said.push(message) } })
    expect(await unconnected(heard).collect()).toEqual([{ id: 2, id_r: 1 }, { id: 2, id_r: 2 }])
    expect(said).toEqual(['No condition connects the two sides of a join, so each row meets each: rows with rows. Join on a key, or write crossJoin.'])
  })
  test('or once to the console; what is meant is not said', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const quiet = session(), few = quiet.frame([{ id: 1 }])
    await few.crossJoin(few, { suffix: '_r' }).collect()
    await few.join(few, 'id').collect()
    expect(warn).not.toHaveBeenCalled()
    for (let round = 0; round < 2; round++) await unconnected(quiet).collect()
    expect(warn).toHaveBeenCalledOnce()
    warn.mockRestore()
  })
  test('whoever listens must be a function', () => expect(() => session({ onWarning: 'console' as never })).toThrow(/'onWarning' cannot be console.*a function/))
})
