/** Cached frames that may lie on disk: the same rows, however much of them memory holds and whatever befalls the disk. */
import { describe, expect, test } from 'vitest'
import { TypedFrameError, schema, session, t, type DataFrame, type StorageLevel } from '../../src/index.js'
import { spillFolder } from '../../src/io/file/spill-folder.js'
import type { SpillDisk } from '../../src/memory/spill-disk.js'
import { failure, operators, poolOf } from './engine.js'

const MiB = 2 ** 20
const Everything = schema({
  id: t.int64, name: t.utf8.nullable(), ok: t.bool.nullable(), price: t.decimal(30, 2), ratio: t.float64.nullable(), day: t.date,
  tags: t.list(t.utf8.nullable()), at: t.struct({ x: t.int32.nullable(), what: t.utf8 }),
})
const everything = (rows: number) => Array.from({ length: rows }, (_, n) => ({
  id: n, name: n % 3 ? `a name that is not short ${n % 999}` : n % 2 ? null : '', ok: n % 5 ? n % 2 === 0 : null, price: `${n}.25`,
  ratio: n % 7 ? n / 8 : null, day: `2024-01-${String(1 + n % 28).padStart(2, '0')}`, tags: Array.from({ length: n % 4 }, (_, k) => k ? `tag ${n} ${k}` : null),
  at: { x: n % 2 ? n : null, what: `at ${n}` },
}))
const rows = Array.from({ length: 100_000 }, (_, n) => ({ id: n, name: `a name that is not short ${n}`, group: n % 10 }))

/** A disk that counts its files and bytes, and fails when told. */
function watched(): SpillDisk & { fails: 'write' | 'read' | undefined; open: number; written: number; read: number } {
  const disk = spillFolder()!
  const check = (what: 'write' | 'read'): void => {
    if (state.fails === what) throw new TypedFrameError(what === 'write' ? 'SPILL_DISK_FULL' : 'SPILL_FAILED', { folder: 'a bad disk', action: what, reason: 'it is bad' })
  }
  const state = {
    fails: undefined as 'write' | 'read' | undefined, open: 0, written: 0, read: 0,
    create() {
      const file = disk.create()
      let open = true
      state.open++
      return {
        get bytes() { return file.bytes },
        append(bytes: Uint8Array) { check('write'); state.written += bytes.length; file.append(bytes) },
        read(into: Uint8Array, at: number) { check('read'); state.read += into.length; file.read(into, at) },
        close() { state.open -= open ? 1 : 0; open = false; file.close() },
      }
    },
  }
  return state
}
function watch(frame: DataFrame<any, any>) {
  const pool = poolOf(frame), disk = watched()
  pool.disk = disk
  return { pool, disk }
}
/** Puts to disk, or drops, what no query needs. */
const evictAll = ({ pool }: ReturnType<typeof watch>): unknown => pool.evict(pool.limitBytes)

describe.each(['MEMORY_ONLY', 'MEMORY_AND_DISK', 'DISK_ONLY'] as const)('%s', level => {
  test.each([undefined, 1000, 7])('every kind of value comes back, in batches of %s', async batchRows => {
    const tf = session({ memory: '64MiB', int64: 'number', ...batchRows && { batchRows } }), input = everything(batchRows === 7 ? 3_000 : 40_000)
    const frame = tf.frame(Everything, input), { pool, disk } = watch(frame)
    const expected = await frame.collect()
    expect(await frame.cache({ storageLevel: level })).toBe(frame)
    expect(await frame.collect()).toEqual(expected)
    evictAll({ pool, disk })
    expect(disk.written > 0).toBe(level !== 'MEMORY_ONLY')
    expect(await frame.collect()).toEqual(expected)
    evictAll({ pool, disk })
    expect(await frame.filter($ => $.id.mod(1000).eq(5)).select('at', 'name').collect()).toEqual(
      expected.filter(r => r.id % 1000 === 5).map(({ at, name }) => ({ at, name })))
    expect(await frame.join(frame, 'id', { suffix: '_r' }).count()).toBe(expected.length)
    expect(pool.usedBytes).toBe(pool.storageBytes)
    frame.unpersist()
    expect([pool.usedBytes, disk.open]).toEqual([0, 0])
    expect(await frame.count()).toBe(expected.length)
  })
  test('no rows and one row', async () => {
    const tf = session(), none = tf.frame(Everything, []), one = tf.frame(Everything, everything(1)), watching = watch(none)
    await none.persist(level)
    await one.persist(level)
    evictAll(watching)
    expect([await none.count(), await one.count(), (await one.collect())[0]?.at.what]).toEqual([0, 1, 'at 0'])
    await tf.close()
    expect([watching.pool.usedBytes, watching.disk.open]).toEqual([0, 0])
  })
})

