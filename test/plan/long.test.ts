/** Long chains of verbs: the optimiser settles, and takes time in proportion. */
import { expect, test } from 'vitest'
import { formatPlan } from '../../src/logical/node/kinds.js'
import { optimize } from '../../src/rules/optimize.js'
import { int32 } from '../../src/types/data-type.js'
import { $, f, firm, table, type Query } from './build.js'

const start = (): Query => table('t', { x: int32, y: int32, z: int32 })
function chain(steps: number, step: (q: Query, n: number) => Query): { readonly text: string; readonly warnings: readonly string[] } {
  let q = start()
  for (let n = 0; n < steps; n++) q = step(q, n)
  const warnings: string[] = []
  return { text: formatPlan(optimize(q.plan, { timeZone: 'UTC', warn: m => warnings.push(m) })), warnings }
}
test('240 columns, one after the other, are one projection', () => {
  const { text, warnings } = chain(240, (q, n) => q.with({ [`c${n}`]: f.add!($.x!, n) }))
  expect(text.split('\n').length).toBe(2)
  expect(warnings).toEqual([])
})
test('240 filters are one filter', () => {
  const { text } = chain(240, (q, n) => q.filter(f.ne!($.x!, n)))
  expect(text.split('\n').length).toBe(2)
})
test('a column made of itself 240 times', () => expect(chain(240, q => q.with({ x: f.tryAdd!($.x!, 1) })).text.split('\n').length).toBe(2))
test('filters and columns in turn', () => {
  const { text, warnings } = chain(120, (q, n) => n % 2 ? q.filter(f.gt!($.x!, n)) : q.with({ x: f.tryAdd!($.x!, $.y!) }))
  expect(text).toContain('Filter')
  expect(warnings).toEqual([])
})
test('40 unions of itself with a filter above', () => {
  const { text } = chain(41, (q, n) => n < 40 ? q.union(start()) : q.filter(f.eq!($.x!, 1)))
  expect(text.split('\n').filter(line => line.includes('Filter')).length).toBe(41)
})
test('30 joins', () => {
  const known = (n: number): Query => table(`t${n}`, { [`k${n}`]: int32, [`v${n}`]: int32 }, { statistics: { rows: 100 + n * 7 % 13 } })
  let q = known(0)
  for (let n = 1; n < 30; n++) q = q.join(known(n), f.eq!($[`k${n - 1}`]!, $[`k${n}`]!))
  const text = formatPlan(optimize(q.groupBy([], { n: f.count!() }).plan, { timeZone: 'UTC' }))
  expect(text.match(/Join inner/g)?.length).toBe(29)
})
test('a list of 500 values', () => {
  const some = Array.from({ length: 500 }, (_, n) => f.eq!($.x!, firm(n, int32)))
  expect(formatPlan(optimize(start().filter(some.reduce((a, b) => f.or!(a, b))).plan, { timeZone: 'UTC' }))).toContain('x in (0, 1, 2,')
})
