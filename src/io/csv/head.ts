/** The beginning of a file: names from its header, and types from a declaration or from a sample of rows. */
import { raise } from '../../errors/raise.js'
import { Arena } from '../../memory/arena.js'
import type { PageOwner } from '../../memory/task-memory.js'
import { field, utf8, voidType, type DataType, type Field } from '../../types/data-type.js'
import { checkDeclared } from '../declared-schema.js'
import type { ByteStream } from '../text/byte-stream.js'
import { textAt } from '../text/parse-column.js'
import type { Dialect } from './dialect.js'
import { widened } from './infer.js'
import { Scanner, type ScanStart } from './scanner.js'

export interface Head {
  /** Of every column of the file, in order. */
  readonly names: readonly string[]
  /** What is declared of them, or their types as they were found. */
  readonly fields: readonly Field[]
  /** Where the first row of data begins. */
  readonly start: ScanStart
}
const BEGINNING: ScanStart = { position: 0, line: 1 }
/** Bytes that are read at once: for the first row no more than what the first answer of a server holds. */
const FIRST_BLOCK = 1 << 15, SAMPLE_BLOCK = 1 << 18
/** As many as most files have. */
const FEW_COLUMNS = 256
interface FirstRow { readonly row: readonly (string | null)[]; readonly columns: number; readonly next: ScanStart }

/** @throws SCHEMA_MISMATCH with every difference between the header and the declaration */
export async function readHead(stream: () => Promise<ByteStream>, path: string, dialect: Dialect, declared: readonly Field[] | undefined,
  owner: PageOwner): Promise<Head> {
  const { row, next } = await firstRow(stream, path, dialect, owner)
  const start = dialect.header ? next : BEGINNING
  if (declared && (!dialect.header || dialect.byPlace)) {
    if (row.length > 0 && row.length !== declared.length) {
      return raise('SCHEMA_MISMATCH', { subject: path, differences: `it has ${row.length} columns and ${declared.length} are declared` })
    }
    return { names: declared.map(f => f.name), fields: declared, start }
  }
  const names = dialect.header ? checkNames(path, row) : row.map((_, n) => `_c${n}`)
  if (declared) return { names, fields: checkDeclared(path, names.map(name => declared.find(f => f.name === name) ?? field(name, voidType)), declared), start }
  const types = dialect.infer ? await withStream(stream, s => inferTypes(s, path, names.length, dialect, start, owner)) : []
  return { names, fields: names.map((name, n) => field(name, types[n] ?? utf8)), start }
}
async function withStream<T>(open: () => Promise<ByteStream>, use: (stream: ByteStream) => Promise<T>): Promise<T> {
  const stream = await open()
  try {
    return await use(stream)
  } finally {
    await stream.close()
  }
}
/** The fields of the first row, and where the second one begins. */
async function firstRow(stream: () => Promise<ByteStream>, path: string, dialect: Dialect, owner: PageOwner): Promise<FirstRow> {
  const { maxColumns } = dialect, few = await withStream(stream, s => scanFirst(s, path, dialect, Math.min(FEW_COLUMNS, maxColumns), owner))
  if (few.columns > maxColumns) {
    const differences = `its first row has ${few.columns} columns, more than { maxColumns: ${maxColumns} }`
    return raise('SCHEMA_MISMATCH', { subject: path, differences })
  }
  return few.columns <= FEW_COLUMNS ? few : withStream(stream, s => scanFirst(s, path, dialect, few.columns, owner))
}
/** At most `most` of its fields are kept. */
async function scanFirst(stream: ByteStream, path: string, dialect: Dialect, most: number, owner: PageOwner): Promise<FirstRow> {
  const wanted = new Array<boolean>(most).fill(true), arena = new Arena(owner, 'Reading CSV'), lenient = dialect.mode !== 'FAILFAST'
  const scanner = new Scanner(owner, stream, path, dialect, wanted, { lenient, anyCount: true, start: BEGINNING, blockBytes: FIRST_BLOCK })
  try {
    const found = await scanner.next(1, arena), columns = found ? scanner.fieldsFound : 0
    return { row: found ? Array.from({ length: Math.min(columns, most) }, (_, n) => textAt(found, n, 0, arena.memory)) : [], columns, next: scanner.end }
  } finally {
    scanner.close()
    arena.close()
  }
}
/** A column without a name is called by its place, as one of a file without a header. */
function checkNames(path: string, header: readonly (string | null)[]): readonly string[] {
  const names = header.map((name, n) => name || `_c${n}`), repeated = new Set(names.filter((name, n) => names.indexOf(name) !== n))
  if (repeated.size === 0) return names
  const shown = [...repeated].map(name => `'${name}'`).join(', ')
  return raise('SCHEMA_MISMATCH', { subject: path, differences: `its header has ${shown} more than once; read it with { header: false }` })
}
async function inferTypes(stream: ByteStream, path: string, columns: number, dialect: Dialect, start: ScanStart,
  owner: PageOwner): Promise<readonly (DataType | undefined)[]> {
  const types = new Array<DataType | undefined>(columns).fill(undefined), arena = new Arena(owner, 'Reading CSV')
  const wanted = new Array<boolean>(columns).fill(true), lenient = dialect.mode !== 'FAILFAST'
  const scanner = new Scanner(owner, stream, path, dialect, wanted, { lenient, start, blockBytes: SAMPLE_BLOCK })
  try {
    for (let left = dialect.sampleRows; left > 0;) {
      const rows = await scanner.next(Math.min(left, 1024), arena)
      if (!rows) break
      left -= rows.rows
      for (let column = 0; column < columns; column++) {
        for (let row = 0; row < rows.rows && types[column] !== utf8; row++) {
          const text = textAt(rows, column, row, arena.memory)
          if (text !== null) types[column] = widened(types[column], text, dialect)
        }
      }
    }
  } finally {
    scanner.close()
    arena.close()
  }
  return types
}
