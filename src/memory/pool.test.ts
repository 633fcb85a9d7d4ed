import { describe, expect, it } from 'vitest'
import { Worker } from 'node:worker_threads'
import { TypedFrameError } from '../errors/raise.js'
import { Arena } from './arena.js'
import { Memory } from './memory.js'
import { PAGE_BYTES } from './page-map.js'
import { Pool } from './pool.js'
import type { Consumer } from './task-memory.js'

const MiB = 1 << 20
const memory = new Memory({ wasmPages: 4_096 })
const poolOf = (pages: number, options = {}) => new Pool(memory, { limit: pages * PAGE_BYTES, ...options })

describe('pool', () => {
  it('gives distinct runs, reuses the lowest, and counts', () => {
    const pool = poolOf(16)
    const task = pool.task('t')
    const a = task.acquire(1), b = task.acquire(3), c = task.acquire(1)
    expect(new Set([a, b, c]).size).toBe(3)
    expect(pool.usedBytes).toBe(5 * PAGE_BYTES)
    task.release(a, 1)
    expect(task.acquire(1)).toBe(a)
    task.release(b, 3)
    expect(task.acquire(2)).toBe(b)
    expect(task.pages).toBe(4)
    task.close()
    expect(pool.usedBytes).toBe(0)
    expect(pool.peakBytes).toBe(5 * PAGE_BYTES)
    expect(task.peakBytes).toBe(5 * PAGE_BYTES)
  })

  it('keeps to the limit and says what to do', () => {
    const pool = poolOf(4)
    const task = pool.task('the sort')
    task.acquire(4)
    expect(task.tryAcquire(1)).toBe(0)
    expect(() => task.acquire(1, 'the join')).toThrow(/the join needs 64 KiB more, but the memory limit of 256 KiB/)
    try { task.acquire(8) } catch (e) { expect((e as TypedFrameError).condition).toBe('OUT_OF_MEMORY') }
    task.close()
  })

  it('refuses pages that are not held, and asking after the end', () => {
    const pool = poolOf(4)
    const task = pool.task('t')
    const a = task.acquire(2)
    expect(() => task.release(a, 1)).toThrow(/INTERNAL_ERROR/)
    task.close()
    task.close()
    task.release(a, 2)
    expect(() => task.acquire(1)).toThrow(/after it ended/)
    expect(pool.usedBytes).toBe(0)
  })

  it('evicts what was used least recently, not what is pinned, down to the floor', () => {
    const pool = poolOf(16, { storageFloor: 3 * PAGE_BYTES })
    const gone: string[] = []
    const kept = (name: string) => {
      const s = pool.storage(name, () => gone.push(name))
      s.acquire(4)
      return s
    }
    const a = kept('a')
    kept('b')
    kept('c')
    a.pin()
    a.unpin()
    const task = pool.task('t')
    task.acquire(7)
    expect(gone).toEqual(['b'])
    a.pin()
    task.acquire(5)
    expect(gone).toEqual(['b', 'c'])
    expect(task.tryAcquire(1)).toBe(0)
    a.unpin()
    task.acquire(1)
    expect(gone).toEqual(['b', 'c', 'a'])
    expect(pool.storageBytes).toBe(0)
    task.close()
  })

  it('lets storage drive out older storage but never a query', () => {
    const pool = poolOf(8)
    let gone = 0
    const old = pool.storage('old', () => gone++)
    old.acquire(4)
    const task = pool.task('t')
    task.acquire(4)
    const young = pool.storage('young')
    young.acquire(2)
    expect(gone).toBe(1)
    expect(young.tryAcquire(8)).toBe(0)
    expect(() => young.acquire(8)).toThrow(/young needs 512 KiB/)
    young.close()
    task.close()
    expect(pool.usedBytes).toBe(0)
  })

  it('asks the largest other consumer that is not busy to spill', () => {
    const pool = poolOf(8)
    const task = pool.task('t')
    const asked: string[] = []
    const consumer = (name: string, pages: number, busy = false): Consumer => {
      const at = task.acquire(pages)
      return {
        name, busy,
        get pages() { return asked.includes(name) ? 0 : pages },
        spill() { asked.push(name); task.release(at, pages); return pages },
      }
    }
    const small = consumer('small', 1), large = consumer('large', 3), busy = consumer('busy', 4, true)
    for (const c of [small, large, busy]) task.register(c)
    // a quarter of the limit is for those that cannot spill
    task.acquire(1, small)
    expect(asked).toEqual(['large'])
    expect(task.tryAcquire(1, small)).toBe(0)
    task.acquire(2)
    expect(asked).toEqual(['large'])
    task.acquire(1)
    expect(asked).toEqual(['large', 'small'])
    task.close()
  })

  it('does not ask who is spilling to spill, though that takes pages itself', () => {
    const pool = poolOf(8), task = pool.task('t'), at = task.acquire(6)
    let asked = 0
    task.register({
      name: 'greedy', busy: false, pages: 6,
      spill() {
        asked++
        task.release(task.acquire(2), 2)
        expect(task.tryAcquire(3)).toBe(0)
        task.release(at, 6)
        return 6
      },
    })
    task.acquire(4)
    expect(asked).toBe(1)
    task.close()
  })

  it('has a task that cannot spill for another one fail, not the other one', () => {
    const pool = poolOf(8), bad = pool.task('bad'), other = pool.task('other')
    const at = bad.acquire(4)
    bad.register({ name: 'bad', pages: 4, busy: false, spill: () => { throw new RangeError('the disk is full') } })
    expect(() => other.acquire(7)).toThrow('OUT_OF_MEMORY')
    expect(() => bad.check()).toThrow('the disk is full')
    expect(() => bad.acquire(1)).toThrow('the disk is full')
    bad.release(at, 4)
    bad.close()
    expect(other.acquire(7)).toBeGreaterThan(0)
    other.check()
    other.close()
    expect(pool.usedBytes).toBe(0)
  })

  it('keeps for every running task what it is owed', () => {
    const pool = poolOf(16)
    const a = pool.task('a'), b = pool.task('b')
    a.acquire(12)
    expect(a.tryAcquire(1)).toBe(0)
    b.acquire(4)
    expect(b.tryAcquire(1)).toBe(0)
    b.close()
    a.close()
    expect(pool.usedBytes).toBe(0)
  })

  it('waits for what another thread gives back', async () => {
    const pool = poolOf(8, { waitMilliseconds: 10_000 })
    const fat = pool.task('fat'), thin = pool.task('thin')
    const page = fat.acquire(6)
    thin.acquire(1)
    const pinned = pool.storage('pinned')
    pinned.acquire(1)
    pinned.pin()
    // The worker plays the fat task on another thread: once flagged, it gives its six pages back in the shared words.
    const worker = new Worker(`
      const { workerData: { buffer, accounts, page }, parentPort } = require('node:worker_threads')
      const map = new Int32Array(buffer, 65536, 2080)
      parentPort.postMessage('ready')
      while (Atomics.load(accounts, 16 + 2) === 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
      for (let p = page; p < page + 6; p++) map[16 + (p >>> 5)] &= ~(1 << (p & 31))
      map[2] = 0
      accounts[1] -= 6
      accounts[16 + 1] -= 6
      Atomics.add(map, 1, 1)
      Atomics.notify(map, 1)
    `, { eval: true, workerData: { buffer: memory.wasm.buffer, accounts: pool.accounts, page: page / PAGE_BYTES } })
    await new Promise(resolve => worker.once('message', resolve))
    expect(thin.acquire(1)).toBe(page)
    expect(fat.asked).toBe(true)
    fat.answer()
    expect(fat.asked).toBe(false)
    thin.close()
    pinned.close()
    await worker.terminate()
    expect(pool.usedBytes).toBe(0)
  }, 20_000)

  it('gives up waiting after the time it was told', () => {
    const pool = poolOf(8, { waitMilliseconds: 60 })
    const fat = pool.task('fat')
    fat.acquire(8)
    const thin = pool.task('thin')
    const started = performance.now()
    expect(thin.tryAcquire(1)).toBe(0)
    expect(performance.now() - started).toBeGreaterThan(50)
    fat.close()
    thin.close()
  })
})

