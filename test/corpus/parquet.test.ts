/** Files of other writers (conformance/corpus.py), every value compared; and what we make of each, read by others. */
import { describe, expect, it, vi } from 'vitest'
import { duckdb, readAll, testFolder } from '../../src/io/parquet/parquet.fixture.js'
import { parquetSink, type ParquetSinkOptions } from '../../src/io/parquet/sink.js'
import { parquetSource } from '../../src/io/parquet/source.js'
import { normal, setting } from '../../src/memory/random.fixture.js'
import { corpusOf, expectedValues } from './canonical.js'

vi.setConfig({ testTimeout: 60_000 })
const copy = testFolder()

const codecs = ['snappy', 'zstd', 'gzip', 'lz4_raw', 'brotli', 'none'] as const
/** Other options for each file. */
const optionsOf = (n: number): ParquetSinkOptions => ({
  compression: codecs[n % codecs.length]!, dataPageVersion: n % 2 ? 1 : 2, pageRowCountLimit: n % 3 ? 20_000 : 16, dictionary: n % 5 !== 0,
  ...n % 4 === 0 && { rowGroupSize: 50 },
})

/** Reads a file and writes what was read. */
async function rewrite(from: string, to: string, options: ParquetSinkOptions): Promise<void> {
  const { task } = setting(), source = await parquetSource(from).open()
  const writer = await parquetSink(to, options).open(source.fields, task)
  for await (const batch of source.read({ task, batchRows: 100, signal: undefined, metric: () => {} })) await writer.write(batch)
  await writer.commit()
  task.close()
}

for (const writer of corpusOf('parquet')) {
  describe(writer.name, () => {
    it.each(writer.files.map((file, n) => [file.name, file, n] as const))('%s', async (name, { path, expected, how }, n) => {
      const { rows, columns } = expectedValues(expected)
      const source = await parquetSource(path).open(), read = await readAll(source, 64)
      expect(read.rows, how).toBe(rows)
      expect(source.fields.map(f => [f.name, f.type.kind]), how).toEqual(columns.map(c => [c.name, c.type.kind]))
      columns.forEach((c, k) => expect(read.columns[k]!.map(normal), `${c.name}: ${how}`).toEqual(c.values.map(normal)))

      const ours = copy(`${writer.name}-${name}`)
      await rewrite(path, ours, optionsOf(n))
      const again = await readAll(await parquetSource(ours).open())
      const theirs = await duckdb(`SELECT * FROM '${ours}'`, source.fields.map(f => f.type))
      columns.forEach((c, k) => {
        expect(again.columns[k]!.map(normal), c.name).toEqual(c.values.map(normal))
        if (c.type.kind !== 'void') expect((theirs[k] ?? []).map(normal), `DuckDB, ${c.name}`).toEqual(c.values.map(normal))
      })
    })
  })
}
