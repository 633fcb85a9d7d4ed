/** Union, intersect and except: as many columns on every side, cast to the types that the sides have in common. */
import { raise } from '../../errors/raise.js'
import { commonType } from '../../functions/coercion.js'
import { alias, type Attribute, type NamedExpression } from '../../logical/expression.js'
import { project } from '../../logical/node/project.js'
import { setOperation, type SetOperation } from '../../logical/node/set-operation.js'
import { union, type Union } from '../../logical/node/union.js'
import type { LogicalPlan } from '../../logical/plan.js'
import { sameType, sqlName, type DataType } from '../../types/data-type.js'
import { comparableColumns } from './aggregate.js'
import { implicitCast } from './calls.js'
import { apart } from './fresh-ids.js'

export const analyzeUnion = (node: Union): Union => union(aligned(node.children, 'union'))

export function analyzeSetOperation(node: SetOperation): SetOperation {
  const [left, right] = aligned(node.children, node.operation) as [LogicalPlan, LogicalPlan]
  comparableColumns(left)
  return setOperation(left, apart(left, right), node.operation)
}
function aligned(children: readonly LogicalPlan[], operation: string): readonly LogicalPlan[] {
  const first = children[0]!
  for (const c of children) {
    if (c.output.length !== first.output.length) {
      raise('NUM_COLUMNS_MISMATCH', { operation, first: first.output.length, other: c.output.length })
    }
  }
  const types = first.output.map((a, n) =>
    children.map(c => c.output[n]!.type).reduce((x, y) => commonType(x, y) ?? clash(operation, a.name, x, y)))
  return children.map(c => cast(c, types))
}
const clash = (operation: string, column: string, a: DataType, b: DataType): never =>
  raise('INCOMPATIBLE_COLUMN_TYPE', { operation, column, first: sqlName(a), other: sqlName(b) })

function cast(plan: LogicalPlan, types: readonly DataType[]): LogicalPlan {
  if (plan.output.every((a, n) => sameType(a.type, types[n]!))) return plan
  const column = (a: Attribute, n: number): NamedExpression => sameType(a.type, types[n]!) ? a : alias(implicitCast(a, types[n]!), a.name)
  return project(plan, plan.output.map(column))
}
