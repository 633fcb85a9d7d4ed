/** Prints where the engine differs from Spark: `npx tsx conformance/report.ts [family…]`. */
import { compare, describe, families, readGolden } from '../test/conformance/compare.js'

const wanted = process.argv.slice(2)
let questions = 0, cases = 0, different = 0
for (const family of wanted.length ? wanted : families()) {
  for (const question of readGolden(family).questions) {
    questions++
    cases += Math.max(1, question.cases.length)
    const found = await compare(question)
    different += new Set(found.map(d => JSON.stringify(d.case))).size
    for (const d of found) console.log(`${family}: ${describe(d)}`)
  }
}
console.error(`${questions} expressions, ${cases} cases, ${different} differ`)
