import { raise } from '../../errors/raise.js'
import { references, type Attribute, type Expression } from '../../logical/expression.js'
import { formatExpression } from '../../logical/format.js'
import { describeKept, type ReadOptions, type Source, type Statistics } from '../../logical/source.js'
import { Arena } from '../../memory/arena.js'
import type { Batch } from '../../memory/batch.js'
import type { Field } from '../../types/data-type.js'
import type { DataFile, InputFile } from '../file/input-file.js'
import { dataFile, type FileLocation } from '../file/location.js'
import { bind, fileFields, type Binding } from './binding.js'
import type { FileRange } from './chunk-input.js'
import { ZSTD_SCRATCH } from './codec.js'
import { factsOf, statisticsOf } from './facts.js'
import { readFooter, type ParquetFile } from './footer.js'
import { allRows, narrowGroup, type GroupRows } from './narrow.js'
import { leafTypes } from './nested-reader.js'
import { rowsIn } from './page-index.js'
import { judge } from './prune.js'
import { ReadAhead } from './read-ahead.js'
import { readGroup } from './read-group.js'
import { Region } from './region.js'
import { SCRATCH_VALUES } from './values.js'

/** Scratch that all columns share, a page at a time: tables of zstd, or dictionary indices. */
const SCRATCH_BYTES = Math.max(ZSTD_SCRATCH, SCRATCH_VALUES * 4)

export interface ParquetReadOptions {
  /** The columns that the files must have, in the order in which they are given; all of the first file by default. */
  readonly schema?: readonly Field[]
}

/** Row groups of one file that are to be read. */
interface OpenPart {
  readonly data: DataFile
  readonly file: ParquetFile
  /** Of the columns that are read, and of all: filters may speak of others. */
  readonly bindings: readonly Binding[]
  readonly known: readonly Binding[]
  readonly groups: readonly GroupRows[]
}
interface State {
  readonly files: readonly DataFile[]
  readonly declared: readonly Field[] | undefined
  readonly fields: readonly Field[]
  /** undefined before `open`. */
  readonly parts: readonly OpenPart[] | undefined
  /** Every row that is left out makes one of these false or null. */
  readonly filters: readonly Expression[]
  readonly limit: number
}

/** One or several Parquet files of the same columns, read one behind the other. */
export function parquetSource(location: FileLocation | readonly FileLocation[], { schema }: ParquetReadOptions = {}): Source {
  const files = Object.freeze((isList(location) ? location : [location]).map(l => dataFile(l)))
  return makeSource({ files, declared: schema, fields: schema ?? [], parts: undefined, filters: [], limit: Infinity })
}
const isList = (location: FileLocation | readonly FileLocation[]): location is readonly FileLocation[] => Array.isArray(location)

function makeSource(state: State): Source {
  const { files, fields, parts, filters, limit } = state, [first] = files
  const source: Source = {
    name: `parquet ${files.length === 1 ? first?.path : `${first?.path ?? ''} and ${files.length - 1} more`}`,
    fields,
    open: async signal => parts ? source : open(state, signal),
    statistics: (): Statistics => statisticsOf(fields, parts ?? [], limit),
    pruneColumns: names => makeSource({
      ...state,
      fields: Object.freeze(names.map(name => fields.find(f => f.name === name)!)),
      parts: parts?.map(part => ({ ...part, bindings: names.map(name => part.bindings.find(b => b.field.name === name)!) })),
    }),
    pushFilters: (pushed, columns) => pushFilters(state, pushed, columns, source),
    narrow: signal => narrow(state, source, signal),
    pushLimit: rows => makeSource({ ...state, limit: Math.min(limit, rows) }),
    kept: () => (parts ?? []).flatMap(({ file, groups }) => [
      { what: 'RowGroups', kept: groups.length, all: file.groups.length },
      ...groups.map(({ pages }) => ({ what: 'Pages', kept: pages?.left ?? 0, all: pages?.all ?? 0 })),
    ]),
    describe: () => [
      ...filters.length ? [`PushedFilters: [${filters.map(formatExpression).join(', ')}]`] : [],
      ...describeKept(source.kept!()),
      ...limit < Infinity ? [`Limit: ${limit}`] : [],
    ],
    read: options => read(state, options),
  }
  return Object.freeze(source)
}

const allGroups = (parts: readonly OpenPart[]): number => parts.reduce((sum, { file }) => sum + file.groups.length, 0)

