/** Aggregates that fold → code: rows into states, states into states, states to results. */
import type { Bool, I32, Nullable } from '../../codegen/code/value.js'
import type { Cells, FoldImplementation } from '../../functions/declare.js'
import type { Expression } from '../../logical/expression.js'
import { formatExpression } from '../../logical/format.js'
import { raise } from '../../errors/raise.js'
import type { AggregateItem } from '../stage.js'
import { forOutputRows, OutputWriter, type Column } from './column-writer.js'
import { ExpressionWriter } from './expression-writer.js'
import { isCheap } from './facts.js'
import { control } from './layout.js'
import type { FunctionWriter, ProgramWriter } from './program.js'
import { guardedCells, localCells, memoryCells } from './state-cells.js'

/** Aggregate `n` of its runner, with its states from `word` on; `args` and `filter` in terms of the program's input. */
export interface Fold {
  readonly n: number
  readonly name: string
  readonly implementation: FoldImplementation
  readonly word: number
  readonly args: readonly Expression[]
  readonly filter: Expression | undefined
  /** Arguments as the implementation takes them: by name. */
  pack<V>(values: readonly V[]): Readonly<Record<string, V | readonly V[]>>
}
export function foldOf(item: AggregateItem, n: number, word: number, args: readonly Expression[] = item.args): Fold {
  if (item.implementation.how !== 'fold') return raise('INTERNAL_ERROR', { message: `${item.function.name} does not fold.` })
  const names = Object.keys(item.function.args), last = names.length - 1, { variadic } = item.function
  return {
    n, name: item.function.name, implementation: item.implementation, word, args, filter: args === item.args ? item.filter : undefined,
    pack<V>(values: readonly V[]) {
      const named: Record<string, V | readonly V[]> = {}
      for (const [k, name] of names.entries()) {
        if (variadic && k === last) named[name] = values.slice(last)
        else if (k < values.length) named[name] = values[k]!
      }
      return named
    },
  }
}

/** Where rows come from: all of the batch, its selection, or positions given as u32. */
export type Rows = 'all' | 'selected'

