/** What may befall a query: no memory at random moments, a disk that fails, an abort. It ends well, or with the error that says so. */
import { TypedFrameError, session, type Session, type SessionOptions, type StorageLevel } from '../../src/index.js'
import type { SpillDisk } from '../../src/memory/spill-disk.js'
import { spillFolder } from '../../src/io/file/spill-folder.js'
import { poolOf } from '../behaviour/engine.js'
import { randomFrom } from '../../src/memory/random.fixture.js'
import { besideRival } from '../memory/rival.js'
import { build, frames, type AnyFrame, type Program } from './program.js'

/** Tables of random programs are small: so is the memory, and batches are of a few rows, so that there are many moments to spill. */
const little: SessionOptions = { int64: 'bigint', timeZone: 'UTC', memory: '8MiB', batchRows: 7, onWarning: () => {} }

const levels = ['MEMORY_ONLY', 'MEMORY_AND_DISK', 'DISK_ONLY'] as const satisfies readonly StorageLevel[]

/** What a rival takes at most, of 128 pages. */
const RIVALS_PAGES = 24

export interface Torment {
  readonly name: string
  readonly plan: string
  readonly tf: Session
  /** Besides with its own, a program may end with one of these conditions. */
  readonly may: readonly string[]
  collect(program: Program, seed: number): Promise<Record<string, unknown>[]>
}

interface Begun { readonly disk?: SpillDisk; readonly signal?: AbortSignal; readonly onProgress?: () => void; readonly rival?: boolean; readonly keeps?: boolean }

function torment(name: string, plan: string, options: SessionOptions, may: readonly string[], begin: (seed: number) => Begun): Torment {
  const tf = session({ ...little, ...options }) as Session
  return {
    name, plan, tf, may,
    async collect(program, seed) {
      const pool = poolOf(tf.frame([{ id: 1 }])), random = randomFrom(seed), { disk, rival, keeps, ...watch } = begin(seed)
      const counted = counting(disk ?? spillFolder()!), kept: AnyFrame[] = []
      pool.refuses = () => random() < 0.4
      pool.disk = counted
      const keep = async (frame: AnyFrame): Promise<void> => {
        if (keeps && random() < 0.5) kept.push(await frame.persist(levels[Math.floor(3 * random())]!))
      }
      const collect = async (): Promise<Record<string, unknown>[]> => {
        try {
          const frame = await build(program, frames(program, tf), keep), rows = await frame.collect(watch)
          return keeps ? await frame.collect(watch) : rows
        } finally {
          for (const frame of kept) frame.unpersist()
        }
      }
      const run = rival ? besideRival(pool, random, RIVALS_PAGES, collect).then(({ result }) => result) : collect()
      const ended = await run.then(rows => ({ rows }), (error: unknown) => ({ error }))
      pool.refuses = () => false
      if (pool.usedBytes > 0) throw new Error(`${pool.usedBytes} bytes were not given back`)
      if (counted.open > 0) throw new Error(`${counted.open} temporary files were left open`)
      if ('error' in ended) throw ended.error
      return ended.rows
    },
  }
}

export const torments = (): readonly Torment[] => [
  torment('wasm, spilling', 'optimized', {}, [], () => ({})),
  torment('closures, spilling', 'optimized', { tier: 'closures' }, [], () => ({})),
  torment('3 partitions, spilling', 'partitioned', { partitions: 3, memory: '24MiB' }, [], () => ({})),
  torment('a rival', 'optimized', {}, [], () => ({ rival: true })),
  torment('a rival, closures', 'optimized', { tier: 'closures' }, [], () => ({ rival: true })),
  // what is kept is computed whole, also where the program as such would not need all of it
  torment('cached frames and a rival', 'kept', {}, [], () => ({ rival: true, keeps: true })),
  torment('cached frames, closures, a rival and a disk that fails', 'kept', { tier: 'closures' }, ['SPILL_DISK_FULL'], seed => ({ disk: failing(seed % 40), rival: true, keeps: true })),
  torment('a disk that fails', 'optimized', {}, ['SPILL_DISK_FULL'], seed => ({ disk: failing(seed % 40) })),
  torment('an abort', 'optimized', {}, ['CANCELLED'], seed => {
    const stop = new AbortController()
    if (seed % 3 === 0) setTimeout(() => stop.abort(), seed % 5)
    let left = seed % 7
    return { signal: stop.signal, onProgress: () => { if (left-- === 0) stop.abort() } }
  }),
]

/** A disk that fails once, after so many things that it did. */
function failing(after: number): SpillDisk {
  let left = after
  return counting(spillFolder()!, () => { if (left-- === 0) throw new TypedFrameError('SPILL_DISK_FULL', { folder: 'a disk that fails' }) })
}
/** A disk that knows how many of its files are open; `before` is called before each thing that it does. */
function counting(disk: SpillDisk, before: () => void = () => {}): SpillDisk & { readonly open: number } {
  const state = { open: 0 }
  return Object.assign(state, {
    create() {
      before()
      const file = disk.create()
      let open = true
      state.open++
      return {
        get bytes() { return file.bytes },
        append(bytes: Uint8Array) { before(); file.append(bytes) },
        read(into: Uint8Array, position: number) { before(); file.read(into, position) },
        close() {
          if (open) state.open--
          open = false
          file.close()
        },
      }
    },
  })
}
