/** A schema as a tree: what `printSchema()` prints. */
import { field, sqlName, type DataType, type Field } from '../types/data-type.js'

export function formatSchema(fields: readonly Field[]): string {
  return ['root', ...siblings(fields, '')].join('\n')
}
/** The same in one line. */
export const formatFields = (fields: readonly Field[]): string =>
  fields.map(({ name, type, nullable }) => `${name}: ${sqlName(type)}${nullable ? ' (nullable)' : ''}`).join(', ')
function siblings(fields: readonly Field[], indent: string): string[] {
  return fields.flatMap(({ name, type, nullable }, n) => {
    const isLast = n === fields.length - 1
    const head = `${indent}${isLast ? '└─' : '├─'} ${name}: ${label(type)}${nullable ? ' (nullable)' : ''}`
    return [head, ...siblings(membersOf(type), `${indent}${isLast ? '   ' : '│  '}`)]
  })
}
/** Nested types name their parts on lines of their own. */
function label(type: DataType): string {
  switch (type.kind) {
    case 'list': return 'array'
    case 'map': return 'map'
    case 'struct': return 'struct'
    default: return sqlName(type)
  }
}
function membersOf(type: DataType): readonly Field[] {
  switch (type.kind) {
    case 'list': return [field('element', type.element, type.nullableElement)]
    case 'map': return [field('key', type.key, false), field('value', type.value, type.nullableValue)]
    case 'struct': return type.fields
    default: return []
  }
}
