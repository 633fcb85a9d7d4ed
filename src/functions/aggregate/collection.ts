import { list, type DataType } from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import { aggregate, collect } from '../aggregate-declaration.js'
import { any, orderable } from '../arguments.js'
import { counted, type Rule } from '../rules.js'

const elements: Rule<readonly EngineValue[]> = counted(
  ([value]): DataType => list(value!.type, false),
  ([name]) => `List<NonNull<${name!}>>`,
)

export const collectList = /*#__PURE__*/ aggregate('collectList', {
  summary: 'All values that are not null as a list, in no order unless the rows have one.',
  aliases: ['arrayAgg', 'array_agg'],
  args: { value: any },
  returns: elements,
  implement: () => collect(values => [...values]),
  examples: [{ sql: 'collect_list(x) FROM VALUES (1), (NULL), (1) AS t(x)', result: [1, 1] }],
})
export const collectSet = /*#__PURE__*/ aggregate('collectSet', {
  summary: 'The different values that are not null as a list, in no order.',
  args: { value: orderable },
  returns: elements,
  implement: () => collect(different),
  examples: [{ sql: 'collect_set(x) FROM VALUES (1), (NULL), (1) AS t(x)', result: [1] }],
})

function different(values: readonly EngineValue[]): readonly EngineValue[] {
  const met = new Map<string, EngineValue>()
  for (const v of values) if (!met.has(identity(v))) met.set(identity(v), v)
  return [...met.values()]
}
/** Equal for values that are equal in SQL (NaN is NaN, −0 is 0), different for all others of the same type. */
function identity(value: EngineValue): string {
  if (typeof value === 'string') return `${value.length}:${value}`
  if (value instanceof Uint8Array) return value.join()
  if (Array.isArray(value)) return `[${value.map(identity).join()}]`
  return String(value)
}
