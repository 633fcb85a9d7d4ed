/**
 * A function that makes rows of one set of columns: `{ id: …, name: … }` in code, which engines make two or three times as fast
 * as an object whose members are set by name, and put where results live. This is the only place where what users write comes
 * near code: a name is a string literal of which every unit is an escape, so that no character of it stands in the text.
 */
import type { RowObject } from '../../logical/options.js'

/** Makes `rows[from]` to `rows[to - 1]`. `columns` are the values of each, and its texts if it has some. */
export type RowCode = (rows: RowObject[], from: number, to: number, ...columns: unknown[]) => void

let written = 0

/** @throws EvalError where code may not be made, by a page's security policy */
export const compileRows = (names: readonly string[], hasTexts: readonly boolean[]): RowCode =>
  // engines share what they learnt of equal texts; the number makes each another one
  new Function(`// ${++written}\n${rowText(names, hasTexts)}`)() as RowCode

export function rowText(names: readonly string[], hasTexts: readonly boolean[]): string {
  const parameters = names.flatMap((_, c) => hasTexts[c] ? [`values${c}`, `texts${c}`] : [`values${c}`])
  const value = (c: number): string => hasTexts[c] ? `texts${c}[values${c}[k]]` : `values${c}[k]`
  // The first name comes twice, to have a class of objects that nothing else has: what other objects of these names hold does not
  // keep engines from holding a number as a number.
  const members = [...names.slice(0, 1).map(name => `${escaped(name)}: 0`), ...names.map((name, c) => `${member(name)}: ${value(c)}`)]
  return `return function (rows, from, to, ${parameters.join(', ')}) {
  for (let n = from, k = 0; n < to; n++, k++) rows[n] = { ${members.join(', ')} }
}`
}
/** `__proto__` is a member like others only where it is computed. */
const member = (name: string): string => name === '__proto__' ? `[${escaped(name)}]` : escaped(name)
const escaped = (name: string): string =>
  `"${Array.from({ length: name.length }, (_, n) => `\\u${name.charCodeAt(n).toString(16).padStart(4, '0')}`).join('')}"`
