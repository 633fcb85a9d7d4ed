/** The columns that the files of a dataset have in common, and how a file that lacks some is read. */
import { raise, TypedFrameError } from '../../errors/raise.js'
import type { Source } from '../../logical/source.js'
import { field, isFloat, isInteger, sameType, sqlName, float64, type DataType, type Field } from '../../types/data-type.js'
import type { DataFile } from '../file/input-file.js'

/** How one file of a format is read: with a schema, those columns of it; otherwise its own. */
export type FileFormat = (file: DataFile, schema: readonly Field[] | undefined) => Source

/** An opened file whose columns are some of those that are wanted. */
export interface Fitted {
  readonly source: Source
  readonly missing: readonly Field[]
  /** Names of its columns that are not wanted, where some are missing. */
  readonly others: readonly string[]
}

/**
 * A file read as `wanted`. Columns that it does not have and that may be null are left out: the dataset fills them.
 * @throws SCHEMA_MISMATCH with every difference
 */
export async function fitted(format: FileFormat, file: DataFile, wanted: readonly Field[], signal: AbortSignal | undefined): Promise<Fitted> {
  try {
    return { source: await format(file, wanted).open(signal), missing: [], others: [] }
  } catch (error) {
    if (!(error instanceof TypedFrameError) || error.condition !== 'SCHEMA_MISMATCH' || !wanted.some(f => f.nullable)) throw error
    const own = new Set((await format(file, undefined).open(signal)).fields.map(f => f.name))
    const missing = wanted.filter(f => f.nullable && !own.has(f.name)), present = wanted.filter(f => !missing.includes(f))
    if (missing.length === 0 || present.length === 0) throw error
    return { source: await format(file, present).open(signal), missing, others: [...own].filter(name => !wanted.some(f => f.name === name)) }
  }
}

/**
 * Columns of all files, in the order in which they are first met; those that a file lacks may be null. Integers and floats
 * take the wider type.
 * @throws CANNOT_MERGE_SCHEMAS naming column and files
 */
export function merged(files: readonly { readonly path: string; readonly fields: readonly Field[] }[]): readonly Field[] {
  const all = new Map<string, { path: string; field: Field; count: number }>()
  for (const { path, fields } of files) {
    for (const f of fields) {
      const known = all.get(f.name), type = known ? widest(known.field.type, f.type) : f.type
      if (known && type === undefined) conflict(f.name, [known.path, known.field.type], [path, f.type])
      all.set(f.name, {
        path: known?.path ?? path, count: (known?.count ?? 0) + 1, field: field(f.name, type!, f.nullable || (known?.field.nullable ?? false)),
      })
    }
  }
  return [...all.values()].map(({ field: f, count }) => field(f.name, f.type, f.nullable || count < files.length))
}
type Typed = readonly [path: string, type: DataType]
function conflict(column: string, [first, a]: Typed, [other, b]: Typed): never {
  return raise('CANNOT_MERGE_SCHEMAS', { column, first, firstType: sqlName(a), other, otherType: sqlName(b) })
}
const integers: readonly string[] = ['int8', 'int16', 'int32', 'int64']
function widest(a: DataType, b: DataType): DataType | undefined {
  if (sameType(a, b)) return a
  if (a.kind === 'void') return b
  if (b.kind === 'void') return a
  if (isInteger(a) && isInteger(b)) return integers.indexOf(a.kind) > integers.indexOf(b.kind) ? a : b
  return (isFloat(a) || isInteger(a)) && (isFloat(b) || isInteger(b)) ? float64 : undefined
}
