/** Queries that are stopped, left early, or run beside others, and what is cached. */
import { count, session } from '../../../src/index.js'
import { errorText, rowsText, valueText } from '../canonical.js'
import type { Program } from '../place.js'

const many = Array.from({ length: 3_000 }, (_, n) => ({ n, half: n / 2, text: `text ${n % 17}` }))

export const ending: readonly Program[] = [
  {
    name: 'a query is stopped by its signal',
    run: async () => {
      await using tf = session({ timeZone: 'UTC' })
      const rows = tf.frame(many)
      const endless = rows.crossJoin(rows.rename({ n: 'n2', half: 'h2', text: 't2' })).crossJoin(rows.rename({ n: 'n3', half: 'h3', text: 't3' }))
      const stopped = await errorText(() => endless.filter($ => $.n.add($.n2).add($.n3).lt(0)).count({ signal: AbortSignal.timeout(60) }))
      const controller = new AbortController()
      setTimeout(() => controller.abort(), 30)
      const aborted = await errorText(() => endless.agg($ => ({ sum: $.h3.sum() })).collect({ signal: controller.signal }))
      return [...[stopped, aborted].map(text => text.split(' ').slice(0, 2).join(' ')), valueText(await rows.count())]
    },
  },
  {
    name: 'results left early give their memory back',
    run: async () => {
      await using tf = session({ memory: '24MiB', timeZone: 'UTC' })
      const rows = tf.frame(many)
      let seen = 0
      for (let n = 0; n < 60; n++) {
        for await (const row of rows.join(rows.rename({ half: 'h2', text: 't2' }), 'n').orderBy('n')) {
          seen += row.n
          if (row.n === 3) break
        }
      }
      return [valueText(seen)]
    },
  },
  {
    name: 'queries at once, and cached frames',
    run: async () => {
      await using tf = session({ timeZone: 'UTC' })
      const cached = await tf.frame(many).withColumns($ => ({ square: $.half.mul($.half) })).cache()
      const answers = await Promise.all([3, 5, 7, 11].map(k =>
        cached.filter($ => $.n.mod(k).eq(0)).groupBy('text').agg($ => ({ n: count(), sum: $.square.sum() })).orderBy('text').collect()))
      return answers.flatMap(rows => rowsText(rows))
    },
  },
]
