/**
 * Data types at run time: frozen plain objects, named after Arrow. The compile-time twin of each kind is a tag in
 * `tag.ts`; `schema.ts` joins the two.
 */
import { raise } from '../errors/raise.js'

export type PrimitiveKind =
  | 'void' | 'bool' | 'int8' | 'int16' | 'int32' | 'int64' | 'float32' | 'float64'
  | 'utf8' | 'binary' | 'date' | 'timestamp' | 'timestampNtz'

export interface PrimitiveType { readonly kind: PrimitiveKind }
/** Exact numbers of up to 38 digits: `precision` digits in all, `scale` of them behind the point. */
export interface DecimalType { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
export interface ListType { readonly kind: 'list'; readonly element: DataType; readonly nullableElement: boolean }
export interface MapType { readonly kind: 'map'; readonly key: DataType; readonly value: DataType; readonly nullableValue: boolean }
export interface StructType { readonly kind: 'struct'; readonly fields: readonly Field[] }
export type DataType = PrimitiveType | DecimalType | ListType | MapType | StructType

/** A named column or struct member. */
export interface Field { readonly name: string; readonly type: DataType; readonly nullable: boolean }

const primitive = (kind: PrimitiveKind): PrimitiveType => Object.freeze({ kind })

export const voidType: PrimitiveType = primitive('void')
export const bool: PrimitiveType = primitive('bool')
export const int8: PrimitiveType = primitive('int8')
export const int16: PrimitiveType = primitive('int16')
export const int32: PrimitiveType = primitive('int32')
export const int64: PrimitiveType = primitive('int64')
export const float32: PrimitiveType = primitive('float32')
export const float64: PrimitiveType = primitive('float64')
export const utf8: PrimitiveType = primitive('utf8')
export const binary: PrimitiveType = primitive('binary')
export const date: PrimitiveType = primitive('date')
export const timestamp: PrimitiveType = primitive('timestamp')
export const timestampNtz: PrimitiveType = primitive('timestampNtz')

export const MAX_PRECISION = 38

/** @throws INVALID_DECIMAL_TYPE when precision is outside 1…38 or scale outside 0…precision. */
export function decimal(precision: number, scale = 0): DecimalType {
  const whole = Number.isInteger(precision) && Number.isInteger(scale)
  if (!whole || precision < 1 || precision > MAX_PRECISION || scale < 0 || scale > precision) {
    return raise('INVALID_DECIMAL_TYPE', { precision, scale })
  }
  return Object.freeze({ kind: 'decimal', precision, scale })
}
export const list = (element: DataType, nullableElement = true): ListType => Object.freeze({ kind: 'list', element, nullableElement })
export const map = (key: DataType, value: DataType, nullableValue = true): MapType => Object.freeze({ kind: 'map', key, value, nullableValue })
export const struct = (fields: readonly Field[]): StructType => Object.freeze({ kind: 'struct', fields: Object.freeze([...fields]) })
export const field = (name: string, type: DataType, nullable = true): Field => Object.freeze({ name, type, nullable })

export function sameType(a: DataType, b: DataType): boolean {
  if (a.kind !== b.kind) return false
  switch (a.kind) {
    case 'decimal': return a.precision === (b as DecimalType).precision && a.scale === (b as DecimalType).scale
    case 'list': return a.nullableElement === (b as ListType).nullableElement && sameType(a.element, (b as ListType).element)
    case 'map': {
      const other = b as MapType
      return a.nullableValue === other.nullableValue && sameType(a.key, other.key) && sameType(a.value, other.value)
    }
    case 'struct': {
      const other = (b as StructType).fields
      return a.fields.length === other.length && a.fields.every((f, n) => sameField(f, other[n]!))
    }
    default: return true
  }
}
const sameField = (a: Field, b: Field): boolean => a.name === b.name && a.nullable === b.nullable && sameType(a.type, b.type)

const sqlNames: Readonly<Record<PrimitiveKind, string>> = {
  void: 'void', bool: 'boolean', int8: 'tinyint', int16: 'smallint', int32: 'int', int64: 'bigint', float32: 'float',
  float64: 'double', utf8: 'string', binary: 'binary', date: 'date', timestamp: 'timestamp', timestampNtz: 'timestamp_ntz',
}
/** The type as SQL writes it: `decimal(12,2)`, `array<struct<a: int>>`. */
export function sqlName(type: DataType): string {
  switch (type.kind) {
    case 'decimal': return `decimal(${type.precision},${type.scale})`
    case 'list': return `array<${sqlName(type.element)}>`
    case 'map': return `map<${sqlName(type.key)}, ${sqlName(type.value)}>`
    case 'struct': return `struct<${type.fields.map(f => `${f.name}: ${sqlName(f.type)}`).join(', ')}>`
    default: return sqlNames[type.kind]
  }
}

const integerDigits = { int8: 3, int16: 5, int32: 10, int64: 20 } as const
export type IntegerKind = keyof typeof integerDigits
export const isInteger = (t: DataType): boolean => t.kind in integerDigits
export const isFloat = (t: DataType): boolean => t.kind === 'float32' || t.kind === 'float64'
export const isNumeric = (t: DataType): boolean => isInteger(t) || isFloat(t) || t.kind === 'decimal'
export const isTemporal = (t: DataType): boolean => t.kind === 'date' || t.kind === 'timestamp' || t.kind === 'timestampNtz'
export const isNested = (t: DataType): boolean => t.kind === 'list' || t.kind === 'map' || t.kind === 'struct'
/** The decimal that holds every value of an integer type (Spark's `DecimalType.forType`). */
export const decimalOf = (kind: IntegerKind): DecimalType => decimal(integerDigits[kind], 0)
