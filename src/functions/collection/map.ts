import { list as listType, voidType, type DataType, type MapType } from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import { any, map } from '../arguments.js'
import { together } from '../coercion.js'
import { equality } from '../comparison/order.js'
import type { Argument } from '../declare.js'
import { bool, computed, nullable, type Rule } from '../rules.js'
import { loose, strict } from '../scalar.js'
import { viewAt } from './block.js'

type Entries = readonly (readonly [EngineValue, EngineValue])[]
const part = (type: DataType, of: (map: MapType) => DataType): DataType => type.kind === 'map' ? of(type) : voidType

/** Keys are looked for in their own type, which must hold what is asked for. */
function withKey([m, key]: readonly Argument[]): readonly DataType[] | undefined {
  const type = m!.type
  if (type.kind !== 'map') return [type, key!.type]
  const common = together([{ type: type.key, nullable: false, literal: undefined, flexible: false }, key!])?.[0]
  return common && [{ ...type, key: common }, common]
}
const find = (type: DataType) => {
  const same = equality(type)
  return (entries: Entries, key: EngineValue) => entries.find(e => same(e[0], key))
}

export const get = /*#__PURE__*/ loose('get', {
  summary: 'The value of a key; null where the map has no such key.',
  sparkName: 'try_element_at',
  args: { map, key: any },
  coerce: withKey,
  returns: nullable(computed<EngineValue, any>(([m]) => part(m!.type, t => t.value), ([name]) => `ValueOf<${name!}>`)),
  implement: ({ args: [, type] }) => {
    const entryOf = find(type!)
    return {
      evaluate: (args: { readonly map: () => Entries | null; readonly key: () => EngineValue }) => {
        const entries = args.map(), key = args.key()
        return entries === null || key === null ? null : entryOf(entries, key)?.[1] ?? null
      },
    }
  },
  examples: [{ sql: "try_element_at(map('a', 1), 'a')", result: 1 }, { sql: "try_element_at(map('a', 1), 'b')", result: null }],
})

export const mapContainsKey = /*#__PURE__*/ strict('mapContainsKey', {
  summary: 'Whether a map has a key.',
  args: { map, key: any },
  coerce: withKey,
  returns: bool,
  implement: ({ args: [, type] }) => {
    const entryOf = find(type!)
    return { evaluate: (args: { readonly map: Entries; readonly key: EngineValue }) => entryOf(args.map, args.key) !== undefined }
  },
  examples: [{ sql: "map_contains_key(map('a', 1), 'a')", result: true }],
})

const keys: Rule<readonly EngineValue[]> = computed(
  ([m]) => listType(part(m!.type, t => t.key), false),
  ([name]) => `List<KeyOf<${name!}>>`,
)
export const mapKeys = /*#__PURE__*/ strict('mapKeys', {
  summary: 'The keys of a map as a list.',
  args: { map },
  returns: keys,
  evaluate: args => (args.map as Entries).map(e => e[0]),
  emit: (code, args) => viewAt(code, args.map, args.map.ptr, 8),
  examples: [{ sql: "map_keys(map('a', 1, 'b', 2))", result: ['a', 'b'] }],
})

const values: Rule<readonly EngineValue[]> = computed(([m]) => {
  const type = m!.type
  return listType(part(type, t => t.value), type.kind === 'map' && type.nullableValue)
}, ([name]) => `List<ValueOf<${name!}>>`)
export const mapValues = /*#__PURE__*/ strict('mapValues', {
  summary: 'The values of a map as a list.',
  args: { map },
  returns: values,
  evaluate: args => (args.map as Entries).map(e => e[1]),
  emit: (code, args) => viewAt(code, args.map, args.map.ptr, 16),
  examples: [{ sql: "map_values(map('a', 1, 'b', 2))", result: [1, 2] }],
})
