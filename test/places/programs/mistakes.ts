/** Errors: the same condition and the same words. */
import { frame, schema, session, t } from '../../../src/index.js'
import { errorText } from '../canonical.js'
import type { Program } from '../place.js'

const numbers = () => frame(schema({ a: t.int32, b: t.int32.nullable(), text: t.utf8 }), [{ a: 1, b: 0, text: '12' }, { a: 2147483647, b: null, text: 'x' }])

export const mistakes: readonly Program[] = [
  {
    name: 'errors of rows',
    run: async () => [
      await errorText(() => numbers().select($ => ({ q: $.a.div($.b) })).collect()),
      await errorText(() => numbers().select($ => ({ sum: $.a.add(1) })).collect()),
      await errorText(() => numbers().select($ => ({ n: $.text.cast('int32') })).collect()),
      await errorText(() => numbers().select($ => ({ n: $.text.tryCast('int32') })).collect()),
      await errorText(() => frame(schema({ at: t.date }), [{ at: '2024-02-30' }]).collect()),
      await errorText(() => numbers().select($ => ({ late: $.text.like('%\\') })).collect()),
    ],
  },
  {
    name: 'errors of plans and options',
    run: async () => [
      await errorText(() => (numbers() as any).filter(($: any) => $.c.gt(1)).collect()),
      await errorText(() => (numbers() as any).select('nothing')),
      await errorText(() => session({ memory: 'much' })),
      await errorText(() => session({ timeZone: 'Mars/Olympus' })),
      await errorText(() => session({ tier: 'fast' } as any)),
    ],
  },
  {
    name: 'errors of files',
    run: async place => {
      await using tf = session({ timeZone: 'UTC' })
      const nation = await place.input('tpch/nation.parquet')
      const messages = [
        await errorText(() => tf.read.parquet(nation, schema({ n_nationkey: t.utf8, missing: t.int32 })).collect()),
        await errorText(() => tf.open.parquet(new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]))),
        await errorText(() => tf.open.arrow(new TextEncoder().encode('this is no Arrow file'))),
        await errorText(() => tf.read.csv(new TextEncoder().encode('a,b\n1,2\n3,x\n'), schema({ a: t.int32, b: t.int32 })).collect()),
      ]
      // a file has another name in each place
      return messages.map(message => message.replaceAll(/'[^']*nation\.parquet'|'Blob'/g, 'FILE'))
    },
  },
]
