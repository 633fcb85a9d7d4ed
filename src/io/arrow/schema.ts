/** Columns as a schema of Arrow's library. Engine types are named after Arrow's, so most of this is one to one. */
import {
  Binary, Bool, DateDay, Decimal, Field as ArrowField, Float32, Float64, Int16, Int32, Int64, Int8, List, Map_, Null, Schema, Struct,
  TimestampMicrosecond, Utf8, type DataType as ArrowType,
} from 'apache-arrow'
import type { DataType, Field } from '../../types/data-type.js'

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
