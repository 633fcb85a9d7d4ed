/** Verbs over the rows of two frames with the same columns. */
import { raise } from '../../errors/raise.js'
import { alias, literal, type NamedExpression } from '../../logical/expression.js'
import { project } from '../../logical/node/project.js'
import { setOperation } from '../../logical/node/set-operation.js'
import { union as unionNode } from '../../logical/node/union.js'
import type { LogicalPlan } from '../../logical/plan.js'
import { analyze } from '../../rules/analysis/analyze.js'
import { voidType } from '../../types/data-type.js'

/** By position; the names must agree, so that columns in another order are not mixed up. */
export function union(left: LogicalPlan, right: LogicalPlan): LogicalPlan {
  const names = left.output.map(a => a.name), others = right.output.map(a => a.name)
  if (names.join('\0') !== others.join('\0')) {
    const differ = `the columns ${names.join(', ')} and ${others.join(', ')} are not the same in the same order`
    const message = `${differ}: use unionByName, or select`
    return raise('INVALID_ARGUMENT', { verb: 'union', message })
  }
  return analyze(unionNode([left, right]))
}
export function unionByName(
  left: LogicalPlan, right: LogicalPlan, { allowMissingColumns = false }: { readonly allowMissingColumns?: boolean } = {},
): LogicalPlan {
  if (!allowMissingColumns) return analyze(unionNode([left, inOrderOf(left, right, 'unionByName')]))
  const names = [...new Set([...left.output, ...right.output].map(a => a.name))]
  return analyze(unionNode([filledUp(left, names), filledUp(right, names)]))
}
export const intersect = (left: LogicalPlan, right: LogicalPlan): LogicalPlan => operation('intersect', left, right)
export const except = (left: LogicalPlan, right: LogicalPlan): LogicalPlan => operation('except', left, right)

const operation = (name: 'intersect' | 'except', left: LogicalPlan, right: LogicalPlan): LogicalPlan =>
  analyze(setOperation(left, inOrderOf(left, right, name), name))

/** The right side's columns in the order of the left one's. */
function inOrderOf(left: LogicalPlan, right: LogicalPlan, verb: string): LogicalPlan {
  const names = left.output.map(a => a.name), others = right.output.map(a => a.name)
  const oneSided = [...names.filter(n => !others.includes(n)), ...others.filter(n => !names.includes(n))]
  if (oneSided.length) {
    const advice = verb === 'unionByName' ? ': pass { allowMissingColumns: true }, or select the same columns' : ': select the same columns'
    return raise('INVALID_ARGUMENT', { verb, message: `${oneSided.map(n => `'${n}'`).join(', ')} on one side only${advice}` })
  }
  return names.every((n, i) => n === others[i]) ? right : analyze(project(right, names.map(n => right.output.find(a => a.name === n)!)))
}
/** Columns under these names; those it has not are null. */
function filledUp(plan: LogicalPlan, names: readonly string[]): LogicalPlan {
  const columns = names.map((name): NamedExpression => plan.output.find(a => a.name === name) ?? alias(literal(null, voidType, true), name))
  return analyze(project(plan, columns))
}
