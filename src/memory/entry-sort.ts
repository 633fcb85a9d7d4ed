import type { Memory } from './memory.js'
import type { Steps } from './steps.js'

export const ENTRY_BYTES = 16
/** Key bytes in an entry, counts of a level, and levels before a merge sort takes over (kernels/sort.ts). */
const KEY_BYTES = 12, LEVEL_BYTES = 1_024, LEVELS = 64
/** Entries that one step works on: some milliseconds, also where each has to look its row up. */
const STEP = 1 << 16

/** Bytes that sorting needs in front of the entries, and for each of them: itself and as much again. */
export const ROOM_BEFORE = LEVELS * LEVEL_BYTES, ROOM_EACH = 2 * ENTRY_BYTES

export interface SortedKeys {
  /** Where in a row its key's text word lies, and how many bytes of all keys are the same. */
  readonly keyAt: number
  readonly depth: number
  /** Whether no key is longer than what an entry holds. */
  readonly exact: boolean
}
/** Entries that are alike before `byte` of those that they hold now, which begin at `depth` of their keys. */
interface Range { readonly from: number; readonly n: number; readonly spare: number; readonly level: number; readonly byte: number; readonly depth: number }

/**
 * Sorts the entries in the room, step by step: as the kernel does it, but a level that has many entries piece by piece. Nothing else
 * may be done with the room meanwhile.
 */
export function* sortEntries(memory: Memory, room: number, n: number, keys: SortedKeys): Steps {
  const entries = room + ROOM_BEFORE
  let done = 0
  const sort = function* ({ from, n, spare, level, byte, depth }: Range): Steps {
    const { kernels, u8, u32 } = memory, counts = room + LEVEL_BYTES * level, { keyAt, exact } = keys
    if (n <= STEP || level === LEVELS) {
      kernels.sortEntries(from, n, spare, counts, LEVELS - level, keyAt, depth, byte, exact ? 1 : 0)
      if ((done += n) < STEP) return
      done = 0
      return yield
    }
    if (byte === KEY_BYTES) {
      if (exact) return
      let longer = 0
      for (const [a, end] of steps(from, n)) {
        longer |= kernels.refillEntries(a, end, keyAt, depth + KEY_BYTES)
        yield
      }
      if (longer) yield* sort({ from, n, spare, level, byte: 0, depth: depth + KEY_BYTES })
      return
    }
    u8.fill(0, counts, counts + LEVEL_BYTES)
    for (const [a, end] of steps(from, n)) {
      kernels.countEntries(a, end, byte, counts)
      yield
    }
    const bucket = counts >>> 2
    if (u32.subarray(bucket, bucket + LEVEL_BYTES / 4).includes(n)) return yield* sort({ from, n, spare, level, byte: byte + 1, depth })
    kernels.countsToPlaces(counts)
    for (const [a, end] of steps(from, n)) {
      kernels.placeEntries(a, end, byte, counts, spare)
      yield
    }
    for (const [a, end] of steps(from, n)) {
      u8.copyWithin(a, spare + a - from, spare + end - from)
      yield
    }
    // each place is now the end of its bucket
    for (let b = 0, first = 0; b < LEVEL_BYTES / 4; b++) {
      const end = u32[bucket + b]!, at = ENTRY_BYTES * first
      if (end > first + 1) yield* sort({ from: from + at, n: end - first, spare: spare + at, level: level + 1, byte: byte + 1, depth })
      first = end
    }
  }
  yield* sort({ from: entries, n, spare: entries + ENTRY_BYTES * n, level: 0, byte: 0, depth: keys.depth })
}

function* steps(from: number, n: number): Generator<readonly [from: number, end: number]> {
  for (let done = 0; done < n; done += STEP) yield [from + ENTRY_BYTES * done, from + ENTRY_BYTES * Math.min(n, done + STEP)]
}
