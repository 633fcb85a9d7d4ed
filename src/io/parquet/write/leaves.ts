import type { Field } from '../../../types/data-type.js'
import { storageOf, type LeafType, type Storage } from './elements.js'

/** A column of values as the file has it: one for each scalar within a field. */
export interface Leaf {
  readonly path: readonly string[]
  /** The path as one text. */
  readonly name: string
  readonly type: LeafType
  readonly storage: Storage
  /** The level of a value that is there; less: it, or something around it, is null or empty. */
  readonly maxDefinition: number
  readonly maxRepetition: number
}

/** Whether a field's own null has a definition level. Nothing but nulls is always nullable. */
export const isOptional = ({ type, nullable }: Field): boolean => nullable || type.kind === 'void'

export function leavesOf(field: Field, path: readonly string[] = [], definition = 0, repetition = 0): readonly Leaf[] {
  const { name, type } = field
  const here = [...path, name], level = definition + (isOptional(field) ? 1 : 0)
  switch (type.kind) {
    case 'struct': return type.fields.flatMap(member => leavesOf(member, here, level, repetition))
    case 'list': return leavesOf(elementField(type.element, type.nullableElement), [...here, 'list'], level + 1, repetition + 1)
    case 'map': return [
      ...leavesOf({ name: 'key', type: type.key, nullable: false }, [...here, 'key_value'], level + 1, repetition + 1),
      ...leavesOf({ name: 'value', type: type.value, nullable: type.nullableValue }, [...here, 'key_value'], level + 1, repetition + 1),
    ]
    default: return [{ path: here, name: here.join('.'), type, storage: storageOf(type), maxDefinition: level, maxRepetition: repetition }]
  }
}
const elementField = (type: Field['type'], nullable: boolean): Field => ({ name: 'element', type, nullable })
