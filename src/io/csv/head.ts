/** The beginning of a file: names from its header, and types from a declaration or from a sample of rows. */
import { raise } from '../../errors/raise.js'
import type { DataFile } from '../file/input-file.js'
import { field, voidType, type Field } from '../../types/data-type.js'
import { checkDeclared } from '../declared-schema.js'
import type { Dialect } from './dialect.js'
import { inferTypes } from './infer.js'
import { records, type CsvRecord } from './records.js'
import type { ScanStart } from './scanner.js'

export interface Head {
  /** Of every column of the file, in order. */
  readonly names: readonly string[]
  readonly fields: readonly Field[]
  /** Where the first row of data begins. */
  readonly start: ScanStart
  /** Of the whole file. */
  readonly bytes: number
}
const FIRST_BYTES = 1 << 18, MOST_BYTES = 1 << 26

/** @throws SCHEMA_MISMATCH with every difference between the header and the declaration */
export async function readHead(data: DataFile, dialect: Dialect, declared: readonly Field[] | undefined, signal?: AbortSignal): Promise<Head> {
  const { path } = data, file = await data.open(signal)
  try {
    const wantedRows = (dialect.header ? 1 : 0) + (declared ? 1 : dialect.sampleRows)
    for (let bytes = Math.min(FIRST_BYTES, file.bytes); ; bytes = Math.min(4 * bytes, file.bytes)) {
      const start = new Uint8Array(bytes)
      await file.read(start, 0)
      const mark = byteOrderMark(path, start), whole = bytes === file.bytes
      const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(start.subarray(mark), { stream: !whole }), found: CsvRecord[] = []
      for (const record of records(text, dialect, whole)) if (found.push(record) >= wantedRows) break
      if (whole || found.length >= wantedRows || bytes >= MOST_BYTES) {
        return { ...headOf(path, text, found, dialect, declared, mark), bytes: file.bytes }
      }
    }
  } finally {
    await file.close()
  }
}
type Declared = readonly Field[] | undefined
function headOf(path: string, text: string, found: readonly CsvRecord[], dialect: Dialect, declared: Declared, mark: number): Omit<Head,
  'bytes'> {
  const [first] = found
  if (!dialect.header) {
    const columns = first?.fields.length ?? declared?.length ?? 0
    if (declared && columns !== declared.length) {
      return raise('SCHEMA_MISMATCH', { subject: path, differences: `it has ${columns} columns and ${declared.length} are declared` })
    }
    const names = declared ? declared.map(f => f.name) : Array.from({ length: columns }, (_, n) => `_c${n}`)
    return { names, fields: declared ?? inferTypes(names, found.map(r => r.fields), dialect), start: { position: mark, line: 1 } }
  }
  if (!first) return { names: [], fields: declared ? checkDeclared(path, [], declared) : [], start: { position: mark, line: 1 } }
  const names = checkNames(path, first.fields), position = mark + new TextEncoder().encode(text.slice(0, first.end)).length
  const start = { position, line: 1 + first.lines }
  if (!declared) return { names, fields: inferTypes(names, found.slice(1).map(r => r.fields), dialect), start }
  const own = names.map(name => declared.find(f => f.name === name) ?? field(name, voidType))
  return { names, fields: checkDeclared(path, own, declared), start }
}
/** A column without a name is called by its place, as one of a file without a header. */
function checkNames(path: string, header: readonly (string | null)[]): readonly string[] {
  const names = header.map((name, n) => name ?? `_c${n}`), repeated = new Set(names.filter((name, n) => names.indexOf(name) !== n))
  if (repeated.size === 0) return names
  const shown = [...repeated].map(name => `'${name}'`).join(', ')
  return raise('SCHEMA_MISMATCH', { subject: path, differences: `its header has ${shown} more than once; read it with { header: false }` })
}
/** Bytes of the mark at the beginning, which is no text. */
function byteOrderMark(path: string, bytes: Uint8Array): number {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return raise('MALFORMED_CSV', { path, line: 1, problem: 'the text is UTF-16. Convert the file to UTF-8 first' })
  }
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
}
