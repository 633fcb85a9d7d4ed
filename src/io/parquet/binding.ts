/** Declared columns and those of a file: which serves which, and every difference. */
import { raise } from '../../errors/raise.js'
import { sqlName, type DataType, type Field } from '../../types/data-type.js'
import { missingColumns } from '../../types/missing-columns.js'
import type { ParquetFile } from './footer.js'
import { fieldOf, isFlat, leavesOfShape, type Shape } from './schema.js'
import { widening } from '../widening.js'

/** How a column is read from one file. */
export interface Binding {
  readonly field: Field
  readonly shape: Shape
  /** Declared without nulls, and the footer cannot promise it. */
  readonly checkNulls: boolean
}

/** The file's own columns. @throws UNSUPPORTED_PARQUET_TYPE */
export function fileFields({ path, columns }: ParquetFile): readonly Field[] {
  const unknown = columns.flatMap(c => typeof c.shape === 'string' ? [`'${c.name}' (${c.shape})`] : [])
  if (unknown.length) return raise('UNSUPPORTED_PARQUET_TYPE', { path, columns: unknown.join(', ') })
  return columns.flatMap(c => typeof c.shape === 'string' ? [] : [fieldOf(c.name, c.shape)])
}

/** @throws SCHEMA_MISMATCH with everything in which the file differs from what is declared. */
export function bind(file: ParquetFile, declared: readonly Field[]): readonly Binding[] {
  const others: string[] = [], missing: Field[] = []
  const bindings = declared.flatMap((field): Binding[] => {
    const shape = file.columns.find(c => c.name === field.name)?.shape
    if (shape === undefined) missing.push(field)
    else if (typeof shape === 'string') others.push(otherType(field, shape))
    else if (!fits(shape, field.type)) others.push(otherType(field, sqlName(shape.type)))
    else {
      const nulls = field.nullable || !shape.nullable ? 0 : nullCount(file, shape)
      if (nulls) others.push(`column '${field.name}' is declared without nulls and has ${nulls} in the file`)
      return [{ field, shape, checkNulls: nulls === undefined }]
    }
    return []
  })
  const differences = [...others, ...missingColumns(missing, file.columns.map(c => c.name))]
  if (differences.length) return raise('SCHEMA_MISMATCH', { subject: `'${file.path}'`, differences: differences.join('; ') })
  return bindings
}

const otherType = ({ name, type }: Field, own: string): string => `column '${name}' is declared ${sqlName(type)} and is ${own} in the file`

/** Whether every value of the file's column is one of the declared type. Nulls inside nested values are checked when read. */
function fits(shape: Shape, type: DataType): boolean {
  switch (shape.kind) {
    case 'leaf': return widening(shape.type, type) !== undefined
    case 'list': return type.kind === 'list' && fits(shape.element, type.element)
    case 'map': return type.kind === 'map' && fits(shape.key, type.key) && fits(shape.value, type.value)
    case 'struct': {
      const { type: own, children } = shape
      return type.kind === 'struct' && own.kind === 'struct' && type.fields.every(f => {
        const at = own.fields.findIndex(o => o.name === f.name)
        return at >= 0 && fits(children[at]!, f.type)
      })
    }
  }
}

/** Nulls of a column in all row groups; undefined where a footer does not say. */
function nullCount({ groups }: ParquetFile, shape: Shape): number | undefined {
  const [leaf] = leavesOfShape(shape)
  if (!isFlat(shape) || leaf === undefined) return undefined
  let sum = 0
  for (const { chunks } of groups) {
    const nulls = chunks[leaf.index]?.meta.statistics.nulls
    if (nulls === undefined) return undefined
    sum += nulls
  }
  return sum
}
