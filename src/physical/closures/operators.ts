/**
 * The operators that most of a query's time goes to, over numbers: int64 and decimals too while their values are below 2⁵³.
 * Bounds of the operands prove that a result is exact and fits its type; where they do not, the results are looked at; where
 * those do not fit either, the function itself is asked, which is exact at any size and knows its errors.
 */
import { typeOf, type Call, type Cast } from '../../logical/expression.js'
import { isFloat, isInteger, type DataType, type DecimalType } from '../../types/data-type.js'
import { representation, type EngineValue } from '../../types/representation.js'
import { asNumbers, SAFE, type Column, type NumberColumn, type Rows } from './column.js'
import * as loops from './number-loops.js'
import type { Scratch } from './scratch.js'

/** `own`: for the result; `converted`: for each operand. */
export interface OperatorSpace { readonly own: Scratch; readonly converted: readonly Scratch[] }
/** Over rows in which no operand is null, or as if: nulls are the caller's. undefined: the function itself must be asked. */
export type Operator = (operands: readonly Column[], rows: Rows, space: OperatorSpace) => Column | undefined

export function operatorOf(e: Call | Cast): Operator | undefined {
  if (e.node === 'cast') return castOperator(typeOf(e.child), e.type)
  const [a, b] = e.args.map(typeOf), { name } = e.function
  if (!a || !b) return undefined
  if (name in loops.exactComparisons) return comparison(name as Test, a, b)
  switch (name) {
    case 'add': case 'sub': return sumOperator(name, a, b, e.type)
    case 'mul': return productOperator(a, b, e.type)
    case 'div': return e.type.kind === 'float64' ? quotientOperator : undefined
    default: return undefined
  }
}
type Test = keyof typeof loops.exactComparisons

const isDecimal = (t: DataType): t is DecimalType => t.kind === 'decimal'
/** The largest size of a value of an exact type, as far as numbers are exact. */
function limitOf(type: DataType): number {
  switch (type.kind) {
    case 'int8': return 2 ** 7 - 1
    case 'int16': return 2 ** 15 - 1
    case 'int32': return 2 ** 31 - 1
    case 'decimal': return type.precision > 15 ? SAFE : 10 ** type.precision - 1
    default: return SAFE
  }
}
const bothNumbers = ([a, b]: readonly Column[], rows: Rows, { converted }: OperatorSpace): readonly [NumberColumn, NumberColumn] | undefined => {
  const x = asNumbers(a!, rows, converted[0]!), y = x && asNumbers(b!, rows, converted[1]!)
  return x && y && [x, y]
}
/** The results, if they are within the limit for certain or, looked at, in fact. */
function settled(cells: Float64Array, least: number, most: number, limit: number, rows: Rows): NumberColumn | undefined {
  if (least < -limit || most > limit) {
    [least, most] = loops.extent(cells, rows)
    if (least < -limit || most > limit) return undefined
  }
  return { form: 'numbers', cells, nulls: undefined, least, most }
}
const floats = (cells: Float64Array): NumberColumn => ({ form: 'numbers', cells, nulls: undefined, least: -Infinity, most: Infinity })

