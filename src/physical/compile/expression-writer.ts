/** Resolved expressions → code for one row of a batch. */
import type { Bool, I32, Lazy, Nullable, Value } from '../../codegen/code/value.js'
import type { StrictImplementation, Truth } from '../../functions/declare.js'
import { typeOf, type Attribute, type Expression } from '../../logical/expression.js'
import { representation } from '../../types/representation.js'
import { raise } from '../../errors/raise.js'
import { argumentsByName, implementationOf } from '../implementation.js'
import { isCheap, nullSources } from './facts.js'
import type { FunctionWriter } from './program.js'

export class ExpressionWriter {
  readonly #f: FunctionWriter
  constructor(f: FunctionWriter) { this.#f = f }

  /** `masked`: rows with a null are dealt with already, so columns read as if they had none. */
  value(e: Expression, row: I32, masked = false): Nullable {
    const { code, program, literals } = this.#f
    if (e.node === 'alias') return this.value(e.child, row, masked)
    if (e.node === 'literal') {
      if (e.value === null) return { value: code.zero(representation(e.type)), isNull: code.bool.const(true) }
      return code.known(literals[program.shapes.literalSlot(e)]!)
    }
    return code.memo(`${program.shapes.of(e)} ${row.word.id} ${masked}`, () => {
      if (e.node === 'attribute') return { value: this.#cell(e, row), isNull: masked ? undefined : this.#f.isNullAt(e, row) }
      return this.#invoke(e, row, masked)
    })
  }
  /** Whether a condition is true (not false, not null). */
  truth(e: Expression, row: I32): Bool {
    const { code, program } = this.#f
    const implementation = e.node === 'call' ? implementationOf(e) : undefined
    // truth alone looks at every operand: where one could fail, the function decides by `emit` which it reaches
    if (implementation?.nulls !== 'loose' || !implementation.truth || !isCheap(e)) {
      return code.bool.isTrue(this.value(e, row) as Nullable<Bool>)
    }
    const { truth } = implementation, { expressions, pack } = argumentsByName(e)
    return code.memo(`true ${program.shapes.of(e)} ${row.word.id}`, () => truth(code, pack(expressions.map((a): Truth => ({
      isTrue: () => this.truth(a, row),
      isNull: () => this.value(a, row).isNull ?? code.bool.const(false),
    }))) as Readonly<Record<string, Truth>>))
  }
  /** Whether the expression is null, where that follows from columns alone; asked again where it is needed, not carried along. */
  isNullByColumns(e: Expression, row: I32): (() => Bool | undefined) | undefined {
    const sources = nullSources(e, a => this.#f.program.shapes.isNullable(a))
    return sources && (() => this.#f.code.bool.anyNull([...sources].map(a => this.#f.isNullAt(a, row))))
  }

  #cell(a: Attribute, row: I32): Value {
    const { code, program, columns } = this.#f, { i32 } = code
    const { data } = columns[program.shapes.columnSlot(a)]!
    const cell = (shift: number): I32 => i32.add(data, shift ? i32.shl(row, shift) : row)
    switch (representation(a.type)) {
      case 'bool': return code.bool.fromI32(i32.load8u(cell(0)))
      case 'i32': return i32.load(cell(2))
      case 'i64': return code.i64.load(cell(3))
      case 'f64': return code.f64.load(cell(3))
      case 'dec': return code.dec.load(cell(4))
      case 'str': {
        const at = cell(3)
        return code.str.of(i32.load(at), i32.load(at, 4))
      }
    }
  }

  #invoke(e: Expression, row: I32, masked: boolean): Nullable {
    const implementation = implementationOf(e), { expressions, pack } = argumentsByName(e)
    if (!implementation.emit) return raise('INTERNAL_ERROR', { message: `${this.#f.program.shapes.of(e)} has no compiled form.` })
    const outer = this.#f.row
    this.#f.row = row
    const made = implementation.nulls === 'loose'
      ? implementation.emit(this.#f.code, pack(expressions.map(a => this.#lazy(a, row, masked))))
      : this.#strict(e, implementation, row, this.#inOrder(expressions, row, masked), masked)
    this.#f.row = outer
    return made
  }
  #lazy(e: Expression, row: I32, masked: boolean): Lazy {
    const nullable = e.node === 'literal' ? e.value === null : e.node === 'attribute' ? this.#f.program.shapes.isNullable(e) : true
    return Object.assign(() => this.value(e, row, masked), { nullable, cheap: isCheap(e) })
  }

  /** Arguments of a strict function. One behind a null is not evaluated, so what it raises there does not count. */
  #inOrder(args: readonly Expression[], row: I32, masked: boolean): readonly Nullable[] {
    const { code } = this.#f, made: Nullable[] = []
    for (const [n, e] of args.entries()) {
      const missing = code.bool.anyNull(made.map(m => m.isNull))
      if (!missing || isCheap(e)) {
        made.push(this.value(e, row, masked))
        continue
      }
      const before = args.slice(0, n).map(a => this.isNullByColumns(a, row))
      const idle = before.some(b => b === undefined) ? () => missing : () => code.bool.anyNull(before.map(b => b!()))
      made.push(code.late(idle, () => this.value(e, row, masked)))
    }
    return made
  }
  #strict(e: Expression, implementation: StrictImplementation, row: I32, args: readonly Nullable[], masked: boolean): Nullable {
    const { code } = this.#f
    const emit = (): Value => implementation.emit!(code, argumentsByName(e).pack(args.map(a => a.value)))
    const isNull = code.bool.anyNull(args.map(a => a.isNull))
    if (!isNull) return code.known(emit())
    const kinds = [e, ...argumentsByName(e).expressions].map(x => representation(typeOf(x)))
    // whatever is made of the rubbish under a null is harmless unless it takes room
    if (!implementation.raises && kinds[0] !== 'str') return { value: emit(), isNull }
    if (kinds.includes('str')) return { value: code.if(isNull, () => code.zero(kinds[0]!), emit), isNull }
    const byColumns = masked ? undefined : this.isNullByColumns(e, row)
    return { value: code.late(byColumns ?? (() => isNull), () => code.known(emit())).value, isNull }
  }
}
