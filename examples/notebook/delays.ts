/** A notebook-style script: run it with `npx tsx examples/notebook/delays.ts`. */
import { avg, count, session } from '../../src/index.js'
import { dataset } from '../datasets.js'

const tf = session()

// Look at a file of unknown schema first: names are plain strings until its schema is known.
const unknown = await tf.open.parquet(dataset('flights-3m.parquet'))
unknown.printSchema()

const byMonth = unknown
  .groupBy($ => ({ month: $.date!.month() }))
  .agg($ => ({ flights: count(), meanDelay: avg($.delay!) }))
  .orderBy('month')

await byMonth.show()
await tf.close()
