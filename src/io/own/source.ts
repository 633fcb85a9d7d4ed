/** A source of one's own as the engine's: conditions and values change their form, what it does not take stays with the engine. */
import { raise } from '../../errors/raise.js'
import type { Attribute, Expression } from '../../logical/expression.js'
import type { Aggregation, ColumnStatistics, PushedFilters, Source, SourceOrder, Statistics } from '../../logical/source.js'
import type { Field } from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import { declaredFields } from '../../types/schema.js'
import { openedDataset } from '../dataset/opened.js'
import { keptFiles } from '../dataset/prune-files.js'
import { placeIn } from '../rows/problem.js'
import { toEngine } from '../rows/to-engine.js'
import type { DataFilter, DataPartition, DataSource, DataValue } from './data-source.js'
import { dataFilter } from './filter.js'
import { readOwn } from './read.js'
import { pickFields } from '../pick-fields.js'

/** @throws INVALID_ARGUMENT for what does not implement the contract */
export function ownSource(own: DataSource): Source {
  if (typeof own !== 'object' || own === null || typeof own.read !== 'function' || typeof own.name !== 'string') {
    return raise('INVALID_ARGUMENT', { verb: 'from', message: 'a source is needed: an object with name, schema and read' })
  }
  return unopened(own, declaredFields(own.schema, 'from'))
}

/** Before `open`: only its columns are known. */
function unopened(own: DataSource, fields: readonly Field[]): Source {
  const source: Source = {
    name: own.name,
    fields,
    async find(signal) {
      const opened = await own.open?.(signal) ?? own
      return opened.partitions ? partitioned(opened, await opened.partitions(signal), fields) : known(opened, fields, [])
    },
    open: async signal => (await source.find!(signal)).open(signal),
    statistics: () => ({}),
    pruneColumns: names => unopened(own, pickFields(fields, names)),
    async *read(options) { yield* (await source.open(options.signal)).read(options) },
  }
  return Object.freeze(source)
}

function known(own: DataSource, fields: readonly Field[], notes: readonly string[]): Source {
  const next = (pushed: DataSource, note: string): Source => known(pushed, fields, [...notes, note])
  const source: Source = {
    name: own.name,
    fields: Object.freeze([...fields]),
    open: () => Promise.resolve(source),
    statistics: () => statisticsOf(own, fields),
    pruneColumns: names => known(own.pruneColumns?.(names) ?? own, pickFields(fields, names), notes),
    ...own.pushFilters && { pushFilters: (filters: readonly Expression[], columns: readonly Attribute[]) => pushFilters(own, source, filters, columns, next) },
    ...own.pushLimit && { pushLimit: (rows: number) => next(own.pushLimit!(rows), `Limit: ${rows}`) },
    ...own.pushTopN && {
      pushTopN(order: readonly SourceOrder[], rows: number) {
        const pushed = own.pushTopN!(order, rows)
        return pushed && next(pushed, `PushedTopN: [${order.map(o => `${o.column} ${o.descending ? 'desc' : 'asc'}`).join(', ')}] ${rows}`)
      },
    },
    ...own.pushAggregate && { pushAggregate: (aggregation: Aggregation) => pushAggregate(own, aggregation, notes) },
    describe: () => notes,
    read: options => readOwn(own, fields, options),
  }
  return Object.freeze(source)
}

