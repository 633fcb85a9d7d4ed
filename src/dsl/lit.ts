import { literal } from '../logical/expression.js'
import { literalValue, type Literal, type LiteralTag } from '../types/literal.js'
import type { ColumnOf } from './column.js'
import { ColumnValue } from './column-value.js'

/**
 * A constant as a column, of its own type: integers are int32 (int64 beyond its range), other numbers float64. Beside a
 * column a plain JavaScript value does, and takes the column's type.
 * @example
 * df.withColumns(() => ({ source: lit('web') }))
 */
export function lit<const L extends Literal>(value: L): ColumnOf<LiteralTag<L>, never> {
  const made = literalValue(value)
  return new ColumnValue(literal(made.value, made.type)) as unknown as ColumnOf<LiteralTag<L>, never>
}
