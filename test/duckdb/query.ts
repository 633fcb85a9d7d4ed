/** Random relational queries: a chain of verbs here, nested selects in DuckDB. */
import { avg, count, countDistinct, max, min, schema, stddev, sum, variance, type DataFrame, type Session } from '../../src/index.js'
import { below, chance, pick, randomTable, types, type ColumnInfo, type Gen, type TableData } from '../fuzz/data.js'
import type { AnyColumns } from '../fuzz/expressions.js'
import { expression, kindAmong, type Both } from './expressions.js'

type AnyFrame = any
type Frames = readonly [AnyFrame, AnyFrame]
export interface Query {
  readonly tables: readonly [TableData, TableData]
  readonly columns: readonly ColumnInfo[]
  readonly sql: string
  /** The rows come in this very order. */
  readonly ordered: boolean
  readonly build: (frames: Frames) => AnyFrame
}
type Step = (g: Gen, q: Query, n: number) => Partial<Pick<Query, 'columns' | 'ordered'>> & Pick<Query, 'sql' | 'build'> | undefined

export function randomQuery(g: Gen): Query {
  const tables = [table(g, 'a'), table(g, 'b')] as const
  let query: Query = { tables, columns: tables[0].columns, sql: 'SELECT * FROM a', ordered: false, build: ([a]) => a }
  const wanted = 1 + below(g, 4)
  for (let n = 0; n < wanted; n++) {
    const next = pick(g, steps)(g, query, n)
    if (next) query = { ...query, ordered: false, ...next }
  }
  return query
}
/** DuckDB has no text with a zero byte. */
function table(g: Gen, prefix: string): TableData {
  const { columns, rows } = randomTable(g, prefix)
  return { columns, rows: rows.map(r => Object.fromEntries(Object.entries(r).map(([k, v]) => [k, typeof v === 'string' ? v.replaceAll('\0', '0') : v]))) }
}
export const framesOf = (tf: Session, { tables }: Query): Frames => tables.map(({ columns, rows }) =>
  tf.frame(schema(Object.fromEntries(columns.map(c => [c.name, types[c.kind].nullable()]))), rows as never) as DataFrame<unknown>) as unknown as Frames

const list = (columns: readonly ColumnInfo[]): string => columns.map(c => c.name).join(', ')
function some<T>(g: Gen, from: readonly T[]): readonly T[] {
  const kept = from.filter(() => chance(g, 60))
  return kept.length ? kept : [pick(g, from)]
}
const hows = { inner: 'JOIN', left: 'LEFT JOIN', right: 'RIGHT JOIN', full: 'FULL JOIN', semi: 'SEMI JOIN', anti: 'ANTI JOIN' } as const
const fromFrame = (columns: readonly ColumnInfo[], $: AnyColumns): AnyColumns => Object.fromEntries(columns.map(c => [c.name, $[c.name]]))