describe('a frame larger than the memory', () => {
  const tf = session({ memory: '8MiB' }), make = () => tf.frame(rows).withColumns($ => ({ again: $.name.concat($.name), sum: $.id.add($.group) }))
  test.each(['MEMORY_AND_DISK', 'DISK_ONLY'] as const)('%s keeps it, and queries over it spill as ever', async level => {
    const frame = make(), { pool, disk } = watch(frame)
    await frame.persist(level)
    expect(disk.written).toBeGreaterThan(6 * MiB)
    expect(pool.storageBytes > 0).toBe(level === 'MEMORY_AND_DISK')
    expect(await frame.agg($ => ({ n: $.sum.sum(), last: $.name.max() })).first()).toEqual({ n: 5_000_400_000, last: rows[99_999]!.name })
    const ordered = rows.map(({ id, name }) => ({ id, again: name + name })).sort((a, b) => a.again < b.again ? 1 : -1)
    expect(await frame.select('id', 'again').orderBy($ => $.again.desc()).collect()).toEqual(ordered)
    expect(pool.peakBytes).toBeLessThanOrEqual(8 * MiB)
    frame.unpersist()
    expect([pool.usedBytes, disk.open]).toEqual([0, 0])
  })
  test('MEMORY_ONLY says that it does not fit, and so does every level without a disk', async () => {
    for (const [level, drive] of [['MEMORY_ONLY', watched()], ['MEMORY_AND_DISK', undefined], ['DISK_ONLY', undefined]] as const) {
      const frame = make(), pool = poolOf(frame)
      pool.disk = drive
      expect(await failure(frame.persist(level))).toMatchObject({ condition: 'OUT_OF_MEMORY' })
      expect(pool.usedBytes).toBe(0)
    }
  })
  test('on a full disk the error names the folder', async () => {
    for (const level of ['MEMORY_AND_DISK', 'DISK_ONLY'] as const) {
      const frame = make(), { pool, disk } = watch(frame)
      disk.fails = 'write'
      expect(await failure(frame.persist(level))).toMatchObject({ condition: 'SPILL_DISK_FULL', parameters: { folder: 'a bad disk' } })
      expect([pool.usedBytes, disk.open]).toEqual([0, 0])
      disk.fails = undefined
      expect(await (await frame.persist(level)).count()).toBe(100_000)
      frame.unpersist()
    }
  })
})