async function open(state: State, signal: AbortSignal | undefined): Promise<Source> {
  const opened: Pick<OpenPart, 'data' | 'file'>[] = []
  for (const data of state.files) {
    signal?.throwIfAborted()
    opened.push({ data, file: await readFooter(data, signal) })
  }
  const [first] = opened, fields = state.declared ?? (first ? fileFields(first.file) : [])
  const wanted = state.fields.length > 0 || state.declared ? state.fields : fields
  const parts = opened.map(({ data, file }): OpenPart => {
    const bindings = bind(file, wanted)
    return { data, file, bindings, known: bindings, groups: file.groups.filter(g => g.rows > 0).map(allRows) }
  })
  return makeSource({ ...state, fields: wanted, parts })
}

type Pushed = ReturnType<NonNullable<Source['pushFilters']>>
function pushFilters(state: State, filters: readonly Expression[], columns: readonly Attribute[], source: Source): Pushed {
  const { parts } = state
  if (parts === undefined) return { source, remaining: filters }
  const names = new Set(columns.map(c => c.name))
  const known = filters.filter(f => [...references(f).values()].every(a => names.has(a.name)))
  const exact = new Set(known)
  const kept = parts.map(part => ({
    ...part,
    groups: part.groups.filter(({ group }) => {
      const facts = factsOf(part.known, group)
      const verdicts = known.map(f => [f, judge(f, facts)] as const)
      if (verdicts.some(([, verdict]) => verdict === 'none')) return false
      for (const [f, verdict] of verdicts) if (verdict !== 'all') exact.delete(f)
      return true
    }),
  }))
  const next = makeSource({ ...state, parts: kept, filters: [...state.filters, ...known] })
  return { source: next, remaining: filters.filter(f => !exact.has(f)) }
}

/** Looks into the files for what statistics of row groups do not tell. */
async function narrow(state: State, source: Source, signal: AbortSignal | undefined): Promise<Source> {
  const { parts, filters } = state
  if (parts === undefined || filters.length === 0) return source
  const narrowed: OpenPart[] = []
  for (const part of parts) {
    const groups: GroupRows[] = []
    if (part.groups.length) {
      const input = await openAgain(part, signal)
      try {
        for (const { group } of part.groups) {
          signal?.throwIfAborted()
          const left = await narrowGroup(group, part.known, filters, input)
          if (left) groups.push(left)
        }
      } finally {
        await input.close()
      }
    }
    narrowed.push({ ...part, groups })
  }
  return makeSource({ ...state, parts: narrowed })
}

async function openAgain({ data, file }: OpenPart, signal: AbortSignal | undefined): Promise<InputFile> {
  const input = await data.open(signal)
  if (input.bytes === file.bytes) return input
  await input.close()
  return raise('FAILED_READ_FILE', { path: file.path, reason: 'it was changed after it was opened' })
}

/** The chunks of a row group that are read first, unless only parts of them are. */
function firstNeeded({ bindings }: OpenPart, next: GroupRows | undefined, { late }: ReadOptions): readonly FileRange[] {
  if (next === undefined || rowsIn(next.rows) < next.group.rows) return []
  const first = late ? bindings.filter(b => late.columns.includes(b.field.name)) : bindings
  const leaves = first.flatMap(b => leafTypes(b.shape, b.field.type).map(([leaf]) => leaf))
  return leaves.flatMap(leaf => next.group.chunks[leaf.index] ?? []).map(({ start, bytes }) => ({ from: start, end: start + bytes }))
}

async function* read({ files, parts, limit }: State, options: ReadOptions): AsyncGenerator<Batch> {
  const { task, metric } = options
  const arena = new Arena(task, 'Reading Parquet')
  const scratch = new Region(task, SCRATCH_BYTES)
  let left = limit
  try {
    metric('numFiles', files.length)
    metric('rowGroupsPruned', allGroups(parts ?? []) - (parts ?? []).reduce((sum, part) => sum + part.groups.length, 0))
    for (const part of parts ?? []) {
      const { bindings, groups } = part
      if (left <= 0 || groups.length === 0) continue
      const input = new ReadAhead(await openAgain(part, options.signal), task)
      try {
        for (const [n, { group, rows }] of groups.entries()) {
          if (left <= 0) break
          metric('rowGroupsRead', 1)
          if (n === 0) input.expect(firstNeeded(part, groups[0], options))
          if (left > group.rows) input.expect(firstNeeded(part, groups[n + 1], options))
          for await (const batch of readGroup(group, { file: input, bindings, options, arena, scratch: scratch.address, rows })) {
            yield batch
            left -= batch.rows
            if (left <= 0) break
          }
        }
      } finally {
        await input.close()
      }
    }
  } finally {
    scratch.release()
    arena.close()
  }
}
