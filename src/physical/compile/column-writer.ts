/**
 * Expressions → output columns, dense over the selected rows (or all rows). Null bits are gathered into 64-bit words; where
 * all rows go through and nulls come from columns alone, validity words are and-ed instead and no bit is looked at.
 */
import type { Var } from '../../codegen/code/builder.js'
import type { Bool, I32, I64, Nullable, Value } from '../../codegen/code/value.js'
import type { Attribute, Expression } from '../../logical/expression.js'
import { typeOf } from '../../logical/expression.js'
import { cellBytes, representation } from '../../types/representation.js'
import { formatExpression } from '../../logical/format.js'
import { ExpressionWriter } from './expression-writer.js'
import { nullSources } from './facts.js'
import { control } from './layout.js'
import type { FunctionWriter, ProgramWriter } from './program.js'

/** Output `slot` of the program. */
export interface Column { readonly expression: Expression; readonly slot: number }
/** Whether a column can hold nulls, and if all rows go through: whether it has those of one input column, bit by bit. */
export type Nulls = 'none' | 'bits' | 'words' | { readonly sameAs: Attribute }

export function nullsOf(e: Expression, isNullable: (a: Attribute) => boolean, allRows: boolean): Nulls {
  const sources = nullSources(e, isNullable)
  if (!sources) return 'bits'
  if (!sources.size) return 'none'
  if (!allRows) return 'bits'
  return sources.size === 1 ? { sameAs: [...sources][0]! } : 'words'
}

/** A function that computes columns; `allRows`: not over the selection but over every row. */
export function writeColumns(program: ProgramWriter, name: string, columns: readonly Column[], allRows: boolean): void {
  program.function(name, f => {
    const { code } = f, e = new ExpressionWriter(f), isNullable = (a: Attribute): boolean => program.shapes.isNullable(a)
    const outputs = columns.map(c => new OutputWriter(f, c, nullsOf(c.expression, isNullable, allRows)))
    for (const c of columns) code.comment(`output ${c.slot}: ${formatExpression(c.expression)}`)
    forOutputRows(f, allRows ? f.rows : f.word(control.selected, 'selected'), outputs, k => {
      const row = f.row = allRows ? k : code.i32.load(code.i32.add(f.selection, code.i32.shl(k, 2)))
      for (const [n, o] of outputs.entries()) o.put(k, e.value(columns[n]!.expression, row))
    })
  })
}
/** Loops over output rows; with null bits 64 at a time, so that a word is stored once. */
export function forOutputRows(f: FunctionWriter, rows: I32, outputs: readonly OutputWriter[], body: (k: I32) => void): void {
  const { code } = f
  if (!outputs.some(o => o.hasWords)) {
    code.for(code.i32.const(0), rows, k => body(k), 1, 'k')
    return
  }
  f.forBlocks(rows, (base, end) => {
    for (const o of outputs) o.begin(base)
    code.for(base, end, k => body(k), 1, 'k')
    for (const o of outputs) o.end(base)
  })
}

export class OutputWriter {
  readonly hasWords: boolean
  readonly #f: FunctionWriter
  readonly #expression: Expression
  readonly #place: { readonly data: I32; readonly validity: I32 }
  readonly #nulls: Nulls
  readonly #word: Var<I64> | undefined
  constructor(f: FunctionWriter, { expression, slot }: Column, nulls: Nulls) {
    this.#f = f
    this.#expression = expression
    this.#place = f.output(slot)
    this.#nulls = nulls
    this.hasWords = nulls === 'bits' || nulls === 'words'
    this.#word = nulls === 'bits' ? f.code.declare('i64', `valid${slot}`) : undefined
  }

  begin(base: I32): void {
    const { code, program } = this.#f
    this.#word?.set(code.i64.const(0))
    if (this.#nulls !== 'words') return
    const sources = nullSources(this.#expression, a => program.shapes.isNullable(a))!
    const words = [...sources].map(a => this.#f.validityWord(this.#f.columns[program.shapes.columnSlot(a)]!.validity, base))
    this.#store(base, words.reduce((a, b) => code.i64.and(a, b)))
  }
  end(base: I32): void {
    if (this.#word) this.#store(base, this.#word.get())
  }
  put(k: I32, v: Nullable): void {
    const { code } = this.#f
    if (this.#word) {
      const valid: Bool = v.isNull ? code.bool.not(v.isNull) : code.bool.const(true)
      this.#word.set(code.i64.or(this.#word.get(), code.i64.shl(code.i64.fromBool(valid), code.i64.extendU(k))))
    }
    this.#cell(k, v)
  }

  #store(base: I32, word: I64): void {
    const { i32, i64 } = this.#f.code
    i64.store(i32.add(this.#place.validity, i32.shru(base, 3)), word)
  }
  #cell(k: I32, { value, isNull }: Nullable): void {
    const { code } = this.#f, { i32 } = code
    const shift = Math.log2(cellBytes[representation(typeOf(this.#expression))])
    const at = i32.add(this.#place.data, shift ? i32.shl(k, shift) : k)
    storeCell(this.#f, at, value.kind === 'str' && isNull ? code.select(isNull, code.str.empty(), value) : value)
  }
}

function storeCell({ code }: FunctionWriter, at: I32, v: Value): void {
  switch (v.kind) {
    case 'bool': return code.i32.store8(at, code.i32.fromBool(v))
    case 'i32': return code.i32.store(at, v)
    case 'i64': return code.i64.store(at, v)
    case 'f64': return code.f64.store(at, v)
    case 'dec': return code.dec.store(at, v)
    case 'str':
      code.i32.store(at, v.ptr)
      code.i32.store(at, v.len, 4)
  }
}
