/** Aggregates over no rows, nulls, one value, many values, and values whose sum does not fit. */
import { ask, constant } from './ask.js'
import type { Case, Value } from './format.js'
import { numberTypes, scalarTypes, valuesOf } from './values.js'

const rows = (values: readonly Value[]): Value[][] => values.map(v => [v])
const finite = (values: readonly Value[]): readonly Value[] =>
  values.filter(v => typeof v !== 'string' || !/^(NaN|-?Infinity|.*E-?3\d+)$/.test(v))
function casesOf(type: string): readonly Case[] {
  const values = valuesOf(type), some = finite(values)
  return [
    [], [null], [null, null], [values[1 % values.length]!], some.slice(0, 3), [...some.slice(0, 3), null, ...some.slice(0, 2)], some,
      values, [...values, null, ...values].reverse(),
    [values.at(-1)!, values.at(-1)!], [values.at(-2)!, values.at(-2)!, values[1 % values.length]!], [null, ...some.slice(0, 2)],
  ].map(rows)
}
export function askAggregates(): void {
  const family = 'aggregates', aggregate = true
  for (const name of ['sum', 'avg', 'trySum', 'tryAvg', 'stddev', 'stddevPop', 'variance', 'varPop']) {
    for (const type of [...numberTypes, 'decimal(38,0)', 'decimal(38,38)', 'decimal(20,4)']) ask(family, name, [type],
      { cases: casesOf(type), aggregate })
    ask(family, name, ['string'], { cases: [rows(['1', '2.5', null]), rows(['x'])], aggregate })
    for (const type of ['boolean', 'date']) ask(family, name, [type], { cases: [rows(valuesOf(type))], aggregate })
  }
  for (const name of ['min', 'max', 'count', 'first', 'last', 'collectList', 'collectSet']) {
    for (const type of [...scalarTypes, 'array<int>', 'struct<a:int,b:string>', 'map<string,int>']) ask(family, name, [type],
      { cases: casesOf(type), aggregate })
  }
  for (const name of ['first', 'last']) {
    for (const type of ['int', 'string', 'decimal(38,10)']) {
      for (const ignore of ['true', 'false']) ask(family, name, [type], { args: [0, constant('boolean', ignore)], cases: casesOf(type),
        aggregate })
    }
  }
  for (const name of ['count', 'sum', 'avg', 'min', 'collectList']) {
    for (const type of ['int', 'double', 'decimal(18,6)', 'string', 'date', 'timestamp']) {
      if ((name === 'sum' || name === 'avg') && !numberTypes.includes(type)) continue
      // the order of a distinct list is not said
      if (name !== 'collectList') ask(family, name, [type], { term: { call: name, args: [0], distinct: true }, sql: `${name}(DISTINCT c0)`,
        cases: casesOf(type), aggregate })
    }
  }
  ask(family, 'count', ['int'], { args: [], cases: casesOf('int'), aggregate })
  for (const name of ['any', 'every', 'countIf']) {
    ask(family, name, ['boolean'], { cases: [[], [null], ['true'], ['false'], ['true', null], ['false', null], ['true', 'false',
      null]].map(rows), aggregate })
    for (const type of ['int', 'string']) ask(family, name, [type], { cases: [rows(['1'])], aggregate })
  }
}
