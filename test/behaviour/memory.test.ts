/** The limit of memory holds, and whatever happens to a query, its memory comes back. */
import { mkdtempSync, readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { count, session, type DataFrame } from '../../src/index.js'
import { failure, poolOf } from './engine.js'

const MiB = 2 ** 20
const rows = Array.from({ length: 200_000 }, (_, n) => ({ id: n, name: `a name that is not short ${n}`, group: n % 10 }))

describe('a limit of 8 MiB, without a disk', () => {
  const tf = session({ memory: '8MiB' }), big = tf.frame(rows), pool = poolOf(big)
  pool.disk = undefined
  const small = async (): Promise<void> => expect(await big.groupBy('group').count().count()).toBe(10)
  const cases: Readonly<Record<string, DataFrame<any, any>>> = {
    group: big.groupBy('name').agg($ => ({ n: $.id.sum() })),
    sort: big.orderBy('name'),
    join: big.join(big.rename({ id: 'other' }), { id: 'other' }, { suffix: '_r' }).agg($ => ({ n: $.name_r.max() })),
    'nested loop': big.joinOn(big, (l, r) => l.id.lt(r.id), { suffix: '_r' }).agg($ => ({ n: $.name_r.max() })),
    distinct: big.select('name').distinct(),
    countDistinct: big.agg($ => ({ n: $.name.countDistinct() })),
    collectList: big.groupBy('group').agg($ => ({ all: $.name.collectList() })),
  }
  for (const [name, frame] of Object.entries(cases)) {
    test(`${name}: an error that names who needs how much and the limit; nothing is left behind`, async () => {
      const error = await failure(frame.collect())
      expect(error).toMatchObject({ name: 'TypedFrameError', condition: 'OUT_OF_MEMORY', sqlState: '53200', parameters: { limit: '8 MiB' } })
      expect(error.message).toMatch(/needs .* more, but the memory limit of 8 MiB is used up\. Raise session\(\{ memory \}\).*There is no disk here to spill to\./)
      expect(error.parameters['consumer']).toBeTypeOf('string')
      expect(pool.usedBytes).toBe(0)
      await small()
      expect(pool.usedBytes).toBe(0)
    })
  }
  test('caching what does not fit: the same error, and nothing is left', async () => {
    expect(await failure(big.cache())).toMatchObject({ condition: 'OUT_OF_MEMORY' })
    expect(pool.usedBytes).toBe(0)
  })
  test('streams may be larger than the limit', async () => {
    expect(await big.filter($ => $.id.mod(2).eq(0)).withColumns($ => ({ upper: $.name.upper() })).agg($ => ({ n: $.upper.count() })).first()).toEqual({ n: 100_000 })
    expect(pool.peakBytes).toBeLessThanOrEqual(8 * MiB)
    expect((await big.orderBy($ => $.name.desc()).limit(3).collect()).map(r => r.id)).toEqual([99_999, 99_998, 99_997])
  })
})

describe('writing Parquet in 8 MiB', () => {
  const tf = session({ memory: '8MiB' }), pool = poolOf(tf.frame(rows)), folder = mkdtempSync(join(tmpdir(), 'typedframe-'))
  afterAll(() => rm(folder, { recursive: true }))

  test('more than the limit goes out in small row groups', async () => {
    const path = join(folder, 'big.parquet'), big = tf.frame(rows)
    const wide = big.withColumns($ => ({ twice: $.name.concat($.name), again: $.name.upper() }))
    await wide.write.parquet(path, { compression: 'none', dictionary: false })
    expect(pool.usedBytes).toBe(0)
    expect(pool.peakBytes).toBeLessThanOrEqual(8 * MiB)
    const read = tf.read.parquet(path, wide.schema)
    const sums = read.agg($ => ({ n: count(), ids: $.id.sum(), names: $.name.count() }))
    expect(await sums.first()).toEqual({ n: 200_000, ids: 19_999_900_000, names: 200_000 })
    expect(await read.filter($ => $.twice.ne($.name.concat($.name))).count()).toBe(0)
  })
  test('a run that ends early leaves no memory and no file', async () => {
    const controller = new AbortController()
    const options = { signal: controller.signal, onProgress: () => controller.abort() }
    const stopped = tf.frame(rows).write.parquet(join(folder, 'stopped.parquet'), options)
    expect(await failure(stopped)).toMatchObject({ condition: 'CANCELLED' })
    expect(pool.usedBytes).toBe(0)
    expect(readdirSync(folder).filter(name => name.includes('stopped'))).toEqual([])
  })
})

describe('memory comes back', () => {
  const tf = session({ memory: '256MiB' }), big = tf.frame(rows), pool = poolOf(big)
  const work = (): DataFrame<any, any> => big.groupBy('name').agg($ => ({ n: $.id.sum() })).orderBy('n')

  test('many queries in a row leave it as it was', async () => {
    const few = tf.frame(rows.slice(0, 500))
    for (let n = 0; n < 200; n++) {
      await few.filter($ => $.id.gt(n)).groupBy('group').agg($ => ({ s: $.id.sum(), names: $.name.countDistinct() })).orderBy('s').collect()
      expect(pool.usedBytes).toBe(0)
    }
  })
  test('several queries at once', async () => {
    const [a, b, c] = await Promise.all([work().count(), big.orderBy('name').first(), big.join(big, 'id', { suffix: '_r' }).count()])
    expect([a, b?.id, c]).toEqual([200_000, 0, 200_000])
    expect(pool.usedBytes).toBe(0)
  })
  test('several queries, their batches taken in turns', async () => {
    const one = big.rows()[Symbol.asyncIterator](), two = big.orderBy($ => $.id.desc()).rows()[Symbol.asyncIterator]()
    for (let n = 0; n < 3; n++) {
      const [a, b] = [await one.next(), await two.next()]
      expect([a.value?.[0].id < 100_000, b.value?.[0].id > 100_000]).toEqual([true, true])
    }
    await one.return?.()
    await two.return?.()
    expect(pool.usedBytes).toBe(0)
  })
  test('many queries of the same shape at once, in small batches, on their own data', async () => {
    const small = session({ batchRows: 64 })
    const sums = await Promise.all(Array.from({ length: 12 }, (_, k) => small.frame(rows.slice(0, 20_000).map(r => ({ ...r, id: r.id * k })))
      .filter($ => $.id.ge(0)).groupBy('group').agg($ => ({ s: $.id.sum() })).agg($ => ({ s: $.s.sum() })).first()))
    expect(sums).toEqual(Array.from({ length: 12 }, (_, k) => ({ s: 199_990_000 * k })))
  })
  test('leaving a loop early', async () => {
    for await (const row of big.orderBy('id')) if (row.id === 5) break
    expect(pool.usedBytes).toBe(0)
    for await (const batch of work().rows()) {
      expect(batch.length).toBeGreaterThan(0)
      break
    }
    expect(pool.usedBytes).toBe(0)
    for await (const batch of big.recordBatches()) {
      expect(batch.numRows).toBeGreaterThan(0)
      break
    }
    expect(pool.usedBytes).toBe(0)
  })
  test('an error in the middle', async () => {
    const failing = big.withColumns($ => ({ x: $.id.cast('int32').cast('int64').add(9_223_372_036_854_625_807n) }))
    expect(await failure(failing.orderBy('x').collect())).toMatchObject({ condition: 'ARITHMETIC_OVERFLOW' })
    expect(await failure(failing.groupBy('x').count().collect())).toMatchObject({ condition: 'ARITHMETIC_OVERFLOW' })
    expect(await failure(big.join(failing, 'id', { suffix: '_r' }).collect())).toMatchObject({ condition: 'ARITHMETIC_OVERFLOW' })
    expect(pool.usedBytes).toBe(0)
  })
  test('an error of whoever takes the rows', async () => {
    await expect((async () => {
      for await (const batch of big.rows()) throw new RangeError(`enough: ${batch.length}`)
    })()).rejects.toThrow('enough')
    expect(pool.usedBytes).toBe(0)
  })
})

describe('an AbortSignal', () => {
  const tf = session(), big = tf.frame(rows), pool = poolOf(big)
  test('that has fired: nothing runs', async () => {
    const error = await failure(big.collect({ signal: AbortSignal.abort() }))
    expect(error).toMatchObject({ condition: 'CANCELLED', sqlState: 'HY008' })
    expect(pool.usedBytes).toBe(0)
  })
  test('with a reason: it is told', async () => {
    const error = await failure(big.count({ signal: AbortSignal.abort(new Error('the client left')) }))
    expect(error.message).toContain('the client left')
  })
  test('between two batches: the next one does not come', async () => {
    const stop = new AbortController()
    let batches = 0
    const error = await failure(async () => {
      for await (const batch of big.rows({ signal: stop.signal })) {
        batches += batch.length > 0 ? 1 : 0
        stop.abort()
      }
    })
    expect(error).toMatchObject({ condition: 'CANCELLED' })
    expect(batches).toBe(1)
    expect(pool.usedBytes).toBe(0)
  })
  const endless = (): DataFrame<any, any> => big.joinOn(big, (l, r) => l.id.mul(r.id).eq(-1), { suffix: '_r' })
  for (const [name, frame] of Object.entries({ sort: big.orderBy('name'), group: big.groupBy('name').count(), join: endless() }) as [string, DataFrame<any, any>][]) {
    test(`during a ${name}: it ends soon`, async () => {
      const stop = new AbortController(), from = performance.now()
      const running = failure(frame.collect({ signal: stop.signal, onProgress: () => stop.abort() }))
      expect(await running).toMatchObject({ condition: 'CANCELLED' })
      expect(performance.now() - from).toBeLessThan(2_000)
      expect(pool.usedBytes).toBe(0)
    })
  }
  test('by a timer: the event loop is not held for long', async () => {
    const from = performance.now()
    const running = failure(endless().collect({ signal: AbortSignal.timeout(50) }))
    await setImmediate()
    expect(await running).toMatchObject({ condition: 'CANCELLED' })
    expect(performance.now() - from).toBeLessThan(2_000)
    expect(pool.usedBytes).toBe(0)
  })
})

describe('cached frames', () => {
  test('are kept until unpersist', async () => {
    const tf = session(), frame = tf.frame(rows.slice(0, 50_000)).filter($ => $.group.lt(5)), pool = poolOf(frame)
    expect(await frame.cache()).toBe(frame)
    const kept = pool.usedBytes
    expect(kept).toBeGreaterThan(1 * MiB)
    expect(await frame.explain()).toContain('CachedScan')
    expect(await frame.groupBy('group').count().count()).toBe(5)
    expect(await frame.join(frame, 'id', { suffix: '_r' }).count()).toBe(25_000)
    expect(pool.usedBytes).toBe(kept)
    await frame.cache()
    expect(pool.usedBytes).toBe(kept)
    expect(frame.unpersist()).toBe(frame)
    expect(pool.usedBytes).toBe(0)
    expect(await frame.explain()).not.toContain('CachedScan')
    expect(await frame.count()).toBe(25_000)
  })
  test('frames made from a cached one are made anew when it is cached no more', async () => {
    const frame = await session().frame(rows.slice(0, 100)).filter($ => $.id.lt(90)).cache(), later = frame.filter($ => $.id.gt(3))
    const twice = await later.join(frame, 'id', { suffix: '_r' }).cache(), last = twice.groupBy('group').count()
    expect([await later.count(), await last.count(), await twice.count()]).toEqual([86, 10, 86])
    expect(await later.explain()).toContain('CachedScan')
    frame.unpersist()
    expect(await later.explain()).not.toContain('CachedScan')
    expect([await later.count(), await last.count(), await twice.count()]).toEqual([86, 10, 86])
    twice.unpersist()
    expect([await later.join(frame, 'id', { suffix: '_r' }).count(), await last.count(), await twice.count()]).toEqual([86, 10, 86])
    expect(await last.explain()).not.toContain('CachedScan')
    expect(poolOf(frame).usedBytes).toBe(0)
  })
  test('give way to a query that needs the memory, and are made again', async () => {
    const tf = session({ memory: '24MiB' }), frame = tf.frame(rows.slice(0, 100_000)), pool = poolOf(frame)
    await frame.cache()
    const kept = pool.storageBytes
    expect(kept).toBeGreaterThan(4 * MiB)
    expect(await tf.frame(rows.slice(0, 150_000)).orderBy('name').first()).toMatchObject({ id: 0 })
    expect((await tf.frame(rows.slice(0, 150_000)).orderBy('name').collect()).length).toBe(150_000)
    expect(pool.storageBytes).toBe(0)
    expect(await frame.agg($ => ({ n: $.id.max() })).first()).toEqual({ n: 99_999 })
    expect(pool.storageBytes).toBe(kept)
  })
  test('stay while a query reads them, also when they are dropped meanwhile', async () => {
    const frame = await session().frame(rows).cache(), pool = poolOf(frame)
    let read = 0
    for await (const row of frame.filter($ => $.id.ge(0))) {
      if (read === 0) frame.unpersist()
      expect(row.id).toBe(read++)
    }
    expect(read).toBe(200_000)
    expect(pool.usedBytes).toBe(0)
  })
  test('two queries that need the same lost rows make them once', async () => {
    const tf = session({ memory: '24MiB' }), frame = await tf.frame(rows.slice(0, 100_000)).cache(), pool = poolOf(frame), kept = pool.storageBytes
    await tf.frame(rows.slice(0, 150_000)).orderBy('name').collect()
    expect(pool.storageBytes).toBe(0)
    expect(await Promise.all([frame.count(), frame.groupBy('group').count().count(), frame.agg($ => ({ n: $.id.max() })).first()])).toEqual([100_000, 10, { n: 99_999 }])
    expect(pool.usedBytes).toBe(kept)
  })
  test('several of them, more than fit: the one used least lately goes', async () => {
    const tf = session({ memory: '20MiB' }), frames = [0, 1, 2, 3].map(n => tf.frame(rows.slice(n * 50_000, (n + 1) * 50_000)))
    for (const frame of frames) await frame.cache()
    for (const [n, frame] of frames.entries()) expect(await frame.agg($ => ({ n: $.id.min() })).first()).toEqual({ n: n * 50_000 })
    expect(poolOf(frames[0]!).usedBytes).toBeLessThanOrEqual(20 * MiB)
  })
  test('caching can be cancelled', async () => {
    const frame = session().frame(rows)
    expect(await failure(frame.cache({ signal: AbortSignal.abort() }))).toMatchObject({ condition: 'CANCELLED' })
    expect(poolOf(frame).usedBytes).toBe(0)
    expect(await frame.count()).toBe(200_000)
  })
})

test('a closed session says so', async () => {
  const tf = session(), frame = tf.frame(rows.slice(0, 10))
  const kept = await tf.frame(rows.slice(0, 10)).cache()
  const pool = poolOf(kept)
  await tf.close()
  expect(pool.usedBytes).toBe(0)
  for (const action of [() => frame.collect(), () => frame.count(), () => kept.collect(), () => frame.explain(), () => frame.write.csv(join(tmpdir(), 'never.csv'))]) {
    expect(await failure(action)).toMatchObject({ condition: 'SESSION_CLOSED', sqlState: '08003' })
  }
})
test('a session that is closed ends its running queries', async () => {
  const tf = session(), frame = tf.frame(rows)
  const pool = poolOf(frame)
  expect(await failure(async () => {
    for await (const batch of frame.rows()) if (batch.length) await tf.close()
  })).toMatchObject({ condition: 'SESSION_CLOSED' })
  expect(pool.usedBytes).toBe(0)
})
