import type { Code } from '../../codegen/code/builder.js'
import type { I32, Lazy, Nullable, Str } from '../../codegen/code/value.js'
import { raise } from '../../errors/raise.js'
import { bool as boolType, int64, list as listType, utf8, voidType, type DataType } from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import { any, argument, integer, list, optional, string, type ArgSpec } from '../arguments.js'
import { equality } from '../comparison/order.js'
import { together } from '../coercion.js'
import type { Argument } from '../declare.js'
import { computed, fixed, int32, nullable, type Result, type Rule, type Slot } from '../rules.js'
import { loose, strict } from '../scalar.js'
import { countOf, readElement, unlessNull, type Element } from './block.js'

const elementType = (type: DataType): DataType => type.kind === 'list' ? type.element : voidType
const hasNulls = (type: DataType): boolean => type.kind !== 'list' || type.nullableElement

const listOrMap: ArgSpec<readonly EngineValue[], Str, 'one'> = argument(
  { family: 'List', accepts: 'List<any> | MapOf<any, any>', literal: 'List<Void>', js: 'never', expects: 'a list or map' },
  t => t.kind === 'list' || t.kind === 'map' || t.kind === 'void' ? t : undefined,
)
export const size = /*#__PURE__*/ strict('size', {
  summary: 'How many elements a list has, or entries a map.',
  aliases: ['cardinality', 'arraySize', 'array_size'],
  args: { list: listOrMap },
  returns: int32,
  evaluate: args => args.list.length,
  emit: (code, args) => countOf(code, args.list),
  examples: [{ sql: 'size(array(1, 2, 3))', result: 3 }],
})

interface Indexed { readonly list: () => readonly EngineValue[] | null; readonly index: () => number | null }
interface IndexedCode { readonly list: Lazy<Str>; readonly index: Lazy<I32> }
const elementOf = (type: DataType): Element => ({ type: elementType(type), nullable: hasNulls(type) })

export const at = /*#__PURE__*/ loose('at', {
  summary: 'One element by its index from 0, from −1 backwards if negative; null beyond the ends.',
  args: { list, index: integer },
  returns: nullable(computed<EngineValue, any>(([l]) => elementType(l!.type), ([name]) => `ElementOf<${name!}>`)),
  implement: ({ args: [type] }) => ({
    evaluate: ({ list: l, index }: Indexed) => {
      const elements = l(), n = index()
      return elements === null || n === null ? null : elements.at(n) ?? null
    },
    emit: (code: Code, args: IndexedCode): Nullable => {
      const { i32 } = code, l = args.list(), index = args.index(), element = elementOf(type!)
      return unlessNull(code, element.type, [l, index], () => {
        const count = countOf(code, l.value), n = i32.add(index.value, i32.and(i32.shr(index.value, 31), count))
        return readElement(code, l.value, element, n, i32.ltu(n, count))
      })
    },
  }),
  examples: [{ sql: 'at(array(1, 2, 3), 0)', result: 1 }, { sql: 'at(array(1, 2, 3), 3)', result: null }],
})

/** The element's nullability, and the arguments'. */
const elementRule: Rule<EngineValue> = Object.freeze({
  refs: 'strict',
  apply(args: readonly Slot[]): Result {
    const { type } = args[0]!
    return { type: elementType(type), nullable: args.some(a => a.nullable) || hasNulls(type) }
  },
  text: (names: readonly string[]) => `ElementOf<${names[0]!}> | NullIn<${names.join(' | ')}>`,
})
export const elementAt = /*#__PURE__*/ loose('elementAt', {
  summary: 'One element by its position from 1, from the end if negative; a position beyond the ends is an error.',
  args: { list, index: integer },
  returns: elementRule,
  raises: true,
  implement: ({ args: [type] }) => ({
    evaluate: ({ list: l, index }: Indexed) => {
      const elements = l(), n = index()
      if (elements === null || n === null) return null
      if (n === 0) return raise('INVALID_INDEX_OF_ZERO')
      if (Math.abs(n) > elements.length) return raise('INVALID_ARRAY_INDEX_IN_ELEMENT_AT', { index: n, size: elements.length })
      return elements.at(n > 0 ? n - 1 : n)!
    },
    emit: (code: Code, args: IndexedCode): Nullable => {
      const { i32 } = code, l = args.list(), index = args.index(), element = elementOf(type!)
      return unlessNull(code, element.type, [l, index], () => {
        const count = countOf(code, l.value), n = i32.add(index.value, code.select(i32.lt(index.value, i32.const(0)), count, i32.const(-1)))
        code.failIf(i32.eqz(index.value), 'INVALID_INDEX_OF_ZERO')
        code.failIf(i32.geu(n, count), 'INVALID_ARRAY_INDEX_IN_ELEMENT_AT')
        return readElement(code, l.value, element, n, undefined)
      })
    },
  }),
  examples: [{ sql: 'element_at(array(1, 2, 3), 2)', result: 2 }, { sql: 'element_at(array(1, 2, 3), -1)', result: 3 }],
})

