// Whole programs as users write them.
import { avg, count, frame, schema, session, t, type DataFrame, type DefaultJs, type Infer, type JsConfig, type Row } from 'typedframe'
import { type, type Equal } from './assert.js'

// A notebook-style script
const Flight = schema({
  date: t.timestampNtz, delay: t.int64, distance: t.int64, origin: t.utf8, destination: t.utf8,
})

export async function notebook() {
  const tf = session()                                   // this process; { threads, memory, timeZone, int64, … }
  const flights = tf.read.parquet('flights.parquet', Flight)

  const worst = flights
    .filter($ => $.distance.gt(500).and($.delay.isNotNull()))
    .withColumns($ => ({ hour: $.date.hour(), late: $.delay.gt(15) }))
    .groupBy('origin', 'hour')
    .agg($ => ({ flights: count(), meanDelay: avg($.delay), late: $.late.cast('int32').sum() }))
    .filter($ => $.flights.ge(100))
    .orderBy($ => $.meanDelay.desc(), 'origin')
    .limit(10)

  await worst.show()
  const rows = await worst.collect()
  type<{ origin: string; hour: number; flights: number; meanDelay: number; late: number }[]>()(rows, true)
  console.log(await worst.explain())
  flights.filter($ => $.distnce.gt(500)) //! Property 'distnce' does not exist on type
  flights.filter($ => $.distnce.gt(500)) //! Did you mean 'distance'?
}

// Backend code
const Sale = schema({ productId: t.int64, soldAt: t.timestamp, price: t.decimal(12, 2), quantity: t.int32, customerId: t.int64 })
const Product = schema({ productId: t.int64, category: t.utf8.nullable() })

type Sales = Infer<typeof Sale>                          // the schema's type
export const byMonth = (sales: DataFrame<Sales>, products: DataFrame<Infer<typeof Product>>) =>
  sales
    .join(products, 'productId')                         // inner by key; keys of different types do not compile
    .groupBy($ => ({ month: $.soldAt.trunc('month'), category: $.category }))
    .agg($ => ({ revenue: $.price.mul($.quantity).sum(), buyers: $.customerId.countDistinct() }))

export type MonthRow = Row<ReturnType<typeof byMonth>>

export async function backend(request: { signal: AbortSignal }, reply: { write(rows: readonly MonthRow[]): void }) {
  const tf = session({ memory: '512MiB', threads: 2, int64: 'bigint' })
  const sales = tf.read.parquet('sales.parquet', Sale), products = tf.read.csv('products.csv', Product)
  for await (const batch of byMonth(sales, products).rows({ signal: request.signal })) reply.write(batch)
  for await (const [row] of sales.pipe(byMonth, products).rows()) row!.revenue
  await tf.close()                                       // or: await using tf = session()
  // asked for, the form is known; and a helper that is generic in it passes on the session's
  type<{ month: Date; category: string | null; revenue: string; buyers: bigint }[]>()(
    await byMonth(sales, products).collect({ int64: 'bigint', decimal: 'string', date: 'string', timestamp: 'Date' }), true)
  const generic = <C extends JsConfig>(all: DataFrame<Sales, C>) => all.groupBy('productId').count()
  type<{ productId: bigint; count: bigint }[]>()(await generic(sales).collect(), true)
}
export const byDefault: Equal<Row<ReturnType<typeof byMonth>, DefaultJs>, { month: Date; category: string | null; revenue: string; buyers: number }> = true

// A transform under test
const lateByOrigin = (flights: DataFrame<{ origin: Infer<typeof Flight>['origin']; delay: Infer<typeof Flight>['delay'] }>) =>
  flights.filter($ => $.delay.gt(15)).groupBy('origin').agg(() => ({ late: count() }))
export const late = lateByOrigin(frame(Flight, [{ origin: 'SFO', delay: 20, distance: 3, destination: 'OAK', date: '2024-01-01T00:00:00' }]))
frame(Flight, [{ origin: 'SFO', delay: 20 }]) //! is missing the following properties

// The rest of the surface
export async function rest() {
  const df = frame([{ id: 1, name: 'a' as string | null, a: 1, b: 2, tmp: true, key: 1n }])
  const other = frame([{ id: 1, c: 'x' }])
  df.select('id', 'name', $ => ({ total: $.a.add($.b) }))
  df.rename({ id: 'userId' })
  df.drop('tmp')
  df.join(other, 'id', { how: 'left' }).join(other, { a: 'id' }, { suffix: '_r' })
  df.joinOn(other, (l, r) => l.id.eq(r.id).and(l.a.le(r.id)), { how: 'left', suffix: '_r' })
  df.union(df).unionByName(df.drop('tmp'), { allowMissingColumns: true }).intersect(df).except(df)
  df.orderBy('id', $ => $.name.desc().nullsLast()).limit(10).offset(5).distinct().dropDuplicates('id')
  df.dropNulls('name').fillNulls({ id: 0 }).sample(0.1, { seed: 7 })
  const dynamic = await session().open.parquet('unknown.parquet')
  const typed = dynamic.as(Flight)
  df.schema.fields.map(f => f.name)
  df.printSchema()
  await df.explain({ metrics: true })
  const n: number = await df.count()
  const first: Row<typeof df> | undefined = await df.first()
  await typed.write.parquet('out.parquet', { mode: 'overwrite' })
  await typed.write.parquet('out.parquet', {
    compression: 'zstd', compressionLevel: 9, rowGroupSize: 100_000, rowGroupSizeBytes: 1 << 20, pageSize: 8_192, pageRowCountLimit: 1_000,
    dataPageVersion: 2, dictionary: ['name'], dictionaryPageSize: 1_024, encoding: { id: 'DELTA_BINARY_PACKED' }, statistics: true,
    pageIndex: false, bloomFilter: ['id'], bloomFilterFpp: 0.05, metadata: { by: 'me' },
  })
  await typed.write.csv('out.csv')
  await typed.write.arrow('out.arrow')
  const tf = session(), table = await df.toArrow()
  tf.fromArrow(table).as(Flight)
  for await (const batch of df.recordBatches()) batch.numRows
  await df.cache()
  df.unpersist()
  return [n, first]
}
