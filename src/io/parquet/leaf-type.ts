import type { SchemaElement } from 'hyparquet'
import {
  binary, bool, date, decimal, float32, float64, int16, int32, int64, int8, MAX_PRECISION, timestamp, timestampNtz, utf8, voidType,
  type DataType,
} from '../../types/data-type.js'

/** Our type of a Parquet leaf: by its logical, older converted, or plain physical type. A string names a type that we do not have. */
export function leafType(element: SchemaElement): DataType | string {
  const { type, logical_type: logical, converted_type: converted } = element
  if (logical?.type === 'DECIMAL' || converted === 'DECIMAL') return decimalType(element)
  switch (type) {
    case 'BOOLEAN': return bool
    case 'INT32': return int32Type(element)
    case 'INT64': return int64Type(element)
    case 'INT96': return timestamp
    case 'FLOAT': return float32
    case 'DOUBLE': return float64
    case 'BYTE_ARRAY': {
      const text = ['STRING', 'ENUM', 'JSON'].includes(logical?.type ?? '') || ['UTF8', 'ENUM', 'JSON'].includes(converted ?? '')
      return text ? utf8 : logical?.type === 'VARIANT' ? 'variant' : binary
    }
    case 'FIXED_LEN_BYTE_ARRAY': return logical?.type === 'FLOAT16' ? float32 : converted === 'INTERVAL' ? 'interval' : binary
    default: return 'a group without fields'
  }
}

function decimalType({ precision, scale, logical_type: logical }: SchemaElement): DataType | string {
  const digits = logical?.type === 'DECIMAL' ? logical.precision : precision ?? 0
  const behind = logical?.type === 'DECIMAL' ? logical.scale : scale ?? 0
  const valid = digits >= 1 && digits <= MAX_PRECISION && behind >= 0 && behind <= digits
  return valid ? decimal(digits, behind) : `decimal(${digits},${behind})`
}
function int32Type({ logical_type: logical, converted_type: converted }: SchemaElement): DataType | string {
  if (logical?.type === 'NULL') return voidType
  if (logical?.type === 'DATE' || converted === 'DATE') return date
  if (logical?.type === 'TIME' || converted === 'TIME_MILLIS') return 'time'
  const [bits, signed] = integer(logical, converted, 32)
  if (signed) return bits === 8 ? int8 : bits === 16 ? int16 : int32
  return bits === 8 ? int16 : bits === 16 ? int32 : int64
}
function int64Type({ logical_type: logical, converted_type: converted }: SchemaElement): DataType | string {
  if (logical?.type === 'TIMESTAMP') return logical.isAdjustedToUTC ? timestamp : timestampNtz
  if (converted === 'TIMESTAMP_MILLIS' || converted === 'TIMESTAMP_MICROS') return timestamp
  if (logical?.type === 'TIME' || converted === 'TIME_MICROS') return 'time'
  const [, signed] = integer(logical, converted, 64)
  return signed ? int64 : decimal(20, 0)
}
type Logical = SchemaElement['logical_type']
type Converted = SchemaElement['converted_type']
function integer(logical: Logical, converted: Converted, bits: number): readonly [bits: number, signed: boolean] {
  if (logical?.type === 'INTEGER') return [logical.bitWidth, logical.isSigned]
  const named = /^(U?)INT_(\d+)$/.exec(converted ?? '')
  return named ? [Number(named[2]), named[1] === ''] : [bits, true]
}

/** Integers that the file stores unsigned. */
export function isUnsigned({ logical_type: logical, converted_type: converted }: SchemaElement): boolean {
  return logical?.type === 'INTEGER' ? !logical.isSigned : converted?.startsWith('UINT_') ?? false
}
/** How many of a timestamp's units make a second. */
export function unitsPerSecond({ logical_type: logical, converted_type: converted }: SchemaElement): 1_000 | 1_000_000 | 1_000_000_000 {
  const unit = logical?.type === 'TIMESTAMP' ? logical.unit : converted === 'TIMESTAMP_MILLIS' ? 'MILLIS' : 'MICROS'
  return unit === 'MILLIS' ? 1_000 : unit === 'NANOS' ? 1_000_000_000 : 1_000_000
}
