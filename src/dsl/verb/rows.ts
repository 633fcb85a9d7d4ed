/** Verbs that keep the columns and choose rows. */
import { raise } from '../../errors/raise.js'
import { unresolvedCall } from '../../logical/expression.js'
import { deduplicate } from '../../logical/node/deduplicate.js'
import { distinct as distinctNode } from '../../logical/node/distinct.js'
import { filter } from '../../logical/node/filter.js'
import { limit as limitNode } from '../../logical/node/limit.js'
import { sample as sampleNode } from '../../logical/node/sample.js'
import type { LogicalPlan } from '../../logical/plan.js'
import { analyze } from '../../rules/analysis/analyze.js'
import { columnsNamed, kindOf } from '../columns.js'
import { conjunction } from './condition.js'

export const limit = (child: LogicalPlan, count: number): LogicalPlan => analyze(limitNode(child, whole('limit', count)))
export const offset = (child: LogicalPlan, count: number): LogicalPlan => analyze(limitNode(child, Infinity, whole('offset', count)))
export const distinct = (child: LogicalPlan): LogicalPlan => analyze(distinctNode(child))

export const dropDuplicates = (child: LogicalPlan, names: readonly string[]): LogicalPlan =>
  names.length ? analyze(deduplicate(child, columnsNamed(child.output, names, 'dropDuplicates'))) : distinct(child)

const MOST_SEEDS = 2 ** 31
/** Without a seed, one is drawn now: the frame gives the same rows every time it is computed. */
export function sample(child: LogicalPlan, fraction: number, seed: number = Math.floor(Math.random() * MOST_SEEDS)): LogicalPlan {
  const wrong = (message: string): never => raise('INVALID_ARGUMENT', { verb: 'sample', message })
  if (typeof fraction !== 'number') return wrong(`the fraction must be a number from 0 to 1, not ${kindOf(fraction)}`)
  if (!(fraction >= 0 && fraction <= 1)) return wrong(`the fraction must be 0 to 1, not ${fraction}`)
  if (!Number.isSafeInteger(seed)) return wrong(`the seed must be a whole number, not ${seed}`)
  return analyze(sampleNode(child, fraction, seed))
}
export function dropNulls(child: LogicalPlan, names: readonly string[]): LogicalPlan {
  const columns = (names.length ? columnsNamed(child.output, names, 'dropNulls') : child.output).filter(a => a.nullable)
  return columns.length ? analyze(filter(child, conjunction(columns.map(a => unresolvedCall('isNotNull', [a]))))) : child
}
function whole(verb: string, count: number): number {
  if (Number.isSafeInteger(count) && count >= 0) return count
  return raise('INVALID_ARGUMENT', { verb, message: `a whole number of rows is needed, not ${count}` })
}
