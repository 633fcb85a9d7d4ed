/**
 * A join while it runs: one side is kept in a table, the other streams past it. A condition beyond the keys is a stage over
 * the pairs, which carry the number of their probe row and the address of their build row along as two more columns.
 */
import { attribute, references, type Attribute } from '../logical/expression.js'
import { Arena } from '../memory/arena.js'
import type { Batch, Vector } from '../memory/batch.js'
import { takeRows } from '../memory/gather.js'
import { JoinTable, type JoinPairs } from '../memory/join-table.js'
import { bitmapBytes } from '../memory/vector.js'
import { int32 } from '../types/data-type.js'
import { cellBytes, representation } from '../types/representation.js'
import type { ExecutionContext } from './context.js'
import type { JoinDetails } from './operator/hash-join.js'
import { drain, pulse, type Step } from './pipeline.js'
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

  constructor(plan: PhysicalPlan & JoinDetails, context: ExecutionContext, partition: number) {
    const [left, right] = plan.children as readonly [PhysicalPlan, PhysicalPlan]
    this.#plan = plan
    this.#context = context
    this.#partition = partition
    this.#roles = rolesOf(plan)
    this.#arena = new Arena(context.task, 'A join')
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
    const { child, keys, keysAt, columns, columnsAt } = this.#build
    const joinKeys = keys.map((k, n) => ({ type: k.type, nullSafe: this.#plan.nullSafe[n]! }))
    const table = this.#table = new JoinTable(this.#context.task, joinKeys, columns.map(a => a.type))
    for await (const batch of drain(this.#context.lower(child, this.#partition))) {
      table.build(keysAt.map(n => batch.columns[n]!), columnsAt.map(n => batch.columns[n]!), batch.rows)
    }
    table.finish()
    this.#context.metrics.add(this.#plan, 'buildRows', table.rows)
  }

  /** Nothing can come of the probe side where the table is empty and every row needs a partner. */
  done(): boolean {
    const { kind } = this.#plan
    return this.#table?.rows === 0 && (kind === 'inner' || kind === 'cross' || kind === 'semi')
  }

  *process(batch: Batch): Iterable<Batch> {
    const table = this.#table!, { pairs, probeOuter, buildOuter, filters } = this.#roles
    table.probe(this.#probe.keysAt.map(n => batch.columns[n]!), batch.rows)
    if (this.#residual) return yield* this.#processResidual(batch, this.#residual)
    if (pairs) {
      for (const found of table.pairs({ outer: probeOuter, mark: buildOuter })) {
        this.#arena.reset()
        yield this.#give(this.#combine(batch, found))
      }
    } else if (filters === 'probe') {
      this.#arena.reset()
      const { count, probeRows } = table.select(this.#plan.kind === 'semi')
      if (count) yield this.#give(this.#take(batch, probeRows, count))
    } else for (const _ of table.pairs({ mark: true })) yield pulse // marking is all that is wanted
  }

  *#processResidual(batch: Batch, residual: StageRunner): Iterable<Batch> {
    const table = this.#table!, { pairs, probeOuter, buildOuter, filters } = this.#roles, { u32 } = this.#context.memory
    const matched = probeOuter || filters === 'probe' ? new Uint8Array(batch.rows) : undefined
    for (const found of table.pairs()) {
      this.#arena.reset()
      const candidates = this.#combine(batch, found)
      const numbers = [found.probeRows, found.buildRows].map((data): Vector => ({ type: int32, data, validity: 0 }))
      const passed = residual.run({ rows: found.count, columns: [...candidates.columns, ...numbers] })
      if (passed.rows === 0) {
        yield pulse
        continue
      }
      const [probeRows, buildRows] = passed.columns.slice(-2) as [Vector, Vector]
      if (matched) for (let k = 0; k < passed.rows; k++) matched[u32[(probeRows.data >>> 2) + k]!] = 1
      if (buildOuter || filters === 'build') table.mark(buildRows.data, passed.rows)
      yield pairs ? { rows: passed.rows, columns: this.#output.map(n => passed.columns[n]!) } : pulse
    }
    if (!matched) return
    const wanted = filters === 'probe' && this.#plan.kind === 'semi' ? 1 : 0
    const rows = this.#arena.allocate(Math.max(8, batch.rows * 4))
    let count = 0
    for (let row = 0; row < batch.rows; row++) if (matched[row] === wanted) u32[(rows >>> 2) + count++] = row
    if (count === 0) return
    if (filters === 'probe') yield this.#give(this.#take(batch, rows, count))
    else {
      const none = this.#arena.allocateZeroed(Math.max(8, count * 4))
      yield this.#give(this.#combine(batch, { count, probeRows: rows, buildRows: none }))
    }
  }

  *finish(): Iterable<Batch> {
    const table = this.#table!, { buildOuter, filters } = this.#roles
    if (!buildOuter && filters !== 'build') return
    const rows = filters === 'build' && this.#plan.kind === 'semi' ? table.matched(this.#context.batchRows) : table.unmatched(this.#context.batchRows)
    for (const { pointers, count } of rows) {
      this.#arena.reset()
      const build = this.#gather(pointers, count)
      if (filters) yield this.#give({ rows: count, columns: build })
      else {
        yield this.#give({ rows: count, columns: this.#sides(this.#probe.columns.map(a => this.#nulls(a, count)), build) })
      }
    }
  }

  #give({ rows, columns }: Batch): Batch { return { rows, columns: this.#output.map(n => columns[n]!) } }
  #combine(batch: Batch, { count, probeRows, buildRows }: JoinPairs): Batch {
    // every probe row found its one partner: its columns are as they were
    const whole = count === batch.rows && this.#table!.distinctKeys === this.#table!.rows
    const columns = this.#probe.columnsAt.map(n => batch.columns[n]!)
    const probe = whole ? columns : columns.map(v => takeRows(v, probeRows, count, this.#arena))
    return { rows: count, columns: this.#sides(probe, this.#gather(buildRows, count)) }
  }
  #sides(probe: readonly Vector[], build: readonly Vector[]): readonly Vector[] {
    return this.#plan.build === 'left' ? [...build, ...probe] : [...probe, ...build]
  }
  #gather(pointers: number, count: number): readonly Vector[] {
    return this.#build.columns.map((_, c) => this.#table!.gather(pointers, count, c, this.#arena))
  }
  #take(batch: Batch, rows: number, count: number): Batch {
    const columns = this.#probe.columnsAt.map(n => batch.columns[n]!)
    return { rows: count, columns: count === batch.rows ? columns : columns.map(v => takeRows(v, rows, count, this.#arena)) }
  }
  #nulls({ type }: Attribute, count: number): Vector {
    const data = this.#arena.allocateZeroed(Math.max(8, count * cellBytes[representation(type)]))
    return { type, data, validity: this.#arena.allocateZeroed(bitmapBytes(count)) }
  }

  close(): void {
    this.#residual?.close()
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
