/**
 * Columnar forms of functions that decide about null themselves. What an argument is evaluated for is what row by row would
 * look at: `a and b` asks b only where a is not false, `when` only the branch that is taken.
 */
import type { ScalarFunction } from '../../functions/declare.js'
import { ge, le } from '../../functions/comparison/compare.js'
import { typeOf, type Call, type Cast, type Expression } from '../../logical/expression.js'
import { bool } from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import { isCheap } from '../compile/facts.js'
import { argumentsByName, implementationOf } from '../implementation.js'
import { engineValues, except, whereTrue, withoutNulls, type Column, type Nulls, type Rows } from './column.js'
import type { ColumnFunction } from './column-function.js'
import { Pieces, type Piece } from './pieces.js'
import { ResultColumn } from './result-column.js'
import type { Scratch } from './scratch.js'

type Of = (e: Expression) => ColumnFunction
type NewScratch = () => Scratch

export function conditionalOf(e: Call | Cast, of: Of, scratch: NewScratch): ColumnFunction | undefined {
  if (e.node === 'cast') return undefined
  const args = e.args.map(of), [a, b] = args
  switch (e.function.name) {
    case 'and': return connective(a!, b!, 0, scratch())
    case 'or': return connective(a!, b!, 1, scratch())
    case 'isNull': return nullTest(a!, 1, scratch())
    case 'isNotNull': return nullTest(a!, 0, scratch())
    case 'isTrue': return truthTest(a!, 1, scratch())
    case 'isFalse': return truthTest(a!, 0, scratch())
    case 'between': return e.args.every(isCheap) ? range(e, of, scratch) : undefined
    case 'isIn': return membership(e, a!, scratch)
    case 'coalesce': case 'ifNull': return firstGiven(args, new Pieces(e, scratch))
    case 'when': return firstTrue(args, new Pieces(e, scratch))
    default: return undefined
  }
}

/** The rows where a condition is not `decisive`. */
function undecided(rows: Rows, { cells, nulls }: FlagCells, decisive: 0 | 1): Rows {
  const { at, count } = rows, kept = new Int32Array(count)
  let n = 0
  for (let k = 0; k < count; k++) {
    const row = at[k]!
    kept[n] = row
    if (cells[row] !== decisive || (nulls && nulls[row] === 1)) n++
  }
  return n === count ? rows : { at: kept, count: n }
}
interface FlagCells { readonly cells: Uint8Array; readonly nulls: Nulls }
/** A column of type void is of numbers, all null. */
const flagsOf = (column: Column): FlagCells => column.form === 'flags' ? column : { cells: new Uint8Array(column.nulls?.length ?? 0), nulls: column.nulls }

/** `and` (decisive: 0), `or` (1): decided where one is decisive; otherwise null where one is null. */
function connective(first: ColumnFunction, second: ColumnFunction, decisive: 0 | 1, scratch: Scratch): ColumnFunction {
  return (input, rows) => {
    const a = flagsOf(first(input, rows)), asked = undecided(rows, a, decisive), b = flagsOf(second(input, asked))
    return connected(a, b, asked, rows, decisive, scratch)
  }
}
function connected(a: FlagCells, b: FlagCells, asked: Rows, rows: Rows, decisive: 0 | 1, scratch: Scratch): Column {
  const cells = scratch.flags(), nulls = a.nulls || b.nulls ? scratch.nulls() : undefined
  if (asked !== rows) {
    for (let k = 0; k < rows.count; k++) cells[rows.at[k]!] = decisive
    if (nulls) for (let k = 0; k < rows.count; k++) nulls[rows.at[k]!] = 0
  }
  const { at, count } = asked
  if (!nulls) {
    for (let k = 0; k < count; k++) cells[at[k]!] = b.cells[at[k]!]!
    return { form: 'flags', cells, nulls }
  }
  for (let k = 0; k < count; k++) {
    const row = at[k]!, missing = b.nulls ? b.nulls[row]! : 0
    if (missing === 0 && b.cells[row] === decisive) {
      cells[row] = decisive
      nulls[row] = 0
    } else {
      cells[row] = 1 - decisive
      nulls[row] = missing | (a.nulls ? a.nulls[row]! : 0)
    }
  }
  return { form: 'flags', cells, nulls }
}

