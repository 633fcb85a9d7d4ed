/** A typed pipeline inside a small HTTP service: `GET /late?origin=SFO` streams the late flights of an origin as JSON lines. */
import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { DataFrame, Infer, Session } from '../../src/index.js'
import { count, schema, t } from '../../src/index.js'

export const Flight = schema({
  date: t.timestampNtz, delay: t.int64, distance: t.int64, origin: t.utf8, destination: t.utf8,
})
type Flights = Infer<typeof Flight>

/** Late flights of an origin per destination, most first. */
export const lateByDestination = (flights: DataFrame<Flights>, origin: string) =>
  flights
    .filter($ => $.origin.eq(origin).and($.delay.gt(15)))
    .groupBy('destination')
    .agg($ => ({ late: count(), worst: $.delay.max() }))
    .orderBy($ => $.late.desc(), 'destination')

/** Serves a flights file. A client that goes away cancels its query. */
export function serve(tf: Session, file: string): Server {
  const flights = tf.read.parquet(file, Flight)
  return createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const origin = url.searchParams.get('origin')
    if (url.pathname !== '/late' || !origin) {
      response.writeHead(404).end('Ask for /late?origin=SFO\n')
      return
    }
    const gone = new AbortController()
    response.on('close', () => gone.abort())
    void (async () => {
      try {
        response.writeHead(200, { 'content-type': 'application/x-ndjson' })
        for await (const rows of lateByDestination(flights, origin).rows({ signal: gone.signal })) {
          const more = response.write(rows.map(row => `${JSON.stringify(row)}\n`).join(''))
          if (!more) await once(response, 'drain')
        }
        response.end()
      } catch (error) {
        response.destroy(error instanceof Error ? error : undefined)
      }
    })()
  })
}
