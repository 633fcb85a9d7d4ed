/** The programs of an aggregation. A dozen aggregates share one function; more are cut into several. */
import type { Attribute, Expression } from '../../logical/expression.js'
import { attribute, typeOf } from '../../logical/expression.js'
import type { AggregateItem } from '../stage.js'
import { weight } from './facts.js'
import {
  foldOf, writeArguments, writeFinish, writeFoldVectors, writeMerge, writeUpdate, writeUpdateOne, type Fold, type Rows,
} from './fold-writer.js'
import type { Program } from './program.js'
import { constantsKey, functionKey, Shapes, typeKey, typesKey } from './shape.js'
import { parts, type IsNullable } from './stage-programs.js'

/** What decides the code of a fold besides its arguments. */
const itemKey = (item: AggregateItem, fold: Fold): string => {
  return `${functionKey(item.function)}${constantsKey(item)}(${typesKey(item.args)}):${typeKey(item.type)}@${fold.word} ${fold.n}`
}
const keyOf = (items: readonly AggregateItem[], folds: readonly Fold[], shapes: Shapes): string =>
  folds.map(f => {
    const filter = f.filter ? `where ${shapes.of(f.filter)}` : ''
    return `${itemKey(items[f.n]!, f)} ${f.args.map(a => shapes.of(a)).join()} ${filter}`
  }).join(' ; ')

/** Folds by function that takes rows: names are `name0`, `name1` … */
export const foldParts = (folds: readonly Fold[]): readonly (readonly Fold[])[] =>
  parts(folds, f => 6 + f.args.reduce((n, a) => n + weight(a), 0))
/** Folds by function that takes states: those of the same states share one program, whatever their arguments were. */
export const stateParts = (folds: readonly Fold[]): readonly (readonly Fold[])[] => parts(folds, () => 6)

export function updateProgram(
  items: readonly AggregateItem[], folds: readonly Fold[], input: readonly Attribute[], isNullable: IsNullable,
  rows: Rows, groups: 'one' | 'many',
): Program {
  const shapes = new Shapes(input, isNullable)
  return {
    key: `update ${groups} ${rows} ${keyOf(items, folds, shapes)}`, shapes, outputs: 0,
    write: p => foldParts(folds).forEach((part, n) => (groups === 'one' ? writeUpdateOne : writeUpdate)(p, `update${n}`, part, rows)),
  }
}
export function mergeProgram(items: readonly AggregateItem[], folds: readonly Fold[]): Program {
  const shapes = new Shapes([], () => false)
  return {
    key: `merge ${folds.map(f => itemKey(items[f.n]!, f)).join(' ; ')}`, shapes, outputs: 0,
    write: p => stateParts(folds).forEach((part, n) => writeMerge(p, `merge${n}`, part)),
  }
}
/** Output k is the result of the k-th fold. */
export function finishProgram(items: readonly AggregateItem[], folds: readonly Fold[]): Program {
  const shapes = new Shapes([], () => false)
  const outputs = folds.map((f, slot) => ({ slot, expression: attribute(items[f.n]!.function.name, items[f.n]!.type, true) }))
  return {
    key: `finish ${folds.map(f => itemKey(items[f.n]!, f)).join(' ; ')}`, shapes, outputs: folds.length,
    write: p => stateParts(folds).forEach((part, n) => writeFinish(p, `finish${n}`, part, part.map(f => outputs[folds.indexOf(f)]!))),
  }
}
/** Arguments of one aggregate as columns. */
export function argumentsProgram(item: AggregateItem, input: readonly Attribute[], isNullable: IsNullable, rows: Rows): Program {
  const shapes = new Shapes(input, isNullable), { args, filter, implementation: { skipsNulls } } = item
  return {
    key: `arguments ${rows} ${skipsNulls} ${args.map(a => shapes.of(a)).join(' ; ')} where ${filter ? shapes.of(filter) : ''}`,
    shapes, outputs: args.length,
    write: p => writeArguments(p, { args, filter }, skipsNulls, rows),
  }
}
/** Folds argument vectors, which are the columns of this program. */
export function foldVectorsProgram(items: readonly AggregateItem[], n: number, word: number, isNullable: IsNullable): Program {
  const item = items[n]!, input = item.args.map((a, k) => attribute(`argument${k}`, typeOf(a), true))
  const shapes = new Shapes(input, isNullable), fold = foldOf(item, n, word, input as readonly Expression[])
  return { key: `fold ${keyOf(items, [fold], shapes)}`, shapes, outputs: 0, write: p => writeFoldVectors(p, fold) }
}