/** Whether a value is missing (`yes`: 1) or there (0). */
function nullTest(value: ColumnFunction, yes: 0 | 1, scratch: Scratch): ColumnFunction {
  return (input, rows) => {
    const { nulls } = value(input, rows), cells = scratch.flags(), { at, count } = rows
    for (let k = 0; k < count; k++) cells[at[k]!] = nulls && nulls[at[k]!] === 1 ? yes : 1 - yes
    return { form: 'flags', cells, nulls: undefined }
  }
}
function truthTest(value: ColumnFunction, wanted: 0 | 1, scratch: Scratch): ColumnFunction {
  return (input, rows) => {
    const given = flagsOf(value(input, rows)), cells = scratch.flags(), { at, count } = rows
    for (let k = 0; k < count; k++) {
      const row = at[k]!
      cells[row] = given.cells[row] === wanted && !(given.nulls && given.nulls[row] === 1) ? 1 : 0
    }
    return { form: 'flags', cells, nulls: undefined }
  }
}

/** `between` is two comparisons, which may both be evaluated where neither can raise. */
function range(e: Call, of: Of, scratch: NewScratch): ColumnFunction {
  const [value, lower, upper] = e.args as readonly [Expression, Expression, Expression]
  const compared = (test: ScalarFunction, bound: Expression): ColumnFunction =>
    of({ node: 'call', function: test, args: [value, bound], type: bool, nullable: true, timeZone: undefined })
  return connective(compared(ge, lower), compared(le, upper), 0, scratch())
}

/** `isIn` over constants: they are looked up by the function itself. */
function membership(e: Call, of: ColumnFunction, scratch: NewScratch): ColumnFunction | undefined {
  const [value, ...choices] = e.args, type = typeOf(value!)
  if (!choices.every(c => c.node === 'literal')) return undefined
  let current: EngineValue = null
  const implementation = implementationOf(e), result = new ResultColumn(e.type, scratch()), converted = scratch()
  const packed = argumentsByName(e).pack([() => current, ...choices.map(c => () => c.value)])
  return (input, rows) => {
    const given = of(input, rows), values = engineValues(given, type, rows, converted), { nulls } = given
    return result.compute(rows, undefined, row => {
      current = nulls && nulls[row] === 1 ? null : values[row]!
      return implementation.evaluate(packed)
    })
  }
}

/** The first argument that is not null; each is asked only where all before it are. */
function firstGiven(args: readonly ColumnFunction[], pieces: Pieces): ColumnFunction {
  return (input, rows) => {
    let left = rows
    const found: Piece[] = []
    for (const [n, of] of args.entries()) {
      if (n > 0 && left.count === 0) break
      const column = of(input, left), given = n === args.length - 1 ? left : withoutNulls(left, column.nulls)
      found.push({ column, rows: given, argument: n })
      left = except(left, given)
    }
    return pieces.join(found, left)
  }
}
/** Conditions stand at even places, each before its value; a last one without a partner is the value otherwise. */
function firstTrue(args: readonly ColumnFunction[], pieces: Pieces): ColumnFunction {
  return (input, rows) => {
    let left = rows
    const found: Piece[] = []
    const take = (n: number, taken: Rows): void => { if (taken.count) found.push({ column: args[n]!(input, taken), rows: taken, argument: n }) }
    for (let n = 0; n + 1 < args.length && left.count > 0; n += 2) {
      const taken = whereTrue(left, args[n]!(input, left))
      take(n + 1, taken)
      left = except(left, taken)
    }
    if (args.length % 2 === 0) return pieces.join(found, left)
    take(args.length - 1, left)
    return pieces.join(found, { at: left.at, count: 0 })
  }
}
