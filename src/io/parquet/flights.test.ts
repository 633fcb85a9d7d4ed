import { fileURLToPath } from 'node:url'
import { asyncBufferFromFile, parquetRead, type ColumnData } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { describe, expect, it } from 'vitest'
import { setting } from '../../memory/random.fixture.js'
import { readText } from '../../memory/text.js'
import { field, int64, timestampNtz, utf8 } from '../../types/data-type.js'
import { parquetSource } from './source.js'

const path = fileURLToPath(new URL('../../../node_modules/vega-datasets/data/flights-3m.parquet', import.meta.url))

/** What another reader makes of the file, column by column. */
async function otherReader(): Promise<Map<string, ArrayLike<unknown>[]>> {
  const chunks: ColumnData[] = []
  const file = await asyncBufferFromFile(path)
  await parquetRead({ file, compressors, parsers: { timestampFromMicroseconds: micros => micros }, onChunk: chunk => chunks.push(chunk) })
  const columns = new Map<string, ArrayLike<unknown>[]>()
  for (const chunk of chunks.sort((a, b) => a.rowStart - b.rowStart)) {
    const parts = columns.get(chunk.columnName) ?? []
    columns.set(chunk.columnName, [...parts, chunk.columnData])
  }
  return columns
}

describe('flights-3m.parquet', () => {
  it('has its columns, statistics and every value', async () => {
    const source = await parquetSource(path).open()
    expect(source.fields).toEqual([
      field('date', timestampNtz), field('delay', int64), field('distance', int64), field('origin', utf8), field('destination', utf8),
    ])
    const { rows, columns } = source.statistics()
    expect(rows).toBe(3_000_000)
    expect(columns!.get('delay')).toEqual({ min: -1116n, max: 1688n, nulls: 0 })
    expect(columns!.get('origin')).toEqual({ min: 'ABE', max: 'YAK', nulls: 0 })
    const expected = await otherReader()
    const at = new Map([...expected].map(([name, parts]) => [name, valuesOf(parts)]))
    const { memory, task } = setting()
    let row = 0, different = 0
    for await (const batch of source.read({ task, batchRows: 16_384, signal: undefined, metric: () => {} })) {
      source.fields.forEach(({ name, type }, n) => {
        const { data, validity } = batch.columns[n]!, next = at.get(name)!
        expect(validity).toBe(0)
        for (let k = 0; k < batch.rows; k++) {
          const cell = (data >>> 2) + 2 * k
          const value = type.kind === 'utf8' ? readText(memory, memory.u32[cell]!, memory.u32[cell + 1]!) : memory.i64[(data >>> 3) + k]!
          if (value !== next.next().value) different++
        }
      })
      row += batch.rows
    }
    expect({ row, different, pages: task.pages }).toEqual({ row: 3_000_000, different: 0, pages: 0 })
    task.close()
  }, 60_000)
})

function* valuesOf(parts: readonly ArrayLike<unknown>[]): Generator<unknown> {
  for (const part of parts) for (let n = 0; n < part.length; n++) yield part[n]
}
