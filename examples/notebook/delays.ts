/** A notebook-style script: run it with `npx tsx examples/notebook/delays.ts`. */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { avg, count, session } from '../../src/index.js'

const data = join(dirname(createRequire(import.meta.url).resolve('vega-datasets/package.json')), 'data')
const tf = session()

// Look at a file of unknown schema first: names are plain strings until its schema is known.
const unknown = await tf.open.parquet(join(data, 'flights-3m.parquet'))
unknown.printSchema()

const byMonth = unknown
  .groupBy($ => ({ month: $.date!.month() }))
  .agg($ => ({ flights: count(), meanDelay: avg($.delay!) }))
  .orderBy('month')

await byMonth.show()
await tf.close()
