import { expect, test } from 'vitest'
import { binary, bool, date, decimal, field, float64, int64, list, map, struct, timestamp, timestampNtz, utf8 } from '../types/data-type.js'
import { formatSchema } from './schema.js'
import { formatTable } from './table.js'

test('numbers stand right, nulls are shown, long text is cut', () => {
  const fields = [field('origin', utf8), field('flights', int64), field('mean', float64)]
  const text = formatTable(fields, [
    { origin: 'SFO', flights: 12345678901234567890n, mean: 1.5 },
    { origin: 'a very long name that does not fit', flights: null, mean: -0 },
  ], { maxColumnWidth: 20 })
  expect(text).toBe([
    '┌──────────────────────┬──────────────────────┬────────┐',
    '│ origin               │              flights │   mean │',
    '│ string               │               bigint │ double │',
    '├──────────────────────┼──────────────────────┼────────┤',
    '│ SFO                  │ 12345678901234567890 │    1.5 │',
    '│ a very long name th… │                 null │      0 │',
    '└──────────────────────┴──────────────────────┴────────┘',
    '2 rows',
  ].join('\n'))
})

test('says how many rows there are beyond those shown', () => {
  const rows = Array.from({ length: 30 }, (_, id) => ({ id }))
  const last = (options: Parameters<typeof formatTable>[2]) => formatTable([field('id', int64)], rows, options).split('\n').at(-1)
  expect(last({})).toBe('20 of 30 rows')
  expect(last({ maxRows: 5, totalRows: 12345 })).toBe('5 of 12,345 rows')
  expect(last({ maxRows: 5, totalRows: 'more' })).toBe('first 5 rows')
  expect(last({ maxRows: 30 })).toBe('30 rows')
})

test('every type has a readable form', () => {
  const fields = [
    field('b', bool), field('d', date), field('t', timestamp), field('n', timestampNtz), field('m', decimal(10, 2)), field('x', binary),
    field('l', list(utf8)), field('s', struct([field('a', int64), field('when', date)])), field('k', map(utf8, int64)),
  ]
  const row = {
    b: true, d: new Date('2024-02-29'), t: '2024-02-29T12:00:00.000001Z', n: '2024-02-29T12:00:00', m: '1.50', x: Uint8Array.of(1, 255),
    l: ['a', null], s: { a: 1, when: '2024-01-01' }, k: new Map([['x', 1]]),
  }
  const line = (timeZone?: string) => formatTable(fields, [row], timeZone ? { timeZone } : {}).split('\n')[4]!
  const cells = line().split('│').map(c => c.trim())
  expect(cells).toEqual(['', 'true', '2024-02-29', '2024-02-29 12:00:00.000001', '2024-02-29 12:00:00', '1.50', '[01 FF]', '[a, null]',
    '{a: 1, when: 2024-01-01}', '{x → 1}', ''])
  expect(line('Asia/Tokyo')).toContain('2024-02-29 21:00:00.000001')
})

test('wide characters and line breaks keep the columns straight', () => {
  const lines = formatTable([field('name', utf8)], [{ name: '東京' }, { name: 'a\nb' }, { name: 'é' }]).split('\n')
  expect(lines.slice(4, 7)).toEqual(['│ 東京   │', '│ a\\nb   │', '│ é      │'])
})

test('a schema prints as a tree', () => {
  expect(formatSchema([field('id', int64, false), field('tags', list(struct([field('k', utf8, false)]), false))])).toBe([
    'root',
    '├─ id: bigint',
    '└─ tags: array (nullable)',
    '   └─ element: struct',
    '      └─ k: string',
  ].join('\n'))
})
