/** Which columns the rows of a validator have: as their values say, and where these say nothing, as its Standard JSON Schema does. */
import type { StandardJSONSchemaV1, StandardSchemaV1 } from '@standard-schema/spec'
import { raise } from '../../errors/raise.js'
import { bool, field, float64, list, struct, utf8, voidType, type DataType, type Field } from '../../types/data-type.js'
import { inferFields } from './infer.js'

/** @throws CANNOT_INFER_EMPTY_SCHEMA where there are no rows, and the validator does not say what they would have */
export function validatedFields(validator: StandardSchemaV1, rows: readonly object[]): readonly Field[] {
  const said = saidFields(validator), seen = inferFields(rows)
  if (rows.length > 0) return said ? filled(seen, said) : seen
  return said ?? raise('CANNOT_INFER_EMPTY_SCHEMA', { vendor: validator['~standard'].vendor })
}

/** What was seen; what was not, because all values were null, lists empty or keys absent, as it is said. */
function filled(seen: readonly Field[], said: readonly Field[]): readonly Field[] {
  const known = seen.map(f => {
    const other = said.find(s => s.name === f.name)
    return other ? field(f.name, filledType(f.type, other.type), f.nullable) : f
  })
  return [...known, ...said.filter(s => !seen.some(f => f.name === s.name)).map(s => field(s.name, s.type, true))]
}
function filledType(seen: DataType, said: DataType): DataType {
  if (seen.kind === 'void') return said
  if (seen.kind === 'list' && said.kind === 'list') return list(filledType(seen.element, said.element), seen.nullableElement)
  return seen.kind === 'struct' && said.kind === 'struct' ? struct(filled(seen.fields, said.fields)) : seen
}

type Json = Readonly<Record<string, unknown>>
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

function saidFields(validator: StandardSchemaV1): readonly Field[] | undefined {
  const { jsonSchema } = validator['~standard'] as Partial<StandardJSONSchemaV1.Props>
  try {
    // what JSON has no type for, such as a Date, is left open instead of being an error: zod's name for that, and valibot's
    const said = jsonSchema?.output({ target: 'draft-2020-12', libraryOptions: { unrepresentable: 'any', errorMode: 'ignore' } })
    return said && isJson(said['properties']) ? membersOf(said) : undefined
  } catch {
    return undefined
  }
}
function membersOf({ properties, required }: Json): readonly Field[] {
  const needed = Array.isArray(required) ? required : []
  return Object.entries(properties as Json).map(([name, value]) => {
    const { type, nullable } = typeOf(value)
    return field(name, type, nullable || !needed.includes(name))
  })
}

interface Said { readonly type: DataType; readonly nullable: boolean }
const OPEN: Said = { type: voidType, nullable: true }

/** Of several types none, but null beside another. */
function typeOf(given: unknown): Said {
  if (!isJson(given)) return OPEN
  const all = alternatives(given), some = all.filter(type => type !== null), [first, ...others] = some
  if (!first || first.kind === 'void' || !others.every(other => other?.kind === first.kind)) return OPEN
  return { type: first, nullable: some.length < all.length }
}
/** Null stands for the type of null. */
function alternatives(given: Json): readonly (DataType | null)[] {
  const { type, anyOf, oneOf, enum: values, const: value } = given, several = anyOf ?? oneOf
  if (Array.isArray(several)) return several.flatMap(one => isJson(one) ? alternatives(one) : [voidType])
  if (Array.isArray(type)) return type.map(one => named(one, given))
  if (type !== undefined) return [named(type, given)]
  const constants: unknown[] = Array.isArray(values) ? values : 'const' in given ? [value] : []
  return constants.length ? constants.map(one => one === null ? null : named(typeof one, given)) : [voidType]
}
function named(name: unknown, given: Json): DataType | null {
  switch (name) {
    case 'null': return null
    case 'string': return utf8
    case 'number': case 'integer': return float64
    case 'boolean': return bool
    case 'array': {
      const { type, nullable } = typeOf(given['items'])
      return list(type, nullable)
    }
    case 'object': return isJson(given['properties']) ? struct(membersOf(given)) : voidType
    default: return voidType
  }
}
