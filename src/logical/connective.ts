/**
 * Many conditions joined by `and` or `or`. They are asked in the order in which they are written, however they are bracketed: a
 * long chain becomes a tree of few levels, which is walked without a deep stack.
 */
import { unresolvedCall, type Expression } from './expression.js'

export type Connective = 'and' | 'or'
/** Shorter chains stay as they are written. */
const MOST_LEVELS = 32

/** All parts joined from the left, or as a tree where there are many; there is at least one. */
export function joined(parts: readonly Expression[], join: (a: Expression, b: Expression) => Expression): Expression {
  if (parts.length <= MOST_LEVELS) return parts.reduce(join)
  const half = parts.length >>> 1
  return join(joined(parts.slice(0, half), join), joined(parts.slice(half), join))
}
/** A condition as it is written: two sides, either of which may be such a chain already. */
export function connective(name: Connective, left: Expression, right: Expression): Expression {
  const made = unresolvedCall(name, [left, right])
  return levels(made, name, 0) <= MOST_LEVELS && levels(made, name, 1) <= MOST_LEVELS ? made
    : joined(partsOf(made, name), (a, b) => unresolvedCall(name, [a, b]))
}
const isPart = (e: Expression, name: Connective): boolean => e.node !== 'unresolvedCall' || e.name !== name || e.args.length !== 2
/** How far it goes down on one side. */
function levels(e: Expression, name: Connective, side: 0 | 1): number {
  let count = 0
  for (let at = e; at.node === 'unresolvedCall' && !isPart(at, name); at = at.args[side]!) count++
  return count
}
function partsOf(e: Expression, name: Connective): readonly Expression[] {
  const parts: Expression[] = [], open = [e]
  for (let at = open.pop(); at; at = open.pop()) {
    if (at.node === 'unresolvedCall' && !isPart(at, name)) open.push(at.args[1]!, at.args[0]!)
    else parts.push(at)
  }
  return parts
}