function sumOperator(name: 'add' | 'sub', a: DataType, b: DataType, type: DataType): Operator | undefined {
  if (type.kind === 'float64') return floatOperator(name === 'add' ? loops.sum : loops.difference)
  let p = 1, q = name === 'add' ? 1 : -1
  if (isDecimal(a) && isDecimal(b) && isDecimal(type)) {
    const scale = Math.max(a.scale, b.scale)
    if (type.scale !== scale || scale - Math.min(a.scale, b.scale) > 15) return undefined
    p *= 10 ** (scale - a.scale)
    q *= 10 ** (scale - b.scale)
  } else if (!isInteger(type)) return undefined
  const limit = limitOf(type)
  return (operands, rows, space) => {
    const both = bothNumbers(operands, rows, space)
    if (!both) return undefined
    const [x, y] = both, ends = [y.least * q, y.most * q], low = Math.min(...ends), high = Math.max(...ends)
    if (Math.max(-x.least * p, x.most * p, -low, high) > SAFE) return undefined
    const out = space.own.numbers()
    loops.combination(out, x.cells, p, y.cells, q, rows)
    return settled(out, x.least * p + low, x.most * p + high, limit, rows)
  }
}
function productOperator(a: DataType, b: DataType, type: DataType): Operator | undefined {
  if (type.kind === 'float64') return floatOperator(loops.product)
  const exact = isDecimal(a) && isDecimal(b) && isDecimal(type) ? type.scale === a.scale + b.scale : isInteger(type)
  if (!exact) return undefined
  const limit = limitOf(type)
  return (operands, rows, space) => {
    const both = bothNumbers(operands, rows, space)
    if (!both) return undefined
    const [x, y] = both, corners = [x.least * y.least, x.least * y.most, x.most * y.least, x.most * y.most], out = space.own.numbers()
    loops.exactProduct(out, x.cells, y.cells, rows)
    return settled(out, Math.min(...corners), Math.max(...corners), limit, rows)
  }
}
const floatOperator = (loop: loops.Arithmetic): Operator => (operands, rows, space) => {
  const both = bothNumbers(operands, rows, space), out = space.own.numbers()
  if (!both) return undefined
  loop(out, both[0].cells, both[1].cells, rows)
  return floats(out)
}
const quotientOperator: Operator = (operands, rows, space) => {
  const both = bothNumbers(operands, rows, space), out = space.own.numbers()
  return both && loops.quotient(out, both[0].cells, both[1].cells, rows) ? floats(out) : undefined
}

function comparison(test: Test, a: DataType, b: DataType): Operator | undefined {
  if (a.kind === 'utf8') return test === 'eq' || test === 'ne' ? sameText(test === 'eq' ? 1 : 0) : undefined
  if (representation(a) === 'str' || a.kind === 'bool' || a.kind === 'void' || b.kind === 'void') return undefined
  const loop = isFloat(a) ? loops.floatComparisons[test] : loops.exactComparisons[test]
  return (operands, rows, space) => {
    const both = bothNumbers(operands, rows, space)
    if (!both) return undefined
    const cells = space.own.flags()
    loop(cells, both[0].cells, both[1].cells, rows)
    return { form: 'flags', cells, nulls: undefined }
  }
}
const sameText = (yes: 0 | 1): Operator => ([a, b], { at, count }, space) => {
  if (a!.form !== 'values' || b!.form !== 'values') return undefined
  const cells = space.own.flags(), x: readonly EngineValue[] = a!.cells, y: readonly EngineValue[] = b!.cells
  for (let k = 0; k < count; k++) {
    const row = at[k]!
    cells[row] = x[row] === y[row] ? yes : 1 - yes
  }
  return { form: 'flags', cells, nulls: undefined }
}

/** Casts that only move the decimal point to the right, or change how a whole number is kept; and to double. */
function castOperator(from: DataType, to: DataType): Operator | undefined {
  const scale = isDecimal(from) ? from.scale : isInteger(from) ? 0 : undefined
  if (scale === undefined) return undefined
  if (to.kind === 'float64') return shifted(0, scale, Infinity)
  if (isInteger(to)) return scale === 0 ? shifted(0, 0, limitOf(to)) : undefined
  return isDecimal(to) && to.scale >= scale ? shifted(to.scale - scale, 0, limitOf(to)) : undefined
}
/** Times 10^`up` or by 10^`down`, which stays exact as a double for up to 22 digits, so that a quotient is rounded once. */
function shifted(up: number, down: number, limit: number): Operator | undefined {
  if (up > 15 || down > 22) return undefined
  const factor = 10 ** up, divisor = 10 ** down
  return ([column], rows, { own, converted }) => {
    const x = asNumbers(column!, rows, converted[0]!)
    if (!x) return undefined
    if (up === 0 && down === 0 && x.least >= -limit && x.most <= limit) return { ...x, nulls: undefined }
    const out = own.numbers()
    if (down > 0) {
      loops.fraction(out, x.cells, divisor, rows)
      return floats(out)
    }
    loops.multiple(out, x.cells, factor, rows)
    return settled(out, x.least * factor, x.most * factor, limit, rows)
  }
}
