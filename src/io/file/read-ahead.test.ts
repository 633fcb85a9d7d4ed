import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { Memory } from '../../memory/memory.js'
import { Pool } from '../../memory/pool.js'
import { bytesFile } from './in-memory.js'
import type { DataFile } from './input-file.js'
import { duckdb, testFolder } from '../parquet/parquet.fixture.js'
import { parquetSource } from '../parquet/source.js'

const file = testFolder(), path = file('groups.parquet')
let bytes: Uint8Array<ArrayBuffer>
beforeAll(async () => {
  await duckdb(`COPY (SELECT i AS id, hash(i) AS h, 'text ' || hash(i * 3) AS s, [i, i + 1] AS list FROM range(200000) r(i))
    TO '${path}' (FORMAT parquet, ROW_GROUP_SIZE 20480, COMPRESSION uncompressed)`)
  bytes = new Uint8Array(readFileSync(path))
})

interface Log { readonly file: DataFile; underWay: number; most: number; reads: number; failAfter: number }
/** A file whose answers take a moment, as those of a server do. */
function slow(): Log {
  const log: Log = { underWay: 0, most: 0, reads: 0, failAfter: Infinity, file: {
    path: 'slow',
    async open() {
      const inner = await bytesFile(bytes).open()
      return {
        ...inner, path: 'slow', bytes: bytes.length, waits: true,
        async read(into, position) {
          log.underWay++
          log.reads++
          log.most = Math.max(log.most, log.underWay)
          await new Promise(resolve => { setTimeout(resolve, 3) })
          log.underWay--
          if (log.reads > log.failAfter) throw new RangeError('the line is cut')
          await inner.read(into, position)
        },
        close: () => inner.close(),
      }
    },
  } }
  return log
}

async function readWith(limit: number, log: Log, until = Infinity): Promise<{ rows: number; peak: number }> {
  const pool = new Pool(Memory.shared(), { limit }), task = pool.task('A read')
  let rows = 0
  try {
    const source = await parquetSource(log.file).open()
    for await (const batch of source.read({ task, batchRows: 4_096, signal: undefined, metric: () => {} })) {
      for (const { data, type } of batch.columns) if (type.kind === 'int64') expect(task.memory.i64[data / 8]).toBe(BigInt(rows))
      rows += batch.rows
      if (rows >= until) break
    }
  } finally {
    expect({ pages: task.pages, underWay: log.underWay }).toEqual({ pages: 0, underWay: 0 })
    task.close()
  }
  return { rows, peak: task.peakBytes }
}

describe('reading ahead', () => {
  it('has the next row groups under way, as far as memory allows, and gives the same rows', async () => {
    const much = slow(), little = slow()
    expect((await readWith(1 << 30, much)).rows).toBe(200_000)
    expect((await readWith(6 << 20, little)).rows).toBe(200_000)
    expect(much.most).toBeGreaterThan(little.most)
    // four columns, of several row groups at once
    expect(much.most).toBeGreaterThan(8)
  })
  it('leaves nothing behind when it is left early or the file fails', async () => {
    expect((await readWith(1 << 30, slow(), 30_000)).rows).toBe(32_768)
    for (const failAfter of [3, 5, 8, 13, 21]) {
      const log = slow()
      log.failAfter = failAfter
      await expect(readWith(1 << 30, log)).rejects.toThrow('the line is cut')
    }
  })
})
