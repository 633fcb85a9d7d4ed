/** The programs of a stage: one that filters, and some that compute columns, a handful of outputs each. */
import { typeOf, type Attribute, type Expression } from '../../logical/expression.js'
import { writeColumns } from './column-writer.js'
import { weight } from './facts.js'
import { writeFilter } from './filter-writer.js'
import type { Program } from './program.js'
import { Shapes, typeKey } from './shape.js'

export type IsNullable = (ordinal: number) => boolean

export function filterProgram(filters: readonly Expression[], input: readonly Attribute[], isNullable: IsNullable): Program {
  const shapes = new Shapes(input, isNullable)
  return { key: `filter ${filters.map(f => shapes.of(f)).join(' and ')}`, shapes, outputs: 0, write: p => writeFilter(p, filters) }
}
export function columnsProgram(
  expressions: readonly Expression[], input: readonly Attribute[], isNullable: IsNullable, allRows: boolean,
): Program {
  const shapes = new Shapes(input, isNullable)
  return {
    key: `columns ${allRows} ${expressions.map(e => `${shapes.of(e)}:${typeKey(typeOf(e))}`).join(' ; ')}`,
    shapes, outputs: expressions.length,
    write: p => writeColumns(p, 'columns', expressions.map((expression, slot) => ({ expression, slot })), allRows),
  }
}

/** Functions get slower per output beyond about 16 outputs or 6 KB of code. */
const MOST = { outputs: 16, nodes: 250 } as const
/** Cuts a list so that each part becomes a function of fair size. */
export function parts<T>(list: readonly T[], nodes: (item: T) => number): readonly (readonly T[])[] {
  const made: T[][] = []
  let size = Infinity
  for (const item of list) {
    const n = nodes(item)
    if (size + n > MOST.nodes || made.at(-1)!.length === MOST.outputs) {
      made.push([])
      size = 0
    }
    made.at(-1)!.push(item)
    size += n
  }
  return made
}
export const outputParts = <T extends { readonly expression: Expression }>(list: readonly T[]): readonly (readonly T[])[] =>
  parts(list, item => weight(item.expression))
