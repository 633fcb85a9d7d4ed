/** Random programs: chains of verbs over random tables. */
import { avg, count, lit, max, min, schema, sum, type ParquetWriteOptions, type Session } from '../../src/index.js'
import { below, chance, pick, randomTable, randomValue, types, type ColumnInfo, type Gen, type TableData } from './data.js'
import { expression, kindAmong, type AnyColumns } from './expressions.js'

// Frames of random shape have no type that the compiler could know.
export type AnyFrame = any
interface Step { readonly text: string; readonly apply: (frame: AnyFrame, tables: readonly AnyFrame[]) => AnyFrame }
export interface Program { readonly tables: readonly TableData[]; readonly steps: readonly Step[]; readonly columns: readonly ColumnInfo[]; readonly files: FileOptions }

export function randomProgram(g: Gen): Program {
  const tables = [randomTable(g, 'a'), randomTable(g, 'b')]
  let columns: readonly ColumnInfo[] = tables[0]!.columns
  const steps: Step[] = [], length = 1 + below(g, 6)
  for (let n = 0; n < length; n++) {
    const next = verbs[pick(g, Object.keys(verbs) as (keyof typeof verbs)[])](g, columns, tables, n)
    if (!next) continue
    steps.push(next.step)
    columns = next.columns
  }
  return { tables, steps, columns, files: randomFileOptions(g, tables) }
}

/** How its tables are written: in many small row groups and pages, so that there is something to pass over. */
type FileOptions = readonly ParquetWriteOptions[]
const randomFileOptions = (g: Gen, tables: readonly TableData[]): FileOptions => tables.map(({ columns }) => ({
  rowGroupSize: 1 + below(g, 40), pageRowCountLimit: 1 + below(g, 15), dataPageVersion: pick(g, [1, 2] as const),
  dictionary: chance(g, 70), statistics: chance(g, 80), pageIndex: chance(g, 80), compression: pick(g, ['snappy', 'zstd', 'none'] as const),
  // a bool has no Bloom filter
  bloomFilter: columns.filter(c => c.kind !== 'bool' && chance(g, 40)).map(c => c.name),
}))

/** The program's tables as frames of a session. */
export const frames = ({ tables }: Program, tf: Session): readonly AnyFrame[] => tables.map(table => (tf as AnyFrame).frame(schemaOf(table), table.rows))
export const schemaOf = ({ columns }: TableData): AnyFrame =>
  schema(Object.fromEntries(columns.map(c => [c.name, c.nullable ? types[c.kind].nullable() : types[c.kind]])))
/** The program's frame over its tables. `keep` is given every frame on the way. */
export async function build({ steps }: Program, tables: readonly AnyFrame[], keep: (frame: AnyFrame) => Promise<unknown> = async () => {}): Promise<AnyFrame> {
  for (const frame of tables) await keep(frame)
  let [made] = tables
  for (const step of steps) await keep(made = step.apply(made, tables))
  return made
}
export const describe = ({ tables, steps, files }: Program): string => [
  ...tables.map((table, n) => `table ${'ab'[n]} (${table.columns.map(c => `${c.name} ${c.kind}${c.nullable ? '?' : ''}`).join(', ')}): ${JSON.stringify(table.rows, (_, v) => typeof v === 'bigint' ? `${v}n` : v)}`),
  `written with ${JSON.stringify(files)}`,
  ...steps.map(s => `  ${s.text}`),
].join('\n')

interface Next { readonly step: Step; readonly columns: readonly ColumnInfo[] }
type Verb = (g: Gen, columns: readonly ColumnInfo[], tables: readonly TableData[], n: number) => Next | undefined
const next = (text: string, columns: readonly ColumnInfo[], apply: Step['apply']): Next => ({ step: { text, apply }, columns })
const subset = <T>(g: Gen, from: readonly T[]): readonly T[] => {
  const some = from.filter(() => chance(g, 60))
  return some.length ? some : from.slice(0, 1)
}