describe('giving way', () => {
  const keep = async (level: StorageLevel = 'MEMORY_AND_DISK') => {
    const tf = session({ memory: '24MiB' }), frame = tf.frame(rows), watching = watch(frame)
    await frame.persist(level)
    return { tf, frame, ...watching }
  }
  const read = (frame: DataFrame<any, any>): Promise<unknown> => frame.agg($ => ({ n: $['id'].sum(), last: $['name'].max() })).first()
  const sums = { n: 4_999_950_000, last: 'a name that is not short 99999' }

  test('a query that needs the room gets it, part by part; the rest stays in memory', async () => {
    const { tf, frame, pool, disk } = await keep(), kept = pool.storageBytes
    expect(pool.evict(1)).toBeGreaterThan(0)
    expect(pool.storageBytes).toBeGreaterThan(kept / 2)
    expect(pool.storageBytes + disk.written).toBeGreaterThan(0.8 * kept)
    expect((await tf.frame(rows).orderBy('name').collect()).length).toBe(100_000)
    expect(pool.storageBytes).toBeLessThan(kept / 2)
    expect(await read(frame)).toEqual(sums)
    evictAll({ pool, disk })
    expect(pool.storageBytes).toBe(0)
    const { written } = disk
    evictAll({ pool, disk })
    expect(await read(frame)).toEqual(sums)
    expect(disk.written).toBe(written)
  })
  test('while it is being read: what has been read and what has not been yet goes to disk, and the rows are the same', async () => {
    const { frame, pool, disk } = await keep()
    let next = 0, least = Infinity
    for await (const batch of frame.rows()) {
      for (const row of batch) expect(row.id).toBe(next++)
      evictAll({ pool, disk })
      least = Math.min(least, pool.storageBytes)
    }
    expect(next).toBe(100_000)
    expect(least).toBeLessThan(4 * MiB)
    evictAll({ pool, disk })
    expect(pool.usedBytes).toBe(0)
  })
  test('dropped while it is read from disk: the reader ends its work, then the file goes', async () => {
    const { frame, pool, disk } = await keep('DISK_ONLY')
    let next = 0
    for await (const row of frame) {
      if (next === 0) frame.unpersist()
      expect(row.id).toBe(next++)
    }
    expect([next, pool.usedBytes, disk.open]).toEqual([100_000, 0, 0])
  })
  test('the session closes: nothing is left, also when somebody was reading', async () => {
    const { tf, frame, pool, disk } = await keep()
    evictAll({ pool, disk })
    expect(await failure(async () => {
      for await (const batch of frame.rows()) if (batch.length) await tf.close()
    })).toMatchObject({ condition: 'SESSION_CLOSED' })
    expect([pool.usedBytes, disk.open]).toEqual([0, 0])
  })
  test('a disk that cannot be written: the rows are dropped, the query has its room, and they are made again', async () => {
    const { tf, frame, pool, disk } = await keep()
    disk.fails = 'write'
    expect(await tf.frame(rows).groupBy('group').agg($ => ({ n: $.name.count() })).count()).toBe(10)
    evictAll({ pool, disk })
    expect([pool.usedBytes, disk.open]).toEqual([0, 0])
    expect(await read(frame)).toEqual(sums)
    expect(pool.storageBytes).toBeGreaterThan(4 * MiB)
    disk.fails = undefined
    evictAll({ pool, disk })
    expect(pool.storageBytes).toBe(0)
    expect(await read(frame)).toEqual(sums)
  })
  test('a disk that cannot be written while the rows are read: they stay where they are', async () => {
    const { frame, pool, disk } = await keep()
    disk.fails = 'write'
    let next = 0
    for await (const batch of frame.rows()) {
      for (const row of batch) expect(row.id).toBe(next++)
      expect(pool.evict(pool.limitBytes)).toBe(0)
    }
    expect(next).toBe(100_000)
    expect(pool.evict(1)).toBeGreaterThan(0)
    expect([pool.usedBytes, disk.open]).toEqual([0, 0])
  })
  test('a file that cannot be read: the query says so, the next one has the rows made again', async () => {
    const { frame, pool, disk } = await keep()
    evictAll({ pool, disk })
    disk.fails = 'read'
    expect(await failure(read(frame))).toMatchObject({ condition: 'SPILL_FAILED', parameters: { folder: 'a bad disk' } })
    expect([pool.usedBytes, disk.open]).toEqual([0, 0])
    expect(await read(frame)).toEqual(sums)
  })
  test('an abort while the rows are written to disk leaves nothing', async () => {
    const tf = session({ memory: '8MiB' }), frame = tf.frame(rows), { pool, disk } = watch(frame), stop = new AbortController()
    expect(await failure(frame.cache({ storageLevel: 'DISK_ONLY', signal: stop.signal, onProgress: ({ rowsRead }) => { if (rowsRead > 50_000) stop.abort() } })))
      .toMatchObject({ condition: 'CANCELLED' })
    expect(disk.written).toBeGreaterThan(0)
    expect([pool.usedBytes, disk.open]).toEqual([0, 0])
  })
})

test('only the columns that a query needs are read', async () => {
  const frame = session().frame(Everything, everything(20_000)), { disk } = watch(frame)
  await frame.persist('DISK_ONLY')
  expect(await frame.agg($ => ({ n: $.ratio.count() })).first()).toEqual({ n: 20_000 - Math.ceil(20_000 / 7) })
  expect(disk.read).toBeLessThan(20_000 * 9)
  expect(await operators(frame.filter($ => $.ok).select('id'))).toMatch(/CachedScan \[id#?\d*, ok#?\d*\] \[DISK_ONLY\]/)
  expect(await operators(frame.groupBy('day').count())).toMatch(/CachedScan \[day#?\d*\] \[DISK_ONLY\]/)
  expect(await frame.count()).toBe(20_000)
})

test('a level is told by explain, and cannot be changed but by unpersist', async () => {
  const frame = session().frame(rows.slice(0, 10))
  await frame.cache()
  expect(await frame.explain()).not.toContain('MEMORY')
  await frame.cache({ storageLevel: 'MEMORY_ONLY' })
  expect((await failure(frame.persist('DISK_ONLY'))).message).toBe(
    "[INVALID_CONFIG_VALUE] The option 'storageLevel' cannot be DISK_ONLY. The rows are kept as MEMORY_ONLY already: call unpersist() first.")
  await frame.unpersist().persist('MEMORY_AND_DISK')
  await frame.cache()
  expect(await frame.explain()).toContain('[MEMORY_AND_DISK]')
  expect((await failure(frame.unpersist().persist('MEMORY' as 'MEMORY_ONLY'))).message).toContain('It must be one of MEMORY_ONLY, MEMORY_AND_DISK, DISK_ONLY.')
})
