/** Errors about one value of one row. */
import { raise } from '../../errors/raise.js'
import { sqlName, type DataType } from '../../types/data-type.js'

/** Where a value stands: the row and, inside nested values, the way to it (`tags`, `[2]`, `.name`). */
export interface Place { row: number; readonly path: string[] }
export const placeIn = (column: string): Place => ({ row: 0, path: [column] })

const LONGEST = 60
/** A value as JavaScript would write it, cut to a readable length. */
export function shownValue(value: unknown): string {
  const text = typeof value === 'string' ? `'${value}'`
    : typeof value === 'bigint' ? `${value}n`
    : typeof value === 'number' || value === null || value === undefined ? String(value)
    : value instanceof Date ? Number.isNaN(value.getTime()) ? 'an invalid Date' : value.toISOString()
    : value instanceof Uint8Array ? `${value.length} bytes`
    : typeof value === 'function' ? 'a function'
    : value instanceof Map ? `a Map of ${value.size}`
    : typeof value === 'object' ? json(value) : String(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
function json(value: object): string {
  try {
    return JSON.stringify(value, (_, v: unknown) => typeof v === 'bigint' ? `${v}n` : v) ?? typeof value
  } catch {
    return Object.prototype.toString.call(value)
  }
}
const parameters = (place: Place): { row: number; column: string } => ({ row: place.row, column: place.path.join('') })

export function notA(type: DataType, value: unknown, place: Place, hint: string): never {
  return raise('INVALID_ROW_VALUE', { ...parameters(place), value: shownValue(value), type: sqlName(type), hint })
}
export function nullInside(place: Place): never {
  return raise('NOT_NULL_ASSERT_VIOLATION', { where: `rows[${place.row}]`, ...parameters(place) })
}
