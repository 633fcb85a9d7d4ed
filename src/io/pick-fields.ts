import type { Field } from '../types/data-type.js'

/** Those of these names, in the order of the names. */
export const pickFields = (fields: readonly Field[], names: readonly string[]): readonly Field[] => names.map(name => fields.find(f => f.name === name)!)
