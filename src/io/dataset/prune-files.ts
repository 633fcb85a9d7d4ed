import { references, type Attribute, type Expression } from '../../logical/expression.js'
import { evaluate } from '../../rules/evaluate.js'
import type { EngineValue } from '../../types/representation.js'

interface HasValues { readonly values: ReadonlyMap<string, EngineValue> }

/** Whether a condition can be decided by the folders of files alone. */
export const isAboutFolders = (condition: Expression, folders: readonly string[]): boolean =>
  references(condition).size > 0 && [...references(condition).values()].every(a => folders.includes(a.name))

/** The files whose rows make the condition true: all or none of a file's do. undefined: it raises an error for one, which rows are to show. */
export function keptFiles<F extends HasValues>(files: readonly F[], condition: Expression, columns: readonly Attribute[]): readonly F[] | undefined {
  const holds = ({ values }: F): boolean => evaluate(condition, new Map(columns.map(a => [a.id, values.get(a.name) ?? null]))) === true
  try {
    return files.filter(holds)
  } catch {
    return undefined
  }
}
