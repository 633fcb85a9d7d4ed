/** Reads that are asked for together become few requests: near ranges are fetched as one. */

/** Fetches bytes `from` to `to` (not included) of a file. */
export type FetchRange = (from: number, to: number) => Promise<Uint8Array>

/** Bytes between two ranges that are rather fetched for nothing than by a request of their own, and the most of one request. */
const GAP = 256 << 10, MOST = 16 << 20

interface Wanted { readonly into: Uint8Array; readonly from: number; readonly to: number; done(): void; failed(cause: unknown): void }

export function coalescing(fetchRange: FetchRange): (into: Uint8Array, position: number) => Promise<void> {
  let waiting: Wanted[] = []
  const flush = (): void => {
    const wanted = waiting.sort((a, b) => a.from - b.from)
    waiting = []
    for (const group of grouped(wanted)) void serve(group, fetchRange)
  }
  return (into, from) => new Promise((resolve, reject) => {
    // What else is asked for in this turn of the event loop comes along.
    if (waiting.length === 0) setTimeout(flush, 0)
    waiting.push({ into, from, to: from + into.length, done: resolve, failed: reject })
  })
}

function grouped(sorted: readonly Wanted[]): Wanted[][] {
  const groups: Wanted[][] = []
  let start = 0, end = -Infinity
  for (const wanted of sorted) {
    const joins = groups.length > 0 && wanted.from <= end + GAP && Math.max(wanted.to, end) - start <= MOST
    if (joins) groups.at(-1)!.push(wanted)
    else {
      groups.push([wanted])
      start = wanted.from
      end = wanted.to
    }
    end = Math.max(end, wanted.to)
  }
  return groups
}

async function serve(group: readonly Wanted[], fetchRange: FetchRange): Promise<void> {
  const from = group[0]!.from, to = Math.max(...group.map(w => w.to))
  try {
    const bytes = await fetchRange(from, to)
    for (const wanted of group) {
      wanted.into.set(bytes.subarray(wanted.from - from, wanted.to - from))
      wanted.done()
    }
  } catch (cause) {
    for (const wanted of group) wanted.failed(cause)
  }
}
