import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { frame, schema, t } from '../index.js'

test('frames and columns show in Node what they are', () => {
  const df = frame(schema({ id: t.int64, tags: t.list(t.utf8).nullable() }), [])
  expect(inspect(df)).toBe('DataFrame [id: bigint, tags: array<string> (nullable)]')
  expect(inspect({ c: df.$.id.add(1).gt(2).and(df.$.tags.isNull()) })).toBe('{ c: Column id + 1 > 2 and tags is null }')
})
