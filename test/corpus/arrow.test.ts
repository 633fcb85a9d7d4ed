/** Arrow files and streams of other writers (conformance/corpus.py): every value compared. */
import { describe, expect, it } from 'vitest'
import { arrowSource } from '../../src/io/arrow/source.js'
import { readAll } from '../../src/io/parquet/parquet.fixture.js'
import { normal } from '../../src/memory/random.fixture.js'
import { corpusOf, expectedValues } from './canonical.js'

for (const writer of corpusOf('arrow')) {
  describe(writer.name, () => {
    it.each(writer.files.map(file => [file.name, file] as const))('%s', async (_, { path, expected, how }) => {
      const { rows, columns } = expectedValues(expected)
      const source = await arrowSource(path).open(), read = await readAll(source, 64)
      expect(read.rows, how).toBe(rows)
      expect(source.fields.map(f => [f.name, f.type.kind]), how).toEqual(columns.map(c => [c.name, c.type.kind]))
      columns.forEach((c, k) => expect(read.columns[k]!.map(normal), `${c.name}: ${how}`).toEqual(c.values.map(normal)))
    })
  })
}
