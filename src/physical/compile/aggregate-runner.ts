import { references, typeOf } from '../../logical/expression.js'
import type { Batch, Vector } from '../../memory/batch.js'
import { firstFailure } from '../failure.js'
import { stateLayout, type AggregateRunner, type AggregateSpec, type StageContext, type StateLayout } from '../stage.js'
import { argumentsProgram, finishProgram, foldParts, foldVectorsProgram, mergeProgram, stateParts, updateProgram } from './aggregate-programs.js'
import { ColumnGroup, isSite, type Selection } from './column-group.js'
import { FoldFailures } from './fold-failures.js'
import { foldOf, type Fold } from './fold-writer.js'
import { Instance, raiseUnexplained, Workspace } from './instance.js'
import { Outputs } from './outputs.js'
import type { Program, Site } from './program.js'
import { CompiledFilter, SelectionBuffer } from './selector.js'
import type { IsNullable } from './stage-programs.js'
import { Variants } from './variants.js'

/** Code for one pattern of nulls; programs are compiled when they are first needed. */
interface Variant {
  readonly isNullable: IsNullable
  readonly filter: CompiledFilter | undefined
  readonly keys: ColumnGroup
  readonly programs: Map<string, Instance>
}

/** The row side of an aggregation as compiled code. */
export class CompiledAggregate implements AggregateRunner {
  readonly states: StateLayout
  readonly #spec: AggregateSpec
  readonly #space: Workspace
  readonly #variants: Variants<Variant>
  /** Those that `update` folds, and all that have states. */
  readonly #updated: readonly Fold[]
  readonly #folds: readonly Fold[]
  readonly #programs = new Map<string, Instance>()
  readonly #arguments: readonly Outputs[]
  readonly #results: Outputs
  readonly #failures: FoldFailures
  #batch: Batch | undefined
  #selection: Selection | undefined
  #variant: Variant | undefined
  #positions: SelectionBuffer