/** A list and a value of its elements' type: both are cast to the common type. */
function withElement([l, value]: readonly Argument[]): readonly DataType[] | undefined {
  const type = l!.type
  if (type.kind !== 'list') return [type, value!.type]
  const common = together([{ type: type.element, nullable: true, literal: undefined, flexible: false }, value!])?.[0]
  return common && [listType(common, type.nullableElement), common]
}
const element: ArgSpec<EngineValue, any, 'one'> = any

export const arrayContains = /*#__PURE__*/ loose('arrayContains', {
  summary: 'Whether a list holds a value; null where it does not but holds nulls.',
  args: { list, value: element },
  coerce: withElement,
  returns: Object.freeze({
    refs: 'strict',
    apply: (args: readonly Slot[]): Result => ({ type: boolType, nullable: args.some(a => a.nullable) || hasNulls(args[0]!.type) }),
    text: ([l, value]: readonly string[]) => `Bool | NullIn<${l!} | ${value!} | ElementOf<${l!}>>`,
  }) satisfies Rule<boolean | null>,
  implement: ({ args: [, type] }) => {
    const same = equality(type!)
    return {
      evaluate: ({ list: l, value }: { readonly list: Indexed['list']; readonly value: () => EngineValue }) => {
        const elements = l(), wanted = value()
        if (elements === null || wanted === null) return null
        if (elements.some(e => e !== null && same(e, wanted))) return true
        return elements.includes(null) ? null : false
      },
    }
  },
  examples: [{ sql: 'array_contains(array(1, 2), 2)', result: true }, { sql: 'array_contains(array(1, NULL), 2)', result: null }],
})

export const arrayPosition = /*#__PURE__*/ strict('arrayPosition', {
  summary: 'The position, from 1, of the first element that equals a value; 0 if there is none.',
  args: { list, value: element },
  coerce: withElement,
  returns: fixed<bigint, any>(int64, 'Int64'),
  implement: ({ args: [, type] }) => {
    const same = equality(type!)
    return {
      evaluate: ({ list: l, value }: { readonly list: readonly EngineValue[]; readonly value: EngineValue }) =>
        BigInt(l.findIndex(e => e !== null && same(e, value)) + 1),
    }
  },
  examples: [{ sql: 'array_position(array(3, 2, 1), 1)', result: 3 }],
})

const texts: ArgSpec<readonly (string | null)[], Str, 'one'> = argument(
  { family: 'List', accepts: 'List<any>', literal: 'List<Void>', js: 'never', expects: 'a list of text' },
  t => {
    if (t.kind === 'void') return listType(utf8)
    return t.kind === 'list' && (t.element.kind === 'utf8' || t.element.kind === 'void') ? listType(utf8, t.nullableElement) : undefined
  },
)
export const arrayJoin = /*#__PURE__*/ strict('arrayJoin', {
  summary: 'The texts of a list one after the other with a separator between them; nulls are left out, or replaced by the last argument.',
  args: { list: texts, separator: string, nullText: optional(string) },
  returns: fixed<string, Str>(utf8, 'Utf8'),
  evaluate: ({ list: l, separator, nullText }) => l.map(e => e ?? nullText).filter(e => e !== undefined).join(separator),
  examples: [
    { sql: "array_join(array('a', NULL, 'b'), ', ')", result: 'a, b' },
    { sql: "array_join(array('a', NULL), ', ', '?')", result: 'a, ?' },
  ],
})
