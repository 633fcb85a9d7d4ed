/** Damaged Arrow files and streams: each ends in rows or in an error of ours that names the file, within the memory it was given. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { TypedFrameError } from '../../src/errors/raise.js'
import { arrowSource } from '../../src/io/arrow/source.js'
import { Memory } from '../../src/memory/memory.js'
import { Pool } from '../../src/memory/pool.js'
import { readValue } from '../../src/memory/vector.js'
import { corpusOf } from '../corpus/canonical.js'
import { mutation } from './mutate.js'

const MUTATIONS_EACH = 300
const LIMIT = 64 << 20
const names = [
  'categories-file', 'deltas-stream', 'integers-lz4', 'list_views-file', 'lists-zstd', 'nested-file', 'nested-zstd', 'nested_categories-stream', 'replaced-stream',
  'run_ends-file', 'texts-lz4', 'texts-stream', 'times-file', 'views-file', 'views-zstd', 'widths-file',
]
const corpus = corpusOf('arrow').flatMap(writer => writer.files)
const bytesOf = (name: string): Uint8Array => readFileSync(corpus.find(f => f.name.startsWith(`${name}.`) || f.name === name)!.path)

/** Every value is looked at, also those inside others. */
async function readWithin(bytes: Uint8Array): Promise<number> {
  const pool = new Pool(Memory.shared(), { limit: LIMIT }), task = pool.task('A broken file')
  try {
    const source = await arrowSource(bytes).open()
    let rows = 0
    for await (const batch of source.read({ task, batchRows: 1_000, signal: undefined, metric: () => {} })) {
      for (const vector of batch.columns) for (let row = 0; row < batch.rows; row++) readValue(task.memory, vector, row)
      rows += batch.rows
    }
    return rows
  } finally {
    expect(task.pages).toBe(0)
    task.close()
    expect(pool.usedBytes).toBe(0)
  }
}
const expected = new Set(['FAILED_READ_FILE', 'UNSUPPORTED_ARROW_TYPE', 'OUT_OF_MEMORY', 'NOT_NULL_ASSERT_VIOLATION'])

describe.each(names)('%s', name => {
  const original = bytesOf(name)
  it(`${MUTATIONS_EACH} damages, each read or refused`, { timeout: 600_000 }, async () => {
    const rows = await readWithin(original)
    expect(rows).toBeGreaterThan(0)
    let read = 0
    for (let seed = 1; seed <= MUTATIONS_EACH; seed++) {
      // the metadata of a small file is a good part of it: the first kilobyte and the last
      const focus = seed % 2 ? { from: 0, end: Math.min(1_000, original.length) } : { from: Math.max(0, original.length - 1_000), end: original.length }
      const { bytes, what } = mutation(original, seed, focus), from = process.cpuUsage()
      try {
        await readWithin(bytes)
        read++
      } catch (error) {
        if (!(error instanceof TypedFrameError) || !expected.has(error.condition)) throw new Error(`seed ${seed}: ${what}`, { cause: error })
        if (error.condition === 'FAILED_READ_FILE') expect(error.parameters['path'], what).toBe('bytes')
      }
      expect(process.cpuUsage(from).user / 1000, `seed ${seed}: ${what}`).toBeLessThan(20_000)
    }
    // damage to values alone is no error
    expect(read).toBeGreaterThan(0)
    expect(read).toBeLessThan(MUTATIONS_EACH)
  })
  it('cut anywhere', async () => {
    for (let end = 0; end < original.length; end += Math.max(1, original.length >> 6)) {
      const failed = await readWithin(original.subarray(0, end)).then(() => undefined, (error: unknown) => error)
      // a stream may end between its batches
      if (failed !== undefined) expect(failed).toMatchObject({ condition: 'FAILED_READ_FILE', parameters: { path: 'bytes' } })
      else expect(name).toMatch(/stream|zstd|deltas|replaced/)
    }
  })
})