  constructor(spec: AggregateSpec, context: StageContext) {
    const { input, filters, keys, aggregates } = this.#spec = spec
    const space = this.#space = new Workspace(context.memory, context.task, 'aggregate')
    this.states = stateLayout(aggregates)
    this.#folds = aggregates.flatMap((a, n) => a.implementation.how === 'fold' ? [foldOf(a, n, this.states.offsets[n]!)] : [])
    this.#updated = this.#folds.filter(f => !aggregates[f.n]!.distinct)
    this.#arguments = aggregates.map(a => new Outputs(space, a.args.map(typeOf)))
    this.#results = new Outputs(space, this.#folds.map(f => aggregates[f.n]!.type))
    this.#failures = new FoldFailures(spec, this.states, space)
    this.#positions = new SelectionBuffer(space)
    const keyColumns = new Outputs(space, keys.map(typeOf)), selection = new SelectionBuffer(space)
    const read = [...filters, ...keys, ...aggregates.flatMap(a => a.filter ? [...a.args, a.filter] : a.args)]
    const used = read.flatMap(e => [...references(e).values()])
    this.#variants = new Variants(input, used, isNullable => ({
      isNullable, programs: new Map(),
      filter: filters.length ? new CompiledFilter(filters, input, isNullable, space, selection) : undefined,
      keys: new ColumnGroup(keys, input, isNullable, filters.length > 0, space, keyColumns),
    }))
  }

  prepare(batch: Batch): { readonly rows: number; readonly keys: readonly Vector[] } {
    this.#space.batchText.reset()
    const { filter, keys } = this.#variant = this.#variants.for(batch)
    this.#batch = batch
    const selection = filter?.select(batch)
    if (selection && 'condition' in selection) return this.#fail(selection)
    this.#selection = selection
    const made = keys.run(batch, selection)
    if (isSite(made)) return this.#fail(made)
    return { rows: selection?.rows ?? batch.rows, keys: made }
  }

  update(groupPointers: number, stateOffset: number): void {
    const site = this.#update('many', groupPointers, stateOffset)
    if (site) this.#failUpdate(site, 'many')
  }
  updateOne(state: number): void {
    const site = this.#update('one', state, 0)
    if (site) this.#failUpdate(site, 'one')
  }
  #update(groups: 'one' | 'many', pointers: number, stateOffset: number): Site | undefined {
    const folds = this.#updated
    if (!folds.length) return undefined
    const { aggregates, input } = this.#spec
    const instance = this.#forBatch(`update ${groups}`, (isNullable, rows) =>
      updateProgram(aggregates, folds, input, isNullable, rows, groups))
    instance.set('pointers', pointers)
    instance.set('stateOffset', stateOffset)
    for (let n = foldParts(folds).length, k = 0; k < n; k++) {
      const site = instance.call(`update${k}`)
      if (site) return site
    }
    return undefined
  }

  arguments(n: number): { readonly vectors: readonly Vector[]; readonly rows: number; readonly selected: number } {
    const { aggregates, input } = this.#spec, item = aggregates[n]!, outputs = this.#arguments[n]!
    const rows = this.#selection?.rows ?? this.#batch!.rows, positions = this.#positions.for(rows)
    const instance = this.#forBatch(`arguments ${n}`, (isNullable, from) => argumentsProgram(item, input, isNullable, from))
    instance.set('otherPointers', positions)
    item.args.forEach((_, k) => {
      const { data, validity } = outputs.buffer(k, rows)
      instance.setOutput(k, data, validity)
    })
    const site = instance.call('arguments')
    if (site) return this.#fail(site)
    return { vectors: item.args.map((_, k) => outputs.vector(k, rows, true)), rows: positions, selected: instance.get('selected') }
  }

  foldVectors(n: number, vectors: readonly Vector[], rows: number, count: number, groupPointers: number, stateOffset: number): void {
    const clean = vectors.map(v => v.validity === 0)
    const instance = this.#once(`fold ${n} ${clean.join()}`, () =>
      foldVectorsProgram(this.#spec.aggregates, n, this.states.offsets[n]!, k => !clean[k]))
    const all = this.#space.memory.u32
    let last = 0
    for (let k = 0; k < count; k++) last = Math.max(last, all[(rows >>> 2) + k]!)
    instance.setColumns(vectors, last + 1)
    instance.set('selection', rows)
    instance.set('selected', count)
    instance.set('pointers', groupPointers)
    instance.set('stateOffset', stateOffset)
    const site = instance.call('fold')
    if (site) this.#failures.ofVectors(n, site, vectors, instance.get('failingRow'), instance.get('failingState'))
  }

  merge(into: number, from: number, count: number, stateOffset: number): void {
    if (!this.#folds.length) return
    const instance = this.#once('merge', () => mergeProgram(this.#spec.aggregates, this.#folds))
    instance.set('rows', count)
    instance.set('pointers', into)
    instance.set('otherPointers', from)
    instance.set('stateOffset', stateOffset)
    for (let n = stateParts(this.#folds).length, k = 0; k < n; k++) {
      const site = instance.call(`merge${k}`)
      if (!site) continue
      const other = this.#space.memory.u32[(from >>> 2) + instance.get('failingRow')]! + stateOffset
      this.#failures.ofMerge(site, instance.get('failingState'), other)
    }
  }

  finish(groupPointers: number, count: number, stateOffset: number): readonly (Vector | undefined)[] {
    const results: (Vector | undefined)[] = this.#spec.aggregates.map(() => undefined)
    if (!this.#folds.length) return results
    this.#space.batchText.reset()
    const instance = this.#once('finish', () => finishProgram(this.#spec.aggregates, this.#folds))
    instance.set('rows', count)
    instance.set('pointers', groupPointers)
    instance.set('stateOffset', stateOffset)
    this.#folds.forEach((_, k) => {
      const { data, validity } = this.#results.buffer(k, count)
      instance.setOutput(k, data, validity)
    })
    for (let n = stateParts(this.#folds).length, k = 0; k < n; k++) {
      const site = instance.call(`finish${k}`)
      if (site) this.#failures.ofFinish(site, instance.get('failingState'))
    }
    this.#folds.forEach((f, k) => { results[f.n] = this.#results.vector(k, count, true) })
    return results
  }

  get textPages(): number { return this.#space.stateText.pages }
  dropTexts(): void { this.#space.stateText.close() }
  close(): void { this.#space.close() }

  /** A program over the batch that `prepare` saw and its selection. */
  #forBatch(name: string, make: (isNullable: IsNullable, rows: 'all' | 'selected') => Program): Instance {
    const { programs, isNullable } = this.#variant!, selection = this.#selection
    let instance = programs.get(name)
    if (!instance) programs.set(name, instance = new Instance(make(isNullable, selection ? 'selected' : 'all'), this.#space))
    instance.setBatch(this.#batch!)
    if (selection) {
      instance.set('selection', selection.address)
      instance.set('selected', selection.rows)
    }
    return instance
  }
  #once(name: string, make: () => Program): Instance {
    let instance = this.#programs.get(name)
    if (!instance) this.#programs.set(name, instance = new Instance(make(), this.#space))
    return instance
  }

  #fail(site: Site): never {
    const failure = firstFailure(this.#spec, this.#batch!, this.#space.memory)
    if (failure) throw failure
    return raiseUnexplained(site)
  }
  /** An argument's failure comes before that of any fold, as in the other tier. */
  #failUpdate(site: Site, groups: 'one' | 'many'): never {
    const failure = firstFailure(this.#spec, this.#batch!, this.#space.memory)
    if (failure) throw failure
    const instance = this.#variant!.programs.get(`update ${groups}`)!
    return this.#failures.ofRow(site, this.#batch!, instance.get('failingRow'), instance.get('failingState'))
  }
}
