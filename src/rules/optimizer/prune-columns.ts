/**
 * Only columns that something above needs are made, kept and read. One walk from the root down carries the ids that are
 * needed; projections that drop columns stand below what keeps rows (joins and sorts), and sources read less.
 */
import { references, type Attribute, type Expression, type NamedExpression } from '../../logical/expression.js'
import { aggregate } from '../../logical/node/aggregate.js'
import { cachedRelation, type CachedRelation } from '../../logical/node/cached-relation.js'
import { expressionsOf, rebuild } from '../../logical/node/kinds.js'
import { localRelation } from '../../logical/node/local-relation.js'
import { project } from '../../logical/node/project.js'
import { relation, type Relation } from '../../logical/node/relation.js'
import { union, type Union } from '../../logical/node/union.js'
import type { LogicalPlan } from '../../logical/plan.js'
import { onPlan, type Rule } from '../rule.js'

type Ids = ReadonlySet<number>
/** What becomes of rows that are read, of which only some columns are needed. */
type OfRelation = (node: Relation | CachedRelation, needed: Ids) => LogicalPlan

const everything = (plan: LogicalPlan): Ids => new Set(plan.output.map(a => a.id))
export const columnPruning: Rule = onPlan('ColumnPruning', plan => prune(plan, everything(plan), node => node))
/** The same walk, down into the sources. Runs once, when filters have reached them. */
export const pushProjectionIntoSource: Rule = onPlan('PushProjectionIntoSource', plan => prune(plan, everything(plan), pruneRelation))

/** The plan with at least the needed columns, in their old order. */
function prune(plan: LogicalPlan, needed: Ids, ofRelation: OfRelation): LogicalPlan {
  const [child] = plan.children, below = (c: LogicalPlan, ids: Ids): LogicalPlan => prune(c, ids, ofRelation)
  switch (plan.node) {
    case 'project': {
      const columns = used(plan.columns, needed), input = below(child!, read(columns))
      return columns.length < plan.columns.length ? project(input, columns) : rebuild(plan, [input])
    }
    case 'aggregate': {
      const columns = used(plan.columns, needed), input = below(child!, read([...plan.keys, ...columns]))
      return columns.length < plan.columns.length ? aggregate(input, plan.keys, columns) : rebuild(plan, [input])
    }
    case 'join': case 'sort': {
      const ids = read(expressionsOf(plan), needed)
      return rebuild(plan, plan.children.map(c => narrow(below(c, ids), ids)))
    }
    case 'filter': return rebuild(plan, [below(child!, read(expressionsOf(plan), needed))])
    case 'limit': case 'sample': return rebuild(plan, [below(child!, needed)])
    case 'union': return pruneUnion(plan, needed, below)
    case 'distinct': case 'setOperation': case 'deduplicate': return rebuild(plan, plan.children.map(c => below(c, everything(c))))
    case 'localRelation': {
      const kept = positions(plan.output, needed)
      if (kept.length === plan.output.length) return plan
      return localRelation(kept.map(n => plan.output[n]!), plan.rows.map(row => kept.map(n => row[n]!)))
    }
    case 'relation': case 'cachedRelation': return ofRelation(plan, needed)
  }
}
/** The children give exactly the same columns, in the same order. */
function pruneUnion(plan: Union, needed: Ids, below: (c: LogicalPlan, ids: Ids) => LogicalPlan): LogicalPlan {
  const kept = positions(plan.output, needed)
  const children = plan.children.map(c => {
    const wanted = kept.map(n => c.output[n]!)
    return exactly(below(c, new Set(wanted.map(a => a.id))), wanted)
  })
  return kept.length < plan.output.length ? union(children, kept.map(n => plan.output[n]!)) : rebuild(plan, children)
}
const positions = (output: readonly Attribute[], needed: Ids): readonly number[] => output.flatMap((a, n) => needed.has(a.id) ? [n] : [])
/** The source's columns follow the relation's output: those that nothing needs are not read. */
function pruneRelation(node: Relation | CachedRelation, needed: Ids): LogicalPlan {
  const output = node.output.filter(a => needed.has(a.id))
  if (output.length === node.output.length) return node
  return node.node === 'relation' ? relation(node.source.pruneColumns(output.map(a => a.name)), output) : cachedRelation(node.source, node.rows, output)
}
const used = (columns: readonly NamedExpression[], needed: Ids): readonly NamedExpression[] => columns.filter(c => needed.has(c.id))
function read(expressions: readonly Expression[], also: Ids = new Set()): Ids {
  const into = new Map<number, Attribute>()
  for (const e of expressions) references(e, into)
  return new Set([...also, ...into.keys()])
}
/** Drops the columns that are not needed, if there are any. */
const narrow = (plan: LogicalPlan, needed: Ids): LogicalPlan => exactly(plan, plan.output.filter(a => needed.has(a.id)))
const exactly = (plan: LogicalPlan, columns: readonly Attribute[]): LogicalPlan =>
  columns.length === plan.output.length && columns.every((a, n) => a.id === plan.output[n]!.id) ? plan : project(plan, columns)