const verbs = {
  filter: (g, columns) => {
    const condition = expression(g, 'bool', columns, 3)
    return next(`filter ${condition.text}`, columns, f => f.filter(($: AnyColumns) => condition.build($)))
  },
  withColumns: (g, columns, _, n) => {
    const kind = kindAmong(g, columns), made = expression(g, kind, columns, 3), name = chance(g, 30) ? pick(g, columns).name : `w${n}`
    const replaced = columns.some(c => c.name === name)
    const after = replaced ? columns.map(c => c.name === name ? { name, kind } : c) : [...columns, { name, kind }]
    return next(`withColumns ${name}: ${made.text}`, after, f => f.withColumns(($: AnyColumns) => ({ [name]: made.build($) })))
  },
  select: (g, columns, _, n) => {
    const kept = subset(g, columns), kind = kindAmong(g, columns), made = expression(g, kind, columns, 2), name = `s${n}`
    return next(`select ${kept.map(c => c.name).join(', ')}, ${name}: ${made.text}`, [...kept, { name, kind }],
      f => f.select(...kept.map(c => c.name), ($: AnyColumns) => ({ [name]: made.build($) })))
  },
  aggregate: (g, columns, _, n) => {
    const keys = chance(g, 15) ? [] : subset(g, columns).slice(0, 2), numbers = columns.filter(c => c.kind === 'int32' || c.kind === 'float64' || c.kind === 'decimal')
    const target = numbers.length ? pick(g, numbers) : undefined, other = pick(g, columns), names = [`n${n}`, `s${n}`, `m${n}`, `x${n}`, `d${n}`]
    const make = ($: AnyColumns): AnyColumns => ({
      [names[0]!]: count(),
      ...(target ? { [names[1]!]: sum($[target.name]).cast('float64'), [names[4]!]: avg($[target.name]).cast('float64') } : {}),
      [names[2]!]: min($[other.name]), [names[3]!]: max($[other.name]), [`u${n}`]: $[other.name].countDistinct(),
    })
    const made: ColumnInfo[] = [{ name: names[0]!, kind: 'int64' }, { name: names[2]!, kind: other.kind }, { name: names[3]!, kind: other.kind }, { name: `u${n}`, kind: 'int64' }]
    if (target) made.push({ name: names[1]!, kind: 'float64' }, { name: names[4]!, kind: 'float64' })
    const text = `aggregate [${keys.map(k => k.name).join(', ')}] count, sum/avg ${target?.name ?? '-'}, min/max/countDistinct ${other.name}`
    if (!keys.length) return next(text, made, f => f.agg(make))
    return next(text, [...keys, ...made], f => f.groupBy(...keys.map(k => k.name)).agg(make))
  },
  // values whose order is nobody's: what is asked of them does not depend on it
  collect: (g, columns, _, n) => {
    const keys = subset(g, columns).slice(0, 2), other = pick(g, columns), value = randomValue(g, other.kind), condition = expression(g, 'bool', columns, 1)
    const made: ColumnInfo[] = [
      ...keys.slice(0, 1).flatMap(({ kind }) => [{ name: `first${n}`, kind }, { name: `last${n}`, kind }]),
      { name: `if${n}`, kind: 'int64' }, { name: `any${n}`, kind: 'bool' }, { name: `every${n}`, kind: 'bool' },
    ]
    const listed: ColumnInfo[] = [{ name: `list${n}`, kind: 'int32' }, { name: `set${n}`, kind: 'int32' }, { name: `has${n}`, kind: 'bool' }]
    const text = `collect [${keys.map(k => k.name).join(', ')}] lists of ${other.name}, which contain ${String(value)}; first and last key; countIf, any, every ${condition.text}`
    return next(text, [...keys, ...made, ...listed], f => f
      .groupBy(...keys.map(k => k.name)).agg(($: AnyColumns) => ({
        [`first${n}`]: $[keys[0]!.name].first(), [`last${n}`]: $[keys[0]!.name].last(),
        [`if${n}`]: condition.build($).countIf(), [`any${n}`]: condition.build($).any(), [`every${n}`]: condition.build($).every(),
        list: $[other.name].collectList(), set: $[other.name].collectSet(),
      }))
      .withColumns(($: AnyColumns) => ({
        [`list${n}`]: $['list'].size(), [`set${n}`]: $['set'].size(), [`has${n}`]: $['list'].arrayContains(lit(String(value)).cast(types[other.kind] as never)),
      }))
      .drop('list', 'set'))
  },
  join: (g, columns, tables) => {
    const right = tables[1]!.columns, pairs = columns.flatMap(l => right.filter(r => r.kind === l.kind).map(r => [l.name, r.name] as const))
    if (!pairs.length || columns.some(c => right.some(r => r.name === c.name))) return undefined
    const how = pick(g, ['inner', 'left', 'right', 'full', 'semi', 'anti'] as const), on = Object.fromEntries([pick(g, pairs)])
    const after = how === 'semi' || how === 'anti' ? columns : [...columns, ...right]
    return next(`join b on ${JSON.stringify(on)} ${how}`, after, (f, [, b]) => f.join(b, on, { how }))
  },
  joinOn: (g, columns, tables) => {
    const right = tables[1]!.columns
    if (columns.some(c => right.some(r => r.name === c.name))) return undefined
    const how = pick(g, ['inner', 'left', 'right', 'full', 'semi', 'anti'] as const), condition = expression(g, 'bool', [...columns, ...right], 2)
    const after = how === 'semi' || how === 'anti' ? columns : [...columns, ...right]
    return next(`joinOn b ${condition.text} ${how}`, after, (f, [, b]) => f.joinOn(b, (l: AnyColumns, r: AnyColumns) => condition.build({ ...pickColumns(l, columns), ...pickColumns(r, right) }), { how }))
  },
  union: (g, columns) => {
    const condition = expression(g, 'bool', columns, 1)
    return next(`union with its rows where ${condition.text}`, columns, f => f.union(f.filter(($: AnyColumns) => condition.build($))))
  },
  setOperation: (g, columns) => {
    const verb = pick(g, ['intersect', 'except'] as const), condition = expression(g, 'bool', columns, 1)
    return next(`${verb} its rows where ${condition.text}`, columns, f => f[verb](f.filter(($: AnyColumns) => condition.build($))))
  },
  distinct: (_, columns) => next('distinct', columns, f => f.distinct()),
  sortedLimit: (g, columns) => {
    const count = below(g, 20), offset = below(g, 4), descending = chance(g, 50), nullsFirst = chance(g, 50)
    // a total order, so that the first rows are the same in every plan
    return next(`orderBy all${descending ? ' desc' : ''}${nullsFirst ? ' nulls first' : ' nulls last'}, offset ${offset}, limit ${count}`, columns, f => f
      .orderBy(...columns.map(c => ($: AnyColumns) => {
        const key = descending ? $[c.name].desc() : $[c.name].asc()
        return nullsFirst ? key.nullsFirst() : key.nullsLast()
      })).offset(offset).limit(count))
  },
  dropNulls: (g, columns) => {
    const names = subset(g, columns).map(c => c.name)
    return next(`dropNulls ${names.join(', ')}`, columns, f => f.dropNulls(...names))
  },
  fillNulls: (g, columns) => {
    const { name, kind } = pick(g, columns)
    if (kind === 'int64' || kind === 'timestampNtz') return undefined
    const value = randomValue(g, kind)
    return next(`fillNulls ${name}: ${String(value)}`, columns, f => f.fillNulls({ [name]: value }))
  },
  rename: (g, columns, _, n) => {
    const { name } = pick(g, columns)
    return next(`rename ${name} to r${n}`, columns.map(c => c.name === name ? { ...c, name: `r${n}` } : c), f => f.rename({ [name]: `r${n}` }))
  },
  drop: (g, columns) => {
    if (columns.length < 2) return undefined
    const { name } = pick(g, columns)
    return next(`drop ${name}`, columns.filter(c => c.name !== name), f => f.drop(name))
  },
} satisfies Record<string, Verb>

const pickColumns = ($: AnyColumns, columns: readonly ColumnInfo[]): AnyColumns => Object.fromEntries(columns.map(c => [c.name, $[c.name]]))
