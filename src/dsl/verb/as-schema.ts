import { raise } from '../../errors/raise.js'
import { alias, literal, unresolvedCall } from '../../logical/expression.js'
import type { LogicalPlan } from '../../logical/plan.js'
import { sameType, sqlName, utf8, type Field } from '../../types/data-type.js'
import { columnNamed } from '../columns.js'
import { projected } from './projection.js'

/**
 * The declared columns, in the declared order. Where one may hold nulls and is declared without, the first null met is an
 * error.
 * @throws SCHEMA_MISMATCH with every column that is missing or has another type.
 */
export function asSchema(child: LogicalPlan, declared: readonly Field[]): LogicalPlan {
  const differences = declared.flatMap(d => {
    const actual = child.output.find(a => a.name === d.name)
    if (!actual) return [`column '${d.name}' (${sqlName(d.type)}) is missing`]
    return sameType(actual.type, d.type) ? [] : [`column '${d.name}' is declared ${sqlName(d.type)} and is ${sqlName(actual.type)}`]
  })
  if (differences.length) return raise('SCHEMA_MISMATCH', { subject: 'The frame', differences: differences.join('; ') })
  return projected(child, declared.map(d => {
    const a = columnNamed(child.output, d.name)
    return a.nullable && !d.nullable ? alias(unresolvedCall('assertNotNull', [a, literal(d.name, utf8)]), d.name) : a
  }))
}
