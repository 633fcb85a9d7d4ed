/**
 * The shape of expressions: a text of everything that decides their code and nothing else. Columns and literals are numbered
 * as they are met; literals' values are not part of it (they come through the control block), except where a function
 * declares the argument constant. Shapes are the keys of common subexpressions and of the module cache.
 */
import type { FunctionDeclaration } from '../../functions/declare.js'
import { typeOf, type Attribute, type Expression, type Literal } from '../../logical/expression.js'
import { raise } from '../../errors/raise.js'
import { isNested, sqlName, type DataType } from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'

export class Shapes {
  /** Ordinals of the columns in use, by slot. */
  readonly columns: number[] = []
  /** Literals that are not null, by slot. */
  readonly literals: Literal[] = []
  readonly #ordinals: ReadonlyMap<number, number>
  readonly #nullable: (ordinal: number) => boolean
  readonly #columnSlots = new Map<number, number>()
  readonly #literalSlots = new Map<string, number>()
  readonly #known = new Map<Expression, string>()
  /** Two calls of a function that answers differently each time are never one. */
  #unlike = 0

  /** `nullable`: whether the column at an ordinal has nulls in the batches this code is for. */
  constructor(input: readonly Attribute[], nullable: (ordinal: number) => boolean) {
    this.#ordinals = new Map(input.map((a, n) => [a.id, n]))
    this.#nullable = nullable
  }

  of(e: Expression): string {
    let shape = this.#known.get(e)
    if (shape === undefined) this.#known.set(e, shape = this.#make(e))
    return shape
  }
  columnSlot(a: Attribute): number { return slotFor(this.#columnSlots, this.columns, this.ordinal(a), this.ordinal(a)) }
  literalSlot(l: Literal): number { return slotFor(this.#literalSlots, this.literals, literalKey(l), l) }
  isNullable(a: Attribute): boolean { return a.nullable && this.#nullable(this.ordinal(a)) }
  ordinal(a: Attribute): number {
    return this.#ordinals.get(a.id) ?? raise('INTERNAL_ERROR', { message: `Column ${a.name} is not among the inputs of its stage.` })
  }

  #make(e: Expression): string {
    switch (e.node) {
      case 'alias': return this.of(e.child)
      case 'attribute': return `c${this.columnSlot(e)}:${typeKey(e.type)}${this.isNullable(e) ? '?' : ''}`
      case 'literal':
        // whether a number is NaN decides how it is compared
        if (e.value === null) return `null:${typeKey(e.type)}`
        return `l${this.literalSlot(e)}:${typeKey(e.type)}${Number.isNaN(e.value) ? '!' : ''}`
      case 'cast': return `${e.attempt ? 'try_' : ''}cast(${this.of(e.child)} as ${typeKey(e.type)} ${e.timeZone ?? ''})`
      case 'call': {
        const name = functionKey(e.function) + (e.function.deterministic ? '' : `!${++this.#unlike}`) + constantsKey(e)
        return `${name}(${e.args.map(a => this.of(a)).join(',')}):${typeKey(e.type)} ${e.timeZone ?? ''}`
      }
      default: return raise('INTERNAL_ERROR', { message: `A ${e.node} reached code generation.` })
    }
  }
}

function slotFor<K, V>(slots: Map<K, number>, list: V[], key: K, value: V): number {
  let slot = slots.get(key)
  if (slot === undefined) slots.set(key, slot = list.push(value) - 1)
  return slot
}

export const typeKey = (t: DataType): string => isNested(t) ? JSON.stringify(t) : sqlName(t)
const literalKey = (l: Literal): string => `${typeKey(l.type)} ${valueKey(l.value)}`
function valueKey(v: EngineValue | undefined): string {
  if (v instanceof Uint8Array) return `bytes ${v.join()}`
  if (Array.isArray(v)) return `[${(v as readonly EngineValue[]).map(valueKey).join()}]`
  if (typeof v === 'string') return JSON.stringify(v)
  return `${typeof v}${Object.is(v, -0) ? '-0' : String(v)}`
}
/** Values of the arguments that shape the code. */
export function constantsKey(e: { readonly function: FunctionDeclaration; readonly args: readonly Expression[] }): string {
  const specs = Object.values(e.function.args), specOf = (n: number) => specs[Math.min(n, specs.length - 1)]
  const values = e.args.map((a, n) => a.node === 'literal' && specOf(n)?.kind === 'constant' ? valueKey(a.value) : '')
  return values.some(Boolean) ? `[${values.join()}]` : ''
}

const ids = new WeakMap<FunctionDeclaration, number>()
let nextId = 0
/** Name and identity: two functions of one name never share code. */
export function functionKey(f: FunctionDeclaration): string {
  let id = ids.get(f)
  if (id === undefined) ids.set(f, id = ++nextId)
  return `${f.name}#${id}`
}
export const typesKey = (list: readonly Expression[]): string => list.map(e => typeKey(typeOf(e))).join()
