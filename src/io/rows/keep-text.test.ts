import { expect, test } from 'vitest'
import type { KeptTexts } from '../../memory/batch.js'
import { session } from '../../session/session.js'
import { keepTexts } from './keep-text.js'

const texts = [null, 'a', 'b', 'c']

test('texts are kept one behind the other', () => {
  const kept: KeptTexts = {}
  keepTexts(kept, 0, Uint32Array.of(1, 2), texts)
  keepTexts(kept, 2, Uint32Array.of(0, 3), texts)
  keepTexts(kept, 2, Uint32Array.of(1, 1), texts)
  keepTexts(kept, 9, Uint32Array.of(1, 1), texts)
  expect(kept.strings).toEqual(['a', 'b', null, 'c'])
})
test('the oldest go first', () => {
  const all = Array.from({ length: 200 }, (): KeptTexts => ({}))
  for (const kept of all) keepTexts(kept, 0, Uint32Array.of(1), texts)
  expect(all.map(kept => kept.strings !== undefined)).toEqual(all.map((_, n) => n >= 200 - 128))
})
test('a cached frame gives the same rows again and again, in whole and in part', async () => {
  await using tf = session()
  const rows = Array.from({ length: 40_000 }, (_, n) => ({ n, often: `text ${n % 50}`, some: n % 3 === 0 ? null : `${n % 7000}`, own: `own ${n}` }))
  const cached = await tf.frame(rows).cache()
  for (let round = 0; round < 3; round++) {
    expect(await cached.collect()).toEqual(rows)
    expect(await cached.limit(20_001).collect()).toEqual(rows.slice(0, 20_001))
    expect(await cached.filter($ => $.n.mod(3).eq(0)).select('some', 'often').collect()).toEqual(
      rows.filter(row => row.n % 3 === 0).map(({ some, often }) => ({ some, often })))
    const streamed: object[] = []
    for await (const row of cached.orderBy($ => $.n.desc())) streamed.push(row)
    expect(streamed).toEqual(rows.toReversed())
  }
  await expect(cached.orderBy('own').collect()).resolves.toHaveLength(rows.length)
  cached.unpersist()
})
