/** Engine values → JavaScript values as users get them, under the options of a session or call. */
import { raise } from '../../errors/raise.js'
import type { JsOptions } from '../../logical/options.js'
import { decimalText } from '../../logical/format.js'
import type { DataType } from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import { dayDate, dayText, instantDate, microsToText } from './temporal.js'

/** `column`: for messages. Null stays null. */
export type FromEngine = (value: EngineValue) => unknown

const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER)

export const unsafeInteger = (value: bigint, column: string): never => raise('UNSAFE_INTEGER', { value, column })

export function fromEngine(type: DataType, options: JsOptions, column: string): FromEngine {
  const convert = converter(type, options, column)
  return value => value === null ? null : convert(value)
}
function converter(type: DataType, options: JsOptions, column: string): FromEngine {
  switch (type.kind) {
    case 'int64': return int64Form(options.int64 ?? 'number', column)
    case 'decimal': {
      const text: FromEngine = value => decimalText(value as bigint, type.scale)
      return options.decimal === 'number' ? value => Number(text(value)) : text
    }
    case 'date': return options.date === 'Date' ? value => dayDate(Number(value), column) : value => dayText(Number(value))
    case 'timestamp': return timestampForm(options.timestamp ?? 'Date', column)
    case 'timestampNtz': return value => microsToText(value as bigint)
    case 'list': {
      const element = fromEngine(type.element, options, column)
      return value => (value as readonly EngineValue[]).map(element)
    }
    case 'map': {
      const key = fromEngine(type.key, options, column), item = fromEngine(type.value, options, column)
      return value => new Map((value as readonly (readonly [EngineValue, EngineValue])[]).map(([k, v]) => [key(k), item(v)]))
    }
    case 'struct': {
      const members = type.fields.map(f => ({ name: f.name, convert: fromEngine(f.type, options, column) }))
      return value => {
        const values = value as readonly EngineValue[]
        return Object.fromEntries(members.map((m, n) => [m.name, m.convert(values[n]!)]))
      }
    }
    default: return value => value
  }
}
function int64Form(form: 'number' | 'bigint' | 'string', column: string): FromEngine {
  switch (form) {
    case 'bigint': return value => value
    case 'string': return value => String(value)
    case 'number': return value => {
      const whole = value as bigint
      return whole <= MAX_SAFE && whole >= -MAX_SAFE ? Number(whole) : unsafeInteger(whole, column)
    }
  }
}
function timestampForm(form: 'Date' | 'string' | 'micros', column: string): FromEngine {
  switch (form) {
    case 'Date': return value => instantDate(value as bigint, column)
    case 'string': return value => `${microsToText(value as bigint)}Z`
    case 'micros': return value => value
  }
}
