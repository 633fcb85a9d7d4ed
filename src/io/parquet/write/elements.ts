import { LONG_DIGITS } from '../../../types/representation.js'
import type { DataType, DecimalType, Field } from '../../../types/data-type.js'
import type { ThriftWriter } from './thrift-writer.js'

/** Parquet's physical types, by their numbers. */
export const physicalTypes = { bool: 0, int32: 1, int64: 2, float: 4, double: 5, bytes: 6, fixed: 7 } as const
export type Physical = keyof typeof physicalTypes

const REQUIRED = 0, OPTIONAL = 1, REPEATED = 2
const UTF8 = 0, MAP = 1, LIST = 3, DECIMAL = 5, DATE = 6, TIMESTAMP_MICROS = 10, INT_8 = 15, INT_16 = 16

/** What a column of values is physically; `bytes`: of each value, where they all have as many. */
export interface Storage { readonly physical: Physical; readonly bytes: number }
interface Annotation {
  readonly converted?: number
  readonly decimal?: DecimalType
  readonly logical?: (w: ThriftWriter) => void
}
/** One line of a Parquet schema: a group if it has children. */
export interface Element extends Annotation {
  readonly name: string
  readonly repetition?: number
  readonly storage?: Storage
  readonly children?: number
}

export const rootElement = (children: number): Element => ({ name: 'schema', children })

/** A field as Parquet declares it: the element itself, then those of its members. */
export function elementsOf({ name, type, nullable }: Field): readonly Element[] {
  const repetition = nullable ? OPTIONAL : REQUIRED
  switch (type.kind) {
    case 'struct': return [{ name, repetition, children: type.fields.length }, ...type.fields.flatMap(elementsOf)]
    case 'list': return [
      { name, repetition, children: 1, converted: LIST, logical: w => w.struct(3, nothing) },
      { name: 'list', repetition: REPEATED, children: 1 },
      ...elementsOf({ name: 'element', type: type.element, nullable: type.nullableElement }),
    ]
    case 'map': return [
      { name, repetition, children: 1, converted: MAP, logical: w => w.struct(2, nothing) },
      { name: 'key_value', repetition: REPEATED, children: 2 },
      ...elementsOf({ name: 'key', type: type.key, nullable: false }),
      ...elementsOf({ name: 'value', type: type.value, nullable: type.nullableValue }),
    ]
    default: return [{ name, repetition, storage: storageOf(type), ...annotation(type) }]
  }
}

export function writeElement(w: ThriftWriter, { name, repetition, storage, children, converted, decimal, logical }: Element): void {
  w.i32(1, storage && physicalTypes[storage.physical])
  w.i32(2, storage?.physical === 'fixed' ? storage.bytes : undefined)
  w.i32(3, repetition)
  w.text(4, name)
  w.i32(5, children)
  w.i32(6, converted)
  w.i32(7, decimal?.scale)
  w.i32(8, decimal?.precision)
  w.struct(10, logical && (() => logical(w)))
}

export type LeafType = Exclude<DataType, { kind: 'struct' | 'list' | 'map' }>
/** Digits that an INT32 holds whatever they are. */
const INT_DIGITS = 9

export function storageOf(type: LeafType): Storage {
  switch (type.kind) {
    case 'bool': return { physical: 'bool', bytes: 1 }
    case 'void': case 'int8': case 'int16': case 'int32': case 'date': return { physical: 'int32', bytes: 4 }
    case 'int64': case 'timestamp': case 'timestampNtz': return { physical: 'int64', bytes: 8 }
    case 'float32': return { physical: 'float', bytes: 4 }
    case 'float64': return { physical: 'double', bytes: 8 }
    case 'utf8': case 'binary': return { physical: 'bytes', bytes: 0 }
    case 'decimal':
      if (type.precision <= INT_DIGITS) return { physical: 'int32', bytes: 4 }
      if (type.precision <= LONG_DIGITS) return { physical: 'int64', bytes: 8 }
      return { physical: 'fixed', bytes: decimalBytes(type.precision) }
  }
}
/** The fewest bytes that hold every number of so many digits, with its sign. */
const decimalBytes = (precision: number): number => Math.ceil((Math.log2(10 ** precision) + 1) / 8)

const nothing = (): void => {}

function annotation(type: LeafType): Annotation {
  switch (type.kind) {
    case 'bool': case 'int32': case 'int64': case 'float32': case 'float64': case 'binary': return {}
    case 'void': return { logical: w => w.struct(11, nothing) }
    case 'int8': return integer(8, INT_8)
    case 'int16': return integer(16, INT_16)
    case 'utf8': return { converted: UTF8, logical: w => w.struct(1, nothing) }
    case 'date': return { converted: DATE, logical: w => w.struct(6, nothing) }
    case 'timestamp': return { converted: TIMESTAMP_MICROS, logical: micros(true) }
    // The older name means instants only.
    case 'timestampNtz': return { logical: micros(false) }
    case 'decimal': return { converted: DECIMAL, decimal: type, logical: w => w.struct(5, () => {
      w.i32(1, type.scale)
      w.i32(2, type.precision)
    }) }
  }
}
const integer = (bits: number, converted: number): Annotation => ({ converted, logical: w => w.struct(10, () => {
  w.byte(1, bits)
  w.bool(2, true)
}) })
const micros = (utc: boolean) => (w: ThriftWriter): void => w.struct(8, () => {
  w.bool(1, utc)
  w.struct(2, () => w.struct(2, nothing))
})
