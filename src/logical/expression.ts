/**
 * Expressions: frozen plain objects. A frame's verbs build them unresolved (names only); analysis turns names into
 * attributes and function calls with types (`rules/analysis`). Everything behind analysis sees resolved ones only.
 */
import type { AggregateFunction, ScalarFunction } from '../functions/declare.js'
import type { DataType } from '../types/data-type.js'
import type { EngineValue } from '../types/representation.js'

/** A constant. `flexible`: a JavaScript number or string written beside a column, free to take the column's type. */
export interface Literal { readonly node: 'literal'; readonly value: EngineValue; readonly type: DataType; readonly flexible: boolean }
/** A column by name; `frame`: of the frame with this id (undefined: of the only input). */
export interface UnresolvedColumn { readonly node: 'unresolvedColumn'; readonly name: string; readonly frame: number | undefined }
/** A function by name, scalar or aggregate. */
export interface UnresolvedCall {
  readonly node: 'unresolvedCall'
  readonly name: string
  readonly args: readonly Expression[]
  readonly distinct: boolean
  readonly filter: Expression | undefined
}
/** A column of a plan's output: `id` is unique in the process and survives renames of other columns, filters and joins. */
export interface Attribute {
  readonly node: 'attribute'
  readonly id: number
  readonly name: string
  readonly type: DataType
  readonly nullable: boolean
}
/** A resolved scalar call; `args` are already cast to what the function takes. */
export interface Call {
  readonly node: 'call'
  readonly function: ScalarFunction
  readonly args: readonly Expression[]
  readonly type: DataType
  readonly nullable: boolean
  readonly timeZone: string | undefined
}
/** A resolved aggregate call: only inside an Aggregate node. */
export interface AggregateCall {
  readonly node: 'aggregateCall'
  readonly function: AggregateFunction
  readonly args: readonly Expression[]
  readonly distinct: boolean
  readonly filter: Expression | undefined
  readonly type: DataType
  readonly nullable: boolean
}
/** `attempt`: null where the cast fails (try_cast). `child` may be unresolved; `nullable` and `timeZone` are meaningful once it is not. */
export interface Cast {
  readonly node: 'cast'
  readonly child: Expression
  readonly type: DataType
  readonly attempt: boolean
  readonly nullable: boolean
  readonly timeZone: string | undefined
}
/** A named expression: makes the attribute (`id`, `name`) of the node it stands in. */
export interface Alias { readonly node: 'alias'; readonly child: Expression; readonly name: string; readonly id: number }

export type Expression = Literal | UnresolvedColumn | UnresolvedCall | Attribute | Call | AggregateCall | Cast | Alias
/** What may stand in a node's list of outputs. */
export type NamedExpression = Attribute | Alias

export interface SortKey { readonly child: Expression; readonly descending: boolean; readonly nullsFirst: boolean }

let ids = 0
/** A fresh id for an attribute or frame. */
export const nextId = (): number => ++ids

export const literal = (value: EngineValue, type: DataType, flexible = false): Literal =>
  Object.freeze({ node: 'literal', value, type, flexible })
export const unresolvedColumn = (name: string, frame?: number): UnresolvedColumn => Object.freeze({ node: 'unresolvedColumn', name, frame })
type CallOptions = { readonly distinct?: boolean; readonly filter?: Expression }
export const unresolvedCall = (name: string, args: readonly Expression[], { distinct = false, filter }: CallOptions = {}): UnresolvedCall =>
  Object.freeze({ node: 'unresolvedCall', name, args: Object.freeze([...args]), distinct, filter })
export const attribute = (name: string, type: DataType, nullable: boolean, id: number = nextId()): Attribute =>
  Object.freeze({ node: 'attribute', id, name, type, nullable })
type CastOptions = { readonly attempt?: boolean; readonly nullable?: boolean; readonly timeZone?: string | undefined }
export const cast = (child: Expression, type: DataType, { attempt = false, nullable = true, timeZone }: CastOptions = {}): Cast =>
  Object.freeze({ node: 'cast', child, type, attempt, nullable, timeZone })
export const alias = (child: Expression, name: string, id: number = nextId()): Alias => Object.freeze({ node: 'alias', child, name, id })

/** The attribute that a named expression adds to its node's output. */
export function toAttribute(e: NamedExpression): Attribute {
  return e.node === 'attribute' ? e : attribute(e.name, typeOf(e.child), isNullable(e.child), e.id)
}
/** Type of a resolved expression. */
export function typeOf(e: Expression): DataType {
  if (e.node === 'alias') return typeOf(e.child)
  if (e.node === 'unresolvedColumn' || e.node === 'unresolvedCall') throw new TypeError(`${e.name} is not resolved`)
  return e.type
}
/** Whether names and calls in it have become attributes and typed calls. A typed call has typed arguments. */
export function isResolved(e: Expression): boolean {
  switch (e.node) {
    case 'unresolvedColumn': case 'unresolvedCall': return false
    case 'cast': case 'alias': return isResolved(e.child)
    default: return true
  }
}
/** The attributes that named expressions make; none before analysis, when types are not known yet. */
export const outputOf = (columns: readonly NamedExpression[]): readonly Attribute[] =>
  Object.freeze(columns.every(isResolved) ? columns.map(toAttribute) : [])
/** Whether a resolved expression can be null. */
export function isNullable(e: Expression): boolean {
  if (e.node === 'alias') return isNullable(e.child)
  if (e.node === 'literal') return e.value === null
  if (e.node === 'unresolvedColumn' || e.node === 'unresolvedCall') return true
  return e.nullable
}
export function childrenOf(e: Expression): readonly Expression[] {
  switch (e.node) {
    case 'call': return e.args
    case 'aggregateCall': case 'unresolvedCall': return e.filter ? [...e.args, e.filter] : e.args
    case 'cast': case 'alias': return [e.child]
    default: return []
  }
}
/** The same expression over other children (in the order of `childrenOf`); types are kept as they are. */
export function withChildren(e: Expression, children: readonly Expression[]): Expression {
  switch (e.node) {
    case 'call': return Object.freeze({ ...e, args: Object.freeze([...children]) })
    case 'aggregateCall': case 'unresolvedCall': {
      const args = Object.freeze(children.slice(0, e.args.length))
      return Object.freeze({ ...e, args, filter: e.filter && children[e.args.length] })
    }
    case 'cast': case 'alias': return Object.freeze({ ...e, child: children[0]! })
    default: return e
  }
}
/** Rewrites bottom-up; unchanged subtrees keep their identity. */
export function mapExpression(e: Expression, rewrite: (e: Expression) => Expression): Expression {
  const before = childrenOf(e), after = before.map(c => mapExpression(c, rewrite))
  return rewrite(after.some((c, n) => c !== before[n]) ? withChildren(e, after) : e)
}
export function someExpression(e: Expression, test: (e: Expression) => boolean): boolean {
  return test(e) || childrenOf(e).some(c => someExpression(c, test))
}
/** Every attribute that the expression reads. */
export function references(e: Expression, into: Map<number, Attribute> = new Map()): Map<number, Attribute> {
  // no recursion: callbacks are looked at before analysis, which says what is too deep
  const open = [e]
  for (let at = open.pop(); at; at = open.pop()) {
    if (at.node === 'attribute') into.set(at.id, at)
    open.push(...childrenOf(at).toReversed())
  }
  return into
}
