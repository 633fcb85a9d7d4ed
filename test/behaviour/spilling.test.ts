/** Queries that need more memory than there is go on with a disk: the same answers, and nothing is left of it. */
import { spawn, spawnSync } from 'node:child_process'
import fs, { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { session, type DataFrame } from '../../src/index.js'
import type { SpillDisk } from '../../src/memory/spill-disk.js'
import { spillFolder } from '../../src/io/file/spill-folder.js'
import { failure, poolOf } from './engine.js'

const MiB = 2 ** 20
const folder = mkdtempSync(join(tmpdir(), 'typedframe-test-'))
afterAll(() => { rmSync(folder, { recursive: true }) })

type Frame = DataFrame<any, any>
const names = (n: number): string => `a name that is not short ${(n * 31) % 16_001}`
const left = Array.from({ length: 20_000 }, (_, n) => ({ id: n, name: names(n), key: n % 11 === 0 ? null : (n * 17) % 8_009, many: n % 3 ? 7 : n }))
const right = Array.from({ length: 15_000 }, (_, n) => ({ other: n, text: `the text of row ${n}`, of: n % 13 === 0 ? null : (n * 23) % 9_001, few: n % 400 ? n + 10 : 7 }))
const queries: Readonly<Record<string, (a: Frame, b: Frame) => Frame>> = {
  'sort by text': a => a.orderBy('name', 'id'),
  'sort by number, descending': a => a.orderBy(($: any) => $.key.desc().nullsLast(), 'id'),
  'top 6000': a => a.orderBy('name', 'id').limit(6_000),
  'group by text': a => a.groupBy('name').agg(($: any) => ({ n: $.id.sum(), low: $.key.min(), text: $.name.max() })),
  'group by null and number': a => a.groupBy('key').agg(($: any) => ({ n: $.id.count(), first: $.name.min(), mean: $.id.avg() })),
  distinct: a => a.select('name', 'key').distinct(),
  'count distinct': a => a.agg(($: any) => ({ n: $.name.countDistinct(), k: $.key.countDistinct(), s: $.id.sum() })),
  'count distinct by group': a => a.groupBy('many').agg(($: any) => ({ n: $.name.countDistinct(), s: $.id.sum() })),
  'collect': a => a.groupBy('key').agg(($: any) => ({ all: $.name.collectList(), n: $.id.sum() })),
  intersect: a => a.select('name', 'key').intersect(a.filter(($: any) => $.id.gt(4_000)).select('name', 'key')),
  except: a => a.select('name', 'key').except(a.filter(($: any) => $.id.gt(4_000)).select('name', 'key')),
  ...Object.fromEntries((['inner', 'left', 'right', 'full', 'semi', 'anti'] as const).flatMap(how => [
    [`${how} join`, (a: Frame, b: Frame) => a.join(b, { key: 'of' }, { how })],
    [`${how} join, the other way`, (a: Frame, b: Frame) => b.join(a, { of: 'key' }, { how })],
    [`${how} join with a condition`, (a: Frame, b: Frame) => a.joinOn(b, (l: any, r: any) => l.key.eq(r.of).and(l.id.mod(5).le(r.other.mod(4))), { how })],
    [`${how} join of a key with many rows`, (a: Frame, b: Frame) => a.drop('name').join(b.filter(($: any) => $.other.lt(2_000)), { many: 'few' }, { how })
      .select(how === 'semi' || how === 'anti' ? 'id' : 'other', 'many').limit(30_000).agg(($: any) => ({ n: $.many.count() }))],
    [`${how} join without keys`, (a: Frame, b: Frame) => a.limit(300).joinOn(b.select('other', 'text').limit(3_000), (l: any, r: any) => l.id.add(2_990).lt(r.other), { how })
      .select(...(how === 'semi' || how === 'anti' ? ['id'] : ['id', 'other']))],
  ])),
}
const text = (rows: readonly object[]): string[] => rows.map(row => JSON.stringify(row))
const inAnyOrder = (name: string, rows: readonly object[]): string[] => name.startsWith('sort') || name.startsWith('top') ? text(rows) : text(rows).sort()

describe('the same answers in 2 MiB', () => {
  const roomy = session(), answers = new Map<string, string[]>()
  const answer = async (name: string): Promise<string[]> => {
    const known = answers.get(name) ?? inAnyOrder(name, await queries[name]!(roomy.frame(left), roomy.frame(right)).collect())
    answers.set(name, known)
    return known
  }
  for (const options of [{ tier: 'wasm' }, { tier: 'closures' }, { partitions: 3 }] as const) {
    const tf = session({ memory: '2MiB', localDir: join(folder, 'made for it'), ...options }), a = tf.frame(left), b = tf.frame(right), pool = poolOf(a)
    for (const [n, [name, make]] of Object.entries(queries).entries()) {
      if (!('tier' in options && options.tier === 'wasm') && n % 3 > 0) continue
      test(`${name}, ${Object.values(options).join()}`, async () => {
        const rows = await make(a as Frame, b as Frame).collect()
        expect(inAnyOrder(name, rows)).toEqual(await answer(name))
        expect(pool.usedBytes).toBe(0)
        expect(pool.peakBytes).toBeLessThanOrEqual(2 * MiB)
        expect(readdirSync(join(folder, 'made for it'))).toEqual([])
      })
    }
  }
  test('explain tells what was spilled', async () => {
    const plan = await session({ memory: '2MiB' }).frame(left).orderBy('name').explain({ metrics: true })
    expect(plan).toMatch(/Sort .*spillSize: [\d,]{7,}, peakMemory: [\d,]{7,}/)
    expect(await roomy.frame(left).orderBy('name').explain({ metrics: true })).not.toContain('spillSize')
  })
})

describe('a disk that fails', () => {
  const spilling = (tf: ReturnType<typeof session>): Frame => tf.frame(left).groupBy('name').agg($ => ({ n: $.id.sum() })).orderBy('name') as Frame
  test('a folder that cannot be made', async () => {
    writeFileSync(join(folder, 'a file'), '')
    const error = await failure(spilling(session({ memory: '2MiB', localDir: join(folder, 'a file/below') })).collect())
    expect(error).toMatchObject({ condition: 'SPILL_FAILED', sqlState: '58030', parameters: { folder: join(folder, 'a file/below') } })
    expect(error.message).toContain('Set session({ localDir }) to a folder that can be written')
  })
  for (const [what, code, condition, sqlState] of [
    ['a full disk', 'ENOSPC', 'SPILL_DISK_FULL', '53100'], ['a disk without rights', 'EACCES', 'SPILL_FAILED', '58030'],
    ['a read-only disk', 'EROFS', 'SPILL_FAILED', '58030'], ['a broken disk', 'EIO', 'SPILL_FAILED', '58030'],
  ] as const) {
    test(`${what}: an error that names the folder and says what to do, and the session goes on`, async () => {
      const tf = session({ memory: '2MiB' }), frame = spilling(tf), pool = poolOf(frame)
      const refuse = (): never => { throw Object.assign(new Error(`${code}: no`), { code }) }
      for (const broken of [{ openSync: refuse }, { writeSync: refuse }]) {
        pool.disk = spillFolder(folder, { fs: { ...fs, ...broken } })
        const error = await failure(frame.collect())
        expect(error).toMatchObject({ condition, sqlState, parameters: { folder } })
        expect(error.message).toContain('session({ localDir })')
        expect(pool.usedBytes).toBe(0)
      }
      expect(readdirSync(folder).filter(f => f.endsWith('.spill'))).toEqual([])
      pool.disk = spillFolder()
      expect(await frame.count()).toBe(16_001)
    })
  }
  test('a folder that goes away: queries under way go on, others say so, and work again when it is back', async () => {
    const where = join(folder, 'goes away'), tf = session({ memory: '2MiB', localDir: where }), frame = spilling(tf), pool = poolOf(frame)
    let rows = 0
    for await (const batch of frame.rows()) {
      rows += batch.length
      fs.rmSync(where, { recursive: true, force: true })
    }
    expect([rows, fs.existsSync(where)]).toEqual([16_001, false])
    for (const reason of ['there is no such folder', 'there is no such folder']) {
      const error = await failure(frame.count())
      expect(error).toMatchObject({ condition: 'SPILL_FAILED', parameters: { folder: where, reason } })
      expect(error.message).toContain(where)
      expect(pool.usedBytes).toBe(0)
    }
    // what needs no disk does not care
    expect(await tf.frame(left).count()).toBe(left.length)
    fs.mkdirSync(where)
    expect(await frame.count()).toBe(16_001)
    fs.rmSync(where, { recursive: true })
    writeFileSync(where, 'a file in its place')
    expect(await failure(frame.count())).toMatchObject({ condition: 'SPILL_FAILED', parameters: { folder: where } })
    fs.rmSync(where)
    fs.mkdirSync(where)
    expect([await frame.count(), readdirSync(where), pool.usedBytes]).toEqual([16_001, [], 0])
  })
  for (const [what, code, condition] of [['full', 'ENOSPC', 'SPILL_DISK_FULL'], ['read-only', 'EROFS', 'SPILL_FAILED']] as const) {
    test(`a folder that becomes ${what} while a query runs: an error that names it, and all is well when it is over`, async () => {
      const tf = session({ memory: '2MiB' }), frame = spilling(tf), pool = poolOf(frame)
      let writes = 0, over = false
      const whenBad = <A extends readonly unknown[], R>(work: (...args: A) => R) => (...args: A): R => {
        if (!over && ++writes > 7) throw Object.assign(new Error(`${code}: no`), { code })
        return work(...args)
      }
      pool.disk = spillFolder(folder, { fs: { ...fs, openSync: whenBad(fs.openSync), writeSync: whenBad(fs.writeSync as (...args: readonly unknown[]) => number) as typeof fs.writeSync } })
      for (let n = 0; n < 2; n++) {
        expect(await failure(frame.count())).toMatchObject({ condition, parameters: { folder } })
        expect([pool.usedBytes, readdirSync(folder).filter(f => f.endsWith('.spill'))]).toEqual([0, []])
      }
      expect(writes).toBeGreaterThan(8)
      over = true
      expect(await frame.count()).toBe(16_001)
    })
  }
  test('a disk that takes and gives a little at a time', async () => {
    const tf = session({ memory: '2MiB' }), frame = tf.frame(left).orderBy('name', 'id')
    const writeSync = (fd: number, data: Uint8Array, from: number, n: number, at: number) => fs.writeSync(fd, data, from, Math.min(n, 9_999), at)
    const readSync = (fd: number, into: Uint8Array, from: number, n: number, at: number) => fs.readSync(fd, into, from, Math.min(n, 7_777), at)
    poolOf(frame).disk = spillFolder(folder, { fs: { ...fs, writeSync, readSync } as typeof fs })
    expect(text(await frame.collect())).toEqual(text(await session().frame(left).orderBy('name', 'id').collect()))
  })
  for (const what of ['create', 'append', 'read'] as const) {
    test(`a disk that fails when it should ${what}, sooner or later`, async () => {
      const tf = session({ memory: '2MiB' }), a = tf.frame(left) as Frame, pool = poolOf(a), whole = spillFolder()!
      const frames = [a.orderBy('name'), spilling(tf), a.join(tf.frame(right) as Frame, { key: 'of' }, { how: 'full' }), a.groupBy('key').agg(($: any) => ({ all: $.name.collectList() }))]
      for (const frame of frames) {
        for (const when of [1, 5]) {
          const faults = failing(whole, what, when)
          pool.disk = faults
          const error = await failure(async () => { await frame.collect(); if (faults.left > 0) throw new RangeError('not that often') })
          expect(error).toMatchObject(faults.left > 0 ? { name: 'RangeError' } : { message: 'the disk failed' })
          expect(pool.usedBytes).toBe(0)
          expect(faults.open).toBe(0)
        }
      }
    })
  }
})
/** A disk that fails the n-th time, and counts what is open. */
function failing(disk: SpillDisk, what: 'create' | 'append' | 'read', when: number) {
  const state = { left: when, open: 0 }
  const count = (action: typeof what): void => { if (action === what && --state.left === 0) throw new TypeError('the disk failed') }
  return Object.assign(state, {
    create() {
      count('create')
      const file = disk.create()
      state.open++
      let open = true
      return {
        get bytes() { return file.bytes },
        append(bytes: Uint8Array) { count('append'); file.append(bytes) },
        read(into: Uint8Array, position: number) { count('read'); file.read(into, position) },
        close() {
          if (open) state.open--
          open = false
          file.close()
        },
      }
    },
  })
}

describe('temporary files', () => {
  const script = (unlinkOpen: boolean): string => `
    import { session } from '${new URL('../../src/index.ts', import.meta.url).href}'
    import { poolOf } from '${new URL('engine.ts', import.meta.url).href}'
    import { spillFolder } from '${new URL('../../src/io/file/spill-folder.ts', import.meta.url).href}'
    const frame = session({ memory: '2MiB' }).frame(Array.from({ length: 60000 }, (_, n) => ({ id: n, name: 'a name that is not short ' + n % 777 })))
    poolOf(frame).disk = spillFolder(process.argv[2], { unlinkOpen: ${unlinkOpen} })
    for await (const row of frame.orderBy('name').rows()) { console.log('running'); await new Promise(() => setInterval(() => {}, 1000)) }
  `
  const killed = async (unlinkOpen: boolean, where: string): Promise<void> => {
    const file = join(folder, `child-${unlinkOpen}.mts`)
    writeFileSync(file, script(unlinkOpen))
    const child = spawn(process.execPath, ['--import', 'tsx', file, where], { stdio: ['ignore', 'pipe', 'inherit'], cwd: process.cwd() })
    await new Promise(resolve => child.stdout.once('data', resolve))
    child.kill('SIGKILL')
    await new Promise(resolve => child.once('exit', resolve))
  }
  test('of a killed process are gone with it where names can be taken from open files', async () => {
    if (process.platform === 'win32') return
    const where = join(folder, 'killed')
    await killed(true, where)
    expect(readdirSync(where)).toEqual([])
  }, 30_000)
  test('of a killed process are swept when the folder is next used, others stay', async () => {
    const where = join(folder, 'left')
    await killed(false, where)
    expect(readdirSync(where)).toEqual([expect.stringMatching(/^typedframe-\d+-.*\.spill$/)])
    writeFileSync(join(where, 'typedframe.txt'), 'of somebody else')
    writeFileSync(join(where, `typedframe-${process.pid}-x.spill`), 'of this process')
    expect(await session({ memory: '2MiB', localDir: where }).frame(left).orderBy('name').count()).toBe(20_000)
    await session({ memory: '2MiB', localDir: where }).frame(left).orderBy('name').collect()
    expect(readdirSync(where).sort()).toEqual([`typedframe-${process.pid}-x.spill`, 'typedframe.txt'])
  }, 30_000)
  test('are for their user alone', async () => {
    const where = join(folder, 'private'), tf = session({ memory: '2MiB' }), frame = tf.frame(left).orderBy('name')
    poolOf(frame).disk = spillFolder(where, { unlinkOpen: false })
    for await (const _ of frame.rows()) {
      const found = spawnSync('stat', ['-c', '%a', ...readdirSync(where).map(f => join(where, f))], { encoding: 'utf8' })
      if (found.status === 0) expect(found.stdout.trim()).toBe('600')
      break
    }
    expect(readdirSync(where)).toEqual([])
  })
})
