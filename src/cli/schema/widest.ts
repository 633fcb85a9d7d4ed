/** The narrowest type as which the values of two columns can be read. */
import { widening } from '../../io/widening.js'
import {
  decimal, decimalOf, float64, isInteger, isNested, isNumeric, isTemporal, MAX_PRECISION, sameType, timestamp, utf8,
  type DataType, type DecimalType, type IntegerKind,
} from '../../types/data-type.js'
import { mergeNested } from '../../types/merge-nested.js'

/** undefined: there is none. `text`: the values are text in their files, which every type may be read from, and string always. */
export function widest(a: DataType, b: DataType, text: boolean): DataType | undefined {
  if (sameType(a, b) || b.kind === 'void') return a
  if (a.kind === 'void') return b
  return nested(a, b) ?? number(a, b) ?? (widening(a, b) ? b : widening(b, a) ? a : text ? wideText(a, b) : undefined)
}
/** A decimal for both, where a whole number or decimal meets a decimal. */
function number(a: DataType, b: DataType): DataType | undefined {
  const x = asDecimal(a), y = asDecimal(b)
  if (!x || !y || (a.kind !== 'decimal' && b.kind !== 'decimal')) return undefined
  const scale = Math.max(x.scale, y.scale), precision = scale + Math.max(whole(x), whole(y))
  return precision <= MAX_PRECISION ? decimal(precision, scale) : undefined
}
const asDecimal = (t: DataType): DecimalType | undefined => t.kind === 'decimal' ? t
  : isInteger(t) ? decimalOf(t.kind as IntegerKind) : undefined
const whole = ({ precision, scale }: DecimalType): number => precision - scale
function wideText(a: DataType, b: DataType): DataType | undefined {
  if (isNested(a) || isNested(b)) return undefined
  if (isNumeric(a) && isNumeric(b)) return float64
  return isTemporal(a) && isTemporal(b) ? timestamp : utf8
}
/** Inside lists, structs and maps types must be the same; only whether parts may be null may differ. */
function nested(a: DataType, b: DataType): DataType | undefined {
  return mergeNested(a, b, (x, y) => sameType(x, y) ? x : nested(x, y))
}
