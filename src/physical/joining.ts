/**
 * A join while it runs: one side is kept in a table, the other streams past it. A condition beyond the keys is a stage over
 * the pairs, which carry the number of their probe row and the address of their build row along as two more columns.
 *
 * Once the table has spilled, what is left of the other side goes to disk too, and both sides are joined partition by partition.
 * A partition that memory has no room for is spread again by more bits of the hash; where that does not help (one key has that many
 * rows, or there are no keys) its rows are taken in blocks, each meeting all rows of the other side.
 */
import { attribute, references, type Attribute } from '../logical/expression.js'
import { Arena } from '../memory/arena.js'
import type { Batch, Vector } from '../memory/batch.js'
import { takeRows } from '../memory/gather.js'
import { JoinTable, type JoinPairs } from '../memory/join-table.js'
import { SpilledBatches } from '../memory/spilled-batches.js'
import type { SpilledRows } from '../memory/spilled-rows.js'
import { bitmapBytes } from '../memory/vector.js'
import { int32 } from '../types/data-type.js'
import { cellBytes, representation } from '../types/representation.js'
import type { ExecutionContext } from './context.js'
import type { JoinDetails } from './operator/hash-join.js'
import { drain, pulse, pulses, type Step } from './pipeline.js'
import type { PhysicalPlan } from './plan.js'
import type { StageRunner } from './stage.js'

/** What happens to rows without a partner, told by side in the table (build) and side that streams (probe). */
interface Roles {
  readonly pairs: boolean
  readonly probeOuter: boolean
  readonly buildOuter: boolean
  /** Semi and anti joins: which side's rows come out. */
  readonly filters: 'probe' | 'build' | undefined
}
function rolesOf({ kind, build }: JoinDetails): Roles {
  const filters = kind === 'semi' || kind === 'anti' ? (build === 'left' ? 'build' : 'probe') : undefined
  const outer = (side: 'left' | 'right'): boolean => kind === 'full' || kind === side
  const probe = build === 'left' ? 'right' : 'left'
  return { pairs: !filters, probeOuter: outer(probe), buildOuter: outer(build), filters }
}

export class JoinStep implements Step {
  readonly #plan: PhysicalPlan & JoinDetails
  readonly #context: ExecutionContext
  readonly #partition: number
  readonly #roles: Roles
  readonly #arena: Arena
  readonly #build: Side
  readonly #probe: Side
  readonly #residual: StageRunner | undefined
  /** Where the join's output lies among the columns of both sides: the condition may need more of them. */
  readonly #output: readonly number[]
  #table: JoinTable | undefined
  /** Rows of the other side that came after the table had spilled. */
  #waiting: SpilledBatches | undefined

  constructor(plan: PhysicalPlan & JoinDetails, context: ExecutionContext, partition: number) {
    const [left, right] = plan.children as readonly [PhysicalPlan, PhysicalPlan]
    this.#plan = plan
    this.#context = context
    this.#partition = partition
    this.#roles = rolesOf(plan)
    this.#arena = new Arena(context.task, 'The join')
    const needed = new Set(plan.output.map(a => a.id))
    for (const e of plan.residual) for (const id of references(e).keys()) needed.add(id)
    const sides = { left: sideOf(left, plan.leftKeys, needed), right: sideOf(right, plan.rightKeys, needed) }
    this.#build = sides[plan.build]
    this.#probe = sides[plan.build === 'left' ? 'right' : 'left']
    const columns = [...sides.left.columns, ...sides.right.columns]
    this.#residual = plan.residual.length ? this.#residualStage(columns) : undefined
    this.#output = positions(plan.output, this.#roles.filters === 'build' ? this.#build.columns : this.#roles.filters ? this.#probe.columns : columns)
  }

