import { raise } from '../../errors/raise.js'
import { sqlName, type DataType } from '../../types/data-type.js'

/** What happens to rows that are malformed: an error, nulls beside their text, or they are left out. */
export type ReadMode = 'FAILFAST' | 'PERMISSIVE' | 'DROPMALFORMED'
const LONGEST = 80

export function malformed(path: string, line: number, problem: string): never {
  return raise('MALFORMED_RECORD_IN_PARSING', { path, line, place: '', problem })
}
/** `hint` follows what it cannot be. */
export function malformedValue(path: string, line: number, column: string, text: string, type: DataType, hint: string): never {
  const value = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
  const problem = `'${value}' is not a ${sqlName(type)}. ${hint.replaceAll('{value}', () => value)}`
  return raise('MALFORMED_RECORD_IN_PARSING', { path, line, place: `, column '${column}'`, problem, column, value, type: sqlName(type) })
}
