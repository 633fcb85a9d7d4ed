/** The code of stages and aggregations as text, for `explain({ codegen: true })`. */
import { dump } from '../../codegen/code/dump.js'
import type { Attribute } from '../../logical/expression.js'
import { stateLayout, type AggregateSpec, type StageSpec } from '../stage.js'
import { finishProgram, updateProgram } from './aggregate-programs.js'
import { foldOf } from './fold-writer.js'
import { writeProgram, type Program } from './program.js'
import { columnsProgram, filterProgram, outputParts } from './stage-programs.js'

/** As for batches in which every nullable column has a null. */
const withNulls = (): boolean => true

export function dumpStage(spec: StageSpec): string {
  const { input, filters, outputs } = spec
  const computed = outputs.filter(e => e.node !== 'attribute' || filters.length > 0).map(expression => ({ expression }))
  return dumpPrograms([
    ...(filters.length ? [filterProgram(filters, input, withNulls)] : []),
    ...outputParts(computed).map(part => columnsProgram(part.map(p => p.expression), input, withNulls, filters.length === 0)),
  ], input)
}
export function dumpAggregate(spec: AggregateSpec): string {
  const { input, filters, keys, aggregates } = spec, { offsets } = stateLayout(aggregates)
  const computed = keys.filter(e => e.node !== 'attribute' || filters.length > 0)
  const folds = aggregates.flatMap((a, n) => a.implementation.how === 'fold' ? [foldOf(a, n, offsets[n]!)] : [])
  const rows = filters.length ? 'selected' : 'all', updated = folds.filter(f => !aggregates[f.n]!.distinct)
  return dumpPrograms([
    ...(filters.length ? [filterProgram(filters, input, withNulls)] : []),
    ...(computed.length ? [columnsProgram(computed, input, withNulls, filters.length === 0)] : []),
    ...(updated.length ? [updateProgram(aggregates, updated, input, withNulls, rows, keys.length ? 'many' : 'one')] : []),
    ...(folds.length ? [finishProgram(aggregates, folds)] : []),
  ], input)
}

function dumpPrograms(programs: readonly Program[], input: readonly Attribute[]): string {
  return programs.map(program => {
    const { functions } = writeProgram(program)
    const columns = program.shapes.columns.map((ordinal, slot) => `// column${slot}: ${escaped(input[ordinal]!.name)}`)
    return [...columns, ...functions.map(dump)].join('\n')
  }).join('\n\n')
}
/** A name cannot break out of its comment. */
const escaped = (name: string): string => JSON.stringify(name)