  /** Filters pairs; gives the pair's columns where pairs come out, and always the two numbers. */
  #residualStage(columns: readonly Attribute[]): StageRunner {
    const numbers = [attribute('probe row', int32, false), attribute('build row', int32, false)]
    const outputs = [...(this.#roles.pairs ? columns : []), ...numbers]
    return this.#context.stage({ input: [...columns, ...numbers], filters: this.#plan.residual, outputs })
  }

  async prepare(): Promise<void> {
    const { child, keysAt, columnsAt } = this.#build, table = this.#table = this.#newTable(0)
    for await (const batch of drain(this.#context.lower(child, this.#partition))) {
      for (const _ of this.#context.task.spillAhead(table)) await this.#context.breathe()
      table.build(keysAt.map(n => batch.columns[n]!), columnsAt.map(n => batch.columns[n]!), batch.rows)
    }
    for (const _ of table.finish()) await this.#context.breathe()
    this.#context.metrics.add(this.#plan, 'buildRows', table.rows)
  }
  #newTable(level: number): JoinTable {
    const { keys, columns } = this.#build, joinKeys = keys.map((k, n) => ({ type: k.type, nullSafe: this.#plan.nullSafe[n]! }))
    return new JoinTable(this.#context.task, joinKeys, columns.map(a => a.type), { level, onSpill: this.#onSpill, batchRows: this.#context.batchRows })
  }
  readonly #onSpill = (bytes: number): void => this.#context.metrics.add(this.#plan, 'spillSize', bytes)

  /** Nothing can come of the probe side where the table is empty and every row needs a partner. */
  done(): boolean {
    const { kind } = this.#plan
    return this.#table?.rows === 0 && (kind === 'inner' || kind === 'cross' || kind === 'semi')
  }

  *process(batch: Batch): Iterable<Batch> {
    const table = this.#table!, keys = this.#probe.keysAt.map(n => batch.columns[n]!), columns = this.#probe.columnsAt.map(n => batch.columns[n]!)
    if (table.spilled) {
      this.#waiting ??= this.#newWaiting()
      this.#waiting.append(keys, columns, batch.rows)
      return yield pulse
    }
    table.busy = true
    try {
      yield* this.#meet(table, keys, columns, batch.rows)
    } finally {
      table.busy = false
    }
  }
  #newWaiting(): SpilledBatches {
    const { keys, columns } = this.#probe
    return new SpilledBatches(this.#context.task, keys.map(k => k.type), columns.map(c => c.type), { name: 'The join', onSpill: this.#onSpill })
  }

  *finish(): Iterable<Batch> {
    const table = this.#table!
    table.busy = true
    if (table.spilled) yield* this.#joinSpilled(table.spilled, this.#waiting, 1)
    else yield* this.#unmatchedBuild(table)
  }

  // ---- one batch of the probe side against a table ----

  *#meet(table: JoinTable, keys: readonly Vector[], columns: readonly Vector[], rows: number): Iterable<Batch> {
    const { pairs, probeOuter, buildOuter, filters } = this.#roles
    if (this.#residual) {
      const matched = this.#countsProbe ? new Uint8Array(rows) : undefined
      yield* this.#pairs(table, keys, columns, rows, matched)
      if (matched) yield* this.#unmatchedProbe(columns, rows, matched)
      return
    }
    table.probe(keys, rows)
    if (pairs) {
      for (const found of table.pairs({ outer: probeOuter, mark: buildOuter })) {
        this.#arena.reset()
        yield this.#give(this.#combine(table, columns, rows, found))
      }
    } else if (filters === 'probe') {
      this.#arena.reset()
      const { count, probeRows } = table.select(this.#plan.kind === 'semi')
      if (count) yield this.#give(this.#take(columns, rows, probeRows, count))
    } else for (const _ of table.pairs({ mark: true })) yield pulse // marking is all that is wanted
  }
  /** Whether it matters which probe rows have found a partner. */
  get #countsProbe(): boolean { return this.#roles.probeOuter || this.#roles.filters === 'probe' }

  /** The pairs alone; `matched` notes which probe rows are in one. */
  *#pairs(table: JoinTable, keys: readonly Vector[], columns: readonly Vector[], rows: number, matched: Uint8Array | undefined): Iterable<Batch> {
    const { pairs, buildOuter, filters } = this.#roles, { u32 } = this.#context.memory, residual = this.#residual
    const mark = buildOuter || filters === 'build'
    const note = (probeRows: number, count: number): void => {
      if (matched) for (let k = 0; k < count; k++) matched[u32[(probeRows >>> 2) + k]!] = 1
    }
    table.probe(keys, rows)
    for (const found of table.pairs({ mark: mark && !residual })) {
      this.#arena.reset()
      if (!residual) {
        note(found.probeRows, found.count)
        yield pairs ? this.#give(this.#combine(table, columns, rows, found)) : pulse
        continue
      }
      const candidates = this.#combine(table, columns, rows, found)
      const numbers = [found.probeRows, found.buildRows].map((data): Vector => ({ type: int32, data, validity: 0 }))
      const passed = residual.run({ rows: found.count, columns: [...candidates.columns, ...numbers] })
      if (passed.rows === 0) {
        yield pulse
        continue
      }
      const [probeRows, buildRows] = passed.columns.slice(-2) as [Vector, Vector]
      note(probeRows.data, passed.rows)
      if (mark) table.mark(buildRows.data, passed.rows)
      yield pairs ? { rows: passed.rows, columns: this.#output.map(n => passed.columns[n]!) } : pulse
    }
  }
  /** Probe rows that found no partner, of a semi join those that did. */
  *#unmatchedProbe(columns: readonly Vector[], batchRows: number, matched: Uint8Array): Iterable<Batch> {
    const { filters } = this.#roles, { u32 } = this.#context.memory
    const wanted = filters === 'probe' && this.#plan.kind === 'semi' ? 1 : 0
    this.#arena.reset()
    const rows = this.#arena.allocate(Math.max(8, batchRows * 4))
    let count = 0
    for (let row = 0; row < batchRows; row++) if (matched[row] === wanted) u32[(rows >>> 2) + count++] = row
    if (count === 0) return
    const probe = this.#take(columns, batchRows, rows, count)
    if (filters === 'probe') yield this.#give(probe)
    else yield this.#give({ rows: count, columns: this.#sides(probe.columns, this.#build.columns.map(a => this.#nulls(a, count))) })
  }
  /** Build rows that found no partner, of a semi join those that did, where such rows come out. */
  *#unmatchedBuild(table: JoinTable): Iterable<Batch> {
    const { buildOuter, filters } = this.#roles
    if (!buildOuter && filters !== 'build') return
    const rows = filters === 'build' && this.#plan.kind === 'semi' ? table.matched(this.#context.batchRows) : table.unmatched(this.#context.batchRows)
    for (const { pointers, count } of rows) {
      this.#arena.reset()
      const build = this.#gather(table, pointers, count)
      if (filters) yield this.#give({ rows: count, columns: build })
      else yield this.#give({ rows: count, columns: this.#sides(this.#probe.columns.map(a => this.#nulls(a, count)), build) })
    }
  }

  // ---- both sides on disk ----

  /** `level`: how often the rows of a partition were spread. */
  *#joinSpilled(build: SpilledRows, probe: SpilledBatches | undefined, level: number): Iterable<Batch> {
    probe?.seal()
    for (let p = 0; p < build.partitions; p++) {
      if (build.rowsOf(p) > 0 || probe?.rowsOf(p)) yield* this.#joinPartition(build, probe, p, level)
    }
  }
  *#joinPartition(build: SpilledRows, probe: SpilledBatches | undefined, p: number, level: number): Iterable<Batch> {
    const table = this.#newTable(level)
    try {
      table.expectNulls()
      if (yield* pulses(table.load(build.reader(p)))) {
        yield* pulses(table.finish())
        for (const { keys, payload, rows } of probe?.batches(p, this.#context.batchRows) ?? []) yield* this.#meet(table, keys, payload, rows)
        return yield* this.#unmatchedBuild(table)
      }
    } finally {
      table.close()
    }
    if (this.#build.keys.length > 0 && build.worthSplitting(p)) yield* this.#splitPartition(build, probe, p, level)
    else yield* this.#joinBlocks(build, probe, p, level)
  }
  *#splitPartition(build: SpilledRows, probe: SpilledBatches | undefined, p: number, level: number): Iterable<Batch> {
    const nextBuild = build.next(), nextProbe = probe?.next()
    try {
      for (const _ of build.split(p, nextBuild)) yield pulse
      if (probe && nextProbe) for (const _ of probe.split(p, nextProbe)) yield pulse
      yield* this.#joinSpilled(nextBuild, nextProbe, level + 1)
    } finally {
      nextBuild.close()
      nextProbe?.close()
    }
  }
  *#joinBlocks(build: SpilledRows, probe: SpilledBatches | undefined, p: number, level: number): Iterable<Batch> {
    const { batchRows } = this.#context, reader = build.reader(p)
    const matched = probe && this.#countsProbe ? new Uint8Array(probe.rowsOf(p)) : undefined
    for (let whole = false; !whole;) {
      const table = this.#newTable(level)
      try {
        table.expectNulls()
        whole = yield* pulses(table.load(reader))
        yield* pulses(table.finish())
        let at = 0
        for (const { keys, payload, rows } of probe?.batches(p, batchRows) ?? []) {
          yield* this.#pairs(table, keys, payload, rows, matched?.subarray(at, at += rows))
        }
        yield* this.#unmatchedBuild(table)
      } finally {
        table.close()
      }
    }
    let at = 0
    if (matched) for (const { payload, rows } of probe!.batches(p, batchRows)) yield* this.#unmatchedProbe(payload, rows, matched.subarray(at, at += rows))
  }

