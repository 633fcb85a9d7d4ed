import type { ColumnStatistics, Statistics } from '../../logical/source.js'
import type { Field } from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import type { Binding } from './binding.js'
import type { RowGroup } from './footer.js'
import type { RawStatistics } from './metadata.js'
import type { GroupRows } from './narrow.js'
import { leafTypes } from './nested-reader.js'
import { rowsIn } from './page-index.js'
import type { ColumnFacts, Facts } from './prune.js'
import { isFlat } from './schema.js'
import { boundValue, boundsOf, compareBounds, type Bound, type Bounds } from './statistics.js'
import { widening } from '../widening.js'

/** What the footer says of columns in a row group, in their declared types. */
export function factsOf(bindings: readonly Binding[], { chunks, rows }: RowGroup): Facts {
  return name => {
    const binding = bindings.find(b => b.field.name === name)
    const chunk = binding && isFlat(binding.shape) ? chunks[binding.shape.leaf.index] : undefined
    return chunk && columnFacts(binding!, rows, chunk.meta.statistics)
  }
}

/** The same of a page, or of whatever these statistics are of. */
export function columnFacts({ field, shape }: Binding, rows: number, statistics: RawStatistics): ColumnFacts | undefined {
  if (!isFlat(shape)) return undefined
  const wider = widening(shape.type, field.type)
  if (wider === undefined) return undefined
  const own = boundsOf(shape.leaf, statistics)
  const widen = (bound: Bound): Bound => bound instanceof Uint8Array ? bound : wider.value(bound as EngineValue) as Bound
  const bounds = own && { min: widen(own.min), max: widen(own.max) }
  return { type: field.type, rows, nulls: shape.nullable ? statistics.nulls : 0, bounds }
}

/** What the footer says of all rows that will be read. */
export function statisticsOf(bindings: readonly Binding[], groups: readonly GroupRows[], limit: number): Statistics {
  const facts = groups.map(({ group }) => factsOf(bindings, group)), bytes = groups.reduce((sum, { group }) => sum + groupBytes(group, bindings), 0)
  const columns = new Map(bindings.map(({ field }) => [field.name, columnStatistics(field, facts.map(of => of(field.name)))]))
  return { rows: Math.min(limit, groups.reduce((sum, { rows }) => sum + rowsIn(rows), 0)), bytes, columns }
}

function groupBytes({ chunks }: RowGroup, bindings: readonly Binding[]): number {
  const leaves = bindings.flatMap(b => leafTypes(b.shape, b.field.type).map(([leaf]) => leaf))
  return leaves.reduce((sum, leaf) => sum + (chunks[leaf.index]?.meta.uncompressedBytes || 0), 0)
}

function columnStatistics({ type }: Field, facts: readonly (ColumnFacts | undefined)[]): ColumnStatistics {
  let nulls: number | undefined = 0
  let bounds: Bounds | undefined
  let bounded = true
  for (const f of facts) {
    nulls = f?.nulls === undefined || nulls === undefined ? undefined : nulls + f.nulls
    if (f && f.nulls === f.rows) continue
    if (f?.bounds === undefined) bounded = false
    else bounds = bounds === undefined ? f.bounds : joined(bounds, f.bounds)
  }
  const min = bounded && bounds ? boundValue(bounds.min, type.kind) : undefined
  const max = bounded && bounds ? boundValue(bounds.max, type.kind) : undefined
  return { ...min === undefined ? {} : { min }, ...max === undefined ? {} : { max }, ...nulls === undefined ? {} : { nulls } }
}
const joined = (a: Bounds, b: Bounds): Bounds => ({
  min: compareBounds(a.min, b.min) <= 0 ? a.min : b.min,
  max: compareBounds(a.max, b.max) >= 0 ? a.max : b.max,
})
