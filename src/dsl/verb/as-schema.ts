import { raise } from '../../errors/raise.js'
import { alias, cast, literal, unresolvedCall, type Attribute, type NamedExpression } from '../../logical/expression.js'
import type { LogicalPlan } from '../../logical/plan.js'
import { sameType, sqlName, utf8, type DataType, type Field } from '../../types/data-type.js'
import { missingColumns } from '../../types/missing-columns.js'
import { columnNamed } from '../columns.js'
import { projected } from './projection.js'

/**
 * The declared columns, in the declared order. Where one may hold nulls and is declared without, the first null met is an
 * error.
 * @throws SCHEMA_MISMATCH with every column that is missing or has another type
 */
export function asSchema(child: LogicalPlan, declared: readonly Field[]): LogicalPlan {
  const find = (name: string): Attribute | undefined => child.output.find(a => a.name === name), missing = declared.filter(d => !find(d.name))
  const differences = [...declared.flatMap(d => difference(find(d.name), d)), ...missingColumns(missing, child.output.map(a => a.name))]
  if (differences.length) return raise('SCHEMA_MISMATCH', { subject: 'The frame', differences: differences.join('; ') })
  return projected(child, declared.map(d => declaredColumn(columnNamed(child.output, d.name), d)))
}
function declaredColumn(a: Attribute, { name, type, nullable }: Field): NamedExpression {
  const typed = sameType(a.type, type) ? a : cast(a, type)
  if (a.nullable && !nullable) return alias(unresolvedCall('assertNotNull', [typed, literal(name, utf8)]), name)
  return typed === a ? a : alias(typed, name)
}
function difference(a: Attribute | undefined, { name, type }: Field): string[] {
  if (!a || fits(a.type, type)) return []
  const was = sqlName(a.type), is = sqlName(type)
  return [was === is
    ? `column '${name}' (${is}) is declared without nulls inside and may hold some`
    : `column '${name}' is declared ${is} and is ${was}`]
}
/** The same type, but nulls inside may be declared where there are none. */
function fits(actual: DataType, declared: DataType): boolean {
  if (actual.kind === 'list' && declared.kind === 'list') {
    return allows(actual.nullableElement, declared.nullableElement) && fits(actual.element, declared.element)
  }
  if (actual.kind === 'map' && declared.kind === 'map') {
    return allows(actual.nullableValue, declared.nullableValue) && fits(actual.key, declared.key) && fits(actual.value, declared.value)
  }
  if (actual.kind === 'struct' && declared.kind === 'struct') {
    return actual.fields.length === declared.fields.length && actual.fields.every((f, n) => {
      const d = declared.fields[n]!
      return f.name === d.name && allows(f.nullable, d.nullable) && fits(f.type, d.type)
    })
  }
  return sameType(actual, declared)
}
const allows = (actual: boolean, declared: boolean): boolean => declared || !actual