function pushFilters(own: DataSource, source: Source, filters: readonly Expression[], columns: readonly Attribute[], next: (pushed: DataSource, note: string) => Source): PushedFilters {
  const names = new Set(columns.map(c => c.name)), forms = new Map<DataFilter, Expression>()
  for (const filter of filters) {
    const form = dataFilter(filter)
    if (form && columnsOf(form).every(c => names.has(c))) forms.set(form, filter)
  }
  if (forms.size === 0) return { source, remaining: filters }
  const pushed = own.pushFilters!([...forms.keys()]), left = new Set(pushed.remaining.map(f => forms.get(f)))
  if (left.has(undefined)) {
    return raise('INVALID_ARGUMENT', { verb: 'pushFilters', message: `${own.name} left a filter that it was not given: return those of the list` })
  }
  const taken = new Set([...forms.values()].filter(f => !left.has(f)))
  return { source: next(pushed.source, `PushedFilters: [${[...forms.keys()].map(shown).join(', ')}]`), remaining: filters.filter(f => !taken.has(f)) }
}
function columnsOf(filter: DataFilter): readonly string[] {
  switch (filter.op) {
    case 'and': case 'or': return filter.filters.flatMap(columnsOf)
    case 'not': return columnsOf(filter.filter)
    default: return [filter.column]
  }
}
function shown(filter: DataFilter): string {
  switch (filter.op) {
    case 'and': case 'or': return `(${filter.filters.map(shown).join(` ${filter.op} `)})`
    case 'not': return `not ${shown(filter.filter)}`
    case 'isNull': case 'isNotNull': return `${filter.column} ${filter.op}`
    case 'in': return `${filter.column} in (${filter.values.map(String).join(', ')})`
    default: return `${filter.column} ${filter.op} ${String(filter.value)}`
  }
}

function pushAggregate(own: DataSource, { groupBy, aggregates, fields }: Aggregation, notes: readonly string[]): Source | undefined {
  const pushed = own.pushAggregate!({ groupBy, aggregates })
  const calls = aggregates.map(a => `${a.function}(${a.column ?? '*'})`)
  return pushed && known(pushed, fields, [...notes, `PushedAggregates: [${calls.join(', ')}]`, `PushedGroupBy: [${groupBy.join(', ')}]`])
}

/** Parts are sources themselves; their columns of one value each are filled in. */
function partitioned(own: DataSource, parts: readonly DataPartition[], fields: readonly Field[]): Source {
  const folders = fields.filter(f => own.partitionedBy?.includes(f.name)), others = fields.filter(f => !folders.includes(f))
  const all = parts.map(({ values, source }) => ({ source, values: new Map(folders.map(f => [f.name, engineValue(f, values[f.name] ?? null)])) }))
  const found = (kept: typeof all, columns: readonly Field[]): Source => {
    const source: Source = {
      name: own.name,
      fields: columns,
      find: () => Promise.resolve(source),
      async open(signal) {
        const wanted = others.filter(f => columns.includes(f))
        const opened = []
        for (const part of kept) opened.push({ values: part.values, missing: [], others: [], source: await unopened(part.source, wanted).open(signal) })
        return openedDataset({ name: own.name, fields: columns, folders, parts: opened, allFiles: all.length, filters: [], limit: Infinity })
      },
      statistics: () => ({}),
      pruneColumns: names => found(kept, pickFields(columns, names)),
      partitions: {
        columns: folders.map(f => f.name),
        prune: (condition, attributes) => found([...keptFiles(kept, condition, attributes) ?? kept], columns),
      },
      async *read(options) { yield* (await source.open(options.signal)).read(options) },
    }
    return Object.freeze(source)
  }
  return found(all, fields)
}

function statisticsOf(own: DataSource, fields: readonly Field[]): Statistics {
  const { rows, bytes, columns } = own.statistics?.() ?? {}
  const each = fields.flatMap((f): [string, ColumnStatistics][] => {
    const { min, max, nulls, distinct } = columns?.[f.name] ?? {}
    const bound = (name: 'min' | 'max', value: DataValue | undefined): object => value === undefined || value === null ? {} : { [name]: engineValue(f, value) }
    return [[f.name, { ...bound('min', min), ...bound('max', max), ...nulls === undefined ? {} : { nulls }, ...distinct === undefined ? {} : { distinct } }]]
  })
  return { ...rows === undefined ? {} : { rows }, ...bytes === undefined ? {} : { bytes }, columns: new Map(each) }
}
const engineValue = ({ name, type }: Field, value: DataValue): EngineValue => value === null ? null : toEngine(type)(value, placeIn(name))
