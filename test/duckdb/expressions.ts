/** Random expressions that mean the same here and in DuckDB: where the two dialects differ, the SQL spells out what we do. */
import { coalesce, greatest, least, lit, when } from '../../src/index.js'
import { below, chance, kinds, pick, randomValue, types, type ColumnInfo, type Gen, type Kind } from '../fuzz/data.js'
import type { AnyColumn, AnyColumns } from '../fuzz/expressions.js'
import { quoted, sqlLiteral, sqlTypes } from './sql.js'

export interface Both { readonly sql: string; readonly build: ($: AnyColumns) => AnyColumn }
const both = (sql: string, build: ($: AnyColumns) => AnyColumn): Both => ({ sql, build })
const column = (name: string): Both => both(name, $ => $[name])

/** Values that DuckDB cannot hold or prints in another way are left out. */
function value(g: Gen, kind: Kind): unknown {
  for (;;) {
    const made = randomValue(g, kind)
    if (!(typeof made === 'string' && made.includes('\0'))) return made
  }
}
function constant(g: Gen, kind: Kind): Both {
  const made = value(g, kind)
  const plain = kind === 'utf8' || kind === 'bool' || kind === 'float64'
  return both(sqlLiteral(kind, made), () => plain ? (lit as AnyColumn)(made).cast(types[kind]) : lit(String(made)).cast(types[kind] as never))
}

export function expression(g: Gen, kind: Kind, columns: readonly ColumnInfo[], depth: number): Both {
  const same = columns.filter(c => c.kind === kind)
  if (depth <= 0 || chance(g, 25)) return same.length && chance(g, 85) ? column(pick(g, same).name) : constant(g, kind)
  const sub = (k: Kind): Both => expression(g, k, columns, depth - 1)
  const general: (() => Both)[] = [
    () => conditional(sub('bool'), sub(kind), sub(kind)),
    () => of('COALESCE', coalesce, sub(kind), sub(kind)),
    () => of('NULLIF', (a: AnyColumn, b: AnyColumn) => a.nullIf(b), sub(kind), sub(kind)),
    () => chance(g, 50) ? of('GREATEST', greatest, sub(kind), sub(kind)) : of('LEAST', least, sub(kind), sub(kind)),
  ]
  return pick(g, [...general, ...special(g, kind, sub, kindAmong(g, columns))])()
}
/** Mostly a kind that some column has: expressions over constants alone find little. */
export const kindAmong = (g: Gen, columns: readonly ColumnInfo[]): Kind => columns.length && chance(g, 80) ? pick(g, columns).kind : pick(g, kinds)

const of = (sql: string, f: AnyColumn, ...args: readonly Both[]): Both => both(`${sql}(${args.map(a => a.sql).join(', ')})`, $ => f(...args.map(a => a.build($))))
const conditional = (c: Both, a: Both, b: Both): Both =>
  both(`CASE WHEN ${c.sql} THEN ${a.sql} ELSE ${b.sql} END`, $ => (when(c.build($), a.build($)) as AnyColumn).otherwise(b.build($)))
/** SQL and the method. */
const choose = (g: Gen, ...options: readonly (readonly [string, string])[]): readonly [string, string] => pick(g, options)
const infix = (a: Both, sql: string, name: string, b: Both): Both => both(`(${a.sql} ${sql} ${b.sql})`, $ => a.build($)[name](b.build($)))
const unary = (a: Both, sql: (a: string) => string, name: string, ...args: readonly unknown[]): Both => both(sql(a.sql), $ => a.build($)[name](...args))
const attempt = (kind: Kind, a: Both, sql: string, name: string, b: Both): Both =>
  both(`TRY(CAST(${a.sql} ${sql} ${b.sql} AS ${sqlTypes[kind]}))`, $ => a.build($)[name](b.build($)))
/** To a narrower type: null where it does not fit. Whole numbers are cut off, not rounded. */
const tryCast = (a: Both, kind: Kind, cut = false): Both =>
  both(`TRY_CAST(${cut ? `TRUNC(${a.sql})` : a.sql} AS ${sqlTypes[kind]})`, $ => a.build($).tryCast(types[kind]))
const cast = (a: Both, kind: Kind): Both => both(`CAST(${a.sql} AS ${sqlTypes[kind]})`, $ => a.build($).cast(types[kind]))
const part = (a: Both, name: string): Both => unary(a, x => `CAST(${name}(${x}) AS INTEGER)`, name)

