/** Values of the golden files as rows hold them, and results of the engine as golden files write them. */
import type { Value } from '../../conformance/format.js'
import { timeText as clockText } from '../../src/functions/conversion/time-text.js'
import * as types from '../../src/types/data-type.js'
import { sqlName, type DataType } from '../../src/types/data-type.js'

const primitives: Readonly<Record<string, DataType>> = {
  void: types.voidType, boolean: types.bool, tinyint: types.int8, smallint: types.int16, int: types.int32, bigint: types.int64,
    float: types.float32,
  double: types.float64, string: types.utf8, binary: types.binary, date: types.date, timestamp: types.timestamp,
    timestamp_ntz: types.timestampNtz,
}
/** A type as Spark writes it. */
export function parseType(text: string): DataType {
  const [, name, inner] = /^(\w+)(?:[<(](.*)[>)])?$/s.exec(text)!
  if (inner === undefined) return primitives[name!]!
  const parts = split(inner)
  switch (name) {
    case 'decimal': return types.decimal(Number(parts[0]), Number(parts[1]))
    case 'array': return types.list(parseType(inner))
    case 'map': return types.map(parseType(parts[0]!), parseType(parts[1]!))
    default: return types.struct(parts.map(p => types.field(p.slice(0, p.indexOf(':')), parseType(p.slice(p.indexOf(':') + 1)))))
  }
}
/** At the commas that are not inside brackets. */
function split(text: string): string[] {
  const parts = ['']
  let depth = 0
  for (const c of text) {
    if (c === '<' || c === '(') depth++
    if (c === '>' || c === ')') depth--
    if (c === ',' && depth === 0) parts.push('')
    else parts[parts.length - 1] += c
  }
  return parts
}
export const typeText = (type: DataType): string => sqlName(type).replaceAll(', ', ',').replaceAll(': ', ':')

/** As a user's row holds it. */
export function toRow(value: Value, type: DataType): unknown {
  if (value === null) return null
  if (typeof value !== 'string') {
    switch (type.kind) {
      case 'list': return value.map(v => toRow(v, type.element))
      case 'map': return new Map(value.map(e => [toRow(e![0]!, type.key), toRow(e![1]!, type.value)]))
      case 'struct': return Object.fromEntries(type.fields.map((f, n) => [f.name, toRow(value[n]!, f.type)]))
      default: throw new RangeError(`a list is no ${type.kind}`)
    }
  }
  switch (type.kind) {
    case 'bool': return value === 'true'
    case 'int8': case 'int16': case 'int32': case 'float32': case 'float64': return Number(value)
    case 'int64': return BigInt(value)
    case 'binary': return Uint8Array.from(value.match(/../g) ?? [], h => Number.parseInt(h, 16))
    default: return value
  }
}

/** What a session must be asked for, so that nothing of a value is lost. */
export const exact = { int64: 'bigint', timestamp: 'micros', decimal: 'string', date: 'string' } as const

/** A value as a user gets it under `exact`, in the golden format. */
export function shown(value: unknown, type: DataType): Value {
  if (value === null || value === undefined) return null
  switch (type.kind) {
    case 'float32': case 'float64': return Object.is(value, -0) ? '-0.0' : String(value)
    case 'binary': return Buffer.from(value as Uint8Array).toString('hex').toUpperCase()
    case 'date': return yearsApart(value as string)
    case 'timestamp': return `${clockText(value as bigint)}Z`
    case 'timestampNtz': return timeText(value as string)
    case 'list': return (value as unknown[]).map(v => shown(v, type.element))
    // in the order of their text: a map has none
    case 'map': return [...value as Map<unknown, unknown>].map(([k, v]) => [shown(k, type.key), shown(v, type.value)]).sort((a,
      b) => JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)
    case 'struct': return type.fields.map(f => shown((value as Record<string, unknown>)[f.name], f.type))
    default: return String(value)
  }
}
/** ISO years have six digits or more beyond 9999; Spark's have as many as they need. */
const yearsApart = (text: string): string => text.replace(/^([+-])0*(\d{4,})-/, '$1$2-')
const timeText = (iso: string): string => yearsApart(iso).replace('T', ' ').replace(/(\.\d*?)0+$/, '$1')
