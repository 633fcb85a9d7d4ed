/** The files of a corpus with their expected values, as the engine holds them: what conformance/corpus.py writes. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DataType } from '../../src/types/data-type.js'
import type { EngineValue } from '../../src/types/representation.js'
import { parseType } from '../conformance/values.js'

type Canonical = null | boolean | number | string | readonly Canonical[]
interface WrittenColumn { readonly name: string; readonly type: string; readonly values: readonly Canonical[] }
interface Written { readonly rows: number; readonly columns: readonly WrittenColumn[] }

const folder = join(import.meta.dirname, '../../conformance/corpus')

/** A file of another writer, and how it was written. */
export interface CorpusFile { readonly name: string; readonly path: string; readonly expected: string; readonly how: string }
export interface CorpusWriter { readonly name: string; readonly files: readonly CorpusFile[] }
export function corpusOf(format: string): readonly CorpusWriter[] {
  return readdirSync(join(folder, format)).map(name => {
    const at = (file: string): string => join(folder, format, name, file)
    const lines = JSON.parse(readFileSync(at('files.json'), 'utf8')) as readonly { file: string; expected: string; how: string }[]
    return { name, files: lines.map(({ file, expected, how }) => ({ name: file, path: at(file), expected: at(expected), how })) }
  })
}

interface ExpectedColumn { readonly name: string; readonly type: DataType; readonly values: readonly EngineValue[] }
interface Expected { readonly rows: number; readonly columns: readonly ExpectedColumn[] }

export function expectedValues(path: string): Expected {
  const { rows, columns } = JSON.parse(readFileSync(path, 'utf8')) as Written
  return {
    rows,
    columns: columns.map(({ name, type: text, values }) => {
      const type = parseType(text)
      return { name, type, values: values.map(value => engineValue(value, type)) }
    }),
  }
}

function engineValue(value: Canonical, type: DataType): EngineValue {
  if (value === null) return null
  if (Array.isArray(value)) {
    switch (type.kind) {
      case 'list': return value.map(v => engineValue(v, type.element))
      case 'map': return value.map(([k, v]) => [engineValue(k!, type.key), engineValue(v!, type.value)])
      case 'struct': return type.fields.map((f, n) => engineValue(value[n]!, f.type))
      default: throw new RangeError(`a list is no ${type.kind}`)
    }
  }
  switch (type.kind) {
    case 'int64': case 'decimal': case 'timestamp': case 'timestampNtz': return BigInt(value as string)
    case 'float32': case 'float64': return Number(value)
    case 'binary': return new Uint8Array(Buffer.from(value as string, 'hex'))
    default: return value as EngineValue
  }
}
