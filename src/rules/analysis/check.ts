/** A last look at a plan: nothing is unresolved, and every column that is read is given by a child. */
import { raise } from '../../errors/raise.js'
import { isResolved, references, someExpression } from '../../logical/expression.js'
import { formatExpression } from '../../logical/format.js'
import { describe, expressionsOf } from '../../logical/node/kinds.js'
import type { LogicalPlan } from '../../logical/plan.js'
import { sameType } from '../../types/data-type.js'

/** @throws INTERNAL_ERROR naming the node and the expression. */
export function checkAnalyzed(plan: LogicalPlan): void {
  const given = new Map(plan.children.flatMap(c => c.output).map(a => [a.id, a]))
  const wrong = (message: string): never => raise('INTERNAL_ERROR', { message: `${message} in ${describe(plan)}.` })
  for (const e of expressionsOf(plan)) {
    if (someExpression(e, x => !isResolved(x))) wrong(`${formatExpression(e)} is not resolved`)
    for (const a of references(e).values()) {
      const from = given.get(a.id)
      if (!from) wrong(`There is no column ${a.name} (id ${a.id})`)
      else if (!sameType(from.type, a.type)) wrong(`Column ${a.name} has another type than its input`)
    }
  }
  if (new Set(plan.output.map(a => a.id)).size !== plan.output.length) wrong('A column is given twice')
  plan.children.forEach(checkAnalyzed)
}
