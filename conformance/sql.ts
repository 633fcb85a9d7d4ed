/** A term in Spark's SQL. */
import { lookup } from '../src/functions/registry.js'
import type { Call, Constant, Term } from './format.js'

const infix = new Set(['+', '-', '*', '/', '%', 'div', '&', '|', '^', '=', '!=', '<', '<=', '>', '>=', '<=>', 'and', 'or'])
/** Functions that SQL writes in its own way, or that Spark knows under another name or order of arguments. */
const forms: Readonly<Record<string, (args: readonly string[], call: Call) => string>> = {
  cast: ([value], { to }) => `CAST(${value!} AS ${to!})`,
  tryCast: ([value], { to }) => `TRY_CAST(${value!} AS ${to!})`,
  bitNot: ([value]) => `~${value!}`,
  not: ([value]) => `NOT ${value!}`,
  isTrue: ([value]) => `${value!} IS TRUE`,
  isFalse: ([value]) => `${value!} IS FALSE`,
  between: ([value, lower, upper]) => `${value!} BETWEEN ${lower!} AND ${upper!}`,
  isIn: ([value, ...choices]) => `${value!} IN (${choices.join(', ')})`,
  when(args) {
    const branches: string[] = []
    for (let n = 0; n + 1 < args.length; n += 2) branches.push(`WHEN ${args[n]!} THEN ${args[n + 1]!}`)
    if (args.length % 2) branches.push(`ELSE ${args.at(-1)!}`)
    return `CASE ${branches.join(' ')} END`
  },
  like: ([text, pattern, escape]) => escape ? `like(${text!}, ${pattern!}, ${escape})` : `${text!} LIKE ${pattern!}`,
  ilike: ([text, pattern, escape]) => escape ? `ilike(${text!}, ${pattern!}, ${escape})` : `${text!} ILIKE ${pattern!}`,
  trim: ([text, characters]) => characters ? `TRIM(BOTH ${characters} FROM ${text!})` : `TRIM(${text!})`,
  ltrim: ([text, characters]) => characters ? `TRIM(LEADING ${characters} FROM ${text!})` : `LTRIM(${text!})`,
  rtrim: ([text, characters]) => characters ? `TRIM(TRAILING ${characters} FROM ${text!})` : `RTRIM(${text!})`,
  at: ([list, index]) => `get(${list!}, ${index!})`,
  field: ([struct, name]) => `${struct!}.${name!.slice(1, -1)}`,
  get: ([map, key]) => `try_element_at(${map!}, ${key!})`,
  count: args => args.length ? `count(${args.join(', ')})` : 'count(*)',
}

export function sqlOf(term: Term): string {
  if (typeof term === 'number') return `c${term}`
  if (!('call' in term)) return constant(term)
  const args = term.args.map(a => typeof a === 'object' && 'call' in a ? `(${sqlOf(a)})` : sqlOf(a)), form = forms[term.call]
  if (form) return form(args, term)
  const name = lookup(term.call)?.sparkName
  if (name === undefined) throw new RangeError(`there is no function ${term.call}`)
  return infix.has(name) ? args.join(` ${name} `) : `${name}(${args.join(', ')})`
}
function constant({ type, value }: Constant): string {
  if (typeof value !== 'string') return `CAST(NULL AS ${type})`
  if (type === 'int' || type === 'boolean') return value
  const text = `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
  return type === 'string' ? text : `CAST(${text} AS ${type})`
}
