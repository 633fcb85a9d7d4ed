import { describe, expect, it } from 'vitest'
import { everyType, normal, randomColumn, randomFrom, setting } from '../../memory/random.fixture.js'
import { readValues, vectorOf } from '../../memory/vector.js'
import { decimal, int64 } from '../../types/data-type.js'
import { except, valueAt, whereTrue, withoutNulls, type Rows } from './column.js'
import { readColumn } from './read-column.js'
import { Scratch } from './scratch.js'
import { writeColumn, writeSpread } from './write-column.js'

const rowsOf = (...at: readonly number[]): Rows => ({ at: Int32Array.from(at), count: at.length })
const listed = ({ at, count }: Rows): number[] => [...at.subarray(0, count)]

describe('columns', () => {
  it('are read and written as they are, of every type', () => {
    const random = randomFrom(5), { memory, arena } = setting()
    for (const type of everyType) for (const nulls of [0, 0.3]) {
      const values = randomColumn(random, type, 150, nulls), vector = vectorOf(type, values, arena)
      const rows = rowsOf(...[...values.keys()].filter(() => random() < 0.7)), all = rowsOf(...values.keys())
      const column = readColumn(memory, vector, rows, new Scratch({ rows: 150 }))
      expect(listed(rows).map(row => normal(valueAt(column, type, row)))).toEqual(listed(rows).map(row => normal(values[row]!)))
      const dense = readValues(memory, writeColumn(column, type, rows, arena), rows.count)
      expect(dense.map(normal)).toEqual(listed(rows).map(row => normal(values[row]!)))
      const spread = readValues(memory, writeSpread(column, type, rows, all, arena), 150)
      expect(listed(rows).map(row => normal(spread[row]!))).toEqual(listed(rows).map(row => normal(values[row]!)))
    }
  })
  it('are numbers while they fit', () => {
    const { memory, arena } = setting(), form = (type: typeof int64 | ReturnType<typeof decimal>, ...values: readonly bigint[]) =>
      readColumn(memory, vectorOf(type, values, arena), rowsOf(...values.keys()), new Scratch({ rows: values.length })).form
    const edge = 2n ** 53n
    for (const type of [int64, decimal(38, 0)]) {
      expect(form(type, edge - 1n, 1n - edge, -1n)).toBe('numbers')
      expect(form(type, edge)).toBe('values')
      expect(form(type, -edge)).toBe('values')
    }
    expect(form(decimal(38, 0), 2n ** 64n)).toBe('values')
    expect(form(decimal(38, 0), -(2n ** 64n) + 1n)).toBe('values')
  })
  it('give rows', () => {
    const all = rowsOf(0, 2, 3, 5), nulls = Uint8Array.of(0, 0, 1, 0, 0, 0), cells = Uint8Array.of(1, 1, 1, 0, 1, 1)
    expect(listed(withoutNulls(all, nulls))).toEqual([0, 3, 5])
    expect(listed(whereTrue(all, { form: 'flags', cells, nulls }))).toEqual([0, 5])
    expect(listed(except(all, rowsOf(2, 5)))).toEqual([0, 3])
  })
})
