/** Files of other writers, read from where the place has them: every value. */
import { session, type Location, type Session } from '../../../src/index.js'
import { rowsText } from '../canonical.js'
import type { Program } from '../place.js'

type Format = 'parquet' | 'csv' | 'ndjson' | 'arrow'
/** Of `inputs.ts`. */
export const inputFiles: Readonly<Record<Format, readonly string[]>> = {
  parquet: ['snappy', 'zstd', 'gzip', 'brotli', 'lz4_raw', 'uncompressed'].map(codec => `types-${codec}.parquet`),
  csv: ['quoted.csv', 'types.csv', 'airports.csv', 'types.csv.gz'],
  ndjson: ['types.ndjson', 'types.ndjson.gz'],
  arrow: ['types-file.arrow', 'types-stream.arrow'],
}

const open = (tf: Session, format: Format, location: Location) => tf.open[format](location)

export const files: readonly Program[] = Object.entries(inputFiles).flatMap(([format, names]) => names.map(name => ({
  name: `read ${name}`,
  run: async place => {
    await using tf = session({ int64: 'bigint', timeZone: 'UTC' })
    const location = await place.input(name), read = await open(tf as Session, format as Format, location)
    const rows: readonly object[] = await read.collect()
    const counted = await read.limit(1_000).count()
    return [JSON.stringify(read.schema), String(counted), ...rowsText(rows)]
  },
} satisfies Program)))
