/** Arithmetic, rounding, mathematics, bits. */
import { ask, int } from './ask.js'
import { mixedNumbers, textAndNumbers, valuesBeside } from './mixed.js'
import { integerTypes, numberTypes, valuesOf } from './values.js'

const arithmetic = ['add', 'sub', 'mul', 'div', 'mod', 'tryAdd', 'trySub', 'tryMul', 'tryDiv', 'tryMod']
export function askNumbers(): void {
  for (const name of arithmetic) {
    for (const type of numberTypes) ask('arithmetic', name, [type, type], { most: name.startsWith('try') ? 20 : 56 })
    for (const pair of [...mixedNumbers, ...textAndNumbers]) ask('arithmetic', name, pair, { columns: valuesBeside(pair), most: 16 })
    for (const pair of [['boolean', 'int'], ['int', 'boolean'], ['binary', 'int']]) ask('arithmetic', name, pair, { most: 1 })
  }
  for (const type of [...integerTypes, 'decimal(4,2)', 'decimal(18,6)', 'decimal(38,10)']) ask('arithmetic', 'intDiv', [type, type])
  for (const pair of [['int', 'bigint'], ['decimal(4,2)', 'int'], ['bigint', 'decimal(38,10)'], ['string', 'int'], ['double', 'int']]) {
    ask('arithmetic', 'intDiv', pair, { columns: valuesBeside(pair), most: 16 })
  }
  askDecimals()
  askUnary()
  for (const name of ['bitAnd', 'bitOr', 'bitXor']) {
    for (const type of integerTypes) ask('bits', name, [type, type], { most: 24 })
    for (const pair of [['tinyint', 'int'], ['int', 'bigint'], ['string', 'int'], ['int', 'double']]) ask('bits', name, pair,
      { columns: valuesBeside(pair), most: 10 })
  }
  for (const type of [...integerTypes, 'string', 'double']) ask('bits', 'bitNot', [type], { columns: valuesBeside([type]) })
  for (const name of ['shiftLeft', 'shiftRight']) {
    for (const type of integerTypes) ask('bits', name, [type, 'int'],
      { columns: [valuesOf(type), ['0', '1', '-1', '31', '32', '63', '64', '2147483647']] })
  }
}

/** Result types of decimal arithmetic, also where digits must be given up; a few values of each. */
function askDecimals(): void {
  const types = ['decimal(1,0)', 'decimal(5,5)', 'decimal(10,2)', 'decimal(18,0)', 'decimal(19,9)', 'decimal(30,20)', 'decimal(38,0)',
    'decimal(38,18)', 'decimal(38,38)']
  for (const a of types) {
    for (const b of types) {
      const columns = [a, b].map(t => { const all = valuesOf(t); return [all[0]!, all.at(-4)!, all.at(-3)!, all.at(-2)!] })
      for (const name of ['add', 'sub', 'mul', 'div', 'mod', 'intDiv']) {
        ask('decimals', name, [a, b], { cases: [[columns[0]![1]!, columns[1]![2]!], [columns[0]![3]!, columns[1]![1]!], [columns[0]![3]!,
          columns[1]![3]!], [columns[0]![2]!, columns[1]![0]!]] })
      }
      ask('decimals', 'coalesce', [a, b], { cases: [[columns[0]![3]!, columns[1]![1]!], [null, columns[1]![3]!]] })
      ask('decimals', 'lt', [a, b], { cases: [[columns[0]![3]!, columns[1]![1]!], [columns[0]![2]!, columns[1]![3]!]] })
    }
  }
  for (const name of ['floor', 'ceil', 'abs', 'neg', 'sign', 'sqrt']) for (const type of types) ask('decimals', name, [type])
  for (const type of types) for (const digits of [-39, -2, -1, 0, 1, 4, 38]) ask('decimals', 'round', [type], { args: [0, int(digits)] })
}
function askUnary(): void {
  for (const name of ['abs', 'neg', 'ceil', 'floor', 'sign', 'sqrt', 'exp', 'log', 'log2', 'log10', 'isNaN']) {
    for (const type of [...numberTypes, 'string', 'boolean', 'date']) {
      ask('mathematics', name, [type], { columns: [type === 'string' ? ['1.5', '-2', ' 0 ', '1e3', 'abc', '', 'NaN'] : valuesOf(type)] })
    }
  }
  const doubles = ['0.0', '-0.0', '0.5', '-1.5', '2.5', '3.5', '2.45', '2.675', '1.005', '155', '-155', '1E15', '123456.789',
    '1.7976931348623157E308', '4.9E-324', 'NaN', 'Infinity', '-Infinity']
  for (const type of [...numberTypes, 'string']) {
    const columns = [type === 'double' ? doubles : type === 'string' ? ['2.5', '-155', 'x'] : valuesOf(type)]
    ask('mathematics', 'round', [type], { columns })
    for (const digits of [-400, -20, -2, -1, 0, 1, 2, 5, 20, 400]) ask('mathematics', 'round', [type], { args: [0, int(digits)], columns })
  }
  for (const type of ['double', 'int', 'decimal(4,2)']) {
    ask('mathematics', 'pow', [type, type], { columns: [valuesOf(type), type === 'double' ? ['0.0', '1.0', '-1.0', '0.5', '2.0', '3.0',
      'NaN', 'Infinity', '-Infinity'] : valuesOf(type)], most: 90 })
  }
}
