/** Small CSV and JSON files with options, read as Spark reads them: its answers are in conformance/text. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { textCases, type TextCase } from '../../conformance/text/cases.js'
import type { CsvReadOptions } from '../../src/io/csv/dialect.js'
import { csvSource } from '../../src/io/csv/source.js'
import type { NdjsonReadOptions } from '../../src/io/ndjson/options.js'
import { ndjsonSource } from '../../src/io/ndjson/source.js'
import { Memory } from '../../src/memory/memory.js'
import { Pool } from '../../src/memory/pool.js'
import { readValue } from '../../src/memory/vector.js'
import { microsToText, dayText } from '../../src/io/rows/temporal.js'
import { decimalText } from '../../src/logical/format.js'
import {
  binary, bool, date, decimal, field, float64, int32, int64, int8, list, map, sqlName, struct, timestamp, timestampNtz, utf8, type DataType, type Field,
} from '../../src/types/data-type.js'
import type { EngineValue } from '../../src/types/representation.js'

type Answer = 'error' | { readonly types: readonly (readonly [string, string])[]; readonly rows: readonly (readonly unknown[])[] }
const spark = JSON.parse(readFileSync(new URL('../../conformance/text/spark.json', import.meta.url), 'utf8')) as readonly Answer[]

const simple: Readonly<Record<string, DataType>> = {
  int: int32, tinyint: int8, bigint: int64, double: float64, boolean: bool, string: utf8, date, timestamp, timestamp_ntz: timestampNtz, binary,
}
/** Of Spark's names. */
function typeOf(name: string): DataType {
  const known = simple[name], inside = /^(\w+)[<(](.*)[>)]$/.exec(name)
  if (known) return known
  const [, outer, inner = ''] = inside ?? []
  switch (outer) {
    case 'decimal': { const [precision, scale] = inner.split(',').map(Number); return decimal(precision!, scale!) }
    case 'array': return list(typeOf(inner))
    case 'map': { const [key, value] = inner.split(','); return map(typeOf(key!), typeOf(value!)) }
    case 'struct': return struct(parts(inner).map(part => { const at = part.indexOf(':'); return field(part.slice(0, at), typeOf(part.slice(at + 1))) }))
    default: throw new Error(`no type is called ${name}`)
  }
}
/** Between commas outside of brackets. */
function parts(text: string): string[] {
  const found: string[] = []
  let depth = 0, from = 0
  for (const [at, c] of [...text, ','].entries()) {
    if (c === '<' || c === '(') depth++
    else if (c === '>' || c === ')') depth--
    else if (c === ',' && depth === 0) {
      found.push(text.slice(from, at).trim())
      from = at + 1
    }
  }
  return found
}
const fieldsOf = (schema: string): Field[] => parts(schema).map(part => { const [name, type] = part.split(/ (.*)/); return field(name!, typeOf(type!)) })
/** `struct<a: int>` as Spark's dtypes have it. */
const sparkName = (type: DataType): string => sqlName(type).replaceAll(/([:,]) /g, '$1')

function plain(value: EngineValue, type: DataType): unknown {
  if (value === null) return null
  switch (type.kind) {
    case 'int64': return value as bigint > 2n ** 53n || value as bigint < -(2n ** 53n) ? String(value) : Number(value)
    case 'float64': return Number.isFinite(value) ? value : String(value)
    case 'decimal': return decimalText(value as bigint, type.scale)
    case 'date': return dayText(value as number)
    case 'timestamp': return `${microsToText(value as bigint)}Z`
    case 'timestampNtz': return microsToText(value as bigint)
    case 'binary': return Buffer.from(value as Uint8Array).toString('hex')
    case 'list': return (value as readonly EngineValue[]).map(v => plain(v, type.element))
    case 'struct': return (value as readonly EngineValue[]).map((v, n) => plain(v, type.fields[n]!.type))
    case 'map': return sorted((value as readonly (readonly EngineValue[])[]).map(([k, v]) => [plain(k!, type.key), plain(v!, type.value)]))
    default: return value
  }
}
const memory = Memory.shared(), pool = new Pool(memory)
async function answer({ format, text, schema, options }: TextCase): Promise<Answer> {
  const file = Buffer.from(text), declared = schema ? { schema: fieldsOf(schema) } : {}, task = pool.task('test'), rows: unknown[][] = []
  const given = { timeZone: 'UTC', ...options, ...declared } as CsvReadOptions & NdjsonReadOptions
  try {
    const source = await (format === 'csv' ? csvSource(file, given) : ndjsonSource(file, given)).open()
    for await (const batch of source.read({ task, batchRows: 3, signal: undefined, metric: () => {} })) {
      for (let row = 0; row < batch.rows; row++) rows.push(batch.columns.map(c => plain(readValue(memory, c, row), c.type)))
    }
    return { types: source.fields.map(f => [f.name, sparkName(f.type)]), rows }
  } catch {
    return 'error'
  } finally {
    expect(task.pages).toBe(0)
    task.close()
  }
}

/** Maps have no order. */
const sorted = (entries: unknown[][]): unknown[][] => entries.sort(([a], [b]) => String(a) < String(b) ? -1 : 1)

describe('as Spark reads it', () => {
  test('every case has its answer', () => expect(spark.length).toBe(textCases.length))
  textCases.forEach((c, n) => {
    const name = `${n}. ${c.format} ${JSON.stringify(c.text)} ${c.schema ?? 'inferred'} ${JSON.stringify(c.options)}`
    if (c.differs === undefined) test(name, async () => expect(await answer(c)).toEqual(spark[n]))
    else test(`${name}, otherwise: ${c.differs}`, async () => expect(await answer(c)).not.toEqual(spark[n]))
  })
})
