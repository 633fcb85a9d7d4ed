/**
 * Filters → the selection: row numbers that satisfy all conjuncts, and their count in the control block. First, without
 * branches, the simple conjuncts over all rows; then each other one over the survivors. A conjunct that can raise sees only
 * rows that those written before it let through.
 */
import type { Bool, I32 } from '../../codegen/code/value.js'
import type { Var } from '../../codegen/code/builder.js'
import type { Attribute, Expression } from '../../logical/expression.js'
import { formatExpression } from '../../logical/format.js'
import { ExpressionWriter } from './expression-writer.js'
import { isCheap, isSimple, nullSources } from './facts.js'
import { control } from './layout.js'
import type { FunctionWriter, ProgramWriter } from './program.js'

/** Conjuncts in the passes that test them. Those before the first that can raise may change places. */
function passes(filters: readonly Expression[]): readonly (readonly Expression[])[] {
  const raising = filters.findIndex(f => !isCheap(f))
  const free = raising < 0 ? filters : filters.slice(0, raising), fixed = raising < 0 ? [] : filters.slice(raising)
  const groups: Expression[][] = []
  let simple = false
  for (const f of [...free.filter(isSimple), ...free.filter(x => !isSimple(x)), ...fixed]) {
    if (simple && isSimple(f)) groups.at(-1)!.push(f)
    else groups.push([f])
    simple = isSimple(f)
  }
  return groups
}

export function writeFilter(program: ProgramWriter, filters: readonly Expression[]): void {
  program.function('filter', f => {
    const { code } = f, { i32 } = code, e = new ExpressionWriter(f)
    const selected = code.var(i32.const(0), 'selected')
    /** Writes the row behind those selected; it stays only if the count moves on. */
    const append = (row: I32, pass: Bool): void => {
      i32.store(i32.add(f.selection, i32.shl(selected.get(), 2)), row)
      selected.set(i32.add(selected.get(), i32.fromBool(pass)))
    }
    for (const [n, conjuncts] of passes(filters).entries()) {
      code.comment(`filter: ${conjuncts.map(formatExpression).join(' and ')}`)
      if (n === 0) firstPass(f, e, conjuncts, append)
      else {
        const before = code.var(selected.get(), 'before').get()
        selected.set(i32.const(0))
        code.for(i32.const(0), before, k => {
          const row = f.row = i32.load(i32.add(f.selection, i32.shl(k, 2)))
          append(row, code.bool.all(conjuncts.map(c => e.truth(c, row))))
        }, 1, 'k')
      }
    }
    return finishCount(f, selected)
  })
}
const finishCount = (f: FunctionWriter, selected: Var<I32>) => (): void => f.code.i32.store(f.control, selected.get(), control.selected)

/** Over all rows. Nulls of strict conjuncts are masked by validity words, 64 rows at a time. */
function firstPass(f: FunctionWriter, e: ExpressionWriter, conjuncts: readonly Expression[], append: (row: I32, pass: Bool) => void): void {
  const { code } = f, { i32, bool } = code, { shapes } = f.program
  const isNullable = (a: Attribute): boolean => shapes.isNullable(a)
  const masked = new Map<Expression, readonly Attribute[]>()
  for (const c of conjuncts) {
    const sources = isSimple(c) ? nullSources(c, isNullable) : undefined
    if (sources) masked.set(c, [...sources])
  }
  const pass = (row: I32): Bool => bool.all(conjuncts.map(c => masked.has(c) ? e.value(c, row, true).value as Bool : e.truth(c, row)))
  const columns = [...new Set([...masked.values()].flat().map(a => shapes.columnSlot(a)))]
  const each = (from: I32, to: I32, test: (row: I32) => Bool): void => code.for(from, to, row => {
    f.row = row
    append(row, test(row))
  }, 1, 'row')
  if (!columns.length) each(i32.const(0), f.rows, pass)
  else f.forBlocks(f.rows, (base, end) => {
    const valid = columns.map(slot => f.validityWord(f.columns[slot]!.validity, base)).reduce((a, b) => code.i64.and(a, b))
    each(base, end, row => bool.and(pass(row), bool.bit(valid, row)))
  })
}