/** `update`: rows into the states of their groups, one pointer a row. */
export function writeUpdate(program: ProgramWriter, name: string, folds: readonly Fold[], rows: Rows): void {
  program.function(name, f => {
    const { code } = f, { i32 } = code, pointers = f.word(control.pointers, 'groups'), offset = f.word(control.stateOffset, 'stateOffset')
    const e = new ExpressionWriter(f)
    forRows(f, rows, (row, k) => {
      const state = f.state = i32.add(i32.load(i32.add(pointers, i32.shl(k, 2))), offset)
      for (const fold of folds) writeFold(f, e, fold, memoryCells(f, fold.implementation, state, fold.word), row)
    })
  })
}
/** `updateOne`: all rows into one group, whose states are locals meanwhile. */
export function writeUpdateOne(program: ProgramWriter, name: string, folds: readonly Fold[], rows: Rows): void {
  program.function(name, f => {
    const state = f.state = f.word(control.pointers, 'state'), e = new ExpressionWriter(f)
    const locals = folds.map(fold => localCells(f, fold.implementation, state, fold.word))
    forRows(f, rows, row => {
      for (const [n, fold] of folds.entries()) writeFold(f, e, fold, locals[n]!.cells, row)
    })
    return () => { for (const l of locals) l.flush() }
  })
}
/** `fold`: positions of argument vectors into the groups; the pointers are by position. */
export function writeFoldVectors(program: ProgramWriter, fold: Fold): void {
  program.function('fold', f => {
    const { code } = f, { i32 } = code, pointers = f.word(control.pointers, 'groups'), offset = f.word(control.stateOffset, 'stateOffset')
    const e = new ExpressionWriter(f)
    forRows(f, 'selected', row => {
      const state = f.state = i32.add(i32.load(i32.add(pointers, i32.shl(row, 2))), offset)
      writeFold(f, e, fold, memoryCells(f, fold.implementation, state, fold.word), row)
    })
  })
}
/** `merge`: states behind one list of pointers into those behind another. */
export function writeMerge(program: ProgramWriter, name: string, folds: readonly Fold[]): void {
  program.function(name, f => {
    const { code } = f, { i32 } = code, offset = f.word(control.stateOffset, 'stateOffset')
    const into = f.word(control.pointers, 'into'), from = f.word(control.otherPointers, 'from')
    const at = (pointers: I32, k: I32): I32 => i32.add(i32.load(i32.add(pointers, i32.shl(k, 2))), offset)
    code.for(i32.const(0), f.rows, k => {
      const state = f.state = at(into, k), other = at(from, k)
      f.row = k
      for (const fold of folds) {
        f.aggregate = fold.n
        const cells = (at: I32): Cells => memoryCells(f, fold.implementation, at, fold.word)
        fold.implementation.merge(code, cells(state), cells(other))
      }
    }, 1, 'k')
  })
}
/** `finish`: results of groups, as columns with null bits. */
export function writeFinish(program: ProgramWriter, name: string, folds: readonly Fold[], outputs: readonly Column[]): void {
  program.function(name, f => {
    const { code } = f, { i32 } = code, pointers = f.word(control.pointers, 'groups'), offset = f.word(control.stateOffset, 'stateOffset')
    const writers = outputs.map(o => new OutputWriter(f, o, 'bits'))
    forOutputRows(f, f.rows, writers, k => {
      const state = f.state = i32.add(i32.load(i32.add(pointers, i32.shl(k, 2))), offset)
      f.row = k
      for (const [n, fold] of folds.entries()) {
        f.aggregate = fold.n
        writers[n]!.put(k, fold.implementation.finish(code, memoryCells(f, fold.implementation, state, fold.word)))
      }
    })
  })
}
/** `arguments`: arguments of one aggregate over the surviving rows, and which positions of them are to be folded. */
export function writeArguments(program: ProgramWriter, fold: Pick<Fold, 'args' | 'filter'>, skipsNulls: boolean, rows: Rows): void {
  program.function('arguments', f => {
    const { code } = f, { i32, bool } = code, e = new ExpressionWriter(f)
    const writers = fold.args.map((expression, slot) => new OutputWriter(f, { expression, slot }, 'bits'))
    const positions = f.word(control.otherPointers, 'positions'), count = code.var(i32.const(0), 'count')
    forOutputRows(f, rows === 'all' ? f.rows : f.word(control.selected, 'selected'), writers, k => {
      const row = f.row = rows === 'all' ? k : i32.load(i32.add(f.selection, i32.shl(k, 2)))
      const take = (): void => {
        const args = fold.args.map(a => e.value(a, row))
        for (const [n, w] of writers.entries()) w.put(k, args[n]!)
        const missing = skipsNulls ? bool.anyNull(args.map(a => a.isNull)) : undefined
        i32.store(i32.add(positions, i32.shl(count.get(), 2)), k)
        count.set(i32.add(count.get(), missing ? i32.fromBool(bool.not(missing)) : i32.const(1)))
      }
      // rows that FILTER drops must not raise: their arguments stay null
      if (fold.filter) code.when(e.truth(fold.filter, row), take)
      else take()
    })
    return () => i32.store(f.control, count.get(), control.selected)
  })
}

function forRows(f: FunctionWriter, rows: Rows, body: (row: I32, k: I32) => void): void {
  const { code } = f, { i32 } = code
  code.for(i32.const(0), rows === 'all' ? f.rows : f.word(control.selected, 'selected'), k => {
    const row = f.row = rows === 'all' ? k : i32.load(i32.add(f.selection, i32.shl(k, 2)))
    body(row, k)
  }, 1, 'k')
}

/** One row into one state. Nothing jumps for a null: states keep their words, and failures of an idle row do not count. */
function writeFold(f: FunctionWriter, e: ExpressionWriter, fold: Fold, cells: Cells, row: I32): void {
  const { code } = f, { implementation: made } = fold
  code.comment(`aggregate ${fold.n}: ${fold.name}(${fold.args.map(formatExpression).join(', ')})`)
  const passed = fold.filter && e.truth(fold.filter, row)
  const update = (dropped: Bool | undefined): void => {
    const args = fold.args.map(a => e.value(a, row))
    const idle = code.bool.anyNull([...(made.skipsNulls ? args.map(a => a.isNull) : []), dropped])
    const given = fold.pack<Nullable | Nullable['value']>(made.skipsNulls ? args.map(a => a.value) : args)
    const write = (into: Cells): void => made.update(code, into, given)
    f.aggregate = fold.n
    if (!idle) write(cells)
    else code.block(skip => {
      const outer = code.onFailure
      code.onFailure = condition => {
        code.goto(skip, idle)
        outer(condition)
      }
      write(guardedCells(code, made, cells, idle))
      code.onFailure = outer
    }, 'idle')
    f.aggregate = undefined
  }
  if (!passed) update(undefined)
  else if (fold.args.every(isCheap)) update(code.bool.not(passed))
  else code.when(passed, () => update(undefined))
}
