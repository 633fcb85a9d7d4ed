import { Memory } from '../../memory/memory.js'
import { Pool } from '../../memory/pool.js'
import type { PageOwner } from '../../memory/task-memory.js'

/** Looks into a file with memory that is given back afterwards. `name`: for messages. */
export type Opening = <T>(name: string, work: (owner: PageOwner) => Promise<T>) => Promise<T>

/** What looking into one file may take: a block of text, and texts of its values. */
const BYTES = 2 << 20

/** Within the limit of a pool: where that is small, files wait for each other. */
export function openingIn(pool: () => Pool): Opening {
  const waiting: (() => void)[] = []
  let busy = 0
  return async (name, work) => {
    while (busy > 0 && (busy + 1) * BYTES > pool().limitBytes) await new Promise<void>(go => waiting.push(go))
    const task = pool().task(name)
    busy++
    try {
      return await work(task)
    } finally {
      task.close()
      busy--
      waiting.shift()?.()
    }
  }
}
/** Beside all sessions. */
export const openingAlone: Opening = openingIn(() => new Pool(Memory.shared()))
