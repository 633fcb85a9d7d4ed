/** What the examples of the documentation are about: names that a fragment mentions without declaring them. */
import { count, frame, schema, session, t, type DataFrame, type DefaultJs, type Infer } from '../../src/index.js'

export * from '../../src/index.js'

export const Flight = schema({ date: t.timestampNtz, delay: t.int64.nullable(), distance: t.int64, origin: t.utf8, destination: t.utf8 })
export const flights = frame(Flight, [
  { date: '2001-01-01 09:00:00', delay: 20, distance: 2586, origin: 'SFO', destination: 'JFK' },
  { date: '2001-01-01 10:30:00', delay: 3, distance: 337, origin: 'SFO', destination: 'LAX' },
  { date: '2001-02-03 11:00:00', delay: null, distance: 671, origin: 'OAK', destination: 'SEA' },
])
export const airports = frame([{ iata: 'SFO', city: 'San Francisco' }, { iata: 'OAK', city: 'Oakland' }])
export const lateByOrigin = (of: DataFrame<Infer<typeof Flight>, DefaultJs>) => of.filter($ => $.delay.gt(15)).groupBy('origin').agg(() => ({ late: count() }))

export const tf = session()
export const df = frame(schema({
  id: t.int64, name: t.utf8.nullable(), age: t.int32, city: t.utf8, date: t.date, day: t.utf8, price: t.float64, quantity: t.int32, customerId: t.int64,
}), [
  { id: 1, name: 'Ada', age: 36, city: 'London', date: '2024-02-29', day: '2024-03-01', price: 9.5, quantity: 2, customerId: 7 },
  { id: 2, name: null, age: 12, city: 'Paris', date: '2025-07-01', day: '2025-07-02', price: 20, quantity: 1, customerId: 8 },
])
export const people = df.select('id', 'name', 'age')
export const orders = frame([{ id: 1, customerId: 7, price: 9.5 }, { id: 2, customerId: 9, price: 20 }])
export const customers = frame([{ customerId: 7, city: 'London' }, { customerId: 8, city: 'Paris' }])
export const { $ } = df

/** Computes what is still to be computed. */
export async function computed(value: unknown): Promise<void> {
  const made = await value as { readonly collect?: () => Promise<unknown> } | undefined
  if (typeof made?.collect === 'function') await made.collect()
}
