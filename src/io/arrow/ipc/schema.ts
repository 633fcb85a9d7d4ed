/** A schema as a message or a footer holds it. */
import type { Fail } from '../array.js'
import { timeUnits, type ArrowField, type ArrowType } from '../type.js'
import type { Table } from './flatbuffer.js'

/** Nobody writes more; damaged offsets can make a few bytes look like billions of fields. */
const MOST_FIELDS = 100_000, DEEPEST = 64

export function readSchema(schema: Table, fail: Fail): readonly ArrowField[] {
  if (schema.short(0) !== 0) return fail('its values are big-endian: write it on, or for, a little-endian machine')
  let seen = 0
  const read = (table: Table, depth: number): ArrowField => {
    if (++seen > MOST_FIELDS || depth > DEEPEST) return fail('its schema is damaged: it has too many fields, or fields inside each other')
    const children = table.tables(5).map(child => read(child, depth + 1)), type = readType(table.byte(2), table.table(3), fail),
      encoding = table.table(4)
    const least = type.kind === 'runEnd' ? 2 : ['list', 'fixedList', 'map'].includes(type.kind) ? 1 : 0
    if (children.length < least || (type.kind === 'map' && children[0]!.children.length !== 2)) {
      return fail('its schema is damaged: a nested type lacks its parts')
    }
    const index = encoding && readType(2, encoding.table(1), fail)
    if (index && index.kind !== 'int') return fail('its schema is damaged')
    const dictionary = encoding && { id: encoding.long(0), index: index ?? usualIndex }
    return { name: table.text(0), nullable: table.byte(1) !== 0, type, children, dictionary }
  }
  const fields = schema.tables(1).map(table => read(table, 0)), names = fields.map(f => f.name)
  const twice = names.find((name, n) => names.indexOf(name) !== n)
  return twice === undefined ? fields : fail(`it has two columns called '${twice}'`)
}

const usualIndex = { kind: 'int', bits: 32, signed: true } as const

function readType(number: number, table: Table | undefined, fail: Fail): ArrowType {
  const short = (n: number, usual = 0): number => table?.short(n, usual) ?? usual,
    int = (n: number, usual = 0): number => table?.int(n, usual) ?? usual
  const unit = (usual: number) => timeUnits[short(0, usual)] ?? fail('its schema is damaged: there is no such unit of time')
  const other = (name: string, buffers: number | undefined = 1,
    hasValidity = true): ArrowType => ({ kind: 'other', name, buffers, hasValidity })
  switch (number) {
    case 1: return { kind: 'null' }
    case 2: return { kind: 'int', bits: oneOf(int(0), [8, 16, 32, 64], fail), signed: (table?.byte(1) ?? 0) !== 0 }
    case 3: return { kind: 'float', bits: oneOf([16, 32, 64][short(0)] ?? 0, [16, 32, 64], fail) }
    case 4: return { kind: 'text', layout: 32, binary: true }
    case 5: return { kind: 'text', layout: 32, binary: false }
    case 6: return { kind: 'bool' }
    case 7: return { kind: 'decimal', precision: int(0), scale: int(1), bits: oneOf(int(2, 128), [32, 64, 128, 256], fail) }
    case 8: return { kind: 'date', unit: short(0, 1) === 0 ? 'DAY' : 'MILLISECOND' }
    case 9: return other(`Time${int(1, 32)}<${unit(1)}>`)
    case 10: return { kind: 'timestamp', unit: unit(0), zoned: table?.has(1) === true && table.text(1) !== '' }
    case 11: return other(`Interval<${['YEAR_MONTH', 'DAY_TIME', 'MONTH_DAY_NANO'][short(0)] ?? '?'}>`)
    case 12: return { kind: 'list', layout: 32, views: false }
    case 13: return { kind: 'struct' }
    case 14: return short(0) === 0 ? other('SparseUnion', 1, false) : other('DenseUnion', 2, false)
    case 15: return { kind: 'fixedBytes', width: atLeastZero(int(0), fail) }
    case 16: return { kind: 'fixedList', size: atLeastZero(int(0), fail) }
    case 17: return { kind: 'map' }
    case 18: return other(`Duration<${unit(1)}>`)
    case 19: return { kind: 'text', layout: 64, binary: true }
    case 20: return { kind: 'text', layout: 64, binary: false }
    case 21: return { kind: 'list', layout: 64, views: false }
    case 22: return { kind: 'runEnd' }
    case 23: return { kind: 'text', layout: 'view', binary: true }
    case 24: return { kind: 'text', layout: 'view', binary: false }
    case 25: return { kind: 'list', layout: 32, views: true }
    case 26: return { kind: 'list', layout: 64, views: true }
    default: return other(`type number ${number}`, undefined)
  }
}
const oneOf = <T extends number>(given: number, allowed: readonly T[], fail: Fail): T =>
  allowed.find(a => a === given) ?? fail(`its schema is damaged: a type has ${given} bits`)
const atLeastZero = (given: number, fail: Fail): number => given >= 0 ? given : fail('its schema is damaged: a width is negative')
