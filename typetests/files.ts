// Where files are read from and written to, and sources and sinks of one's own.
import { schema as declare, session, t, type DataFrame, type DataSink, type DataSource, type Dynamic, type Infer, type Int32, type Null, type Utf8 } from 'typedframe'
import { frame, schema, type } from './assert.js'

const tf = session({ s3: { endpoint: 'https://minio.example', region: 'eu-central-1' }, http: { headers: { authorization: 'x' }, retries: 2 } })
const Sale = declare({ id: t.int32, year: t.int32, note: t.utf8.nullable() })
type S = { id: Int32; year: Int32; note: Utf8 | Null }
const df = frame<S>()

// locations
for (const location of ['a.csv', new URL('https://host/a.csv'), new Blob([]), new ArrayBuffer(1), new Uint8Array(1)]) schema<S>()(tf.read.csv(location, Sale), true)
schema<S>()(tf.read.parquet(['2023/*.parquet', new URL('s3://lake/2024')], Sale, { basePath: 's3://lake', recursiveFileLookup: false, pathGlobFilter: '*.parquet' }), true)
type<Promise<DataFrame<Dynamic, import('typedframe').DefaultJs>>>()(tf.open.parquet('data/', { mergeSchema: true }), true)
tf.read.csv(5, Sale) //! Argument of type 'number' is not assignable to parameter of type 'Locations'
tf.read.csv([], Sale).filter($ => $.yaer.gt(1)) //! Property 'yaer' does not exist on type 'Columns<
tf.read.parquet('a', Sale, { mergeSchem: true }) //! 'mergeSchem' does not exist in type 'DatasetOptions'
tf.read.parquet('a', Sale, { http: { header: {} } }) //! 'header' does not exist in type 'HttpOptions'
tf.read.parquet('a', Sale, { s3: { region: 5 } }) //! Type 'number' is not assignable to type 'string'
session({ s3: { endPoint: 'x' } }) //! endPoint

// writing
df.write.parquet('out', { partitionBy: ['year', 'note'], mode: 'append' })
df.write.csv('s3://lake/out', { partitionBy: ['year'], mode: 'errorIfExists', s3: { region: 'x' } })
df.write.ndjson('out', { mode: 'ignore' })
df.write.parquet('out', { partitionBy: ['yaer'] }) //! Type '"yaer"' is not assignable to type '"
df.write.arrow('out', { mode: 'replace' }) //! Type '"replace"' is not assignable to type 'WriteMode | undefined'
df.write.csv(new Blob([])) //! is not assignable to parameter of type 'string'

// a source of one's own
const source: DataSource<Infer<typeof Sale>> = {
  name: 'shop', schema: Sale,
  pushFilters: filters => ({ source, remaining: filters.filter(f => f.op !== 'eq' || f.column !== 'id') }),
  pushTopN: (order, rows) => order[0]?.descending && rows < 10 ? source : undefined,
  async *read({ columns, signal }) { if (!signal?.aborted) yield [Object.fromEntries(columns.map(c => [c, 1]))] },
}
schema<S>()(tf.from(source), true)
tf.from({ name: 'plain', schema: Sale, *read() { yield { id: [1], year: [2], note: [null] } } }).filter($ => $.note.isNull())
tf.from({ name: 'plain', schema: Sale }) //! Property 'read' is missing
tf.from({ name: 'plain', schema: Sale, *read() { yield 7 } }) //! is not assignable to type

// a sink of one's own: of these rows, or of rows that need less
declare const whole: DataSink<{ id: number; year: number; note: string | null }>
declare const some: DataSink<{ id: number }>
declare const other: DataSink<{ id: string }>
declare const strict: DataSink<{ id: number; note: string }>
df.write.to(whole)
df.write.to(some, { signal: AbortSignal.timeout(1) })
df.write.to(other) //! is not assignable to parameter of type 'DataSink<
df.write.to(strict) //! is not assignable to parameter of type 'DataSink<
