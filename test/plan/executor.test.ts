import { expect, test } from 'vitest'
import { formatPlan } from '../../src/logical/node/kinds.js'
import { limit } from '../../src/logical/node/limit.js'
import { execute, type Step } from '../../src/rules/executor.js'
import { allBatches } from '../../src/rules/optimizer/batches.js'
import { optimize } from '../../src/rules/optimize.js'
import { bottomUp, type Batch, type Rule } from '../../src/rules/rule.js'
import { int32 } from '../../src/types/data-type.js'
import { $, f, table } from './build.js'

const t = table('t', { a: int32 }).limit(1)
const more = bottomUp('More', ['limit'], plan => limit(plan.children[0]!, plan.count + 1))
const run = (rule: Rule, runs: Batch['runs']): { readonly text: string; readonly steps: readonly Step[]; readonly warnings: readonly string[] } => {
  const steps: Step[] = [], warnings: string[] = []
  const plan = execute(t.plan, [{ name: 'test', runs, rules: [rule] }], { timeZone: 'UTC', warn: m => warnings.push(m) }, s => steps.push(s))
  return { text: formatPlan(plan).split('\n')[0]!, steps, warnings }
}
test('once', () => expect(run(more, 'once')).toMatchObject({ text: 'Limit 2', steps: [{ batch: 'test', round: 1, rule: 'More' }], warnings: [] }))
test('a batch that does not settle stops after 50 rounds, with a warning', () => {
  const { text, steps, warnings } = run(more, 'fixedPoint')
  expect([text, steps.length, warnings.length]).toEqual(['Limit 51', 50, 1])
})
test('a batch that settles stops', () => {
  const upTo5 = bottomUp('UpTo5', ['limit'], plan => plan.count < 5 ? limit(plan.children[0]!, plan.count + 1) : plan)
  expect(run(upTo5, 'fixedPoint')).toMatchObject({ text: 'Limit 5', warnings: [] })
})
test('a plan that is made anew but is the same is no change', () => {
  const again = bottomUp('Again', ['limit'], plan => limit(plan.children[0]!, plan.count))
  expect(run(again, 'fixedPoint')).toMatchObject({ steps: [], warnings: [] })
})
test('every rule has a name of its own', () => {
  const names = [...new Set(allBatches.flatMap(b => b.rules))].map(rule => rule.name)
  expect(new Set(names).size).toBe(names.length)
})
test('not optimised: only what a plan needs to run', () => {
  const q = table('t', { a: int32 }).filter(f.gt!($.a!, 1)).filter(f.lt!($.a!, 9)).distinct()
  expect(formatPlan(optimize(q.plan, { timeZone: 'UTC', enabled: false }))).toMatchInlineSnapshot(`
    "Aggregate [a], [a]
    +- Filter a < 9
       +- Filter a > 1
          +- Relation t [a]"
  `)
})
test('what happened is told, rule by rule', () => {
  const steps: string[] = []
  optimize(table('t', { a: int32 }).filter(f.gt!($.a!, 1)).filter(f.lt!($.a!, f.add!(4, 5))).plan, { timeZone: 'UTC', trace: s => steps.push(`${s.batch}: ${s.rule}`) })
  expect(steps).toEqual(['Operators: ConstantFolding', 'Operators: PushDownPredicates', 'Last checks: UpdateNullability'])
})
