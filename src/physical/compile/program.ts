/**
 * A program: a few functions over one control block, compiled as one module. Programs of the same key are compiled once per
 * process, whatever query they come from.
 */
import { moduleBytes } from '../../codegen/wasm/module.js'
import { Code } from '../../codegen/code/builder.js'
import type { WasmFunction } from '../../codegen/code/ir.js'
import type { Bool, I32, I64, Value } from '../../codegen/code/value.js'
import type { Condition } from '../../errors/catalogue.js'
import { typeOf, type Attribute, type Literal } from '../../logical/expression.js'
import { representation } from '../../types/representation.js'
import { arenas, control, Layout } from './layout.js'
import type { Shapes } from './shape.js'

/** A place that fails: the condition, and the aggregate whose state was folded (undefined: an expression). */
export interface Site { readonly condition: Condition; readonly aggregate: number | undefined }
/** A program before it is compiled. */
export interface Program {
  readonly key: string
  readonly shapes: Shapes
  readonly outputs: number
  write(writer: ProgramWriter): void
}
export interface Compiled {
  readonly module: WebAssembly.Module
  readonly sites: readonly Site[]
  readonly constants: readonly Uint8Array[]
  readonly layout: Layout
  /** Bytes of the control block. */
  readonly controlBytes: number
}

export class ProgramWriter {
  readonly functions: WasmFunction[] = []
  readonly sites: Site[] = []
  readonly constants: Uint8Array[] = []
  readonly layout: Layout
  readonly shapes: Shapes
  constructor(program: Program) {
    this.shapes = program.shapes
    this.layout = new Layout(program.shapes.literals.length, program.shapes.columns.length, program.outputs)
  }
  /** A function `(control) → failing site, or 0`. `end` runs at its end also after a failure. */
  function(name: string, body: (f: FunctionWriter) => (() => void) | void): void {
    const code = new Code(), f = new FunctionWriter(code, this)
    code.i32.store(f.control, code.i32.const(0), control.site)
    let end: (() => void) | undefined
    code.block(failed => {
      f.failed = failed
      end = body(f) ?? undefined
    }, 'failed')
    end?.()
    code.return(code.i32.load(f.control, control.site))
    this.functions.push(code.finish(name, ['i32']))
  }
}

/** What lies in the control block, as values of one function. */
export class FunctionWriter {
  readonly control: I32
  readonly rows: I32
  readonly selection: I32
  readonly columns: readonly { readonly data: I32; readonly validity: I32 }[]
  readonly literals: readonly Value[]
  failed: { readonly name: string } = { name: '' }
  /** What a failure is blamed on. */
  row: I32 | undefined
  state: I32 | undefined
  aggregate: number | undefined

  constructor(readonly code: Code, readonly program: ProgramWriter) {
    const { shapes, layout } = program, { i32 } = code
    this.control = code.hint(code.param('i32', 'control'), 'control')
    this.rows = this.word(control.rows, 'rows')
    this.selection = this.word(control.selection, 'selection')
    this.columns = shapes.columns.map((_, n) => {
      const at = layout.column(n)
      return { data: this.word(at, `column${n}`), validity: this.word(at + 4, `valid${n}`) }
    })
    this.literals = shapes.literals.map((l, n) => this.#literal(l, n))
    code.scratch = i32.add(this.control, i32.const(control.scratch))
    code.arena.attach({ control: this.control, offset: control.batchArena, which: arenas.batch })
    code.str.constants = bytes => {
      const at = layout.constant(program.constants.push(bytes) - 1)
      return code.str.of(i32.load(this.control, at), i32.load(this.control, at + 4))
    }
    code.onFailure = condition => this.#fail(condition)
  }
  /** A u32 of the control block, read when the function begins. */
  word(offset: number, name: string): I32 { return this.code.hint(this.code.i32.load(this.control, offset), name) }
  output(n: number): { readonly data: I32; readonly validity: I32 } {
    const at = this.program.layout.output(n)
    return { data: this.word(at, `out${n}`), validity: this.word(at + 4, `outValid${n}`) }
  }
  /** Rows of a column that are there, 64 at a time: the word that holds row `base`. */
  validityWord(validity: I32, base: I32): I64 { return this.code.i64.load(this.code.i32.add(validity, this.code.i32.shru(base, 3))) }
  isNullAt(a: Attribute, row: I32): Bool | undefined {
    const { shapes } = this.program
    return shapes.isNullable(a) ? this.code.bool.nullBit(this.columns[shapes.columnSlot(a)]!.validity, row) : undefined
  }
  /** `for` over 64 rows at a time, `base` a multiple of 64; `end` is at most `rows`. */
  forBlocks(rows: I32, body: (base: I32, end: I32) => void): void {
    const { code } = this, { i32 } = code
    code.for(i32.const(0), rows, base => {
      const end = i32.add(base, i32.const(64))
      body(base, code.select(i32.ltu(rows, end), rows, end))
    }, 64, 'base')
  }

  #fail(condition: Condition): void {
    const { code, program } = this, { i32 } = code
    const site = program.sites.push({ condition, aggregate: this.aggregate })
    i32.store(this.control, i32.const(site), control.site)
    if (this.row) i32.store(this.control, this.row, control.failingRow)
    if (this.state) i32.store(this.control, this.state, control.failingState)
    code.goto(this.failed)
  }
  #literal(l: Literal, slot: number): Value {
    const { code } = this, at = this.program.layout.literal(slot), p = this.control
    switch (representation(typeOf(l))) {
      case 'bool': return code.hint(code.bool.fromI32(code.i32.load(p, at)), `literal${slot}`)
      case 'i32': return code.hint(code.i32.load(p, at), `literal${slot}`)
      case 'i64': return code.hint(code.i64.load(p, at), `literal${slot}`)
      case 'f64': {
        const v = code.hint(code.f64.load(p, at), `literal${slot}`)
        return Number.isNaN(l.value) ? v : code.f64.markNumber(v)
      }
      case 'dec': return code.hint(code.dec.load(p, at), `literal${slot}`)
      case 'str': {
        const text = code.hint(code.str.of(code.i32.load(p, at), code.i32.load(p, at + 4)), `literal${slot}`)
        code.str.head(text)   // known from here on; dropped if nobody asks
        return text
      }
    }
  }
}

/** Enough for the shapes of a long-lived process; the oldest go first. */
const CACHED_PROGRAMS = 500
const cache = new Map<string, Compiled>()

export function compileProgram(program: Program, shared: boolean): Compiled {
  const key = `${shared} ${program.key}`
  let compiled = cache.get(key)
  if (compiled) cache.delete(key)
  else compiled = compile(program, shared)
  cache.set(key, compiled)
  if (cache.size > CACHED_PROGRAMS) cache.delete(cache.keys().next().value!)
  return compiled
}
function compile(program: Program, shared: boolean): Compiled {
  const writer = writeProgram(program)
  const { sites, constants, layout } = writer
  return {
    module: new WebAssembly.Module(moduleBytes(writer.functions, shared)),
    sites, constants, layout, controlBytes: layout.constant(constants.length),
  }
}
export function writeProgram(program: Program): ProgramWriter {
  const writer = new ProgramWriter(program)
  program.write(writer)
  return writer
}
