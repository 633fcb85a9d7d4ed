/** JSON's values as values of a type: which kinds a type takes, and what they mean. */
import type { DataType } from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import { fieldParser, PartOf, type Formats, type ParseField, type ParseText } from '../text/value.js'
import { JsonNumber, parseJson, type JsonObject, type JsonValue } from './json.js'

/** Bits of kernels/json-text.ts. */
const STRING = 1, NUMBER = 2, TRUTH = 4, OBJECT = 8, ARRAY = 16, SPECIAL = 32
const ANY = STRING | NUMBER | TRUTH | OBJECT | ARRAY | SPECIAL

/** Text takes everything: what is no string is taken as it is written. */
export function kindsOf(type: DataType): number {
  switch (type.kind) {
    case 'utf8': return ANY
    case 'bool': return TRUTH
    case 'int8': case 'int16': case 'int32': case 'int64': return NUMBER
    case 'float32': case 'float64': return NUMBER | SPECIAL
    case 'decimal': return NUMBER | STRING
    case 'binary': case 'date': case 'timestamp': case 'timestampNtz': return STRING
    case 'list': return ARRAY
    case 'struct': case 'map': return OBJECT
    case 'void': return 0
  }
}
/** Of the text of a value whose kind the type takes. */
export function jsonParser(type: DataType, formats: Formats): ParseField {
  switch (type.kind) {
    case 'list': case 'struct': case 'map': {
      let isPart = false
      const convert = converter(type, formats, () => { isPart = true })
      return text => {
        isPart = false
        const value = convert(parseJson(text))
        return isPart && value !== undefined ? new PartOf(value) : value
      }
    }
    default: return scalarParser(type, formats)
  }
}
const scalarParser = (type: DataType, formats: Formats): ParseText => type.kind === 'binary' ? parseBase64 : fieldParser(type, formats)
function parseBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), c => c.charCodeAt(0))
  } catch {
    return undefined
  }
}

/** Undefined: the value is not one of the type. */
type Convert = (value: JsonValue) => EngineValue | undefined

/** As Spark: an object keeps the members that fit, the others are null, where they may be, and `leaves` is told; of lists and maps all must fit. */
function converter(type: DataType, formats: Formats, leaves: () => void): Convert {
  switch (type.kind) {
    case 'list': {
      const element = part(type.element, type.nullableElement, formats, leaves)
      return value => Array.isArray(value) ? all(value as readonly JsonValue[], element) : undefined
    }
    case 'struct': {
      const members = type.fields.map(f => ({ name: f.name, nullable: f.nullable, convert: part(f.type, f.nullable, formats, leaves) }))
      return value => isObject(value) ? all(members, ({ name, nullable, convert }) => {
        const member = convert(value.get(name) ?? null)
        if (member !== undefined || !nullable) return member
        leaves()
        return null
      }) : undefined
    }
    case 'map': {
      const key = part(type.key, false, formats, leaves), item = part(type.value, type.nullableValue, formats, leaves)
      return value => isObject(value) ? all([...value], ([k, v]) => all([k, v], (side, n) => n === 0 ? key(side) : item(side))) : undefined
    }
    default: {
      const parse = scalarParser(type, formats), kinds = kindsOf(type)
      return value => {
        const kind = kindOf(value)
        return (kinds & kind) === 0 && !(kind === STRING && (kinds & SPECIAL) !== 0 && isSpecialName(value as string)) ? undefined : parse(textOf(value))
      }
    }
  }
}
function part(type: DataType, nullable: boolean, formats: Formats, leaves: () => void): Convert {
  const convert = converter(type, formats, leaves)
  return value => value === null ? nullable ? null : undefined : convert(value)
}
/** Undefined if one of them is. */
function all<T>(from: readonly T[], convert: (value: T, n: number) => EngineValue | undefined): EngineValue[] | undefined {
  const values: EngineValue[] = []
  for (const [n, item] of from.entries()) {
    const value = convert(item, n)
    if (value === undefined) return undefined
    values.push(value)
  }
  return values
}
export const isObject = (value: JsonValue): value is JsonObject => value instanceof Map
const isSpecialName = (text: string): boolean => /^(?:NaN|[+-]?(?:INF|Infinity))$/.test(text)
function kindOf(value: JsonValue): number {
  if (value instanceof JsonNumber) return /\d/.test(value.text) ? NUMBER : SPECIAL
  if (typeof value === 'string') return STRING
  return typeof value === 'boolean' ? TRUTH : isObject(value) ? OBJECT : ARRAY
}
/** As it would be written. */
const textOf = (value: JsonValue): string => typeof value === 'string' ? value : jsonText(value)
function jsonText(value: JsonValue): string {
  if (value instanceof JsonNumber) return value.text
  if (isObject(value)) return `{${Array.from(value, ([name, member]) => `${JSON.stringify(name)}:${jsonText(member)}`).join(',')}}`
  if (Array.isArray(value)) return `[${(value as readonly JsonValue[]).map(jsonText).join(',')}]`
  return JSON.stringify(value)
}
