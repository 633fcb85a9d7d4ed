/** The columns of one file, and which of them may be null. */
import { insideOf } from '../../dsl/frame.js'
import { count } from '../../dsl/generated/functions.js'
import { field, type Field } from '../../types/data-type.js'
import type { AnyFrame } from '../formats.js'

export const nullabilities = ['declared', 'values', 'always'] as const
export type Nullability = (typeof nullabilities)[number]

export async function readFields(frame: AnyFrame, nullability: Nullability, signal: AbortSignal): Promise<readonly Field[]> {
  const { fields } = frame.schema
  if (nullability === 'declared') return fields
  if (nullability === 'always') return fields.map(f => field(f.name, f.type, true))
  const nulls = await columnsWithNulls(frame, fields.filter(f => f.nullable && f.type.kind !== 'void').map(f => f.name), signal)
  return fields.map(f => field(f.name, f.type, f.type.kind === 'void' || nulls.has(f.name)))
}
/** By what the file says of itself where it does, else by its values. */
async function columnsWithNulls(frame: AnyFrame, names: readonly string[], signal: AbortSignal): Promise<ReadonlySet<string>> {
  const { plan } = insideOf(frame), known = plan.node === 'relation' ? plan.source.statistics().columns : undefined
  const found = new Set(names.filter(name => (known?.get(name)?.nulls ?? 0) > 0))
  const open = names.filter(name => known?.get(name)?.nulls === undefined)
  if (!open.length) return found
  const counts = await frame.agg($ =>
    Object.fromEntries([['rows', count()], ...open.map((name, n) => [`c${n}`, $[name]!.count()])])).first({ int64: 'number', signal })
  const { rows, ...values } = counts as Readonly<Record<string, number>>
  open.forEach((name, n) => { if (values[`c${n}`]! < rows!) found.add(name) })
  return found
}