  #give({ rows, columns }: Batch): Batch { return { rows, columns: this.#output.map(n => columns[n]!) } }
  #combine(table: JoinTable, columns: readonly Vector[], rows: number, { count, probeRows, buildRows }: JoinPairs): Batch {
    // every probe row found its one partner: its columns are as they were
    const whole = count === rows && table.distinctKeys === table.rows
    const probe = whole ? columns : columns.map(v => takeRows(v, probeRows, count, this.#arena))
    return { rows: count, columns: this.#sides(probe, this.#gather(table, buildRows, count)) }
  }
  #sides(probe: readonly Vector[], build: readonly Vector[]): readonly Vector[] {
    return this.#plan.build === 'left' ? [...build, ...probe] : [...probe, ...build]
  }
  #gather(table: JoinTable, pointers: number, count: number): readonly Vector[] {
    return this.#build.columns.map((_, c) => table.gather(pointers, count, c, this.#arena))
  }
  #take(columns: readonly Vector[], all: number, rows: number, count: number): Batch {
    return { rows: count, columns: count === all ? columns : columns.map(v => takeRows(v, rows, count, this.#arena)) }
  }
  #nulls({ type }: Attribute, count: number): Vector {
    const data = this.#arena.allocateZeroed(Math.max(8, count * cellBytes[representation(type)]))
    return { type, data, validity: this.#arena.allocateZeroed(bitmapBytes(count)) }
  }

  close(): void {
    this.#residual?.close()
    if (this.#table) this.#context.metrics.max(this.#plan, 'peakMemory', this.#table.peakBytes)
    this.#waiting?.close()
    this.#table?.close()
    this.#arena.close()
  }
}

interface Side {
  readonly child: PhysicalPlan
  readonly keys: readonly Attribute[]
  /** Where in the child's output the keys are. */
  readonly keysAt: readonly number[]
  /** The columns that come out of the join or that its condition looks at, and where they are. */
  readonly columns: readonly Attribute[]
  readonly columnsAt: readonly number[]
}
function sideOf(child: PhysicalPlan, keys: readonly Attribute[], needed: ReadonlySet<number>): Side {
  const columns = child.output.filter(a => needed.has(a.id))
  return { child, keys, keysAt: positions(keys, child.output), columns, columnsAt: positions(columns, child.output) }
}
const positions = (wanted: readonly Attribute[], among: readonly Attribute[]): readonly number[] => wanted.map(w => among.findIndex(a => a.id === w.id))
