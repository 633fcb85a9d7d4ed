import { aside, listed, nearest } from '../errors/suggestion.js'
import { sqlName, type Field } from './data-type.js'

/** What is said of declared columns that are not there: each with those that may be meant, then what there is. */
export function missingColumns(missing: readonly Field[], own: readonly string[]): readonly string[] {
  const each = missing.map(({ name, type }) => `column '${name}' (${sqlName(type)}) is missing${aside(name, own)}`)
  const isLost = missing.some(({ name }) => nearest(name, own).length === 0)
  return isLost && own.length > 0 ? [...each, `there are ${listed(own)}`] : each
}
