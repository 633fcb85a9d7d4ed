/** Explicit and implicit casts: which there are, and their implementation. */
import { raise } from '../../errors/raise.js'
import { isNested, isNumeric, isTemporal, sqlName, type DataType } from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import { attempting } from '../attempt.js'
import type { Implementation, StrictImplementation } from '../declare.js'
import { converter, Failure } from './convert.js'
import { emitCast } from './emit.js'

/** `attempt`: null where the cast fails. `timeZone`: of the session; needed where one side is a timestamp. */
export interface CastSignature {
  readonly from: DataType
  readonly to: DataType
  readonly attempt: boolean
  readonly timeZone: string | undefined
}

/** Whether there is a cast between two types in Spark's ANSI mode. */
export function canCast(from: DataType, to: DataType): boolean {
  if (from.kind === 'void') return true
  if (from.kind === 'list' && to.kind === 'list') return canCast(from.element, to.element) && !(from.nullableElement && !to.nullableElement)
  if (from.kind === 'map' && to.kind === 'map') {
    return canCast(from.key, to.key) && canCast(from.value, to.value) && !(from.nullableValue && !to.nullableValue)
  }
  if (from.kind === 'struct' && to.kind === 'struct') {
    return from.fields.length === to.fields.length && from.fields.every((f, n) => {
      const other = to.fields[n]!
      return canCast(f.type, other.type) && !(f.nullable && !other.nullable)
    })
  }
  if (to.kind === 'utf8') return true
  if (isNested(from) || isNested(to) || to.kind === 'void') return false
  if (from.kind === to.kind || from.kind === 'utf8') return true
  if (isNumeric(from)) return isNumeric(to) || to.kind === 'bool' || to.kind === 'timestamp'
  if (from.kind === 'bool') return isNumeric(to)
  if (isTemporal(from)) return isTemporal(to) || (from.kind === 'timestamp' && isNumeric(to))
  return false
}
/** Its one argument is called `value`. */
export function castImplementation({ from, to, attempt, timeZone = 'UTC' }: CastSignature): Implementation {
  const convert = converter(from, to, timeZone, attempt)
  const emit = emitCast(from, to, timeZone)
  const strict: StrictImplementation = {
    nulls: 'strict',
    raises: canFail(from, to),
    evaluate({ value }: { value: EngineValue }) {
      const result = convert(value)
      return result instanceof Failure ? fail(result, value, from, to) : result
    },
    emit: emit && ((code, { value }) => emit(code, value)),
  }
  if (!attempt || !strict.raises) return strict
  return {
    ...attempting(strict),
    evaluate({ value }: { value: () => EngineValue }) {
      const given = value(), result = given === null ? null : convert(given)
      return result instanceof Failure ? null : result
    },
  }
}
function fail(failure: Failure, value: EngineValue, from: DataType, to: DataType): never {
  const shown = converter(from, { kind: 'utf8' }, 'UTC')(value)
  return raise(failure.condition, { value: shown, from: sqlName(from), to: sqlName(to), type: sqlName(to) })
}

const integers = ['int8', 'int16', 'int32', 'int64']
/** false: every value of the one type has its place in the other. */
export function canFail(from: DataType, to: DataType): boolean {
  if (from.kind === 'void' || to.kind === 'utf8' || to.kind === 'bool' && from.kind !== 'utf8') return false
  if (from.kind === 'decimal' && to.kind === 'decimal') {
    const rounding = to.scale < from.scale ? 1 : 0
    return to.precision - to.scale < from.precision - from.scale + rounding
  }
  if (from.kind === 'list' && to.kind === 'list') return canFail(from.element, to.element)
  if (from.kind === 'map' && to.kind === 'map') return canFail(from.key, to.key) || canFail(from.value, to.value)
  if (from.kind === 'struct' && to.kind === 'struct') return from.fields.some((f, n) => canFail(f.type, to.fields[n]!.type))
  if (from.kind === to.kind || to.kind === 'binary') return false
  if (from.kind === 'utf8') return true
  if (integers.includes(to.kind)) {
    const rank = integers.indexOf(from.kind)
    return from.kind !== 'bool' && (rank < 0 || rank > integers.indexOf(to.kind))
  }
  if (to.kind === 'float32' || to.kind === 'float64') return false
  if (to.kind === 'decimal') return !integers.includes(from.kind) || to.precision - to.scale < digitsOf[from.kind]!
  // a time within a day of the ends of 64 bits may be beyond them in another zone
  if (isTemporal(from)) return to.kind !== 'date'
  return to.kind === 'timestamp' && !integers.includes(from.kind)
}
const digitsOf: Readonly<Record<string, number>> = { int8: 3, int16: 5, int32: 10, int64: 19 }
