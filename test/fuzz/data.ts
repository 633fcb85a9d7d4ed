/** Random tables: few rows, small domains so that keys meet, and the values that break things. */
import fc, { type GeneratorValue } from 'fast-check'
import { t, type ColumnType } from '../../src/index.js'

export const kinds = ['int32', 'int64', 'float64', 'utf8', 'bool', 'decimal', 'date', 'timestampNtz'] as const
export type Kind = (typeof kinds)[number]
export interface ColumnInfo { readonly name: string; readonly kind: Kind }
export interface TableData { readonly columns: readonly (ColumnInfo & { readonly nullable: boolean })[]; readonly rows: readonly Record<string, unknown>[] }

export const types: Readonly<Record<Kind, ColumnType<any>>> = {
  int32: t.int32, int64: t.int64, float64: t.float64, utf8: t.utf8, bool: t.bool, decimal: t.decimal(12, 2), date: t.date, timestampNtz: t.timestampNtz,
}
/** Common values, then rare ones. Floats are sums of quarters, so that adding them in any order is exact. */
const domains: Readonly<Record<Kind, { readonly common: readonly unknown[]; readonly rare: readonly unknown[] }>> = {
  int32: { common: [-2, -1, 0, 1, 2, 3, 7, 100], rare: [2147483647, -2147483648] },
  int64: { common: [-3n, -1n, 0n, 1n, 2n, 5n, 1000n], rare: [2n ** 53n, 9223372036854775807n, -9223372036854775808n] },
  float64: { common: [-1.5, -0.25, 0, 0.25, 1, 2.5, 1024.75], rare: [NaN, Infinity, -Infinity, -0] },
  utf8: { common: ['', 'a', 'b', 'ab', 'A', ' a ', 'a%b_', 'banana'], rare: ['é', '日本語', '😀 smile', 'a rather long text that does not fit a word', 'x'.repeat(300), '\u0000', '\u0001z'] },
  bool: { common: [true, false], rare: [] },
  decimal: { common: ['0.00', '1.25', '-3.10', '2.50', '10.00'], rare: ['9999999999.99', '-9999999999.99', '0.01'] },
  date: { common: ['1970-01-01', '2024-02-29', '2023-12-31', '1999-01-15'], rare: ['0001-01-01', '9999-12-31', '1582-10-04'] },
  timestampNtz: { common: ['1970-01-01T00:00:00', '2024-02-29T23:59:59.999999', '2023-06-15T12:30:00'], rare: ['0001-01-01T00:00:00', '1969-12-31T23:59:59.999999'] },
}

export type Gen = GeneratorValue
/** Without fast-check's leaning towards small numbers: every choice is as likely. */
const even = (max: number): fc.Arbitrary<number> => fc.noBias(fc.nat({ max }))
export const below = (g: Gen, n: number): number => g(even, n - 1)
export const pick = <T>(g: Gen, from: readonly T[]): T => from[below(g, from.length)]!
export const chance = (g: Gen, percent: number): boolean => below(g, 100) < percent

export function randomValue(g: Gen, kind: Kind): unknown {
  const { common, rare } = domains[kind]
  return rare.length && chance(g, 6) ? pick(g, rare) : pick(g, common)
}
export function randomTable(g: Gen, prefix: string): TableData {
  const columns = Array.from({ length: 2 + below(g, 4) }, (_, n) => {
    const kind = pick(g, kinds)
    return { name: `${prefix}${n}`, kind, nullable: chance(g, 60) }
  })
  const size = pick(g, [0, 1, 2, 5, 12, 40, 90])
  const rows = Array.from({ length: size }, () => Object.fromEntries(columns.map(c =>
    [c.name, c.nullable && chance(g, 20) ? null : randomValue(g, c.kind)])))
  return { columns, rows }
}
