/** How `tf.read` and `tf.open` read the files of each format. */
import type { DataFrame } from '../dsl/data-frame.js'
import { arrowSource } from '../io/arrow/source.js'
import type { CsvReadOptions } from '../io/csv/dialect.js'
import { csvSource } from '../io/csv/source.js'
import type { FileFormat } from '../io/dataset/agreement.js'
import { dataset } from '../io/dataset/dataset.js'
import { datasetChecks, type DatasetOptions } from '../io/dataset/options.js'
import type { NdjsonReadOptions } from '../io/ndjson/options.js'
import { ndjsonSource } from '../io/ndjson/source.js'
import { parquetSource } from '../io/parquet/source.js'
import type { Opening } from '../io/text/opening.js'
import { checkOptions, checkValues } from '../logical/check-options.js'
import type { Source } from '../logical/source.js'
import type { Field } from '../types/data-type.js'
import type { JsConfig } from '../types/js.js'
import { declaredFields } from '../types/schema.js'
import type { Config } from './config.js'
import { locations } from './path.js'
import type { Locations, Opener, Reader } from './reader.js'

type Files = Readonly<Record<keyof Reader<JsConfig>, (path: Locations, schema: readonly Field[] | undefined, options?: DatasetOptions) => Source>>

/** `opening`: whose memory files are looked into with. */
export function filesOf({ timeZone, storage }: Config, opening: Opening): Files {
  const parquet: FileFormat = (file, schema) => parquetSource(file, schema ? { schema } : {})
  const arrow: FileFormat = (file, schema) => arrowSource(file, schema ? { schema } : {})
  const csv = (options: CsvReadOptions, inferred: boolean): FileFormat => (file, schema) =>
    csvSource(file, { timeZone, ...options, inferred, opening, ...schema ? { schema } : {} })
  const ndjson = (options: NdjsonReadOptions, inferred: boolean): FileFormat => (file, schema) =>
    ndjsonSource(file, { timeZone, ...options, inferred, opening, ...schema ? { schema } : {} })
  const plain = (format: string, read: FileFormat) => (path: Locations, schema: readonly Field[] | undefined, options: DatasetOptions = {}) =>
    dataset({ format, locations: locations(path), read, schema, options: { ...storage, ...checkOptions(`read.${format}`, options, datasetChecks) } })
  /** Formats with options of their own. `inferred`: the schema is not declared. */
  const withOptions = <O extends object>(format: string, read: (own: O, inferred: boolean) => FileFormat) =>
    (path: Locations, schema: readonly Field[] | undefined, options?: DatasetOptions) => {
      const given = (options === undefined ? {} : options) as O & DatasetOptions
      const [common, own] = separated(checkValues(`read.${format}`, given, datasetChecks))
      return dataset({ format, locations: locations(path), read: read(own, schema === undefined), schema, options: { ...storage, ...common } })
    }
  return {
    parquet: plain('parquet', parquet),
    arrow: plain('arrow', arrow),
    csv: withOptions('csv', csv),
    ndjson: withOptions('ndjson', ndjson),
  }
}
/** Options that all formats have, and those of one. */
function separated<O extends object>(options: O & DatasetOptions): readonly [DatasetOptions, O] {
  const entries = Object.entries(options), isCommon = ([name]: [string, unknown]): boolean => Object.hasOwn(datasetChecks, name)
  return [Object.fromEntries(entries.filter(isCommon)), Object.fromEntries(entries.filter(e => !isCommon(e))) as O]
}
type MakeFrame<C extends JsConfig> = <S>(source: Source) => DataFrame<S, C>

export const reader = <C extends JsConfig>(files: Files, frame: MakeFrame<C>): Reader<C> => ({
  parquet: (path, schema, options) => frame(files.parquet(path, declaredFields(schema, 'read.parquet'), options)),
  csv: (path, schema, options) => frame(files.csv(path, declaredFields(schema, 'read.csv'), options)),
  ndjson: (path, schema, options) => frame(files.ndjson(path, declaredFields(schema, 'read.ndjson'), options)),
  arrow: (path, schema, options) => frame(files.arrow(path, declaredFields(schema, 'read.arrow'), options)),
})
export const opener = <C extends JsConfig>(files: Files, frame: MakeFrame<C>): Opener<C> => ({
  parquet: async (path, options) => frame(await files.parquet(path, undefined, options).open()),
  csv: async (path, options) => frame(await files.csv(path, undefined, options).open()),
  ndjson: async (path, options) => frame(await files.ndjson(path, undefined, options).open()),
  arrow: async (path, options) => frame(await files.arrow(path, undefined, options).open()),
})
