/** A data transform as one keeps it in a library: a typed function from frame to frame. Its tests are beside it. */
import { schema, t, type DataFrame, type Infer, type Row } from '../../src/index.js'

export const Flight = schema({ origin: t.utf8, destination: t.utf8, delay: t.int64.nullable(), distance: t.int64 })

/** How many flights of each origin were more than a quarter of an hour late. Flights of unknown delay do not count. */
export const lateByOrigin = (flights: DataFrame<Infer<typeof Flight>>) =>
  flights
    .filter($ => $.delay.gt(15))
    .groupBy('origin')
    .agg($ => ({ late: $.delay.count(), worst: $.delay.max() }))

export type LateRow = Row<ReturnType<typeof lateByOrigin>>
