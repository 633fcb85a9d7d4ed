/** Conditions of the engine in the neutral form that sources are given. */
import type { Expression } from '../../logical/expression.js'
import type { DataType } from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import { fromEngine } from '../rows/from-engine.js'
import type { DataFilter, DataValue } from './data-source.js'

const comparisons = ['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'eqNullSafe'] as const, texts = ['startsWith', 'endsWith', 'contains'] as const
const oneOf = <T extends string>(all: readonly T[], name: string): T | undefined => all.find(known => known === name)

/** undefined: it has no such form, and is left to the engine. */
export function dataFilter(e: Expression): DataFilter | undefined {
  if (e.node === 'attribute') return { op: 'eq', column: e.name, value: true }
  if (e.node !== 'call') return undefined
  const { function: { name }, args } = e, [first, ...rest] = args
  switch (name) {
    case 'and': case 'or': {
      const filters = args.map(dataFilter)
      return filters.every(f => f !== undefined) ? { op: name, filters } : undefined
    }
    case 'not': {
      const filter = dataFilter(first!)
      return filter && { op: 'not', filter }
    }
  }
  if (first?.node !== 'attribute') return undefined
  const column = first.name, values = rest.map(value)
  if (name === 'isNull' || name === 'isNotNull') return { op: name, column }
  if (!values.every(v => v !== undefined)) return undefined
  if (name === 'isIn') return { op: 'in', column, values }
  if (name === 'between') {
    const [low, high] = values
    return { op: 'and', filters: [{ op: 'ge', column, value: low! }, { op: 'le', column, value: high! }] }
  }
  const comparison = oneOf(comparisons, name), text = oneOf(texts, name), [only] = values
  if (comparison) return { op: comparison, column, value: only! }
  return text && typeof only === 'string' ? { op: text, column, value: only } : undefined
}
function value(e: Expression): DataValue | undefined {
  return e.node === 'literal' ? dataValue(e.value, e.type) : undefined
}
/** undefined: the type has no plain value. */
function dataValue(engine: EngineValue, type: DataType): DataValue | undefined {
  const made = fromEngine(type, { int64: 'bigint', decimal: 'string', date: 'string', timestamp: 'string' }, '')(engine)
  return made === null || typeof made !== 'object' || made instanceof Uint8Array ? made as DataValue : undefined
}
