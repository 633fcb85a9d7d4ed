/** Columns as Arrow's schema and back. Engine types are named after Arrow's, so most of this is one to one. */
import {
  Binary, Bool, DataType as ArrowType, DateDay, Decimal, Field as ArrowField, Float32, Float64, Int16, Int32, Int64, Int8, List, Map_,
  Null, Precision,
  Schema, Struct, TimestampMicrosecond, Type, Utf8,
} from 'apache-arrow'
import { raise } from '../../errors/raise.js'
import {
  binary, bool, date, decimal, field, float32, float64, int16, int32, int64, int8, list, map, MAX_PRECISION, struct, timestamp,
  timestampNtz, utf8, voidType,
  type DataType, type Field,
} from '../../types/data-type.js'

/** The time zone that instants carry in Arrow: they are counted from 1970 in UTC, whatever a session shows. */
const ZONE = 'UTC'

export const toArrowSchema = (fields: readonly Field[]): Schema => new Schema(fields.map(toArrowField))
const toArrowField = (f: Field): ArrowField => new ArrowField(f.name, toArrowType(f.type), f.nullable)

export function toArrowType(type: DataType): ArrowType {
  switch (type.kind) {
    case 'void': return new Null()
    case 'bool': return new Bool()
    case 'int8': return new Int8()
    case 'int16': return new Int16()
    case 'int32': return new Int32()
    case 'int64': return new Int64()
    case 'float32': return new Float32()
    case 'float64': return new Float64()
    case 'utf8': return new Utf8()
    case 'binary': return new Binary()
    case 'date': return new DateDay()
    case 'timestamp': return new TimestampMicrosecond(ZONE)
    case 'timestampNtz': return new TimestampMicrosecond()
    case 'decimal': return new Decimal(type.scale, type.precision, 128)
    case 'list': return new List(new ArrowField('element', toArrowType(type.element), type.nullableElement))
    case 'struct': return new Struct(type.fields.map(toArrowField))
    case 'map': {
      const entries = new Struct<{ key: ArrowType; value: ArrowType }>([
        new ArrowField('key', toArrowType(type.key), false), new ArrowField('value', toArrowType(type.value), type.nullableValue),
      ])
      return new Map_(new ArrowField('entries', entries, false))
    }
  }
}

/** @throws UNSUPPORTED_ARROW_TYPE naming every column whose type has no counterpart. */
export function fromArrowSchema(schema: Schema): readonly Field[] {
  const unsupported: string[] = []
  const fields = schema.fields.map(f => {
    const type = fromArrowType(f.type as ArrowType)
    if (!type) unsupported.push(`${f.name}: ${String(f.type)}`)
    return field(f.name, type ?? voidType, f.nullable)
  })
  return unsupported.length ? raise('UNSUPPORTED_ARROW_TYPE', { columns: unsupported }) : Object.freeze(fields)
}

function fromArrowType(type: ArrowType): DataType | undefined {
  if (ArrowType.isInt(type)) return integerType(type.bitWidth, type.isSigned)
  if (ArrowType.isFloat(type)) return type.precision === Precision.DOUBLE ? float64 : float32
  if (ArrowType.isDecimal(type)) {
    const { precision, scale } = type, fits = type.bitWidth === 128 && precision <= MAX_PRECISION && scale >= 0 && scale <= precision
    return fits ? decimal(precision, scale) : undefined
  }
  if (ArrowType.isTimestamp(type)) return type.timezone ? timestamp : timestampNtz
  if (ArrowType.isDictionary(type)) return fromArrowType(type.dictionary as ArrowType)
  if (ArrowType.isStruct(type)) {
    const fields = (type.children as readonly ArrowField[]).map(fromArrowField)
    return fields.every(f => f !== undefined) ? struct(fields) : undefined
  }
  if (ArrowType.isMap(type)) {
    const [key, value] = ((type.children[0] as ArrowField).type as Struct).children.map(fromArrowField)
    return key && value && map(key.type, value.type, value.nullable)
  }
  switch (type.typeId) {
    case Type.Null: return voidType
    case Type.Bool: return bool
    case Type.Utf8: case Type.LargeUtf8: case Type.Utf8View: return utf8
    case Type.Binary: case Type.LargeBinary: case Type.BinaryView: case Type.FixedSizeBinary: return binary
    case Type.Date: return date
    case Type.List: case Type.LargeList: case Type.FixedSizeList: {
      const element = fromArrowField(type.children[0] as ArrowField)
      return element && list(element.type, element.nullable)
    }
    default: return undefined
  }
}
function fromArrowField(f: ArrowField): Field | undefined {
  const type = fromArrowType(f.type as ArrowType)
  return type && field(f.name, type, f.nullable)
}
/** Unsigned integers take the next wider type. */
function integerType(bits: number, signed: boolean): DataType {
  switch (bits) {
    case 8: return signed ? int8 : int16
    case 16: return signed ? int16 : int32
    case 32: return signed ? int32 : int64
    default: return signed ? int64 : decimal(20, 0)
  }
}
