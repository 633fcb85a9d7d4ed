/**
 * Files of one format as one source. It is found before it is opened: once the files are known, so are the columns that folders
 * name, and filters on those leave out files that are then never opened.
 */
import { raise, TypedFrameError } from '../../errors/raise.js'
import { aside } from '../../errors/suggestion.js'
import type { Source } from '../../logical/source.js'
import type { Field } from '../../types/data-type.js'
import { dataFile, type Location } from '../file/location.js'
import { atOnce } from '../at-once.js'
import { fitted, merged, type FileFormat } from './agreement.js'
import { findFiles } from './find-files.js'
import { openedDataset, type DatasetPart } from './opened.js'
import type { DatasetOptions } from './options.js'
import { partitioned, type Partitioning } from './partitions.js'
import { keptFiles } from './prune-files.js'
import { pickFields } from '../pick-fields.js'

export interface DatasetSpec {
  /** Of the format, for explain. */
  readonly format: string
  readonly locations: readonly Location[]
  readonly read: FileFormat
  readonly schema: readonly Field[] | undefined
  readonly options: DatasetOptions
}

/** Mistakes in the format's options and types are said at once: a source of nothing is made with them. */
export function dataset(spec: DatasetSpec): Source {
  spec.read(dataFile(new Uint8Array()), spec.schema)
  return unfound(spec, spec.schema ?? [])
}

function unfound(spec: DatasetSpec, fields: readonly Field[]): Source {
  const source: Source = {
    name: nameOf(spec),
    fields: Object.freeze([...fields]),
    async find(signal) {
      const found = await find(spec, signal)
      return foundDataset(found, spec.schema ? fields : await ownFields(found, signal))
    },
    open: async signal => {
      const found = await source.find!(signal)
      return spec.schema ? found.open(signal) : found
    },
    statistics: () => ({}),
    pruneColumns: names => unfound(spec, pickFields(fields, names)),
    async *read(options) { yield* (await (await source.find!(options.signal)).open(options.signal)).read(options) },
  }
  return Object.freeze(source)
}
function nameOf({ format, locations: [first, ...more], options }: DatasetSpec): string {
  const path = first === undefined ? 'of no files' : dataFile(first, options).path
  return more.length === 0 ? `${format} ${path}` : `${format} ${path} and ${more.length} more`
}

/** A dataset whose files are known. */
interface Found extends Partitioning {
  readonly spec: DatasetSpec
  /** Before any were left out. */
  readonly allFiles: number
}
async function find(spec: DatasetSpec, signal: AbortSignal | undefined): Promise<Found> {
  const found = (await atOnce(spec.locations, l => findFiles(l, spec.options, signal))).flat()
  return { spec, allFiles: found.length, ...partitioned(found, spec.schema) }
}

/** The columns of an undeclared dataset: those of its files, then those of its folders. */
async function ownFields({ spec, files, fields }: Found, signal: AbortSignal | undefined): Promise<readonly Field[]> {
  if (files.length === 0) return raise('UNABLE_TO_INFER_SCHEMA', { dataset: nameOf(spec) })
  const looked = spec.options.mergeSchema ? files : files.slice(0, 1)
  const own = await atOnce(looked, async ({ file }) => ({ path: file.path, fields: (await spec.read(file, undefined).open(signal)).fields }))
  return [...merged(own).filter(f => !fields.some(p => p.name === f.name)), ...fields]
}

function foundDataset(found: Found, fields: readonly Field[]): Source {
  const source: Source = {
    name: nameOf(found.spec),
    fields: Object.freeze([...fields]),
    find: () => Promise.resolve(source),
    open: signal => open(found, fields, signal),
    statistics: () => ({}),
    pruneColumns: names => foundDataset(found, pickFields(fields, names)),
    partitions: {
      columns: found.fields.map(f => f.name),
      prune: (condition, columns) => {
        const files = keptFiles(found.files, condition, columns)
        return files && files.length < found.files.length ? foundDataset({ ...found, files }, fields) : source
      },
    },
    async *read(options) { yield* (await source.open(options.signal)).read(options) },
  }
  return Object.freeze(source)
}

async function open(found: Found, fields: readonly Field[], signal: AbortSignal | undefined): Promise<Source> {
  const { spec, files, allFiles, fields: folders } = found, name = nameOf(spec)
  const own = fields.filter(f => !folders.some(p => p.name === f.name))
  const [only] = files
  if (only && allFiles === 1 && folders.length === 0) return spec.read(only.file, fields).open(signal)
  const problems: string[] = []
  const opened = await atOnce(files, async ({ file, values }): Promise<DatasetPart | undefined> => {
    try {
      return { values, ...await fitted(spec.read, file, own, signal) }
    } catch (error) {
      if (!(error instanceof TypedFrameError) || error.condition !== 'SCHEMA_MISMATCH') throw error
      problems.push(`'${file.path}': ${String(error.parameters['differences'])}`)
      return undefined
    }
  })
  const parts = opened.filter(part => part !== undefined)
  const nowhere = files.length === allFiles && files.length > 0 ? own.filter(f => parts.every(p => p.missing.includes(f))) : []
  const others = [...new Set(parts.flatMap(p => p.others))]
  if (parts.length === files.length) problems.push(...nowhere.map(f => `no file has a column '${f.name}'${aside(f.name, others)}`))
  if (problems.length > 0) return raise('SCHEMA_MISMATCH', { subject: name, differences: shortened(problems.sort()).join('; ') })
  return openedDataset({ name, fields, folders, parts, allFiles, filters: [], limit: Infinity })
}
const MOST_PROBLEMS = 10
const shortened = (problems: readonly string[]): readonly string[] =>
  problems.length <= MOST_PROBLEMS ? problems : [...problems.slice(0, MOST_PROBLEMS), `and ${problems.length - MOST_PROBLEMS} more files`]
