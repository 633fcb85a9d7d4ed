/**
 * Prints where the engine differs from Spark without a reason in differences.json, and how many cases each reason has:
 * `npx tsx conformance/report.ts [family…]`.
 */
import { compare, describe, families, readGolden, type Difference } from '../test/conformance/compare.js'
import { countCases, knownDifferences, reasonFor } from '../test/conformance/known.js'

const wanted = process.argv.slice(2)
let questions = 0, cases = 0, different = 0
const byReason = new Map<object, Difference[]>(knownDifferences.map(k => [k, []]))
for (const family of wanted.length ? wanted : families()) {
  for (const question of readGolden(family).questions) {
    questions++
    cases += Math.max(1, question.cases.length)
    const found = await compare(question)
    different += countCases(found)
    for (const d of found) {
      const reason = reasonFor(family, d)
      if (reason) byReason.get(reason)!.push(d)
      else console.log(`${family}: ${describe(d)}`)
    }
  }
}
for (const [k, differences] of byReason) {
  const { reason, cases: expected } = k as (typeof knownDifferences)[number], count = countCases(differences)
  if (count || !wanted.length) console.error(`${count === expected ? 'ok' : `NOT ${expected}`} ${count} ${reason}`)
}
console.error(`${questions} expressions, ${cases} cases, ${different} differ`)
