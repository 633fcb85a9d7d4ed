/** Types of columns, read off a sample of rows: the narrowest type that every value fits. What fits no other type is text, as in Spark. */
import {
  bool, decimal, field, float64, int64, isNested, list, MAX_PRECISION, sameType, struct, timestamp, utf8, voidType, type DataType, type Field, type StructType,
} from '../../types/data-type.js'
import { parseInstant, parseWall } from '../rows/temporal.js'
import { fieldParser, parseWhole } from '../text/value.js'
import { JsonNumber, type JsonObject, type JsonValue } from './json.js'
import type { JsonForm } from './options.js'
import { isObject } from './value.js'

/** Columns of all rows so far and of one more. */
export const widened = (fields: readonly Field[], row: JsonObject, form: JsonForm): readonly Field[] =>
  mergeFields(fields, (typeOf(row, form) as StructType).fields)
/** Columns that held nothing but nulls are text, or are left out. */
export function finished(fields: readonly Field[], { dropFieldIfAllNull }: JsonForm): readonly Field[] {
  return fields.flatMap(f => dropFieldIfAllNull && isNothing(f.type) ? [] : [field(f.name, settled(f.type, dropFieldIfAllNull))])
}

function typeOf(value: JsonValue, form: JsonForm): DataType {
  if (value === null) return voidType
  if (Array.isArray(value)) return list((value as readonly JsonValue[]).map(v => typeOf(v, form)).reduce(merge, voidType))
  if (isObject(value)) return struct(Array.from(value, ([name, member]) => field(name, typeOf(member, form))))
  if (typeof value === 'string') return form.inferTimestamp && isTime(value, form) ? timestamp : utf8
  if (form.primitivesAsString) return utf8
  return value instanceof JsonNumber ? numberType(value, form) : bool
}
function numberType({ text, isWhole }: JsonNumber, { prefersDecimal }: JsonForm): DataType {
  if (isWhole && parseWhole(text, 'int64') !== undefined) return int64
  const plain = /^-?0*(\d+)(?:\.(\d+))?$/.exec(text), whole = plain?.[1]?.replace(/^0+/, '').length ?? 0, behind = plain?.[2]?.length ?? 0
  return plain && (isWhole || prefersDecimal) && whole + behind <= MAX_PRECISION ? decimal(Math.max(1, whole + behind), behind) : float64
}
function isTime(text: string, form: JsonForm): boolean {
  if (form.timestampFormat !== undefined) return fieldParser(timestamp, form)(text) !== undefined
  return text.length >= 16 && (parseWall(text) ?? parseInstant(text)) !== undefined
}
function merge(a: DataType, b: DataType): DataType {
  if (a.kind === 'void' || sameType(a, b)) return b
  if (b.kind === 'void') return a
  if (a.kind === 'list' && b.kind === 'list') return list(merge(a.element, b.element))
  if (a.kind === 'struct' && b.kind === 'struct') return struct(mergeFields(a.fields, b.fields))
  return isNumber(a) && isNumber(b) ? mergeNumbers(a, b) : utf8
}
function mergeFields(a: readonly Field[], b: readonly Field[]): readonly Field[] {
  if (a.length === b.length && a.every((f, n) => f.name === b[n]!.name && sameType(f.type, b[n]!.type))) return a
  const types = new Map(a.map(f => [f.name, f.type]))
  for (const f of b) types.set(f.name, merge(types.get(f.name) ?? voidType, f.type))
  return Array.from(types, ([name, type]) => field(name, type))
}
const isNumber = ({ kind }: DataType): boolean => kind === 'int64' || kind === 'decimal' || kind === 'float64'
/** Digits that Spark counts for a bigint beside decimals. */
const LONGEST_INT64 = 20
function mergeNumbers(a: DataType, b: DataType): DataType {
  const [x, y] = [a, b].map(type => type.kind === 'int64' ? decimal(LONGEST_INT64, 0) : type)
  if (x!.kind !== 'decimal' || y!.kind !== 'decimal') return float64
  const scale = Math.max(x!.scale, y!.scale), precision = scale + Math.max(x!.precision - x!.scale, y!.precision - y!.scale)
  return precision <= MAX_PRECISION ? decimal(precision, scale) : float64
}
/** Nulls, empty lists, objects without members, and such things inside each other. */
function isNothing(type: DataType): boolean {
  return type.kind === 'void' || (type.kind === 'list' && isNothing(type.element)) || (type.kind === 'struct' && type.fields.every(f => isNothing(f.type)))
}
function settled(type: DataType, drop: boolean): DataType {
  if (!isNested(type)) return type.kind === 'void' ? utf8 : type
  if (type.kind === 'list') return list(settled(type.element, drop))
  if (type.kind !== 'struct') return type
  const fields = type.fields.filter(f => !(drop && isNothing(f.type)))
  return fields.length ? struct(fields.map(f => field(f.name, settled(f.type, drop)))) : utf8
}
