/** Batches as lines of JSON. Text is copied as bytes; numbers are written exactly. */
import { decimalText } from '../../logical/format.js'
import type { Batch, Vector } from '../../memory/batch.js'
import type { Memory } from '../../memory/memory.js'
import { readValue } from '../../memory/vector.js'
import { isNested, type DataType, type Field } from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import { dayText, microsToText } from '../rows/temporal.js'
import { ByteBuffer } from '../text/byte-buffer.js'
import type { TimeFormats } from '../text/options.js'
import { bitAt } from '../text/rows.js'
import { patternText, valueTexts } from '../text/value-texts.js'

export interface JsonWriteForm extends TimeFormats {
  readonly lineSep: string
  /** Whether members that are null are left out. */
  readonly ignoreNullFields: boolean
}
/** Appends the value of the row; false, and nothing is written, where there is none. */
type WriteValue = (row: number, out: ByteBuffer) => boolean

const QUOTE = 34, BACKSLASH = 92, COMMA = 44, OPEN = 123, CLOSE = 125
const encoder = new TextEncoder(), NULL = encoder.encode('null')

export class JsonEncoder {
  private readonly out = new ByteBuffer()
  private readonly keys: readonly Uint8Array[]
  private readonly columns: readonly ((vector: Vector, rows: number) => WriteValue)[]
  private readonly lineSep: Uint8Array

  constructor(fields: readonly Field[], private readonly memory: Memory, private readonly form: JsonWriteForm) {
    this.keys = fields.map(f => encoder.encode(`${JSON.stringify(f.name)}:`))
    this.columns = fields.map(f => this.column(f))
    this.lineSep = encoder.encode(form.lineSep)
  }
  /** Valid until the next call. */
  rows(batch: Batch): Uint8Array {
    const { out, keys, form: { ignoreNullFields } } = this, write = this.columns.map((column, n) => column(batch.columns[n]!, batch.rows))
    out.clear()
    for (let row = 0; row < batch.rows; row++) {
      out.push(OPEN)
      let first = true
      for (let n = 0; n < write.length; n++) {
        const before = out.length
        if (!first) out.push(COMMA)
        out.all(keys[n]!)
        if (write[n]!(row, out)) first = false
        else if (ignoreNullFields) out.length = before
        else {
          out.all(NULL)
          first = false
        }
      }
      out.push(CLOSE)
      out.all(this.lineSep)
    }
    return out.content
  }
  private column(field: Field): (vector: Vector, rows: number) => WriteValue {
    const { memory, form } = this, { type } = field
    if (type.kind === 'utf8') return vector => (row, out) => {
      if (vector.validity !== 0 && !bitAt(memory, vector.validity, row)) return false
      const cell = (vector.data >>> 2) + 2 * row
      writeText(memory.u8, memory.u32[cell]!, memory.u32[cell + 1]!, out)
      return true
    }
    if (isNested(type) || type.kind === 'binary') {
      const text = jsonOf(type, form)
      return vector => (row, out) => {
        const value = readValue(memory, vector, row)
        if (value !== null) out.all(encoder.encode(text(value)))
        return value !== null
      }
    }
    const texts = valueTexts(field, memory, form), write = isBare(type) ? bare : (text: string): string => JSON.stringify(text)
    return (vector, rows) => {
      const textOf = texts(vector, rows)
      return (row, out) => {
        const text = textOf(row)
        if (text !== null) out.all(encoder.encode(write(text)))
        return text !== null
      }
    }
  }
}
/** Whether values stand without quotes. */
const isBare = ({ kind }: DataType): boolean => kind === 'bool' || kind.startsWith('int') || kind.startsWith('float') || kind === 'decimal'
/** NaN and the infinities are no numbers of JSON: Spark writes their names. */
const bare = (text: string): string => text === 'NaN' || text.endsWith('Infinity') ? `"${text}"` : text

function writeText(from: Uint8Array, at: number, length: number, out: ByteBuffer): void {
  // an escape is at most six bytes
  const bytes = out.room(6 * length + 2)
  let to = out.length
  bytes[to++] = QUOTE
  for (let n = at; n < at + length; n++) {
    const byte = from[n]!
    if (byte >= 32 && byte !== QUOTE && byte !== BACKSLASH) bytes[to++] = byte
    else for (const c of JSON.stringify(String.fromCharCode(byte)).slice(1, -1)) bytes[to++] = c.charCodeAt(0)
  }
  bytes[to++] = QUOTE
  out.length = to
}

/** What is not null as JSON. */
function jsonOf(type: DataType, form: JsonWriteForm): (value: EngineValue) => string {
  const pattern = patternText(type, form)
  if (pattern) return value => JSON.stringify(pattern(value as number | bigint))
  switch (type.kind) {
    case 'utf8': return value => JSON.stringify(value)
    case 'binary': return value => JSON.stringify(btoa(Array.from(value as Uint8Array, b => String.fromCharCode(b)).join('')))
    case 'decimal': return value => decimalText(value as bigint, type.scale)
    case 'float32': case 'float64': return value => bare(Object.is(value, -0) ? '-0' : String(value))
    case 'date': return value => `"${dayText(value as number)}"`
    case 'timestampNtz': return value => `"${microsToText(value as bigint)}"`
    case 'timestamp': return value => `"${microsToText(value as bigint)}Z"`
    case 'list': {
      const element = orNull(jsonOf(type.element, form))
      return value => `[${(value as readonly EngineValue[]).map(element).join(',')}]`
    }
    case 'struct': {
      const members = type.fields.map(f => ({ key: JSON.stringify(f.name), text: orNull(jsonOf(f.type, form)) }))
      return value => `{${members.flatMap(({ key, text }, n) => {
        const member = (value as readonly EngineValue[])[n]!
        return member === null && form.ignoreNullFields ? [] : [`${key}:${text(member)}`]
      }).join(',')}}`
    }
    case 'map': {
      const key = jsonOf(type.key, form), item = orNull(jsonOf(type.value, form))
      return value => `{${(value as readonly (readonly EngineValue[])[]).map(([k, v]) => {
        const name = key(k!)
        return `${name.startsWith('"') ? name : JSON.stringify(name)}:${item(v!)}`
      }).join(',')}}`
    }
    default: return String
  }
}
const orNull = (text: (value: EngineValue) => string) => (value: EngineValue): string => value === null ? 'null' : text(value)
