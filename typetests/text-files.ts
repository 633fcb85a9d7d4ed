// CSV and NDJSON: the frames that reading gives, and options that are refused.
import { schema as declare, session, t, type DataFrame, type Dynamic, type Int64, type List, type Null, type Struct, type Utf8 } from 'typedframe'
import { schema } from './assert.js'

const Event = declare({ id: t.int64, tags: t.list(t.utf8).nullable(), who: t.struct({ name: t.utf8 }), _corrupt_record: t.utf8.nullable() })
type Events = { id: Int64; tags: List<Utf8> | Null; who: Struct<{ name: Utf8 }>; _corrupt_record: Utf8 | Null }
const tf = session()

schema<Events>()(tf.read.ndjson('events.ndjson', Event), true)
schema<Events>()(tf.read.ndjson(['a.ndjson', 'b.ndjson.gz'], Event, { mode: 'PERMISSIVE', multiLine: true, encoding: 'UTF-16', compression: 'gzip' }), true)
export const opened: Promise<DataFrame<Dynamic>> = tf.open.ndjson('events.ndjson', { sampleRows: Infinity, prefersDecimal: true, inferTimestamp: true, primitivesAsString: false })
tf.read.csv('a.csv', Event, {
  header: true, sep: ';', quote: "'", escape: '\\', comment: '#', nullValue: 'NA', emptyValue: '', nanValue: 'nan', positiveInf: 'inf', negativeInf: '-inf',
  dateFormat: 'dd.MM.yyyy', timestampFormat: 'dd.MM.yyyy HH:mm', timestampNTZFormat: 'HH:mm', multiLine: false, encoding: 'windows-1252', compression: 'zstd',
  ignoreLeadingWhiteSpace: true, ignoreTrailingWhiteSpace: true, lineSep: '\n', maxColumns: 5, enforceSchema: true, mode: 'DROPMALFORMED',
  columnNameOfCorruptRecord: 'bad', sampleRows: 5, timeZone: 'UTC',
})
tf.read.ndjson('a.ndjson', Event).select($ => ({ name: $.who.fields.name.upper(), id: $.id }))

tf.read.ndjson('a.ndjson') //! Expected 2-3 arguments, but got 1
tf.read.ndjson('a.ndjson', Event, { mode: 'LENIENT' }) //! Type '"LENIENT"' is not assignable to type
tf.read.ndjson('a.ndjson', Event, { mode: 'permissive' }) //! Type '"permissive"' is not assignable to type
tf.read.ndjson('a.ndjson', Event, { multiline: true }) //! 'multiline' does not exist in type
tf.read.csv('a.csv', Event, { mode: 'LENIENT' }) //! Type '"LENIENT"' is not assignable to type
tf.read.csv('a.csv', Event, { delimeter: ';' }) //! 'delimeter' does not exist in type
tf.read.csv('a.csv', Event, { compression: 'rar' }) //! Type '"rar"' is not assignable to type
tf.open.csv('a.csv', { header: 'yes' }) //! Type 'string' is not assignable to type 'boolean
tf.open.ndjson('a.ndjson', { sampleRows: '5' }) //! Type 'string' is not assignable to type 'number'
tf.read.ndjson('a.ndjson', Event).select('idd') //! Argument of type '"idd"' is not assignable

export async function write(df: DataFrame<Events>) {
  await df.write.ndjson('a.ndjson.gz', { ignoreNullFields: false, lineSep: '\r\n', mode: 'overwrite' })
  await df.write.csv('a.csv', { quoteAll: true, escapeQuotes: false, emptyValue: '', compression: 'gzip', dateFormat: 'dd.MM.yyyy', sep: ';' })
  await df.write.ndjson('a.ndjson', { header: true }) //! 'header' does not exist in type
  await df.write.csv('a.csv', { quoteAll: 'yes' }) //! Type 'string' is not assignable to type 'boolean
  await df.write.csv('a.csv', { mode: 'PERMISSIVE' }) //! Type '"PERMISSIVE"' is not assignable to type
}
