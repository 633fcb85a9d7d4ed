/** Timing of one piece of work, and the rows that the benchmark prints and writes. */

export interface Result {
  readonly name: string
  readonly source: 'memory' | 'parquet' | 'file'
  readonly threads: number
  readonly ms: number
  readonly peer: string
  readonly peerMs: number
  /** peerMs / ms: above 1 we are faster. */
  readonly ratio: number
}

/** Milliseconds of the fastest of `rounds` runs, after one that is not counted: pages touched, code compiled, files in the page cache. */
export async function fastest(rounds: number, work: () => unknown): Promise<number> {
  let best = Infinity
  for (let n = 0; n <= rounds; n++) {
    const from = performance.now()
    await work()
    if (n > 0) best = Math.min(best, performance.now() - from)
  }
  return best
}

export function result(name: string, source: Result['source'], threads: number, ms: number, peer: string, peerMs: number): Result {
  return { name, source, threads, ms: round(ms), peer, peerMs: round(peerMs), ratio: Number((peerMs / ms).toFixed(2)) }
}
const round = (ms: number): number => Number(ms.toFixed(ms < 10 ? 2 : 1))

export function table(results: readonly Result[]): string {
  const head = ['name', 'source', 'threads', 'ms', 'peer', 'peer ms', 'ratio']
  const lines = results.map(r => [r.name, r.source, String(r.threads), String(r.ms), r.peer, String(r.peerMs), `${r.ratio.toFixed(2)}${r.ratio < 1 ? ' slower' : ''}`])
  const widths = head.map((h, c) => Math.max(h.length, ...lines.map(l => l[c]!.length)))
  const format = (cells: readonly string[]): string => cells.map((cell, c) => c < 2 || c === 4 ? cell.padEnd(widths[c]!) : cell.padStart(widths[c]!)).join('  ')
  return [format(head), ...lines.map(format)].join('\n')
}
