/** What every table's writer needs. */
import { join } from 'node:path'
import type { TextColumn } from './columns.js'
import { Random } from './random.js'
import { textPool } from './text.js'

export const tables = ['region', 'nation', 'supplier', 'customer', 'part', 'partsupp', 'orders', 'lineitem'] as const
export type Table = (typeof tables)[number]

/** Rows of the tables at a scale. */
export interface Counts {
  readonly supplier: number
  readonly customer: number
  readonly part: number
  readonly orders: number
  readonly clerks: number
}
export interface Context {
  readonly counts: Counts
  readonly scale: number
  file(table: Table): string
  /** Each table has numbers of its own, so that one can change without the others. */
  random(table: Table): Random
  /** A piece of the text pool of `low` to `high` characters. */
  comments(column: TextColumn, random: Random, low: number, high: number): void
}
const TEXT_STREAM = 100

export function makeContext(scale: number, seed: number, folder: string): Context {
  const rows = (atOne: number): number => Math.max(1, Math.round(atOne * scale))
  const pool = textPool(new Random(seed, TEXT_STREAM))
  const counts = {
    supplier: Math.max(4, rows(10_000)), customer: rows(150_000), part: rows(200_000), orders: rows(1_500_000), clerks: rows(1000),
  }
  return {
    counts,
    scale,
    file: table => join(folder, `${table}.parquet`),
    random: table => new Random(seed, tables.indexOf(table)),
    comments(column, random, low, high) {
      const length = random.between(low, high)
      column.pushBytes(pool, random.between(0, pool.length - length), length)
    },
  }
}
