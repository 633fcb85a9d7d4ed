/** Arrow's types as its format knows them, and the columns that they become here. */
import { raise } from '../../errors/raise.js'
import {
  binary, bool, date, decimal, field, float32, float64, int16, int32, int64, int8, list, map, MAX_PRECISION, struct, timestamp,
    timestampNtz, utf8,
  voidType, type DataType, type Field,
} from '../../types/data-type.js'

/** In the order of the format's numbers. */
export const timeUnits = ['SECOND', 'MILLISECOND', 'MICROSECOND', 'NANOSECOND'] as const
export type TimeUnit = (typeof timeUnits)[number]
/** How the parts of text and lists are found: by ascending offsets of so many bits, or by views, which may lie anywhere. */
export type Layout = 32 | 64 | 'view'

export type ArrowType =
  | { readonly kind: 'null' | 'bool' | 'struct' | 'map' | 'runEnd' }
  | { readonly kind: 'int'; readonly bits: 8 | 16 | 32 | 64; readonly signed: boolean }
  | { readonly kind: 'float'; readonly bits: 16 | 32 | 64 }
  | { readonly kind: 'decimal'; readonly bits: 32 | 64 | 128 | 256; readonly precision: number; readonly scale: number }
  | { readonly kind: 'date'; readonly unit: 'DAY' | 'MILLISECOND' }
  | { readonly kind: 'timestamp'; readonly unit: TimeUnit; readonly zoned: boolean }
  | { readonly kind: 'text'; readonly layout: Layout; readonly binary: boolean }
  | { readonly kind: 'fixedBytes'; readonly width: number }
  | { readonly kind: 'list'; readonly layout: 32 | 64; readonly views: boolean }
  | { readonly kind: 'fixedList'; readonly size: number }
  /** Of no counterpart here. `buffers`: how many it has besides its validity; undefined when nobody knows. */
  | { readonly kind: 'other'; readonly name: string; readonly buffers: number | undefined; readonly hasValidity: boolean }

export interface ArrowField {
  readonly name: string
  readonly nullable: boolean
  readonly type: ArrowType
  readonly children: readonly ArrowField[]
  /** Values lie in a dictionary, and the column holds their places, which are such integers. */
  readonly dictionary: { readonly id: bigint; readonly index: ArrowType & { readonly kind: 'int' } } | undefined
}

/**
 * The columns; `wanted` says of which the type matters.
 * @throws UNSUPPORTED_ARROW_TYPE naming every column whose type has no counterpart
 */
export function columnsOf(fields: readonly ArrowField[], wanted: (name: string) => boolean = () => true): readonly Field[] {
  const unsupported: string[] = []
  const columns = fields.map(f => {
    const type = engineType(f)
    if (typeof type === 'string' && wanted(f.name)) unsupported.push(`${f.name}: ${type}`)
    return field(f.name, typeof type === 'string' ? voidType : type, f.nullable)
  })
  return unsupported.length ? raise('UNSUPPORTED_ARROW_TYPE', { columns: unsupported }) : Object.freeze(columns)
}
/** The type, or the name of the one inside it that has no counterpart. */
function engineType({ type, children }: ArrowField): DataType | string {
  switch (type.kind) {
    case 'null': return voidType
    case 'bool': return bool
    case 'int': return integerType(type.bits, type.signed)
    case 'float': return type.bits === 64 ? float64 : float32
    case 'decimal': {
      const { bits, precision, scale } = type, fits = precision >= 1 && precision <= MAX_PRECISION && scale >= 0 && scale <= precision
      return fits ? decimal(precision, scale) : `Decimal${bits}(${precision}, ${scale})`
    }
    case 'date': return date
    case 'timestamp': return type.zoned ? timestamp : timestampNtz
    case 'text': return type.binary ? binary : utf8
    case 'fixedBytes': return binary
    case 'list': case 'fixedList': {
      const [element] = children, inner = engineType(element!)
      return typeof inner === 'string' ? inner : list(inner, element!.nullable)
    }
    case 'struct': {
      const types = children.map(engineType), problem = types.find(t => typeof t === 'string')
      return problem ?? struct(children.map((c, n) => field(c.name, types[n] as DataType, c.nullable)))
    }
    case 'map': {
      const [key, value] = children[0]!.children, k = engineType(key!), v = engineType(value!)
      return typeof k === 'string' ? k : typeof v === 'string' ? v : map(k, v, value!.nullable)
    }
    case 'runEnd': return engineType(children[1]!)
    case 'other': return type.name
  }
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
