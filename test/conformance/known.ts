/** Tells the differences that are on purpose from those that are not. */
import { readFileSync } from 'node:fs'
import type { KnownDifference } from '../../conformance/format.js'
import { headOf, type Difference } from './compare.js'

export const knownDifferences = JSON.parse(
  readFileSync(new URL('../../conformance/differences.json', import.meta.url), 'utf8')) as readonly KnownDifference[]

const matches = (pattern: string | undefined, text: string): boolean => pattern === undefined || new RegExp(pattern, 'u').test(text)
/** What says that a difference is on purpose. */
export function reasonFor(family: string, { question, case: c, spark, ours }: Difference): KnownDifference | undefined {
  return knownDifferences.find(k => new RegExp(`^(?:${k.family})$`).test(family) && matches(k.expression, headOf(question))
    && matches(k.arguments, JSON.stringify(c ?? null)) && matches(k.spark, JSON.stringify(spark)) && matches(k.ours, JSON.stringify(ours)))
}
/** Cases, not answers: the tiers and `evaluate` differ together. */
export const countCases = (differences: readonly Difference[]): number =>
  new Set(differences.map(d => `${headOf(d.question)} ${JSON.stringify(d.question.term)} ${JSON.stringify(d.case)}`)).size
