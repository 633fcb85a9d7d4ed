/** What `tf.read` and `tf.open` offer: one method a format. */
import type { DataFrame } from '../dsl/data-frame.js'
import type { CsvReadOptions } from '../io/csv/dialect.js'
import type { DatasetOptions } from '../io/dataset/options.js'
import type { Location } from '../io/file/location.js'
import type { NdjsonReadOptions } from '../io/ndjson/options.js'
import type { Dynamic } from '../types/entry.js'
import type { JsConfig } from '../types/js.js'
import type { Schema } from '../types/schema.js'

/** One file, a folder, a pattern such as `data/*.csv`, or a list of those. */
export type Locations = Location | readonly Location[]

/** Files whose columns are declared: a frame at once; they are found, opened and checked when a result is asked for. */
export interface Reader<C extends JsConfig> {
  /** @throws SCHEMA_MISMATCH (when run) with every difference between the files and the declaration */
  parquet<S>(path: Locations, schema: Schema<S>, options?: DatasetOptions): DataFrame<S, C>
  csv<S>(path: Locations, schema: Schema<S>, options?: CsvReadOptions & DatasetOptions): DataFrame<S, C>
  /** One JSON object a line (Spark's `json`); with `multiLine` one object or a list of them in a file. */
  ndjson<S>(path: Locations, schema: Schema<S>, options?: NdjsonReadOptions & DatasetOptions): DataFrame<S, C>
  arrow<S>(path: Locations, schema: Schema<S>, options?: DatasetOptions): DataFrame<S, C>
}
/** Files of unknown columns: opened now; the frame takes plain strings for names until `.as(Schema)`. */
export interface Opener<C extends JsConfig> {
  parquet(path: Locations, options?: DatasetOptions): Promise<DataFrame<Dynamic, C>>
  csv(path: Locations, options?: CsvReadOptions & DatasetOptions): Promise<DataFrame<Dynamic, C>>
  ndjson(path: Locations, options?: NdjsonReadOptions & DatasetOptions): Promise<DataFrame<Dynamic, C>>
  arrow(path: Locations, options?: DatasetOptions): Promise<DataFrame<Dynamic, C>>
}
