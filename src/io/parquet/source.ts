import { references, type Attribute, type Expression } from '../../logical/expression.js'
import { formatExpression } from '../../logical/format.js'
import { describeKept, type Begun, type PushedFilters, type ReadOptions, type Source } from '../../logical/source.js'
import { Arena } from '../../memory/arena.js'
import type { Batch } from '../../memory/batch.js'
import type { Field } from '../../types/data-type.js'
import type { DataFile, FileRange } from '../file/input-file.js'
import { dataFile, type FileLocation } from '../file/location.js'
import { ReadAhead } from '../file/read-ahead.js'
import { atOnce } from '../at-once.js'
import { begun } from '../begin.js'
import { pickFields } from '../pick-fields.js'
import { bind, fileFields, type Binding } from './binding.js'
import { ZSTD_SCRATCH } from './codec.js'
import { factsOf, statisticsOf } from './facts.js'
import { readFooter, type ParquetFile } from './footer.js'
import { allRows, narrowGroup, type GroupRows } from './narrow.js'
import { leafTypes } from './nested-reader.js'
import { rowsIn } from './page-index.js'
import { judge } from './prune.js'
import { readGroup } from './read-group.js'
import { Region } from './region.js'
import { SCRATCH_VALUES } from './values.js'

/** Scratch that all columns share, a page at a time: dictionary indices, or tables of zstd. */
const scratchBytes = (groups: readonly GroupRows[]): number =>
  groups.some(({ group }) => group.chunks.some(chunk => chunk?.meta.codec === 'ZSTD')) ? Math.max(ZSTD_SCRATCH, INDEX_BYTES) : INDEX_BYTES
const INDEX_BYTES = SCRATCH_VALUES * 4

export interface ParquetReadOptions {
  /** The columns that the file must have, in the order in which they are given; all of it by default. */
  readonly schema?: readonly Field[]
}

/** An open file, and what of it is to be read. */
interface State {
  readonly file: ParquetFile
  /** Of the columns that are read, and of all: filters may speak of others. */
  readonly bindings: readonly Binding[]
  readonly known: readonly Binding[]
  readonly groups: readonly GroupRows[]
  /** Every row that is left out makes one of these false or null. */
  readonly filters: readonly Expression[]
  readonly limit: number
}

/** One Parquet file. */
export const parquetSource = (location: FileLocation, { schema }: ParquetReadOptions = {}): Source => unopened(dataFile(location), schema)

/** Declared columns are known before the file is opened, others only afterwards. */
function unopened(data: DataFile, declared: readonly Field[] | undefined): Source {
  const source: Source = {
    name: `parquet ${data.path}`,
    fields: Object.freeze([...declared ?? []]),
    async open(signal) {
      signal?.throwIfAborted()
      const file = await readFooter(data, signal), bindings = bind(file, declared ?? fileFields(file))
      return opened({ file, bindings, known: bindings, groups: file.groups.filter(g => g.rows > 0).map(allRows), filters: [], limit: Infinity })
    },
    statistics: () => ({}),
    pruneColumns: names => unopened(data, pickFields(source.fields, names)),
    async *read(options) { yield* (await source.open(options.signal)).read(options) },
  }
  return Object.freeze(source)
}

function opened(state: State): Source {
  const { file, bindings, groups, filters, limit } = state
  const source: Source = {
    name: `parquet ${file.path}`,
    fields: Object.freeze(bindings.map(b => b.field)),
    open: () => Promise.resolve(source),
    statistics: () => statisticsOf(bindings, groups, limit),
    pruneColumns: names => opened({ ...state, bindings: names.map(name => bindings.find(b => b.field.name === name)!) }),
    pushFilters: (pushed, columns) => pushFilters(state, pushed, columns),
    narrow: async signal => filters.length && groups.length ? opened({ ...state, groups: await narrowed(state, signal) }) : source,
    pushLimit: rows => opened({ ...state, limit: Math.min(limit, rows) }),
    kept: () => [
      { what: 'RowGroups', kept: groups.length, all: file.groups.length },
      ...groups.map(({ pages }) => ({ what: 'Pages', kept: pages?.left ?? 0, all: pages?.all ?? 0 })),
    ],
    describe: () => [
      ...filters.length ? [`PushedFilters: [${filters.map(formatExpression).join(', ')}]`] : [],
      ...describeKept(source.kept!()),
      ...limit < Infinity ? [`Limit: ${limit}`] : [],
    ],
    async *read(options) { yield* begin(state, options).rows() },
    begin: options => begin(state, options),
  }
  return Object.freeze(source)
}

