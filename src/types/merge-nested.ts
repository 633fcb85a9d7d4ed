import { field, list, map, struct, type DataType } from './data-type.js'

/**
 * The type of two lists, maps, or structs of the same names, part by part; a part may be null if it may be in either.
 * undefined for other types, and where `merge` finds no type for a part.
 */
export function mergeNested(a: DataType, b: DataType, merge: (a: DataType, b: DataType) => DataType | undefined): DataType | undefined {
  if (a.kind === 'list' && b.kind === 'list') {
    const element = merge(a.element, b.element)
    return element && list(element, a.nullableElement || b.nullableElement)
  }
  if (a.kind === 'map' && b.kind === 'map') {
    const key = merge(a.key, b.key), value = merge(a.value, b.value)
    return key && value && map(key, value, a.nullableValue || b.nullableValue)
  }
  if (a.kind !== 'struct' || b.kind !== 'struct' || a.fields.length !== b.fields.length) return undefined
  const fields = a.fields.map((f, n) => {
    const other = b.fields[n]!, type = f.name === other.name ? merge(f.type, other.type) : undefined
    return type && field(f.name, type, f.nullable || other.nullable)
  })
  return fields.every(f => f !== undefined) ? struct(fields) : undefined
}
