/** Pairs of different types that meet in one expression, with the values of each side. */
import type { Value } from './format.js'
import { textsFor, valuesOf } from './values.js'

export const mixedNumbers: readonly (readonly [string, string])[] = [
  ['tinyint', 'int'], ['smallint', 'tinyint'], ['int', 'bigint'], ['bigint', 'int'], ['int', 'double'], ['bigint', 'float'], ['float',
    'double'], ['int', 'float'],
  ['int', 'decimal(4,2)'], ['decimal(4,2)', 'bigint'], ['tinyint', 'decimal(18,6)'], ['decimal(4,2)', 'decimal(18,6)'],
  ['decimal(18,6)', 'decimal(38,10)'], ['decimal(38,10)', 'bigint'], ['decimal(4,2)', 'double'], ['float', 'decimal(18,6)'],
]
export const textAndNumbers: readonly (readonly [string, string])[] = [
  ['string', 'int'], ['bigint', 'string'], ['string', 'double'], ['float', 'string'], ['string', 'decimal(4,2)'], ['tinyint', 'string'],
]
export const mixedOthers: readonly (readonly [string, string])[] = [
  ['date', 'string'], ['string', 'timestamp'], ['timestamp_ntz', 'string'], ['boolean', 'string'], ['binary', 'string'], ['date',
    'timestamp'],
  ['timestamp_ntz', 'date'], ['timestamp', 'timestamp_ntz'], ['boolean', 'int'], ['date', 'int'], ['int', 'timestamp'], ['binary', 'int'],
  ['array<int>', 'array<bigint>'], ['array<int>', 'int'], ['array<int>', 'array<string>'],
]
export const mixed = [...mixedNumbers, ...textAndNumbers, ...mixedOthers]

/** Values of the types; text among them is text that mostly reads as the other type. */
export const valuesBeside = (types: readonly string[]): (readonly Value[])[] => types.map(t => {
  const other = types.find(o => o !== 'string' && o !== 'binary' && !o.includes('<'))
  return t === 'string' && other ? textsFor(other).slice(0, 12) : valuesOf(t)
})
