/** What the columns of a Parquet file are to us: types, and where in each row the values of nested ones lie. */
import type { SchemaElement } from 'hyparquet'
import { field, list, map, struct, type DataType, type Field } from '../../types/data-type.js'
import { leafType } from './leaf-type.js'
import { ThriftError } from './thrift.js'

/** A column of values in every row group. */
export interface Leaf {
  /** Which chunk of a row group. */
  readonly index: number
  readonly element: SchemaElement
  readonly type: DataType
  readonly maxDefinition: number
  readonly maxRepetition: number
}
/** `definition`: the definition level from which on the value is there (below: it, or something around it, is null). */
interface ShapeBase { readonly type: DataType; readonly nullable: boolean; readonly definition: number }
export interface LeafShape extends ShapeBase { readonly kind: 'leaf'; readonly leaf: Leaf }
export interface StructShape extends ShapeBase { readonly kind: 'struct'; readonly children: readonly Shape[] }
/** `repetition`: the level that says "one more element of this list". An empty list has exactly `definition`. */
export interface ListShape extends ShapeBase { readonly kind: 'list'; readonly element: Shape; readonly repetition: number }
export interface MapShape extends ShapeBase {
  readonly kind: 'map'
  readonly key: Shape
  readonly value: Shape
  readonly repetition: number
}
export type Shape = LeafShape | StructShape | ListShape | MapShape

/** A column, or why there is none: a type that we do not have. */
export interface FileColumn { readonly name: string; readonly shape: Shape | string }

/** The columns of a file, and how many leaves they have together. @throws ThriftError where the elements are no tree. */
export function fileColumns(schema: readonly SchemaElement[]): { readonly columns: readonly FileColumn[]; readonly leaves: number } {
  const root = schemaTree(schema)
  const leaves = new Map(leavesOf(root).map((tree, index) => [tree, index]))
  const columns = root.children.map(tree => ({ name: tree.element.name, shape: columnShape(tree, leaves) }))
  return { columns, leaves: leaves.size }
}

interface SchemaTree { readonly element: SchemaElement; readonly children: readonly SchemaTree[] }
const MOST_DEPTH = 100

/** Elements are listed parents first, each with the number of its children. */
function schemaTree(schema: readonly SchemaElement[]): SchemaTree {
  let at = 0
  const next = (depth: number): SchemaTree => {
    const element = schema[at++]
    if (element === undefined) throw new ThriftError('the schema ends too early')
    if (depth > MOST_DEPTH) throw new ThriftError(`column '${element.name}' is nested more than ${MOST_DEPTH} deep`)
    const children: SchemaTree[] = []
    while (children.length < (element.num_children ?? 0)) children.push(next(depth + 1))
    if (element.type && children.length) throw new ThriftError(`column '${element.name}' has both values and fields`)
    return { element, children }
  }
  const root = next(0)
  if (at < schema.length) throw new ThriftError(`column '${schema[at]!.name}' has no place in the schema`)
  return root
}

function columnShape(tree: SchemaTree, leaves: ReadonlyMap<SchemaTree, number>): Shape | string {
  try {
    return shapeOf(tree, { leaves, definition: 0, repetition: 0 })
  } catch (error) {
    if (error instanceof Unsupported) return error.message
    throw error
  }
}

export const fieldOf = (name: string, shape: Shape): Field => field(name, shape.type, shape.nullable)

export function leavesOfShape(shape: Shape): readonly Leaf[] {
  switch (shape.kind) {
    case 'leaf': return [shape.leaf]
    case 'struct': return shape.children.flatMap(leavesOfShape)
    case 'list': return leavesOfShape(shape.element)
    case 'map': return [...leavesOfShape(shape.key), ...leavesOfShape(shape.value)]
  }
}
/** A column with at most one level of null and no repetition, read by the fast way. */
export const isFlat = (shape: Shape): shape is LeafShape =>
  shape.kind === 'leaf' && shape.leaf.maxDefinition <= 1 && shape.leaf.maxRepetition === 0

class Unsupported extends Error {}
/** Where in the tree: levels around this value. */
interface Place { readonly leaves: ReadonlyMap<SchemaTree, number>; readonly definition: number; readonly repetition: number }
const inside = (place: Place): Place => ({ ...place, definition: place.definition + 1, repetition: place.repetition + 1 })

const leavesOf = (tree: SchemaTree): SchemaTree[] => tree.element.type ? [tree] : tree.children.flatMap(leavesOf)

function shapeOf(tree: SchemaTree, place: Place): Shape {
  // A repeated field outside a LIST or MAP is a list of its own, neither null nor with nulls.
  if (tree.element.repetition_type === 'REPEATED') {
    const element = valueShape(tree, inside(place), false)
    const { definition, repetition } = place
    return { kind: 'list', type: list(element.type, false), nullable: false, definition, element, repetition: repetition + 1 }
  }
  const nullable = tree.element.repetition_type === 'OPTIONAL'
  return valueShape(tree, nullable ? { ...place, definition: place.definition + 1 } : place, nullable)
}

/** The shape of a value that is there from `place.definition` on. */
function valueShape(tree: SchemaTree, place: Place, nullable: boolean): Shape {
  const { element, children } = tree
  const { definition, repetition } = place
  const base = { nullable, definition }
  if (element.type) {
    const type = leafType(element)
    if (typeof type === 'string') throw new Unsupported(type)
    const leaf = { index: place.leaves.get(tree)!, element, type, maxDefinition: definition, maxRepetition: repetition }
    return { kind: 'leaf', ...base, type, leaf }
  }
  const annotation = element.logical_type?.type ?? element.converted_type
  const repeated = children.length === 1 && children[0]!.element.repetition_type === 'REPEATED' ? children[0]! : undefined
  if (annotation === 'LIST' && repeated) {
    const item = elementShape(tree, repeated, inside(place))
    return { kind: 'list', ...base, type: list(item.type, item.nullable), element: item, repetition: repetition + 1 }
  }
  if ((annotation === 'MAP' || annotation === 'MAP_KEY_VALUE') && repeated?.children.length === 2) {
    const [key, value] = repeated.children.map(child => shapeOf(child, inside(place)))
    const type = map(key!.type, value!.type, value!.nullable)
    return { kind: 'map', ...base, type, key: key!, value: value!, repetition: repetition + 1 }
  }
  if (children.length === 0) throw new Unsupported('a struct without fields')
  const shapes = children.map(child => shapeOf(child, place))
  return { kind: 'struct', ...base, type: struct(children.map((child, n) => fieldOf(child.element.name, shapes[n]!))), children: shapes }
}

/** What a LIST repeats: in the usual three levels a group of one element; older writers repeat the element itself. */
function elementShape(tree: SchemaTree, repeated: SchemaTree, place: Place): Shape {
  const { name } = repeated.element
  const itself = repeated.children.length !== 1 || name === 'array' || name === `${tree.element.name}_tuple`
  return itself ? valueShape(repeated, place, false) : shapeOf(repeated.children[0]!, place)
}
