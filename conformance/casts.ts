/** Casts between all scalar types, and of nested ones. */
import { ask, askInZones } from './ask.js'
import { numberTypes, scalarTypes, textsFor, valuesOf } from './values.js'

const more = ['decimal(38,0)', 'decimal(2,2)']
const columnsFor = (from: string, to: string) => {
  const values = from === 'string' ? textsFor(to) : valuesOf(from)
  // seconds, and what is near the ends of the integers
  return from === 'double' || from === 'float' ? [[...values, '127.9', '-128.9', '2147483647.5', '3280848.25', '9.223372036854775807E18',
    '-9.223372036854775808E18', '1.0E19', '0.005', '99.995', '1709211845.25']] : [values]
}
export function askCasts(): void {
  for (const from of [...scalarTypes, ...more]) {
    for (const to of [...scalarTypes, ...more]) {
      const zoned = from !== to && (from === 'timestamp' || to === 'timestamp') && (from + to).match(/date|ntz|string/)
      for (const call of ['cast', 'tryCast'].slice(0, from === 'string' || numberTypes.includes(from) ? 2 : 1)) {
        const options = { term: { call, args: [0], to }, columns: columnsFor(from, to) }
        if (zoned) askInZones('casts', call, [from], options)
        else ask('casts', call, [from], options)
      }
    }
  }
  const nested = [
    ['array<int>', 'array<string>'], ['array<string>', 'array<int>'], ['array<int>', 'array<tinyint>'], ['array<double>', 'string'],
      ['array<string>', 'string'],
    ['array<date>', 'string'], ['array<date>', 'array<timestamp>'], ['struct<a:int,b:string>', 'string'], ['struct<a:int,b:string>',
      'struct<x:bigint,y:string>'],
    ['struct<a:int,b:string>', 'struct<a:string,b:int>'], ['map<string,int>', 'string'], ['map<string,int>', 'map<string,string>'],
    ['map<int,string>', 'map<string,int>'], ['array<array<int>>', 'string'], ['array<array<int>>', 'array<array<double>>'], ['array<int>',
      'int'], ['int', 'array<int>'],
  ]
  for (const [from, to] of nested) for (const call of ['cast', 'tryCast']) ask('casts', call, [from!],
    { term: { call, args: [0], to: to! } })
}
