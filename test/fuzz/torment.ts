/** What may befall a query: no memory at random moments, a disk that fails, an abort. It ends well, or with the error that says so. */
import { TypedFrameError, session, type Session, type SessionOptions } from '../../src/index.js'
import type { SpillDisk } from '../../src/memory/spill-disk.js'
import { spillFolder } from '../../src/io/file/spill-folder.js'
import { poolOf } from '../behaviour/engine.js'
import { besideRival, randomFrom } from '../memory/rival.js'
import type { AnyFrame } from './program.js'

/** Tables of random programs are small: so is the memory, and batches are of a few rows, so that there are many moments to spill. */
const little: SessionOptions = { int64: 'bigint', timeZone: 'UTC', memory: '8MiB', batchRows: 7, onWarning: () => {} }

/** What a rival takes at most, of 128 pages. */
const RIVALS_PAGES = 24

export interface Torment {
  readonly name: string
  readonly plan: string
  readonly tf: Session
  /** Runs the program's frame; besides its own, it may end with one of these conditions. */
  readonly may: readonly string[]
  collect(frame: AnyFrame, seed: number): Promise<Record<string, unknown>[]>
}

interface Begun { readonly disk?: SpillDisk; readonly signal?: AbortSignal; readonly onProgress?: () => void; readonly rival?: boolean }

function torment(name: string, plan: string, options: SessionOptions, may: readonly string[], begin: (seed: number) => Begun): Torment {
  const tf = session({ ...little, ...options }) as Session
  return {
    name, plan, tf, may,
    async collect(frame, seed) {
      const pool = poolOf(frame), random = randomFrom(seed), { disk, rival, ...watch } = begin(seed)
      const counted = counting(disk ?? spillFolder()!)
      pool.refuses = () => random() < 0.4
      pool.disk = counted
      const collect = (): Promise<Record<string, unknown>[]> => frame.collect(watch) as Promise<Record<string, unknown>[]>
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
  torment('a disk that fails', 'optimized', {}, ['SPILL_DISK_FULL'], seed => {
    let left = seed % 40
    const fails = (): void => { if (left-- === 0) throw new TypedFrameError('SPILL_DISK_FULL', { folder: 'a disk that fails' }) }
    return { disk: counting(spillFolder()!, fails) }
  }),
  torment('an abort', 'optimized', {}, ['CANCELLED'], seed => {
    const stop = new AbortController()
    if (seed % 3 === 0) setTimeout(() => stop.abort(), seed % 5)
    let left = seed % 7
    return { signal: stop.signal, onProgress: () => { if (left-- === 0) stop.abort() } }
  }),
]

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
