/**
 * Loops over columns of numbers, one textual copy for each operation: only so does the engine below know what each loop
 * does. Results stand at the rows of their operands.
 */
import type { Rows } from './column.js'

type Cells = Float64Array
export type Arithmetic = (out: Cells, a: Cells, b: Cells, rows: Rows) => void
export type Comparison = (out: Uint8Array, a: Cells, b: Cells, rows: Rows) => void

export const sum: Arithmetic = (out, a, b, { at, count }) => {
  for (let k = 0; k < count; k++) { const i = at[k]!; out[i] = a[i]! + b[i]! }
}
export const difference: Arithmetic = (out, a, b, { at, count }) => {
  for (let k = 0; k < count; k++) { const i = at[k]!; out[i] = a[i]! - b[i]! }
}
export const product: Arithmetic = (out, a, b, { at, count }) => {
  for (let k = 0; k < count; k++) { const i = at[k]!; out[i] = a[i]! * b[i]! }
}
/** Of whole numbers: never −0. */
export const exactProduct: Arithmetic = (out, a, b, { at, count }) => {
  for (let k = 0; k < count; k++) { const i = at[k]!; out[i] = a[i]! * b[i]! + 0 }
}
/** a·p + b·q: decimals of different scales brought together. */
export function combination(out: Cells, a: Cells, p: number, b: Cells, q: number, { at, count }: Rows): void {
  for (let k = 0; k < count; k++) { const i = at[k]!; out[i] = a[i]! * p + b[i]! * q }
}
export function multiple(out: Cells, a: Cells, p: number, { at, count }: Rows): void {
  for (let k = 0; k < count; k++) { const i = at[k]!; out[i] = a[i]! * p }
}
export function fraction(out: Cells, a: Cells, p: number, { at, count }: Rows): void {
  for (let k = 0; k < count; k++) { const i = at[k]!; out[i] = a[i]! / p }
}
/** false: a divisor is 0. */
export function quotient(out: Cells, a: Cells, b: Cells, { at, count }: Rows): boolean {
  let zero = 0
  for (let k = 0; k < count; k++) {
    const i = at[k]!, divisor = b[i]!
    out[i] = a[i]! / divisor
    if (divisor === 0) zero = 1
  }
  return zero === 0
}
export function extent(cells: Cells, { at, count }: Rows): readonly [least: number, most: number] {
  let least = 0, most = 0
  for (let k = 0; k < count; k++) {
    const value = cells[at[k]!]!
    if (value < least) least = value
    else if (value > most) most = value
  }
  return [least, most]
}

const eq: Comparison = (out, a, b, { at, count }) => {
  for (let k = 0; k < count; k++) { const i = at[k]!; out[i] = a[i] === b[i] ? 1 : 0 }
}
const ne: Comparison = (out, a, b, { at, count }) => {
  for (let k = 0; k < count; k++) { const i = at[k]!; out[i] = a[i] === b[i] ? 0 : 1 }
}
const lt: Comparison = (out, a, b, { at, count }) => {
  for (let k = 0; k < count; k++) { const i = at[k]!; out[i] = a[i]! < b[i]! ? 1 : 0 }
}
const le: Comparison = (out, a, b, { at, count }) => {
  for (let k = 0; k < count; k++) { const i = at[k]!; out[i] = a[i]! <= b[i]! ? 1 : 0 }
}
const gt: Comparison = (out, a, b, rows) => lt(out, b, a, rows)
const ge: Comparison = (out, a, b, rows) => le(out, b, a, rows)
export const exactComparisons = { eq, ne, lt, le, gt, ge } as const

/** NaN equals itself and is larger than any other number. */
const sqlEq: Comparison = (out, a, b, { at, count }) => {
  for (let k = 0; k < count; k++) { const i = at[k]!, x = a[i]!, y = b[i]!; out[i] = x === y || (x !== x && y !== y) ? 1 : 0 }
}
const sqlNe: Comparison = (out, a, b, { at, count }) => {
  for (let k = 0; k < count; k++) { const i = at[k]!, x = a[i]!, y = b[i]!; out[i] = x === y || (x !== x && y !== y) ? 0 : 1 }
}
const sqlLt: Comparison = (out, a, b, { at, count }) => {
  for (let k = 0; k < count; k++) { const i = at[k]!, x = a[i]!, y = b[i]!; out[i] = x < y || (y !== y && x === x) ? 1 : 0 }
}
const sqlLe: Comparison = (out, a, b, { at, count }) => {
  for (let k = 0; k < count; k++) { const i = at[k]!, x = a[i]!, y = b[i]!; out[i] = x <= y || y !== y ? 1 : 0 }
}
const sqlGt: Comparison = (out, a, b, rows) => sqlLt(out, b, a, rows)
const sqlGe: Comparison = (out, a, b, rows) => sqlLe(out, b, a, rows)
export const floatComparisons = { eq: sqlEq, ne: sqlNe, lt: sqlLt, le: sqlLe, gt: sqlGt, ge: sqlGe } as const
