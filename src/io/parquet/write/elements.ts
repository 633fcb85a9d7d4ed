import type { SchemaElement } from 'hyparquet'
import { LONG_DIGITS } from '../../../types/representation.js'
import type { DataType, DecimalType, Field } from '../../../types/data-type.js'

/** A field as Parquet declares it: the element itself, then those of its members. */
export function elementsOf({ name, type, nullable }: Field): SchemaElement[] {
  const repetition_type = nullable ? 'OPTIONAL' : 'REQUIRED'
  switch (type.kind) {
    case 'struct': return [{ name, repetition_type, num_children: type.fields.length }, ...type.fields.flatMap(elementsOf)]
    case 'list': return [
      { name, repetition_type, num_children: 1, converted_type: 'LIST', logical_type: { type: 'LIST' } },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      ...elementsOf({ name: 'element', type: type.element, nullable: type.nullableElement }),
    ]
    case 'map': return [
      { name, repetition_type, num_children: 1, converted_type: 'MAP', logical_type: { type: 'MAP' } },
      { name: 'key_value', repetition_type: 'REPEATED', num_children: 2 },
      ...elementsOf({ name: 'key', type: type.key, nullable: false }),
      ...elementsOf({ name: 'value', type: type.value, nullable: type.nullableValue }),
    ]
    default: return [{ name, repetition_type, ...leafElement(type) }]
  }
}

type LeafElement = Omit<SchemaElement, 'name' | 'repetition_type'>
const micros = (isAdjustedToUTC: boolean) => ({ type: 'TIMESTAMP', isAdjustedToUTC, unit: 'MICROS' }) as const

function leafElement(type: Exclude<DataType, { kind: 'struct' | 'list' | 'map' }>): LeafElement {
  switch (type.kind) {
    case 'void': return { type: 'INT32', logical_type: { type: 'NULL' } }
    case 'bool': return { type: 'BOOLEAN' }
    // By their older names alone: hyparquet-writer writes the newer ones so that strict readers refuse the file.
    case 'int8': return { type: 'INT32', converted_type: 'INT_8' }
    case 'int16': return { type: 'INT32', converted_type: 'INT_16' }
    case 'int32': return { type: 'INT32' }
    case 'int64': return { type: 'INT64' }
    case 'float32': return { type: 'FLOAT' }
    case 'float64': return { type: 'DOUBLE' }
    case 'utf8': return { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } }
    case 'binary': return { type: 'BYTE_ARRAY' }
    case 'date': return { type: 'INT32', converted_type: 'DATE', logical_type: { type: 'DATE' } }
    case 'timestamp': return { type: 'INT64', converted_type: 'TIMESTAMP_MICROS', logical_type: micros(true) }
    case 'timestampNtz': return { type: 'INT64', logical_type: micros(false) }
    case 'decimal': return decimalElement(type)
  }
}

/** Digits that an INT32 holds whatever they are. */
const INT_DIGITS = 9

function decimalElement({ precision, scale }: DecimalType): LeafElement {
  const named: LeafElement = { precision, scale, converted_type: 'DECIMAL', logical_type: { type: 'DECIMAL', precision, scale } }
  if (precision <= INT_DIGITS) return { ...named, type: 'INT32' }
  if (precision <= LONG_DIGITS) return { ...named, type: 'INT64' }
  return { ...named, type: 'FIXED_LEN_BYTE_ARRAY', type_length: decimalBytes(precision) }
}
/** The fewest bytes that hold every number of so many digits, with its sign. */
export const decimalBytes = (precision: number): number => Math.ceil((Math.log2(10 ** precision) + 1) / 8)
