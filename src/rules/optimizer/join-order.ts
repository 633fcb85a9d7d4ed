/**
 * The cheapest tree of inner joins: by dynamic programming over all sets of inputs that conditions connect, for more than
 * a dozen inputs by always doing the join that gives the fewest rows. Sets are bit masks.
 */
import { references, type Expression } from '../../logical/expression.js'
import type { LogicalPlan } from '../../logical/plan.js'
import { estimate, joinSelectivity, type Estimate } from '../statistics.js'

/** An input by its number, or a join of two trees. */
export type JoinTree = number | readonly [JoinTree, JoinTree]
const MOST_EXHAUSTIVE = 12
/** A row put into a hash table costs about as much as this many rows that pass by. */
const BUILD = 2

interface Edge { readonly mask: number; readonly selectivity: number }
interface Plan { readonly tree: JoinTree; readonly mask: number; readonly rows: number; readonly cost: number }

export function cheapestTree(leaves: readonly LogicalPlan[], conditions: readonly Expression[]): JoinTree {
  const inputs = leaves.map(estimate), edges = edgesOf(inputs, conditions)
  const singles = inputs.map((e, n): Plan => ({ tree: n, mask: 1 << n, rows: e.rows, cost: 0 }))
  const parts = components(singles, edges).map(group => group.length <= MOST_EXHAUSTIVE ? exhaustive(group, edges) : greedy(group, edges))
  // what no condition connects is multiplied last, the smallest first
  return parts.sort((a, b) => a.rows - b.rows).reduce((a, b) => combined(a, b, edges)).tree
}
/** Equalities between the same two inputs count together, everything else by itself. */
function edgesOf(inputs: readonly Estimate[], conditions: readonly Expression[]): readonly Edge[] {
  const byMask = new Map<number, Expression[]>()
  for (const c of conditions) {
    let mask = 0
    for (const id of references(c).keys()) mask |= 1 << inputs.findIndex(e => e.columns.has(id))
    byMask.set(mask, [...byMask.get(mask) ?? [], c])
  }
  return [...byMask].map(([mask, all]) => {
    const [left, ...others] = inputs.filter((_, n) => mask & (1 << n))
    if (!left || !others.length) return { mask, selectivity: 1 }   // a filter: its input is filtered already
    const right = others.length === 1 ? others[0]! : { ...others[0]!, columns: new Map(others.flatMap(o => [...o.columns])) }
    return { mask, selectivity: joinSelectivity(all, left, right) }
  })
}
const connects = (edges: readonly Edge[], a: number, b: number): boolean =>
  edges.some(e => (e.mask & a) !== 0 && (e.mask & b) !== 0 && (e.mask & ~(a | b)) === 0)

function combined(a: Plan, b: Plan, edges: readonly Edge[]): Plan {
  const mask = a.mask | b.mask
  const fresh = edges.filter(e => (e.mask & ~mask) === 0 && (e.mask & ~a.mask) !== 0 && (e.mask & ~b.mask) !== 0)
  const rows = a.rows * b.rows * fresh.reduce((s, e) => s * e.selectivity, 1)
  return { tree: [a.tree, b.tree], mask, rows, cost: a.cost + b.cost + rows + BUILD * Math.min(a.rows, b.rows) }
}
function components(singles: readonly Plan[], edges: readonly Edge[]): readonly (readonly Plan[])[] {
  let groups = singles.map(s => [s])
  for (const { mask } of edges) {
    const touched = groups.filter(g => g.some(s => s.mask & mask))
    if (touched.length > 1) groups = [...groups.filter(g => !touched.includes(g)), touched.flat()]
  }
  return groups.map(g => g.sort((a, b) => a.mask - b.mask))
}
function exhaustive(group: readonly Plan[], edges: readonly Edge[]): Plan {
  const count = group.length, best = new Array<Plan | undefined>(1 << count)
  group.forEach((s, n) => { best[1 << n] = s })
  for (let set = 1; set < 1 << count; set++) {
    if (best[set]) continue
    const lowest = set & -set
    // every split into two, of which the first has the set's first input
    for (let part = (set - 1) & set; part; part = (part - 1) & set) {
      if (!(part & lowest)) continue
      const a = best[part], b = best[set ^ part]
      if (!a || !b || !connects(edges, a.mask, b.mask)) continue
      const made = combined(a, b, edges)
      if (!best[set] || made.cost < best[set]!.cost) best[set] = made
    }
  }
  // conditions over three inputs may leave sets that no two parts make up
  return best[(1 << count) - 1] ?? greedy(group, edges)
}
function greedy(group: readonly Plan[], edges: readonly Edge[]): Plan {
  let parts = [...group]
  while (parts.length > 1) {
    let found: Plan | undefined, from: readonly Plan[] = []
    const consider = (a: Plan, b: Plan): void => {
      const made = combined(a, b, edges)
      if (!found || made.rows < found.rows) { found = made; from = [a, b] }
    }
    const pairs = parts.flatMap((a, n) => parts.slice(n + 1).map(b => [a, b] as const))
    for (const [a, b] of pairs) if (connects(edges, a.mask, b.mask)) consider(a, b)
    if (!found) for (const [a, b] of pairs) consider(a, b)
    parts = [...parts.filter(p => !from.includes(p)), found!]
  }
  return parts[0]!
}
