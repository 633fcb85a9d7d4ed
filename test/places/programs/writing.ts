/** What is written is read again; Arrow in memory goes there and back. */
import { schema, session, t, type Session } from '../../../src/index.js'
import { errorText, rowsText } from '../canonical.js'
import type { Program } from '../place.js'

const Mixed = schema({
  id: t.int64, small: t.int16.nullable(), price: t.decimal(12, 2), share: t.float64.nullable(), text: t.utf8.nullable(), day: t.date, at: t.timestamp,
  flag: t.bool, tags: t.list(t.utf8),
})
const mixed = (tf: Session) => tf.frame(Mixed, Array.from({ length: 500 }, (_, n) => ({
  id: BigInt(n) * 1_000_000_007n, small: n % 7 ? n : null, price: `${n}.25`, share: n % 5 ? n / 3 : null, text: n % 11 ? `text ${n}, "é日本😀"` : null,
  day: new Date(Date.UTC(2000, 0, 1 + n)).toISOString().slice(0, 10), at: new Date(Date.UTC(2000, 0, 1, n)), flag: n % 2 === 0, tags: ['a', `b${n}`].slice(0, n % 3),
})))

export const writing: readonly Program[] = [
  {
    name: 'to Arrow and back',
    run: async () => {
      await using tf = session({ int64: 'bigint', timeZone: 'UTC' })
      const table = await mixed(tf as Session).toArrow()
      return [String(table.schema), ...rowsText(await tf.fromArrow(table, Mixed).collect())]
    },
  },
  ...(['parquet', 'csv', 'ndjson', 'arrow'] as const).map((format): Program => ({
    name: `write ${format} and read it again`,
    needs: 'files',
    run: async place => {
      await using tf = session({ int64: 'bigint', timeZone: 'UTC' })
      const path = place.output!(`mixed.${format}`), rows = mixed(tf as Session)
      const written = format === 'csv' ? rows.drop('tags') : rows
      await written.write[format](path)
      const again = await tf.open[format](path)
      const twice = (await errorText(() => written.write[format](path))).split(' ')[0]!
      return [JSON.stringify(again.schema), twice, ...rowsText(await again.collect())]
    },
  })),
]