describe('arena', () => {
  it('bumps, aligns, reuses pages after a reset and frees runs', () => {
    const pool = poolOf(512)
    const task = pool.task('t')
    const arena = new Arena(task, 'columns')
    const a = arena.allocate(5, 1), b = arena.allocate(16)
    expect(b % 8).toBe(0)
    expect(b - a).toBe(8)
    const big = arena.allocate(3 * MiB)
    expect(task.pages).toBe(49)
    expect(big).not.toBe(a)
    arena.allocate(PAGE_BYTES)
    expect(task.pages).toBe(53)
    arena.reset()
    expect(task.pages).toBe(5)
    expect(arena.allocate(8)).toBe(a)
    arena.close()
    expect(task.pages).toBe(0)
    task.close()
  })

  it('writes text of any length', () => {
    const task = poolOf(64).task('t')
    const arena = new Arena(task, 'text')
    const decoder = new TextDecoder()
    for (const text of ['', 'a', 'plain text', 'ünïcödé', 'x'.repeat(47) + '€', '😀'.repeat(10_000), 'y'.repeat(300_000), 'tail']) {
      const { address, length } = arena.writeText(text)
      expect(decoder.decode(memory.u8.slice(address, address + length))).toBe(text)
    }
    arena.close()
    expect(task.pages).toBe(0)
    task.close()
  })
})
