/** A declared schema against what a file says of itself. */
import { raise } from '../errors/raise.js'
import type { Batch } from '../memory/batch.js'
import type { Memory } from '../memory/memory.js'
import { isValid } from '../memory/vector.js'
import { isNested, sameType, sqlName, type DataType, type Field } from '../types/data-type.js'
import { missingColumns } from '../types/missing-columns.js'
import { widening } from './widening.js'

/**
 * The declared fields, if the file has them all with the same types, or narrower ones. A column that may hold nulls fits a declaration
 * without: then `checkNulls` looks at its values. Columns that are not declared are left alone.
 * @throws SCHEMA_MISMATCH with every difference
 */
export function checkDeclared(subject: string, own: readonly Field[], declared: readonly Field[]): readonly Field[] {
  const missing: Field[] = []
  const others = declared.flatMap(d => {
    const found = own.find(f => f.name === d.name)
    if (!found) {
      missing.push(d)
      return []
    }
    return sameType(loosened(found.type), loosened(d.type)) || isWider(found.type, d.type)
      ? [] : [`column '${d.name}' is declared ${sqlName(d.type)} and is ${sqlName(found.type)}`]
  })
  const differences = [...others, ...missingColumns(missing, own.map(f => f.name))]
  return differences.length ? raise('SCHEMA_MISMATCH', { subject, differences: differences.join('; ') }) : declared
}
/** Whether the declared type holds all values of the file's. */
const isWider = (own: DataType, declared: DataType): boolean => !isNested(own) && !isNested(declared) && widening(own, declared) !== undefined
/** The type with every part inside it nullable: what a file declares optional may still hold no null. */
function loosened(type: DataType): DataType {
  switch (type.kind) {
    case 'list': return { ...type, element: loosened(type.element), nullableElement: true }
    case 'map': return { ...type, key: loosened(type.key), value: loosened(type.value), nullableValue: true }
    case 'struct': return { ...type, fields: type.fields.map(f => ({ ...f, type: loosened(f.type), nullable: true })) }
    default: return type
  }
}
/**
 * Looks for nulls in columns that are declared without. `place` says where a row of the batch is: `row 5`, `line 7`.
 * @throws NOT_NULL_ASSERT_VIOLATION naming file, row and column
 */
export function checkNulls(subject: string, fields: readonly Field[], batch: Batch, place: (row: number) => string, memory: Memory): void {
  fields.forEach((f, c) => {
    const column = batch.columns[c]!
    if (f.nullable || column.validity === 0) return
    for (let n = 0; n < batch.rows; n++) {
      if (!isValid(memory, column, n)) raise('NOT_NULL_ASSERT_VIOLATION', { where: `${subject}, ${place(n)}`, column: f.name })
    }
  })
}