const filterStep: Step = (g, q, n) => {
  const condition = expression(g, 'bool', q.columns, 3)
  return { sql: `SELECT * FROM (${q.sql}) t${n} WHERE ${condition.sql}`, build: f => q.build(f).filter(condition.build) }
}
const columnsStep: Step = (g, q, n) => {
  const kind = kindAmong(g, q.columns), made = expression(g, kind, q.columns, 3), kept = some(g, q.columns), name = `c${n}`
  return {
    columns: [...kept, { name, kind }], sql: `SELECT ${list(kept)}, ${made.sql} AS ${name} FROM (${q.sql}) t${n}`,
    build: f => q.build(f).select(...kept.map(c => c.name), ($: AnyColumns) => ({ [name]: made.build($) })),
  }
}
const joinStep: Step = (g, q, n) => {
  const right = q.tables[1].columns
  if (q.columns.some(c => right.some(r => r.name === c.name))) return undefined
  const pairs = q.columns.flatMap(l => right.filter(r => r.kind === l.kind).map(r => [l.name, r.name] as const))
  const how = pick(g, Object.keys(hows) as (keyof typeof hows)[]), columns = how === 'semi' || how === 'anti' ? q.columns : [...q.columns, ...right]
  const from = `SELECT * FROM (${q.sql}) t${n} ${hows[how]} b ON`
  if (pairs.length && chance(g, 50)) {
    const on = Object.fromEntries(chance(g, 70) ? [pick(g, pairs)] : [pick(g, pairs), pick(g, pairs)])
    return { columns, sql: `${from} ${Object.entries(on).map(([l, r]) => `${l} = ${r}`).join(' AND ')}`, build: f => q.build(f).join(f[1], on, { how }) }
  }
  // an equality with more beside it, or any condition at all
  const keyed = pairs.length > 0 && chance(g, 70), [l, r] = keyed ? pick(g, pairs) : ['', ''], more = expression(g, 'bool', [...q.columns, ...right], 2)
  const condition: Both = keyed ? { sql: `${l} = ${r} AND ${more.sql}`, build: $ => $[l].eq($[r]).and(more.build($)) } : more
  return {
    columns, sql: `${from} ${condition.sql}`,
    build: f => q.build(f).joinOn(f[1], (x: AnyColumns, y: AnyColumns) => condition.build({ ...fromFrame(q.columns, x), ...fromFrame(right, y) }), { how }),
  }
}
const crossStep: Step = (_, q, n) => {
  const right = q.tables[1].columns
  if (q.columns.some(c => right.some(r => r.name === c.name))) return undefined
  return { columns: [...q.columns, ...right], sql: `SELECT * FROM (${q.sql}) t${n} CROSS JOIN b`, build: f => q.build(f).crossJoin(f[1]) }
}
const groupStep: Step = (g, q, n) => {
  const keys = chance(g, 20) ? [] : some(g, q.columns).slice(0, 3), numbers = q.columns.filter(c => ['int32', 'float64', 'decimal'].includes(c.kind))
  const target = numbers.length ? pick(g, numbers) : undefined, ints = q.columns.find(c => c.kind === 'int32'), flag = q.columns.find(c => c.kind === 'bool')
  const [x, y] = [pick(g, q.columns), pick(g, q.columns)]
  const made: [ColumnInfo, string, ($: AnyColumns) => unknown][] = [
    [{ name: `n${n}`, kind: 'int64' }, 'COUNT(*)', () => count()],
    [{ name: `k${n}`, kind: 'int64' }, `COUNT(${x.name})`, $ => count($[x.name])],
    [{ name: `min${n}`, kind: x.kind }, `MIN(${x.name})`, $ => min($[x.name])],
    [{ name: `max${n}`, kind: y.kind }, `MAX(${y.name})`, $ => max($[y.name])],
    [{ name: `u${n}`, kind: 'int64' }, `COUNT(DISTINCT ${y.name})`, $ => $[y.name].countDistinct()],
  ]
  if (x.name !== y.name) {
    const pair = `CASE WHEN ${x.name} IS NOT NULL AND ${y.name} IS NOT NULL THEN (${x.name}, ${y.name}) END`
    made.push([{ name: `v${n}`, kind: 'int64' }, `COUNT(DISTINCT ${pair})`, $ => countDistinct($[x.name], $[y.name])])
  }
  if (target) made.push([{ name: `sum${n}`, kind: 'float64' }, `CAST(SUM(${target.name}) AS DOUBLE)`, $ => sum($[target.name]).cast('float64')])
  // the average of decimals is a decimal here and a float there
  if (target && target.kind !== 'decimal') made.push([{ name: `avg${n}`, kind: 'float64' }, `AVG(${target.name})`, $ => avg($[target.name])])
  if (ints) made.push(
    [{ name: `sd${n}`, kind: 'float64' }, `ROUND(STDDEV_SAMP(${ints.name} % 10), 3)`, $ => stddev($[ints.name].mod(10)).round(3)],
    [{ name: `var${n}`, kind: 'float64' }, `ROUND(VAR_SAMP(${ints.name} % 10), 3)`, $ => variance($[ints.name].mod(10)).round(3)],
  )
  if (flag) made.push(
    [{ name: `any${n}`, kind: 'bool' }, `BOOL_OR(${flag.name})`, $ => $[flag.name].any()],
    [{ name: `all${n}`, kind: 'bool' }, `BOOL_AND(${flag.name})`, $ => $[flag.name].every()],
  )
  const chosen = some(g, made), agg = ($: AnyColumns): AnyColumns => Object.fromEntries(chosen.map(([c, , make]) => [c.name, make($)]))
  const outputs = chosen.map(([c, sql]) => `${sql} AS ${c.name}`).join(', ')
  if (!keys.length) return { columns: chosen.map(([c]) => c), sql: `SELECT ${outputs} FROM (${q.sql}) t${n}`, build: f => q.build(f).agg(agg) }
  return {
    columns: [...keys, ...chosen.map(([c]) => c)], sql: `SELECT ${list(keys)}, ${outputs} FROM (${q.sql}) t${n} GROUP BY ${list(keys)}`,
    build: f => q.build(f).groupBy(...keys.map(k => k.name)).agg(agg),
  }
}
const distinctStep: Step = (g, q, n) => {
  const kept = some(g, q.columns)
  return { columns: kept, sql: `SELECT DISTINCT ${list(kept)} FROM (${q.sql}) t${n}`, build: f => q.build(f).select(...kept.map(c => c.name)).distinct() }
}
const setStep: Step = (g, q, n) => {
  const [sql, verb] = pick(g, [['UNION ALL', 'union'], ['INTERSECT', 'intersect'], ['EXCEPT', 'except']] as const), condition = expression(g, 'bool', q.columns, 2)
  return {
    sql: `(${q.sql}) ${sql} (SELECT * FROM (${q.sql}) t${n} WHERE ${condition.sql})`,
    build: f => {
      const frame = q.build(f)
      return frame[verb](frame.filter(condition.build))
    },
  }
}
/** By every column, so that the order and the first rows are the same everywhere. */
const sortStep: Step = (g, q, n) => {
  const keys = q.columns.map(c => ({ ...c, descending: chance(g, 40), first: chance(g, 50) })), limited = chance(g, 60), size = below(g, 12), skipped = below(g, 4)
  const by = keys.map(k => `${k.name} ${k.descending ? 'DESC' : 'ASC'} NULLS ${k.first ? 'FIRST' : 'LAST'}`).join(', ')
  return {
    ordered: true, sql: `SELECT * FROM (${q.sql}) t${n} ORDER BY ${by}${limited ? ` LIMIT ${size} OFFSET ${skipped}` : ''}`,
    build: f => {
      const sorted = q.build(f).orderBy(...keys.map(k => ($: AnyColumns) => {
        const key = k.descending ? $[k.name].desc() : $[k.name].asc()
        return k.first ? key.nullsFirst() : key.nullsLast()
      }))
      return limited ? sorted.offset(skipped).limit(size) : sorted
    },
  }
}
const steps: readonly Step[] = [filterStep, columnsStep, joinStep, joinStep, joinStep, crossStep, groupStep, groupStep, distinctStep, setStep, sortStep]
