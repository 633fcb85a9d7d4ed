/** Every function, operator, cast and aggregate against the answers of Spark in conformance/golden. */
import { expect, test } from 'vitest'
import type { Term } from '../../conformance/format.js'
import { allFunctions } from '../../src/functions/registry.js'
import { compare, describe, families, readGolden, type Difference } from './compare.js'
import { countCases, knownDifferences, reasonFor } from './known.js'

/** Functions that Spark does not have. */
const ours = new Set(['assertNotNull'])
const expected = new Map(knownDifferences.map(k => [k, [] as Difference[]]))
const asked = new Set<string>(), done = new Set<string>()
/** Not when one family is run by its name: then there is nothing to say about all. */
const allDone = (): boolean => done.size === families().length

function note(term: Term): void {
  if (typeof term !== 'object' || !('call' in term)) return
  asked.add(term.call)
  term.args.forEach(note)
}
test.each(families())('%s', async family => {
  const { spark, questions } = readGolden(family), surprises: string[] = []
  expect(spark).toBe('4.2.0')
  for (const question of questions) {
    note(question.term)
    for (const d of await compare(question)) {
      const reason = reasonFor(family, d)
      if (reason) expected.get(reason)!.push(d)
      else surprises.push(describe(d))
    }
  }
  expect(surprises).toEqual([])
  done.add(family)
})
test('what differs on purpose still does', () => {
  if (!allDone()) return
  expect([...expected].map(([k, found]) => ({ reason: k.reason, cases: countCases(found) })))
    .toEqual(knownDifferences.map(({ reason, cases }) => ({ reason, cases })))
})
test('Spark was asked about every function', () => {
  if (!allDone()) return
  expect(allFunctions.map(f => f.name).filter(name => !asked.has(name) && !ours.has(name))).toEqual([])
})
