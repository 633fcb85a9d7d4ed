/** The main job: which airports' departures are latest, over three million flights. Run with `npm start`. */
import { avg, count, schema, session, t } from '../../src/index.js'
import { dataset } from '../datasets.js'

const Flight = schema({
  date: t.timestampNtz, delay: t.int64, distance: t.int64, origin: t.utf8, destination: t.utf8,
})
const Airport = schema({
  iata: t.utf8, name: t.utf8, city: t.utf8.nullable(), state: t.utf8.nullable(), country: t.utf8, latitude: t.float64, longitude: t.float64,
})

const tf = session()
const flights = tf.read.parquet(dataset('flights-3m.parquet'), Flight)
const airports = tf.read.csv(dataset('airports.csv'), Airport)

const worst = flights
  .filter($ => $.distance.gt(500))
  .withColumns($ => ({ hour: $.date.hour(), late: $.delay.gt(15) }))
  .join(airports.select('iata', 'city', 'state'), { origin: 'iata' })
  .groupBy('origin', 'city', 'state')
  .agg($ => ({ flights: count(), meanDelay: avg($.delay), late: $.late.cast('int32').sum(), firstHour: $.hour.min() }))
  .filter($ => $.flights.ge(1000))
  .withColumns($ => ({ meanDelay: $.meanDelay.round(2), lateShare: $.late.cast('float64').div($.flights).round(3) }))
  .orderBy($ => $.meanDelay.desc(), 'origin')
  .limit(10)

const from = performance.now()
const rows = await worst.collect()
const elapsed = performance.now() - from

await worst.show()
console.log(`\n${rows.length} rows out of ${(await flights.count()).toLocaleString('en-US')} flights, in ${elapsed.toFixed(0)} ms\n`)
console.log(await worst.explain())
await tf.close()
