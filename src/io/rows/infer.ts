/** The schema of rows, read off their values. Every value is looked at; what does not agree is an error that names it. */
import { raise } from '../../errors/raise.js'
import { binary, bool, field, float64, int64, list, map, sqlName, struct, timestamp, utf8, voidType, type DataType,
  type Field } from '../../types/data-type.js'
import { notA, shownValue, type Place } from './problem.js'
import type { InputRow } from './write-column.js'

/** Levels of lists, structs and maps inside each other. */
const MOST_DEEP = 100

/** What is known of a column (or of the elements, members, keys or values inside one) so far. */
interface Seen {
  kind: 'unknown' | 'scalar' | 'list' | 'struct' | 'map'
  scalar: DataType
  nullable: boolean
  element: Seen | undefined
  key: Seen | undefined
  members: Members | undefined
}
interface Members { readonly byName: Map<string, Seen>; objects: number; readonly counts: Map<string, number> }

const nothing = (): Seen => ({ kind: 'unknown', scalar: voidType, nullable: false, element: undefined, key: undefined, members: undefined })
const noMembers = (): Members => ({ byName: new Map(), objects: 0, counts: new Map() })

/** Columns in the order in which rows first name them; nullable where a row has null, undefined or no such key. */
export function inferFields(rows: readonly InputRow[]): readonly Field[] {
  const members = noMembers(), place: Place = { row: 0, path: [] }
  for (let n = 0; n < rows.length; n++) {
    place.row = n
    const row: unknown = rows[n]
    if (typeof row !== 'object' || row === null || Array.isArray(row)) return raise('INVALID_ROW', { row: n, value: shownValue(row) })
    lookAtMembers(row, members, place, '')
  }
  return fieldsOf(members)
}
function lookAtMembers(value: object, members: Members, place: Place, dot: string): void {
  members.objects++
  for (const name of Object.keys(value)) {
    let seen = members.byName.get(name)
    if (!seen) members.byName.set(name, seen = nothing())
    members.counts.set(name, (members.counts.get(name) ?? 0) + 1)
    place.path.push(dot + name)
    lookAt((value as Readonly<Record<string, unknown>>)[name], seen, place)
    place.path.pop()
  }
}
function lookAt(value: unknown, seen: Seen, place: Place): void {
  if (value === null || value === undefined) { seen.nullable = true; return }
  if (place.path.length > MOST_DEEP) {
    noColumnValue(value, { row: place.row, path: place.path.slice(0, 1) }, `It has more than ${MOST_DEEP} levels: does it contain itself?`)
  }
  const scalar = scalarType(value, place)
  if (scalar) {
    if (seen.scalar === scalar) return
    agree(seen, 'scalar', value, place, scalar)
    seen.scalar = scalar
    return
  }
  if (Array.isArray(value)) {
    agree(seen, 'list', value, place)
    seen.element ??= nothing()
    for (let n = 0; n < value.length; n++) inside(value[n], seen.element, place, `[${n}]`)
  } else if (value instanceof Map) {
    agree(seen, 'map', value, place)
    seen.key ??= nothing()
    seen.element ??= nothing()
    for (const [key, item] of value as ReadonlyMap<unknown, unknown>) {
      if (key === null || key === undefined) return notA(seen.key.scalar, key, place, 'A key of a Map cannot be null.')
      inside(key, seen.key, place, ' key')
      inside(item, seen.element, place, `[${String(key)}]`)
    }
  } else if (isPlain(value)) {
    agree(seen, 'struct', value, place)
    lookAtMembers(value, seen.members ??= noMembers(), place, '.')
  } else noColumnValue(value, place, hints[kindOf(value)] ?? 'Leave it out, or make a plain object of it.')
}
/** What objects of JavaScript's own classes are to be instead. */
const hints: Readonly<Record<string, string>> = {
  Set: 'Make it a list: [...set].', ArrayBuffer: 'Give a Uint8Array.', SharedArrayBuffer: 'Give a Uint8Array.', DataView: 'Give a Uint8Array.',
  Number: 'Give the number itself.', String: 'Give the string itself.', Boolean: 'Give true or false itself.', BigInt: 'Give the bigint itself.',
}
const kindOf = (value: unknown): string => Object.prototype.toString.call(value).slice(8, -1)
/** Objects that have members: literals, parsed JSON, instances of users' classes; not a Set, a Promise, an Int32Array … */
const isPlain = (value: unknown): value is object => kindOf(value) === 'Object' && Object.keys(value as object).length > 0
  || Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null

function inside(value: unknown, seen: Seen, place: Place, step: string): void {
  place.path.push(step)
  lookAt(value, seen, place)
  place.path.pop()
}
/** Checks that a value of this kind may stand where `seen` was seen. */
function agree(seen: Seen, kind: Seen['kind'], value: unknown, place: Place, scalar: DataType = voidType): void {
  if (seen.kind === kind && kind !== 'scalar') return
  if (seen.kind !== 'unknown') {
    const before = seen.kind === 'scalar' ? sqlName(seen.scalar) : seen.kind
    const type = kind === 'scalar' ? sqlName(scalar) : kind
    raise('CANNOT_MERGE_TYPE', { row: place.row, column: place.path.join(''), value: shownValue(value), type, other: before })
  }
  seen.kind = kind
}
function scalarType(value: unknown, place: Place): DataType | undefined {
  switch (typeof value) {
    case 'number': return float64
    case 'string': return utf8
    case 'boolean': return bool
    case 'bigint': return value === BigInt.asIntN(64, value)
      ? int64 : notA(int64, value, place, 'It must fit 64 bits: declare decimal(38,0) for larger ones.')
    case 'object':
      if (value instanceof Date) return timestamp
      return value instanceof Uint8Array ? binary : undefined
    default: return noColumnValue(value, place, 'Leave it out, or turn it into text.')
  }
}
const noColumnValue = (value: unknown, place: Place, hint: string): never =>
  raise('INVALID_ROW_VALUE', { row: place.row, column: place.path.join(''), value: shownValue(value), type: 'value of a column', hint })
function typeOf(seen: Seen): DataType {
  switch (seen.kind) {
    case 'list': return list(typeOf(seen.element!), isNullable(seen.element!))
    case 'map': return map(typeOf(seen.key!), typeOf(seen.element!), isNullable(seen.element!))
    case 'struct': return struct(fieldsOf(seen.members!))
    default: return seen.scalar
  }
}
/** Of a list that was always empty nothing is known: its elements may be null. */
const isNullable = (seen: Seen): boolean => seen.nullable || seen.kind === 'unknown'

const fieldsOf = (members: Members): Field[] => [...members.byName].map(([name, seen]) =>
  field(name, typeOf(seen), isNullable(seen) || members.counts.get(name)! < members.objects))
