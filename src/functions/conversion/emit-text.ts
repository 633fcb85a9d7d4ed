/** Casts to and from text in compiled code; doubles and times with a zone are left to `evaluate`. */
import { kernel, type Code } from '../../codegen/code/builder.js'
import type { Bool, I32, I64, Str, Value } from '../../codegen/code/value.js'
import type { DataType, DecimalType } from '../../types/data-type.js'
import { isUtc } from '../datetime/zone.js'
import { checkedDigits, wide, type DecimalValue } from '../decimal-code.js'
import type { EmitCast } from './emit.js'

const kernels = {
  longText: kernel('castLongText', ['i64', 'i32'], 'i32'),
  decimalText: kernel('castDecimalText', ['dec', 'i32', 'i32'], 'i32'),
  dateText: kernel('castDateText', ['i32', 'i32'], 'i32'),
  timeText: kernel('castTimeText', ['i64', 'i32'], 'i32'),
  textLong: kernel('castTextLong', ['str'], 'dec'),
  textDecimal: kernel('castTextDecimal', ['str', 'i32', 'i32'], 'i32'),
  textDate: kernel('castTextDate', ['str'], 'i64'),
} as const
/** The most bytes that any of them writes. */
const ROOM = 48
const write = (code: Code, fill: (out: I32) => I32): Str => code.arena.write(code.i32.const(ROOM), fill)

export function emitToText(from: DataType, timeZone: string): EmitCast | undefined {
  switch (from.kind) {
    case 'bool': return (code, v: Bool) => write(code, out => {
      code.i64.store(out, code.select(v, code.i64.const(0x65757274n), code.i64.const(0x65736c6166n)))   // true, false
      return code.select(v, code.i32.const(4), code.i32.const(5))
    })
    case 'int8': case 'int16': case 'int32': case 'int64':
      return (code, v: I32 | I64) => write(code, out => code.call(kernels.longText, v.kind === 'i64' ? v : code.i64.extend(v), out))
    case 'decimal': return (code, v: DecimalValue) =>
      write(code, out => code.call(kernels.decimalText, wide(code, v), code.i32.const(from.scale), out))
    case 'date': return (code, v: I32) => write(code, out => code.call(kernels.dateText, v, out))
    case 'timestamp': case 'timestampNtz':
      return from.kind === 'timestamp' && !isUtc(timeZone) ? undefined
        : (code, v: I64) => write(code, out => code.call(kernels.timeText, v, out))
    case 'binary': return (_, v: Str) => v
    default: return undefined
  }
}
const bits: Readonly<Record<string, 8 | 16 | 32>> = { int8: 8, int16: 16, int32: 32 }

export function emitFromText(to: DataType): EmitCast | undefined {
  switch (to.kind) {
    case 'int8': case 'int16': case 'int32': case 'int64': return (code, v: Str): Value => {
      const { lo } = code.callOrFail(kernels.textLong, 'CAST_INVALID_INPUT', v)
      return to.kind === 'int64' ? lo : code.i32.narrow(lo, 'CAST_INVALID_INPUT', bits[to.kind]!)
    }
    case 'decimal': return (code, v: Str) => parseDecimal(code, v, to)
    case 'date': return (code, v: Str) => {
      const days = code.call(kernels.textDate, v)
      code.failIf(code.i64.eq(days, code.i64.const(-(2n ** 63n))), 'CAST_INVALID_INPUT')
      return code.i32.wrap(days)
    }
    case 'binary': return (_, v: Str) => v
    default: return undefined
  }
}
function parseDecimal(code: Code, v: Str, to: DecimalType): Value {
  const { i32 } = code, out = code.scratch ?? i32.const(0)
  const status = code.var(code.call(kernels.textDecimal, v, i32.const(to.scale), out), 'status').get()
  code.failIf(i32.eq(status, i32.const(1)), 'CAST_INVALID_INPUT')
  code.failIf(i32.eq(status, i32.const(2)), 'NUMERIC_VALUE_OUT_OF_RANGE')
  code.failIf(i32.eq(status, i32.const(3)), 'NUMERIC_OUT_OF_SUPPORTED_RANGE')
  return checkedDigits(code, code.dec.load(out), to)
}
