import type { Memory } from '../../../memory/memory.js'
import { fieldOffset, wordBytes, wordsOffset } from '../../../memory/nested.js'
import type { DataType, Field } from '../../../types/data-type.js'
import { isOptional } from './leaves.js'

/**
 * Takes values apart into leaves, with their levels. A value is at `cell`: in a column, or in the block at `base`, from which its offsets
 * count.
 */
export interface Shredder {
  value(repetition: number, cell: number, base: number): void
  /** It, or something around it, is null or an empty list: at this definition level. */
  missing(repetition: number, definition: number): void
}
/** The levels around a value, and what comes next of the leaves that its field has. */
interface Place { readonly next: () => Shredder; readonly definition: number; readonly repetition: number }

/** `leaves`: those of the field, in order. */
export function shredder(field: Field, leaves: readonly Shredder[], { view }: Memory): Shredder {
  let at = 0
  return shredderOf(field, { next: () => leaves[at++]!, definition: 0, repetition: 0 }, view)
}

function shredderOf(field: Field, { next, definition, repetition }: Place, view: DataView): Shredder {
  const { type } = field, present = definition + (isOptional(field) ? 1 : 0)
  const inner: Place = { next, definition: present + 1, repetition: repetition + 1 }
  const within = (member: Field): Shredder => shredderOf(member, inner, view)
  switch (type.kind) {
    case 'struct': {
      const place: Place = { next, definition: present, repetition }
      const members = type.fields.map((member, n) => ({ shred: shredderOf(member, place, view), offset: fieldOffset(type, n) }))
      return structShredder(members, present, view)
    }
    case 'list': {
      const element = within({ name: 'element', type: type.element, nullable: type.nullableElement })
      return listShredder(elements(type.element, element, inner, view), view)
    }
    case 'map': {
      const key = within({ name: 'key', type: type.key, nullable: false })
      const value = within({ name: 'value', type: type.value, nullable: type.nullableValue })
      return mapShredder(elements(type.key, key, inner, view), elements(type.value, value, inner, view), view)
    }
    default: return next()
  }
}

const isValid = (view: DataView, block: number, n: number): boolean => (view.getUint8(block + 8 + (n >>> 3)) >>> (n & 7) & 1) === 1

interface Member { readonly shred: Shredder; readonly offset: number }
const structShredder = (members: readonly Member[], present: number, view: DataView): Shredder => ({
  value(repetition, cell, base) {
    const block = base + view.getUint32(cell, true)
    members.forEach(({ shred, offset }, n) => {
      if (isValid(view, block, n)) shred.value(repetition, block + offset, block)
      else shred.missing(repetition, present)
    })
  },
  missing(repetition, definition) { for (const { shred } of members) shred.missing(repetition, definition) },
})

/** The elements of the list block at `block`, the first with the repetition level of the list. */
interface Elements { readonly shred: Shredder; all(repetition: number, block: number): void }
function elements(type: DataType, shred: Shredder, { definition, repetition: again }: Place, view: DataView): Elements {
  const width = wordBytes(type)
  return {
    shred,
    all(repetition, block) {
      const count = view.getUint32(block, true), words = block + wordsOffset(count)
      if (count === 0) shred.missing(repetition, definition - 1)
      for (let n = 0; n < count; n++) {
        const level = n === 0 ? repetition : again
        if (isValid(view, block, n)) shred.value(level, words + n * width, block)
        else shred.missing(level, definition)
      }
    },
  }
}
const listShredder = (element: Elements, view: DataView): Shredder => ({
  value: (repetition, cell, base) => element.all(repetition, base + view.getUint32(cell, true)),
  missing: (repetition, definition) => element.shred.missing(repetition, definition),
})
const mapShredder = (keys: Elements, values: Elements, view: DataView): Shredder => ({
  value(repetition, cell, base) {
    const block = base + view.getUint32(cell, true)
    keys.all(repetition, block + view.getUint32(block + 8, true))
    values.all(repetition, block + view.getUint32(block + 16, true))
  },
  missing(repetition, definition) {
    keys.shred.missing(repetition, definition)
    values.shred.missing(repetition, definition)
  },
})
