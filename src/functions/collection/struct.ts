import type { Code } from '../../codegen/code/builder.js'
import type { Lazy, Nullable, Str } from '../../codegen/code/value.js'
import { raise } from '../../errors/raise.js'
import type { DataType, StructType } from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import { constantString, struct } from '../arguments.js'
import type { Result, Rule, Slot } from '../rules.js'
import { loose } from '../scalar.js'
import { readField, unlessNull } from './block.js'

interface Found { readonly type: StructType; readonly n: number }
/** @throws FIELD_NOT_FOUND, naming the fields there are. */
function find(type: DataType, name: EngineValue | undefined): Found {
  const fields = type.kind === 'struct' ? type.fields : [], n = fields.findIndex(f => f.name === name)
  if (type.kind === 'struct' && n >= 0) return { type, n }
  return raise('FIELD_NOT_FOUND', { name: String(name), fields: fields.map(f => f.name).join(', ') })
}
const fieldRule: Rule<EngineValue> = Object.freeze({
  refs: 'strict',
  apply: ([s, name]: readonly Slot[]): Result => {
    const { type, n } = find(s!.type, name!.literal), field = type.fields[n]!
    return { type: field.type, nullable: field.nullable || s!.nullable }
  },
  text: ([name]: readonly string[]) => `FieldsOf<${name!}>[keyof FieldsOf<${name!}>] | NullIn<${name!}>`,
})

export const field = /*#__PURE__*/ loose('field', {
  summary: 'One member of a struct by name.',
  sparkName: 'get_field',
  aliases: ['getField'],
  args: { struct, name: constantString },
  returns: fieldRule,
  implement: ({ args, constants }) => {
    const { type, n } = find(args[0]!, constants[1]), member = type.fields[n]!
    return {
      evaluate: (given: { readonly struct: () => readonly EngineValue[] | null }) => given.struct()?.[n] ?? null,
      emit: (code: Code, given: { readonly struct: Lazy<Str> }): Nullable => {
        const block = given.struct()
        return unlessNull(code, member.type, [block], () => readField(code, block.value, type, n))
      },
    }
  },
  examples: [{ sql: "get_field(named_struct('a', 1, 'b', 2), 'b')", result: 2 }],
})