function pushFilters(state: State, filters: readonly Expression[], columns: readonly Attribute[]): PushedFilters {
  const names = new Set(columns.map(c => c.name))
  const known = filters.filter(f => [...references(f).values()].every(a => names.has(a.name)))
  const exact = new Set(known)
  const groups = state.groups.filter(({ group }) => {
    const facts = factsOf(state.known, group)
    const verdicts = known.map(f => [f, judge(f, facts)] as const)
    if (verdicts.some(([, verdict]) => verdict === 'none')) return false
    for (const [f, verdict] of verdicts) if (verdict !== 'all') exact.delete(f)
    return true
  })
  return { source: opened({ ...state, groups, filters: [...state.filters, ...known] }), remaining: filters.filter(f => !exact.has(f)) }
}

/** Looks into the file for what statistics of row groups do not tell. */
async function narrowed({ file, known, groups, filters }: State, signal: AbortSignal | undefined): Promise<readonly GroupRows[]> {
  const input = await file.data.open(signal)
  try {
    const left = await atOnce(groups, ({ group }) => {
      signal?.throwIfAborted()
      return narrowGroup(group, known, filters, input)
    })
    return left.filter(group => group !== undefined)
  } finally {
    await input.close()
  }
}

/** How many row groups are under way while one is read. */
const GROUPS_AHEAD = 4
/** Bytes of late columns that are rather fetched for nothing than later. */
const FEW_BYTES = 256 << 10

/** Row groups of which one of so many rows is. */
function within(rows: number): (next: GroupRows) => boolean {
  let left = rows
  return ({ group }) => {
    const isNeeded = left > 0
    left -= group.rows
    return isNeeded
  }
}
/** The chunks of a row group that are read first, unless only parts of them are. */
function firstNeeded(bindings: readonly Binding[], next: GroupRows, { late }: ReadOptions): readonly FileRange[] {
  if (rowsIn(next.rows) < next.group.rows) return []
  const ranges = (some: readonly Binding[]): FileRange[] => some.flatMap(b => leafTypes(b.shape, b.field.type))
    .flatMap(([leaf]) => next.group.chunks[leaf.index] ?? []).map(({ start, bytes }) => ({ from: start, end: start + bytes }))
  if (!late) return ranges(bindings)
  const isLate = (b: Binding): boolean => !late.columns.includes(b.field.name), others = ranges(bindings.filter(isLate))
  const few = others.reduce((bytes, { from, end }) => bytes + end - from, 0) <= FEW_BYTES
  return [...ranges(bindings.filter(b => !isLate(b))), ...few ? others : []]
}

function begin(state: State, options: ReadOptions): Begun {
  const { file, bindings, groups } = state, { task, signal } = options
  const opening = async (): Promise<ReadAhead> => {
    const input = new ReadAhead(await file.data.open(signal), task)
    input.expect(firstNeeded(bindings, groups[0]!, options))
    return input
  }
  return begun(groups.length ? opening() : Promise.resolve(undefined), input => read(state, options, input))
}

/** `input`: undefined where no row group is left. */
async function* read({ file, bindings, groups, limit }: State, options: ReadOptions, input: ReadAhead | undefined): AsyncGenerator<Batch> {
  const { task, metric } = options
  metric('numFiles', 1)
  metric('rowGroupsPruned', file.groups.length - groups.length)
  if (input === undefined) return
  const arena = new Arena(task, 'Reading Parquet')
  let left = limit, scratch: Region | undefined
  try {
    scratch = new Region(task, scratchBytes(groups))
    for (const [n, { group, rows }] of groups.entries()) {
      if (left <= 0) return
      metric('rowGroupsRead', 1)
      input.expect(groups.slice(n, n + 1 + GROUPS_AHEAD).filter(within(left)).flatMap(g => firstNeeded(bindings, g, options)))
      for await (const batch of readGroup(group, { file: input, bindings, options, arena, scratch: scratch.address, rows })) {
        yield batch
        left -= batch.rows
        if (left <= 0) break
      }
    }
  } finally {
    scratch?.release()
    arena.close()
    await input.close()
  }
}
