import { describe, expect, it } from 'vitest'
import { setting } from '../../../memory/random.fixture.js'
import { bool, field, int64, list, struct, utf8 } from '../../../types/data-type.js'
import { testFolder } from '../parquet.fixture.js'
import { parquetSink } from '../sink.js'

const file = testFolder()
const fields = [field('id', int64), field('name', utf8), field('ok', bool), field('tags', list(struct([field('label', utf8)])))]

/** The error of opening a file with these options, which may be wrong. */
async function error(options: object): Promise<string> {
  const { task } = setting()
  try {
    const writer = await parquetSink(file('x.parquet'), options).open(fields, task)
    await writer.abort()
    return ''
  } catch (e) {
    return (e as Error).message
  } finally {
    task.close()
  }
}

describe('options', () => {
  it.each([
    [{ compresion: 'zstd' }, "The option 'compresion' cannot be zstd. There is no such option. Did you mean 'compression'?"],
    [{ rowGroupRows: 5 }, "Did you mean 'rowGroupSize'?"],
    [{ compression: 'lz4' }, "cannot be lz4. It must be one of snappy, zstd, gzip, lz4_raw, brotli, uncompressed, none."],
    [{ compression: 'zstd', compressionLevel: 23 }, 'It must be a whole number from 0 to 22.'],
    [{ compression: 'gzip', compressionLevel: 12 }, 'It must be a whole number from 1 to 9.'],
    [{ compressionLevel: 3 }, 'snappy has no levels.'],
    [{ rowGroupSize: 0 }, "The option 'rowGroupSize' cannot be 0. It must be a whole number from 1 to 2147483647."],
    [{ rowGroupSizeBytes: '1MB' }, 'It must be a whole number'],
    [{ pageSize: 1.5 }, 'It must be a whole number'],
    [{ dataPageVersion: 3 }, 'It must be 1 or 2.'],
    [{ dictionary: 'id' }, 'It must be true, false, or a list of column names.'],
    [{ dictionary: ['other'] }, "cannot be other. There is no such column. There are: id, name, ok, tags, tags.list.element.label."],
    [{ dictionary: ['names'] }, "Did you mean 'name'?"],
    [{ encoding: { id: 'DELTA' } }, 'It must give columns one of PLAIN, RLE, DELTA_BINARY_PACKED'],
    [{ encoding: { id: 'DELTA_BYTE_ARRAY' } }, "Column 'id' can be written as PLAIN, DELTA_BINARY_PACKED."],
    [{ bloomFilter: 'id' }, 'It must be a list of column names.'],
    [{ bloomFilter: ['ok'] }, 'Booleans have no Bloom filters'],
    [{ bloomFilter: ['tags.list'] }, "The option 'bloomFilter' cannot be tags.list. There is no such column."],
    [{ bloomFilterFpp: 1 }, 'It must be a number between 0 and 1.'],
    [{ metadata: { a: 1 } }, 'It must be an object of texts.'],
    [{ mode: 'replace' }, "The option 'mode' cannot be replace."],
  ])('%o', async (options, message) => expect(await error(options)).toContain(message))

  it('nested columns are named by their path, or by the column they are in', async () => {
    const nested = ['tags', 'tags.list.element.label', 'id']
    expect(await error({ bloomFilter: nested, encoding: { tags: 'DELTA_BYTE_ARRAY' }, dictionary: nested })).toBe('')
  })
  it('a struct without fields has no form', async () => {
    const { task } = setting()
    const opened = parquetSink(file('y.parquet')).open([field('s', list(struct([])))], task)
    await expect(opened).rejects.toMatchObject({ condition: 'UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE' })
    task.close()
  })
})
