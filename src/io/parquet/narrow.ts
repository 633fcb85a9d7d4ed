/** What of a file's row groups the filters leave, looked up in the file: Bloom filters, then the index of pages. */
import { raise } from '../../errors/raise.js'
import type { Expression } from '../../logical/expression.js'
import { references } from '../../logical/expression.js'
import type { InputFile } from '../file/input-file.js'
import type { Binding } from './binding.js'
import { openBloomFilter, type BloomFilter } from './bloom-filter.js'
import { Damaged } from './decoder.js'
import { columnFacts, factsOf } from './facts.js'
import type { RowGroup } from './footer.js'
import { intersected, readLocations, readPageStatistics, type PageLocation, type RowRange } from './page-index.js'
import { plainBytes } from './plain-bytes.js'
import { equalities, judge, type ColumnFacts } from './prune.js'
import { isFlat } from './schema.js'

/** A row group, and those of its rows that the filters leave. `pages`: of the columns that filters speak of, in all and left. */
export interface GroupRows { readonly group: RowGroup; readonly rows: readonly RowRange[]; readonly pages?: { readonly all: number; readonly left: number } }

export const allRows = (group: RowGroup): GroupRows => ({ group, rows: [{ from: 0, end: group.rows }] })

/** undefined: no row of the group is left. */
export async function narrowGroup(group: RowGroup, bindings: readonly Binding[], filters: readonly Expression[], file: InputFile): Promise<GroupRows | undefined> {
  const index = new GroupIndex(group, bindings, file)
  for (const filter of filters) if (await index.excludes(filter)) return undefined
  let rows = allRows(group).rows
  for (const filter of filters) rows = intersected(rows, await index.rowsOf(filter))
  return rows.length ? { group, rows, pages: index.pagesIn(rows) } : undefined
}

interface PagesOf { readonly locations: readonly PageLocation[]; readonly facts: readonly (ColumnFacts | undefined)[] }

class GroupIndex {
  readonly #group: RowGroup
  readonly #bindings: readonly Binding[]
  readonly #file: InputFile
  readonly #pages = new Map<string, PagesOf | undefined>()

  constructor(group: RowGroup, bindings: readonly Binding[], file: InputFile) {
    this.#group = group
    this.#bindings = bindings
    this.#file = file
  }

  /** Whether Bloom filters say that no row can satisfy the filter. */
  async excludes(filter: Expression): Promise<boolean> {
    for (const { column, values } of equalities(filter)) {
      const absent = await this.#named(column, binding => this.#lacks(binding, values))
      if (absent) return true
    }
    return false
  }

  async #lacks({ shape, field }: Binding, values: Parameters<typeof plainBytes>[2][]): Promise<boolean> {
    const place = isFlat(shape) ? this.#group.chunks[shape.leaf.index]?.meta.bloomFilter : undefined
    if (!isFlat(shape) || place === undefined) return false
    let bloom: BloomFilter | undefined
    for (const value of values) {
      const bytes = plainBytes(shape.leaf, field.type, value)
      if (bytes === 'absent') continue
      if (bytes === undefined) return false
      bloom ??= await openBloomFilter(this.#file, place)
      if (bloom === undefined || await bloom.mayContain(bytes)) return false
    }
    return true
  }

  /** The rows of pages in which some row may satisfy the filter. */
  async rowsOf(filter: Expression): Promise<readonly RowRange[]> {
    const groupFacts = factsOf(this.#bindings, this.#group)
    if (judge(filter, groupFacts) === 'all') return allRows(this.#group).rows
    const names = new Set([...references(filter).values()].map(a => a.name))
    const paged = new Map<string, PagesOf>()
    for (const name of names) {
      if (!this.#pages.has(name)) this.#pages.set(name, await this.#named(name, binding => this.#pagesOf(binding)))
      const pages = this.#pages.get(name)
      if (pages) paged.set(name, pages)
    }
    const at = new Map([...paged.keys()].map(name => [name, 0]))
    const rows: { from: number; end: number }[] = []
    for (let from = 0; from < this.#group.rows;) {
      let end = this.#group.rows
      for (const [name, { locations }] of paged) {
        while (locations[at.get(name)!]!.firstRow + locations[at.get(name)!]!.rows <= from) at.set(name, at.get(name)! + 1)
        const page = locations[at.get(name)!]!
        end = Math.min(end, page.firstRow + page.rows)
      }
      const verdict = judge(filter, name => {
        const pages = paged.get(name)
        return pages ? pages.facts[at.get(name)!] : groupFacts(name)
      })
      const last = rows.at(-1)
      if (verdict !== 'none' && last?.end === from) last.end = end
      else if (verdict !== 'none') rows.push({ from, end })
      from = end
    }
    return rows
  }

  pagesIn(rows: readonly RowRange[]): { readonly all: number; readonly left: number } {
    let all = 0, left = 0
    for (const pages of this.#pages.values()) {
      let next = 0
      for (const { firstRow, rows: count } of pages?.locations ?? []) {
        while (rows[next] && rows[next]!.end <= firstRow) next++
        all++
        if (rows[next] && rows[next]!.from < firstRow + count) left++
      }
    }
    return { all, left }
  }

  async #pagesOf(binding: Binding): Promise<PagesOf | undefined> {
    const { shape } = binding
    const chunk = isFlat(shape) ? this.#group.chunks[shape.leaf.index] : undefined
    const locations = chunk && await readLocations(this.#file, chunk, this.#group.rows)
    const statistics = locations && await readPageStatistics(this.#file, chunk!, locations)
    if (!locations || !statistics) return undefined
    return { locations, facts: statistics.map((s, n) => columnFacts(binding, locations[n]!.rows, s)) }
  }

  async #named<T>(name: string, work: (binding: Binding) => Promise<T>): Promise<T | undefined> {
    const binding = this.#bindings.find(b => b.field.name === name)
    if (binding === undefined) return undefined
    try {
      return await work(binding)
    } catch (cause) {
      if (!(cause instanceof Damaged)) throw cause
      const reason = `column '${name}' of row group ${this.#group.index} cannot be read: ${cause.message}`
      return raise('FAILED_READ_FILE', { path: this.#file.path, reason }, { cause })
    }
  }
}
