/** A compiled program at work: its module over the memory, its control block, and how the host fills that. */
import { mathImports } from '../../codegen/code/math.js'
import { raise } from '../../errors/raise.js'
import type { Literal } from '../../logical/expression.js'
import { Arena } from '../../memory/arena.js'
import type { Batch, Vector } from '../../memory/batch.js'
import { encode } from '../../memory/nested.js'
import type { Memory } from '../../memory/memory.js'
import type { TaskMemory } from '../../memory/pool.js'
import { representation } from '../../types/representation.js'
import { arenas, control } from './layout.js'
import { compileProgram, type Compiled, type Program, type Site } from './program.js'

/** Compiled code may write this much behind the end that it was told. */
const SPARE = 16

/** What the programs of one runner share. */
export class Workspace {
  readonly memory: Memory
  readonly task: TaskMemory
  /** Control blocks, selection and columns: kept until the end. */
  readonly kept: Arena
  /** Text of the current batch. */
  readonly batchText: Arena
  /** Text in states of aggregates. */
  readonly stateText: Arena
  #ones = 0
  #onesBytes = 0
  constructor(memory: Memory, task: TaskMemory, name: string) {
    this.memory = memory
    this.task = task
    this.kept = new Arena(task, name)
    this.batchText = new Arena(task, `${name} text`)
    this.stateText = new Arena(task, `${name} states`)
  }
  /** A validity bitmap in which all of so many rows are there. */
  allValid(rows: number): number {
    const bytes = 8 * Math.ceil(rows / 64)
    if (bytes > this.#onesBytes) {
      this.#onesBytes = Math.max(bytes, 2 * this.#onesBytes)
      this.#ones = this.kept.allocate(this.#onesBytes)
      this.memory.u8.fill(255, this.#ones, this.#ones + this.#onesBytes)
    }
    return this.#ones
  }
  close(): void {
    this.kept.close()
    this.batchText.close()
    this.stateText.close()
  }
}

type ControlField = Exclude<keyof typeof control, 'literals' | 'scratch'>

export class Instance {
  readonly compiled: Compiled
  readonly #space: Workspace
  readonly #columns: readonly number[]
  readonly #control: number
  readonly #functions: Readonly<Record<string, (control: number) => number>>

  constructor(program: Program, space: Workspace) {
    this.#space = space
    this.#columns = program.shapes.columns
    this.compiled = compileProgram(program, space.memory.isShared)
    this.#control = space.kept.allocateZeroed(this.compiled.controlBytes)
    this.compiled.constants.forEach((bytes, n) => this.#setText(this.compiled.layout.constant(n), bytes))
    program.shapes.literals.forEach((l, n) => this.#setLiteral(this.compiled.layout.literal(n), l))
    const { memory } = space
    this.#functions = new WebAssembly.Instance(this.compiled.module, {
      host: { ...mathImports, memory: memory.wasm, newPage: (most: number, which: number) => this.#newPage(most >>> 0, which) },
      kernel: memory.kernels as unknown as WebAssembly.ModuleImports,
    }).exports as Record<string, (control: number) => number>
  }

  get(field: ControlField): number { return this.#space.memory.u32[(this.#control + control[field]) >>> 2]! }
  set(field: ControlField, value: number): void { this.#u32(control[field], value) }
  setBatch(batch: Batch): void {
    this.set('rows', batch.rows)
    this.setColumns(batch.columns, batch.rows)
  }
  setColumns(columns: readonly Vector[], rows: number): void {
    this.#columns.forEach((ordinal, slot) => {
      const { data, validity } = columns[ordinal]!, at = this.compiled.layout.column(slot)
      this.#u32(at, data)
      this.#u32(at + 4, validity || this.#space.allValid(rows))
    })
  }
  setOutput(n: number, data: number, validity: number): void {
    const at = this.compiled.layout.output(n)
    this.#u32(at, data)
    this.#u32(at + 4, validity)
  }
  /** Runs a function; the site that failed, or undefined. */
  call(name: string): Site | undefined {
    this.#lend(arenas.batch)
    this.#lend(arenas.states)
    const site = this.#functions[name]!(this.#control)
    this.#takeBack(arenas.batch)
    this.#takeBack(arenas.states)
    return site ? this.compiled.sites[site - 1]! : undefined
  }

  #u32(offset: number, value: number): void { this.#space.memory.u32[(this.#control + offset) >>> 2] = value }
  #arena(which: number): { readonly arena: Arena; readonly at: number } {
    return which === arenas.batch
      ? { arena: this.#space.batchText, at: control.batchArena } : { arena: this.#space.stateText, at: control.stateArena }
  }
  #lend(which: number): void {
    const { arena, at } = this.#arena(which)
    this.#u32(at, arena.cursor)
    this.#u32(at + 4, Math.max(arena.cursor, arena.limit - SPARE))
  }
  #takeBack(which: number): void {
    const { arena, at } = this.#arena(which)
    arena.advance(this.#space.memory.u32[(this.#control + at) >>> 2]!)
  }
  #newPage(most: number, which: number): number {
    this.#takeBack(which)
    const { arena } = this.#arena(which)
    arena.reserve(most + SPARE)
    this.#lend(which)
    return arena.cursor
  }

  #setText(offset: number, bytes: Uint8Array): void {
    // room for reading 16 bytes behind
    const address = this.#space.kept.allocate(bytes.length + SPARE)
    this.#space.memory.u8.set(bytes, address)
    this.#u32(offset, address)
    this.#u32(offset + 4, bytes.length)
  }
  #setLiteral(offset: number, l: Literal): void {
    const { memory } = this.#space, at = this.#control + offset, { value } = l
    switch (representation(l.type)) {
      case 'bool': this.#u32(offset, value ? 1 : 0); break
      case 'i32': memory.i32[at >>> 2] = value as number; break
      case 'i64': memory.i64[at >>> 3] = value as bigint; break
      case 'f64': memory.f64[at >>> 3] = value as number; break
      case 'dec':
        memory.i64[at >>> 3] = value as bigint
        memory.i64[(at >>> 3) + 1] = (value as bigint) >> 64n
        break
      case 'str': this.#setText(offset, encode(value, l.type)); break
    }
  }
}

/** For a failure that evaluating the same rows does not show. */
export function raiseUnexplained(site: Site): never {
  return raise('INTERNAL_ERROR', { message: `Compiled code found ${site.condition}, but evaluating the same rows does not.` })
}
