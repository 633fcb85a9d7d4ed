import type { Pool } from '../../src/memory/pool.js'
import { PAGE_BYTES } from '../../src/memory/page-map.js'

const JUNK = 0x5a, RELEASED = 0xa5

/**
 * Runs `work` beside a rival for the memory of its pool: at random, whenever the query lets others have their turn (it does at every
 * breath here), the rival has somebody of the query spill and cached frames give way, takes pages, `mostPages` at most, fills them, and
 * gives some back. Pages that are given back are overwritten, so that whoever still looks at them finds nonsense.
 * Gives what `work` gives, and how often somebody spilled.
 */
export async function besideRival<T>(pool: Pool, random: () => number, mostPages: number, work: () => Promise<T>): Promise<{ readonly result: T; readonly spills: number }> {
  const { memory } = pool, task = pool.task('A rival'), held: [address: number, pages: number][] = []
  const fill = (address: number, pages: number, byte: number): unknown => memory.u8.fill(byte, address, address + pages * PAGE_BYTES)
  const giveBack = pool.giveBack.bind(pool), giveBackStorage = pool.giveBackStorage.bind(pool), { now } = performance
  pool.giveBack = (id, address, pages) => {
    fill(address, pages, RELEASED)
    giveBack(id, address, pages)
  }
  pool.giveBackStorage = (address, pages) => {
    fill(address, pages, RELEASED)
    giveBackStorage(address, pages)
  }
  let ahead = 0
  performance.now = () => now.call(performance) + 25 * ahead++
  let ended = false, spills = 0
  const rival = async (): Promise<void> => {
    for (let n = 1; !ended; n++) {
      if (random() < 0.03 && pool.spillOthers(-1, 1, 0) > 0) spills++
      if (random() < 0.03) pool.evict(1)
      if (random() < 0.03 && task.pages < mostPages) {
        const pages = 1 + Math.floor(random() * (mostPages - task.pages)), address = task.tryAcquire(pages)
        if (address !== 0) {
          fill(address, pages, JUNK)
          held.push([address, pages])
        }
      }
      if (random() < 0.03) for (const [address, pages] of held.splice(0, 2)) task.release(address, pages)
      // the query goes on between any two of its own steps, and where it waits for the disk or for its turn
      if (n % 8) await Promise.resolve()
      else await new Promise(resolve => { setImmediate(resolve) })
    }
  }
  const rivalry = rival()
  try {
    return { result: await work(), spills }
  } finally {
    ended = true
    await rivalry
    task.close()
    performance.now = now
    pool.giveBack = giveBack
    pool.giveBackStorage = giveBackStorage
  }
}
