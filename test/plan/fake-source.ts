/** A source whose rows lie in an array: it can skip columns, take filters and limits, and says so in plans. */
import type { Attribute, Expression } from '../../src/logical/expression.js'
import { formatExpression } from '../../src/logical/format.js'
import type { PushedFilters, Source, Statistics } from '../../src/logical/source.js'
import type { Batch } from '../../src/memory/batch.js'
import { raise } from '../../src/errors/raise.js'
import { evaluate } from '../../src/rules/evaluate.js'
import type { Field } from '../../src/types/data-type.js'
import type { EngineValue } from '../../src/types/representation.js'
import type { TableOptions } from './build.js'

type Rows = readonly (readonly EngineValue[])[]
const usable: ReadonlySet<string> = new Set(['eq', 'lt', 'le', 'gt', 'ge', 'isNotNull'])

export class FakeSource implements Source {
  readonly pushLimit?: (rows: number) => Source
  readonly pushFilters?: (filters: readonly Expression[], columns: readonly Attribute[]) => PushedFilters
  constructor(
    readonly name: string, readonly fields: readonly Field[], readonly options: TableOptions = {}, readonly notes: readonly string[] = [],
  ) {
    const { filters = 'none', limits = false } = options
    if (limits) this.pushLimit = rows => this.#noted(`Limit: ${rows}`)
    if (filters !== 'none') this.pushFilters = (offered, columns) => {
      const taken = offered.filter(c => c.node === 'call' && usable.has(c.function.name) && c.args[0]!.node === 'attribute')
      if (!taken.length) return { source: this, remaining: offered }
      const rows = filters === 'exact' ? this.#rows(taken, columns) : this.rows
      const source = this.#noted(`PushedFilters: [${taken.map(formatExpression).join(', ')}]`, rows)
      return { source, remaining: filters === 'exact' ? offered.filter(c => !taken.includes(c)) : offered }
    }
  }
  get rows(): Rows { return this.options.rows ?? [] }
  open(): Promise<Source> { return Promise.resolve(this) }
  statistics(): Statistics { return this.options.statistics ?? {} }
  pruneColumns(names: readonly string[]): Source {
    const places = names.map(n => this.fields.findIndex(f => f.name === n))
    const rows = this.rows.map(row => places.map(p => row[p]!))
    return new FakeSource(this.name, places.map(p => this.fields[p]!), { ...this.options, rows }, this.notes)
  }
  describe(): readonly string[] { return this.notes }
  read(): AsyncIterable<Batch> { return raise('INTERNAL_ERROR', { message: 'A fake source is not read.' }) }

  #noted(note: string, rows: Rows = this.rows): FakeSource {
    return new FakeSource(this.name, this.fields, { ...this.options, rows }, [...this.notes, note])
  }
  #rows(taken: readonly Expression[], columns: readonly Attribute[]): Rows {
    const place = columns.map(a => this.fields.findIndex(f => f.name === a.name))
    return this.rows.filter(row => taken.every(c => evaluate(c, new Map(columns.map((a, n) => [a.id, row[place[n]!]!]))) === true))
  }
}
