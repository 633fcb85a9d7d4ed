/** A dataset whose files are open: each is a source of its own, their rows come one file behind the other. */
import { references, type Attribute, type Expression } from '../../logical/expression.js'
import { formatExpression } from '../../logical/format.js'
import { describeKept, type ColumnStatistics, type LateFilter, type PushedFilters, type ReadOptions, type Source, type Statistics } from '../../logical/source.js'
import { Arena } from '../../memory/arena.js'
import type { Batch, Vector } from '../../memory/batch.js'
import type { Field } from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import type { Fitted } from './agreement.js'
import { atOnce } from '../at-once.js'
import { constantVector } from './constant.js'
import { FilesAhead } from './files-ahead.js'
import type { PartitionedFile } from './partitions.js'
import { isAboutFolders, keptFiles } from './prune-files.js'

/** A file: its own columns from its source, those of its folders as values, those that it lacks as nulls. */
export type DatasetPart = Pick<PartitionedFile, 'values'> & Fitted
interface State {
  readonly name: string
  readonly fields: readonly Field[]
  /** Columns that folders name. */
  readonly folders: readonly Field[]
  readonly parts: readonly DatasetPart[]
  /** Before any were left out. */
  readonly allFiles: number
  /** On columns of folders, for explain. */
  readonly filters: readonly string[]
  readonly limit: number
}

export function openedDataset(state: State): Source {
  const { name, fields, parts, allFiles, filters, limit } = state
  const source: Source = {
    name,
    fields: Object.freeze([...fields]),
    open: () => Promise.resolve(source),
    statistics: () => statisticsOf(state),
    pruneColumns: names => openedDataset(prune(state, names)),
    pushFilters: (conditions, columns) => pushFilters(state, conditions, columns),
    pushLimit: rows => openedDataset({
      ...state, limit: Math.min(rows, limit), parts: parts.map(p => ({ ...p, source: p.source.pushLimit?.(rows) ?? p.source })),
    }),
    narrow: async signal => openedDataset({
      ...state, parts: await atOnce(parts, async part => ({ ...part, source: await part.source.narrow?.(signal) ?? part.source })),
    }),
    kept: () => parts.flatMap(p => p.source.kept?.() ?? []),
    describe: () => [
      ...filters.length ? [`PartitionFilters: [${filters.join(', ')}]`] : [],
      ...parts[0]?.source.describe?.().filter(d => d.startsWith('PushedFilters')) ?? [],
      ...describeKept(parts.flatMap(p => p.source.kept?.() ?? [])),
      ...parts.length < allFiles ? [`Files: ${parts.length} of ${allFiles}`] : [],
      ...limit < Infinity ? [`Limit: ${limit}`] : [],
    ],
    read: options => read(state, options),
  }
  return Object.freeze(source)
}

function prune(state: State, names: readonly string[]): State {
  const fields = names.map(name => state.fields.find(f => f.name === name)!)
  const parts = state.parts.map(part => {
    const missing = part.missing.filter(f => names.includes(f.name))
    const own = names.filter(name => part.source.fields.some(f => f.name === name))
    return { ...part, missing, source: part.source.pruneColumns(own) }
  })
  return { ...state, fields, parts }
}

/** What is about folders alone is decided here; of the rest each file takes what it can, and what one leaves is left. */
function pushFilters(state: State, conditions: readonly Expression[], columns: readonly Attribute[]): PushedFilters {
  const folders = state.folders.map(f => f.name), decided: Expression[] = [], filters: string[] = []
  let { parts } = state
  for (const condition of conditions) {
    const kept = isAboutFolders(condition, folders) ? keptFiles(parts, condition, columns) : undefined
    if (kept === undefined) continue
    parts = kept
    decided.push(condition)
    filters.push(formatExpression(condition))
  }
  const others = conditions.filter(c => !decided.includes(c)), remaining = new Set<Expression>()
  const pushed = parts.map((part): DatasetPart => {
    const own = columns.filter(a => part.source.fields.some(f => f.name === a.name)), ids = new Set(own.map(a => a.id))
    const offered = others.filter(c => [...references(c).keys()].every(id => ids.has(id)))
    const taken = part.source.pushFilters?.(offered, own) ?? { source: part.source, remaining: offered }
    for (const c of others) if (!offered.includes(c) || taken.remaining.includes(c)) remaining.add(c)
    return { ...part, source: taken.source }
  })
  const source = openedDataset({ ...state, parts: pushed, filters: [...state.filters, ...filters] })
  return { source, remaining: others.filter(c => remaining.has(c)) }
}

