/** Comparison, three-valued logic, and what picks one of several values. */
import { ask } from './ask.js'
import { mixed, valuesBeside } from './mixed.js'
import { scalarTypes, valuesOf } from './values.js'

const comparisons = ['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'eqNullSafe']
const nested = ['array<int>', 'array<double>', 'array<string>', 'array<array<int>>', 'struct<a:int,b:string>']
const truth = [['true', 'false', null], ['true', 'false', null]]

export function askComparisons(): void {
  for (const name of comparisons) {
    for (const type of [...scalarTypes, ...nested]) ask('comparisons', name, [type, type],
      { most: ['eq', 'lt', 'eqNullSafe'].includes(name) ? 32 : 12 })
    for (const pair of mixed) ask('comparisons', name, pair, { columns: valuesBeside(pair), most: name === 'eq' || name === 'lt' ? 16 : 6 })
    ask('comparisons', name, ['map<string,int>', 'map<string,int>'], { most: 1 })
  }
  for (const type of [...scalarTypes, ...nested]) {
    const values = valuesOf(type)
    for (const name of ['greatest', 'least']) ask('comparisons', name, [type, type, type], { most: 20 })
    ask('comparisons', 'between', [type, type, type], { most: 30 })
    ask('comparisons', 'isIn', [type, type, type], { columns: [values, values.slice(0, 4), [...values.slice(2, 5), null]], most: 30 })
    ask('choices', 'nullIf', [type, type], { most: 20 })
    ask('choices', 'coalesce', [type, type], { columns: [[...values.slice(0, 3), null], [...values.slice(2, 4), null]] })
  }
  for (const pair of mixed) {
    const columns = valuesBeside(pair)
    for (const name of ['greatest', 'least', 'isIn']) ask('comparisons', name, pair, { columns, most: 10 })
    ask('comparisons', 'between', [...pair, pair[0]], { columns: [...columns, columns[0]!], most: 10 })
    for (const name of ['coalesce', 'ifNull', 'nullIf']) ask('choices', name, pair, { columns, most: 10 })
    ask('choices', 'when', ['boolean', ...pair], { columns: [['true', 'false', null], ...columns], most: 16 })
    ask('choices', 'when', ['boolean', pair[0], 'boolean', pair[1]],
      { columns: [['true', 'false', null], columns[0]!, ['true', 'false', null], columns[1]!], most: 16 })
  }
  for (const type of ['map<string,int>', ...nested]) {
    ask('choices', 'coalesce', [type, type], { columns: [[...valuesOf(type), null], valuesOf(type)] })
    ask('choices', 'when', ['boolean', type], { columns: [['true', 'false'], valuesOf(type)] })
  }
  for (const type of [...scalarTypes, 'array<int>', 'map<string,int>', 'struct<a:int,b:string>']) {
    for (const name of ['isNull', 'isNotNull']) ask('choices', name, [type], { columns: [valuesOf(type).slice(0, 2)] })
  }
  for (const name of ['and', 'or']) {
    ask('logic', name, ['boolean', 'boolean'], { columns: truth })
    for (const pair of [['boolean', 'string'], ['int', 'boolean']]) ask('logic', name, pair, { columns: valuesBeside(pair), most: 6 })
  }
  for (const name of ['not', 'isTrue', 'isFalse']) {
    for (const type of ['boolean', 'string', 'int']) ask('logic', name, [type],
      { columns: type === 'string' ? [['true', 'f', 'x']] : [valuesOf(type)] })
  }
  // errors behind what decides
  const division = { call: 'gt', args: [{ call: 'intDiv', args: [1, 2] }, { type: 'int', value: '0' }] } as const
  const columns = [['true', 'false', null], ['1', '0', null], ['1', '0', null]]
  for (const call of ['and', 'or', 'when']) ask('logic', call, ['boolean', 'int', 'int'], { term: { call, args: [0, division] }, columns })
  ask('logic', 'coalesce', ['boolean', 'int', 'int'], { term: { call: 'coalesce', args: [0, division] }, columns })
}
