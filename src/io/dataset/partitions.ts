/** Columns that folders name, as Hive has them: `year=2024/country=CH/part.parquet`. */
import { raise } from '../../errors/raise.js'
import { canCast } from '../../functions/conversion/cast.js'
import { converter, Failure } from '../../functions/conversion/convert.js'
import { date, field, float64, int32, int64, sqlName, utf8, type DataType, type Field } from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import type { DataFile } from '../file/input-file.js'
import { isPartitionFolder, type FoundFile } from './find-files.js'

/** What stands for null, and for a text without characters, in the name of a folder. */
export const NULL_PARTITION = '__HIVE_DEFAULT_PARTITION__'

export interface PartitionedFile {
  readonly file: DataFile
  /** By column. */
  readonly values: ReadonlyMap<string, EngineValue>
}
export interface Partitioning {
  readonly fields: readonly Field[]
  readonly files: readonly PartitionedFile[]
}
type Texts = readonly (readonly [name: string, text: string | null])[]

/**
 * The files with the values of their folders. Types are as declared, otherwise the narrowest of int, bigint, double, date and
 * string that holds all values.
 * @throws CONFLICTING_PARTITION_COLUMN_NAMES where folders do not agree, INVALID_PARTITION_VALUE where a text is not of the declared type
 */
export function partitioned(found: readonly FoundFile[], declared: readonly Field[] | undefined): Partitioning {
  const all = found.map(({ file, folders }) => ({ file, texts: folders.filter(isPartitionFolder).map(textOf) }))
  const [first] = all, names = first?.texts.map(([name]) => name) ?? []
  for (const { file, texts } of all) if (String(texts.map(([name]) => name)) !== String(names)) conflict(first!, { file, texts })
  const fields = names.map((name, n) => {
    const known = declared?.find(f => f.name === name), texts = all.map(f => f.texts[n]![1])
    return known ?? field(name, narrowest(texts.filter(text => text !== null)), texts.includes(null))
  })
  const parse = fields.map(parser)
  return { fields, files: all.map(({ file, texts }) => ({ file, values: new Map(texts.map(([name, text], n) => [name, parse[n]!(text, file)])) })) }
}
function conflict(a: { file: DataFile; texts: Texts }, b: { file: DataFile; texts: Texts }): never {
  const shown = ({ file, texts }: typeof a): string => `'${file.path}' has ${texts.map(([name]) => name).join(', ') || 'none'}`
  return raise('CONFLICTING_PARTITION_COLUMN_NAMES', { first: shown(a), other: shown(b) })
}
function textOf(folder: string): Texts[number] {
  const at = folder.indexOf('='), text = decoded(folder.slice(at + 1))
  return [decoded(folder.slice(0, at)), text === NULL_PARTITION ? null : text]
}
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const inferred: readonly DataType[] = [int32, int64, float64, date]
/** What numbers and days look like; other texts that a cast would take (` 1`, `1e3d`, `NaN`, `2024`) stay text. */
const forms: Readonly<Record<string, RegExp>> = {
  int32: /^-?\d+$/, int64: /^-?\d+$/, float64: /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/, date: /^\d{4}-\d{2}-\d{2}$/,
}
const narrowest = (texts: readonly string[]): DataType =>
  (texts.length ? inferred.find(type => texts.every(text => forms[type.kind]!.test(text) && parsed(type, text) !== undefined)) : undefined) ?? utf8

/** undefined: the text is no such value. Timestamps without a zone are UTC. */
function parsed(type: DataType, text: string): EngineValue | undefined {
  if (!canCast(utf8, type)) return undefined
  const value = converter(utf8, type, 'UTC')(text)
  return value instanceof Failure ? undefined : value
}
function parser({ name, type, nullable }: Field): (text: string | null, file: DataFile) => EngineValue {
  const known = new Map<string, EngineValue>()
  return (text, file) => {
    if (text === null) return nullable ? null : raise('NOT_NULL_ASSERT_VIOLATION', { where: `The folder of '${file.path}'`, column: name })
    const value = known.get(text) ?? parsed(type, text)
    if (value === undefined) return raise('INVALID_PARTITION_VALUE', { path: file.path, column: name, value: text, type: sqlName(type) })
    known.set(text, value)
    return value
  }
}