function statisticsOf({ fields, folders, parts, limit }: State): Statistics {
  const each = parts.map(p => p.source.statistics())
  const rows = total(each.map(s => s.rows)), bytes = total(each.map(s => s.bytes))
  const columns = new Map(fields.map(f => {
    const isFolder = folders.some(p => p.name === f.name)
    const known = parts.map((p, n): ColumnStatistics | undefined => isFolder ? constantStatistics(p.values.get(f.name) ?? null, each[n]!.rows)
      : p.missing.includes(f) ? constantStatistics(null, each[n]!.rows) : each[n]!.columns?.get(f.name))
    const distinct = isFolder ? { distinct: new Set(parts.map(p => p.values.get(f.name) ?? null)).size } : {}
    return [f.name, { ...joined(known, each.map(s => s.rows)), ...distinct }]
  }))
  return { ...rows === undefined ? {} : { rows: Math.min(limit, rows) }, ...bytes === undefined ? {} : { bytes }, columns }
}
const total = (each: readonly (number | undefined)[]): number | undefined =>
  each.reduce((sum, n) => sum === undefined || n === undefined ? undefined : sum + n, 0)
function constantStatistics(value: EngineValue, rows: number | undefined): ColumnStatistics {
  if (value !== null) return { min: value, max: value, nulls: 0 }
  return rows === undefined ? {} : { nulls: rows }
}
/** Of all files; a file of nulls alone has no bounds. Texts are not compared: their order is by bytes, not JavaScript's. */
function joined(each: readonly (ColumnStatistics | undefined)[], rows: readonly (number | undefined)[]): ColumnStatistics {
  const nulls = total(each.map(c => c?.nulls)), bounded = each.filter((c, n) => c?.nulls === undefined || c.nulls !== rows[n])
  const mins = bounded.map(c => c?.min), maxs = bounded.map(c => c?.max)
  const least = extreme(mins, (a, b) => a < b), most = extreme(maxs, (a, b) => a > b)
  return { ...nulls === undefined ? {} : { nulls }, ...least === undefined ? {} : { min: least }, ...most === undefined ? {} : { max: most } }
}
function extreme(values: readonly (EngineValue | undefined)[], better: (a: number | bigint, b: number | bigint) => boolean): EngineValue | undefined {
  let best: number | bigint | undefined
  for (const value of values) {
    if (typeof value !== 'number' && typeof value !== 'bigint') return undefined
    if (best === undefined || better(value, best)) best = value
  }
  return best
}

async function* read({ fields, parts, limit }: State, options: ReadOptions): AsyncGenerator<Batch> {
  const files = new FilesAhead(parts.map(({ source }) => ({ source, options: { ...options, late: knows(source, options.late) ? options.late : undefined } })))
  let left = limit
  try {
    for (const [n, part] of parts.entries()) {
      if (left <= 0) return
      const arena = new Arena(options.task, 'Columns of folders')
      try {
        const assemble = assembler(fields, part, options.batchRows, arena)
        for await (const batch of files.rows(n, left)) {
          yield { rows: batch.rows, columns: assemble(batch.columns) }
          left -= batch.rows
          if (left <= 0) break
        }
      } finally {
        arena.close()
      }
    }
  } finally {
    await files.leave()
  }
}
const knows = (source: Source, late: LateFilter | undefined): boolean => late?.columns.every(name => source.fields.some(f => f.name === name)) ?? false
/** Puts a file's columns at their places, beside those that are the same in all its rows. */
function assembler(fields: readonly Field[], { source, values }: DatasetPart, rows: number, arena: Arena): (own: readonly Vector[]) => readonly Vector[] {
  const places = fields.map(f => source.fields.findIndex(own => own.name === f.name))
  if (places.every((place, n) => place === n)) return own => own
  const constants = fields.map((f, n) => places[n]! < 0 ? constantVector(f.type, values.get(f.name) ?? null, rows, arena) : undefined)
  return own => places.map((place, n) => constants[n] ?? own[place]!)
}