function special(g: Gen, kind: Kind, sub: (k: Kind) => Both, some: Kind): readonly (() => Both)[] {
  switch (kind) {
    case 'bool': return [
      () => infix(sub(some), ...choose(g, ['=', 'eq'], ['<>', 'ne'], ['<', 'lt'], ['<=', 'le'], ['>', 'gt'], ['>=', 'ge'], ['IS NOT DISTINCT FROM', 'eqNullSafe']), sub(some)),
      () => infix(sub('bool'), ...choose(g, ['AND', 'and'], ['OR', 'or']), sub('bool')),
      () => unary(sub('bool'), x => `(NOT ${x})`, 'not'),
      () => chance(g, 50) ? unary(sub(some), x => `(${x} IS NULL)`, 'isNull') : unary(sub(some), x => `(${x} IS NOT NULL)`, 'isNotNull'),
      () => {
        const pattern = pick(g, ['a%', '%a', '%a%b%', '_', '%', 'a_', '', '%an%', '\u65e5%'])
        return unary(sub('utf8'), x => `(${x} LIKE ${quoted(pattern)})`, 'like', pattern)
      },
      () => {
        const [sql, name] = choose(g, ['starts_with', 'startsWith'], ['ends_with', 'endsWith'], ['contains', 'contains']), a = sub('utf8'), b = sub('utf8')
        return both(`${sql}(${a.sql}, ${b.sql})`, $ => a.build($)[name](b.build($)))
      },
      () => {
        const k = pick(g, ['utf8', 'date', 'decimal', 'float64'] as const), list = [value(g, k), value(g, k), value(g, k)]
        return unary(sub(k), x => `(${x} IN (${list.map(v => sqlLiteral(k, v)).join(', ')}))`, 'isIn', ...list)
      },
      () => {
        const [a, b, c] = [sub(some), sub(some), sub(some)]
        return both(`(${a.sql} BETWEEN ${b.sql} AND ${c.sql})`, $ => a.build($).between(b.build($), c.build($)))
      },
    ]
    case 'int32': return [
      () => attempt('int32', sub('int32'), ...choose(g, ['+', 'tryAdd'], ['-', 'trySub'], ['*', 'tryMul']), sub('int32')),
      () => {
        const a = sub('int32'), b = sub('int32')
        return both(`TRY(${a.sql} % NULLIF(${b.sql}, 0))`, $ => a.build($).tryMod(b.build($)))
      },
      () => part(sub('utf8'), 'length'),
      () => part(sub('date'), pick(g, ['year', 'month', 'day', 'quarter', 'dayOfYear'])),
      () => unary(sub('date'), x => `CAST(dayofweek(${x}) + 1 AS INTEGER)`, 'dayOfWeek'),
      () => part(sub('timestampNtz'), pick(g, ['hour', 'minute', 'second', 'year'])),
      () => tryCast(sub('int64'), 'int32'),
      () => tryCast(sub(pick(g, ['float64', 'decimal'])), 'int32', true),
      () => cast(sub('bool'), 'int32'),
    ]
    case 'int64': return [
      () => attempt('int64', sub('int64'), ...choose(g, ['+', 'tryAdd'], ['-', 'trySub'], ['*', 'tryMul']), sub(pick(g, ['int32', 'int64']))),
      () => cast(sub('int32'), 'int64'),
      // from decimals only: 2^63 as a float is the largest bigint here, and too large there
      () => tryCast(sub('decimal'), 'int64', true),
    ]
    case 'float64': return [
      () => infix(sub('float64'), ...choose(g, ['+', 'add'], ['-', 'sub'], ['*', 'mul']), sub(pick(g, ['int32', 'float64']))),
      () => {
        const a = sub('float64'), b = sub('float64')
        return both(`(${a.sql} / CASE WHEN ${b.sql} <> 0 THEN ${b.sql} END)`, $ => a.build($).tryDiv(b.build($)))
      },
      () => chance(g, 50) ? unary(sub('float64'), x => `ABS(${x})`, 'abs') : unary(sub('float64'), x => `(-${x})`, 'neg'),
      () => cast(sub(pick(g, ['int32', 'int64', 'decimal'])), 'float64'),
    ]
    case 'decimal': return [
      () => {
        const a = sub('decimal'), b = sub('decimal'), [sql, name] = choose(g, ['+', 'add'], ['-', 'sub'], ['*', 'mul'])
        return both(`TRY(CAST(${a.sql} ${sql} ${b.sql} AS DECIMAL(12,2)))`, $ => a.build($)[name](b.build($)).tryCast(types.decimal))
      },
      () => cast(sub('int32'), 'decimal'),
      () => tryCast(sub('int64'), 'decimal'),
      () => chance(g, 50) ? unary(sub('decimal'), x => `ABS(${x})`, 'abs') : unary(sub('decimal'), x => `(-${x})`, 'neg'),
    ]
    case 'utf8': return [
      () => {
        const name = pick(g, ['upper', 'lower', 'trim', 'ltrim', 'rtrim', 'reverse'])
        return unary(sub('utf8'), x => `${name}(${x})`, name)
      },
      () => infix(sub('utf8'), '||', 'concat', sub('utf8')),
      () => {
        const start = 1 + below(g, 4), length = below(g, 5)
        return unary(sub('utf8'), x => `substring(${x}, ${start}, ${length})`, 'substring', start, length)
      },
      () => {
        const by = pick(g, ['', 'xy', 'a'])
        return unary(sub('utf8'), x => `replace(${x}, 'a', ${quoted(by)})`, 'replace', 'a', by)
      },
      () => cast(sub(pick(g, ['int32', 'int64', 'bool', 'date', 'decimal'])), 'utf8'),
    ]
    case 'date': return [
      () => {
        const days = below(g, 60) - 30
        return unary(sub('date'), x => `TRY_CAST(${x} + ${days} AS DATE)`, 'addDays', days)
      },
      () => {
        const months = below(g, 30) - 15
        return unary(sub('date'), x => `CAST(${x} + INTERVAL (${months}) MONTH AS DATE)`, 'addMonths', months)
      },
      () => unary(sub('date'), x => `last_day(${x})`, 'lastDay'),
      () => {
        const unit = pick(g, ['year', 'month', 'week', 'quarter'])
        return unary(sub('date'), x => `CAST(date_trunc('${unit}', ${x}) AS DATE)`, 'trunc', unit)
      },
      () => cast(sub('timestampNtz'), 'date'),
    ]
    case 'timestampNtz': return [
      () => {
        const unit = pick(g, ['year', 'month', 'day', 'hour', 'minute'])
        return unary(sub('timestampNtz'), x => `CAST(date_trunc('${unit}', ${x}) AS TIMESTAMP)`, 'trunc', unit)
      },
      () => cast(sub('date'), 'timestampNtz'),
    ]
  }
}
