/** JavaScript objects into columns, and columns into JavaScript objects. */
import { DuckDBInstance } from '@duckdb/node-api'
import * as aq from 'arquero'
import { schema, t, type Session } from '../src/index.js'
import { fastest, result, type Result } from './measure.js'

const Row = schema({ id: t.int32, name: t.utf8, price: t.float64, city: t.utf8.nullable(), ok: t.bool })
const cities = ['Berlin', 'Lisbon', 'Oslo', 'Kyoto', null]

export async function objects(tf: Session, count: number, rounds: number): Promise<readonly Result[]> {
  const rows = Array.from({ length: count }, (_, n) => ({ id: n, name: `name ${n % 50_000}`, price: n / 4, city: cities[n % 5]!, ok: n % 3 === 0 }))
  const instance = await DuckDBInstance.create(':memory:'), connection = await instance.connect()
  await connection.run('set threads = 1')

  const oursIn = await fastest(rounds, async () => {
    const frame = await tf.frame(Row, rows).cache()
    frame.unpersist()
  })
  const duckIn = await fastest(1, async () => {
    await connection.run('create or replace table rows (id integer, name varchar, price double, city varchar, ok boolean)')
    const appender = await connection.createAppender('rows')
    for (const row of rows) {
      appender.appendInteger(row.id)
      appender.appendVarchar(row.name)
      appender.appendDouble(row.price)
      if (row.city === null) appender.appendNull()
      else appender.appendVarchar(row.city)
      appender.appendBoolean(row.ok)
      appender.endRow()
    }
    appender.closeSync()
  })
  const arqueroIn = await fastest(rounds, () => aq.from(rows))

  const frame = await tf.frame(Row, rows).cache(), arquero = aq.from(rows)
  const oursOut = await fastest(rounds, () => frame.collect())
  const duckOut = await fastest(1, async () => (await connection.runAndReadAll('select * from rows')).getRowObjectsJS())
  const arqueroOut = await fastest(rounds, () => arquero.objects({ limit: Infinity }))
  frame.unpersist()
  connection.closeSync()
  instance.closeSync()
  return [
    result('objects-in', 'memory', 1, oursIn, 'duckdb', duckIn), result('objects-in', 'memory', 1, oursIn, 'arquero', arqueroIn),
    result('objects-out', 'memory', 1, oursOut, 'duckdb', duckOut), result('objects-out', 'memory', 1, oursOut, 'arquero', arqueroOut),
  ]
}
