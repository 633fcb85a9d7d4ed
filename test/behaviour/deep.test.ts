/** Very many conditions, and expressions and plans that are nested deeper than the stack. */
import { describe, expect, test } from 'vitest'
import { session } from '../../src/index.js'
import { failure } from './engine.js'

const MANY = 2000
const rows = [{ a: 1, b: 7 }, { a: 2, b: 0 }, { a: MANY, b: 5 }]

describe.each(['wasm', 'closures'] as const)('%s', tier => {
  const frame: any = session({ tier }).frame(rows), numbers = Array.from({ length: MANY }, (_, n) => n)
  test('any of many', async () => {
    // tests of sums, so that they do not become one list
    const fromLeft = frame.filter(($: any) => numbers.map(n => $.a.add(n).eq(2 * n)).reduce((all, one) => all.or(one)))
    const fromRight = frame.filter(($: any) => numbers.map(n => $.a.add(n).eq(2 * n)).reduceRight((all, one) => one.or(all)))
    for (const found of [fromLeft, fromRight]) expect(await found.collect()).toEqual(rows.slice(0, 2))
  })
  test('all of many', async () => {
    const found = frame.filter(($: any) => numbers.slice(2).map(n => $.a.ne(n)).reduce((all, one) => all.and(one)))
    expect(await found.collect()).toEqual([rows[0], rows[2]])
  })
  test('they are asked in the order in which they are written', async () => {
    const quotient = (from: number, to: number) => frame.select(($: any) => {
      const tests = numbers.slice(from, to).map(n => $.b.eq(n))
      return { is: [...tests, $.a.div($.b).gt(0), ...tests].reduce((all, one) => all.or(one)) }
    })
    expect(await quotient(0, 100).collect()).toEqual([{ is: true }, { is: true }, { is: true }])
    expect(await failure(quotient(1, 100).collect())).toMatchObject({ condition: 'DIVIDE_BY_ZERO' })
  })
})

describe('what is nested too deep is a clear error', () => {
  const frame = session().frame(rows), deep = 20_000
  test('an expression, at the line that wrote it', async () => {
    const error = await failure(() => frame.select(($: any) => {
      let sum = $.a.add(1)
      for (let n = 0; n < deep; n++) sum = sum.add(1)
      return { sum }
    }))
    expect(error).toMatchObject({ condition: 'STATEMENT_TOO_COMPLEX', sqlState: '54001' })
  })
  test('a plan, when a result is asked for', async () => {
    let long = frame
    for (let n = 0; n < deep; n++) long = long.union(frame)
    for (const result of [() => long.count(), () => long.collect(), () => long.explain()]) {
      expect(await failure(result())).toMatchObject({ condition: 'STATEMENT_TOO_COMPLEX' })
    }
    expect(await frame.count()).toBe(3)
  })
})
