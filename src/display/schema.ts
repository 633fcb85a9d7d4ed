/** A schema as a tree: what `printSchema()` prints. */
import { sqlName, type DataType, type Field } from '../types/data-type.js'

export function formatSchema(fields: readonly Field[]): string {
  return ['root', ...fields.flatMap(f => fieldLines(f.name, f.type, f.nullable, ''))].join('\n')
}
function fieldLines(name: string, type: DataType, nullable: boolean, indent: string): string[] {
  const head = `${indent}├─ ${name}: ${label(type)}${nullable ? ' (nullable)' : ''}`
  return [head, ...memberLines(type, `${indent}│  `)]
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
function memberLines(type: DataType, indent: string): string[] {
  switch (type.kind) {
    case 'list': return fieldLines('element', type.element, type.nullableElement, indent)
    case 'map': return [...fieldLines('key', type.key, false, indent), ...fieldLines('value', type.value, type.nullableValue, indent)]
    case 'struct': return type.fields.flatMap(f => fieldLines(f.name, f.type, f.nullable, indent))
    default: return []
  }
}
