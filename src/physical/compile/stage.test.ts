import { describe, expect, it } from 'vitest'
import { TypedFrameError } from '../../errors/raise.js'
import { attribute, literal, type Expression } from '../../logical/expression.js'
import { formatExpression } from '../../logical/format.js'
import type { Batch } from '../../memory/batch.js'
import { Arena } from '../../memory/arena.js'
import { Memory } from '../../memory/memory.js'
import { PAGE_BYTES } from '../../memory/page-map.js'
import { Pool } from '../../memory/pool.js'
import { randomFrom, setting, type Setting } from '../../memory/random.fixture.js'
import { readValues } from '../../memory/vector.js'
import { bool, float64, int32, int64, utf8 } from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import { closuresTier } from '../closures/tier.js'
import type { StageSpec, Tier } from '../stage.js'
import { batchOf, call, randomExpression, randomTable, type Table } from './expressions.fixture.js'
import { wasmTier } from './tier.js'

type Outcome = string | readonly (readonly EngineValue[])[]
function outcome(tier: Tier, spec: StageSpec, batches: readonly Batch[], { memory, task }: Setting): Outcome {
  const runner = tier.stage(spec, { memory, task, batchRows: 1024 })
  try {
    return batches.flatMap(b => {
      const { rows, columns } = runner.run(b)
      const values = columns.map(c => readValues(memory, c, rows))
      return Array.from({ length: rows }, (_, row) => values.map(v => v[row]!))
    })
  } catch (error) {
    if (error instanceof TypedFrameError) return error.message
    throw error
  } finally {
    runner.close()
  }
}
function same(spec: StageSpec, batches: readonly Batch[], all: Setting): Outcome {
  const expected = outcome(closuresTier, spec, batches, all), label = [...spec.filters, ...spec.outputs].map(formatExpression).join('\n')
  let got: Outcome
  try {
    got = outcome(wasmTier, spec, batches, all)
  } catch (error) {
    throw new Error(`in\n${label}`, { cause: error })
  }
  expect(got, label).toEqual(expected)
  return got
}

describe('compiled stages', () => {
  const a = attribute('a', int64, true), b = attribute('b', int64, false), s = attribute('s', utf8, true), x = attribute('x', float64, true)
  const table: Table = {
    input: [a, b, s, x],
    rows: Array.from({ length: 300 }, (_, n) =>
      [n % 5 ? BigInt(n) : null, BigInt(n * 3), n % 7 ? `text ${n % 11} and more` : null, n % 4 ? n / 2 : NaN]),
  }
  const run = (filters: readonly Expression[], outputs: readonly Expression[], given = table): Outcome => {
    const all = setting()
    return same({ input: given.input, filters, outputs }, [batchOf(given, all)], all)
  }

  it('compute columns of all rows', () => {
    const sum = call('+', a, b)
    run([], [sum, a, call('*', sum, literal(2n, int64)), call('<', a, b), s, literal('x', utf8), literal(null, int32)])
  })
  it('filter by simple conditions, nulls out', () => {
    expect(run([call('>', a, literal(10n, int64)), call('<', x, literal(100, float64))], [a, s, x, call('+', a, a)])).not.toHaveLength(0)
    run([call('=', s, literal('text 3 and more', utf8))], [a])
    run([call('or', call('isnull', a), call('>', b, literal(500n, int64)))], [a, b])
  })
  it('pass nothing, or everything', () => {
    expect(run([call('>', b, literal(10_000n, int64))], [a, s])).toEqual([])
    expect(run([call('>=', b, literal(0n, int64))], [a, call('-', b, a)])).toHaveLength(300)
    expect(run([], [])).toHaveLength(300)
  })
  it('raise the error of the first bad row, and only for rows that reach the operation', () => {
    const far = literal(2n ** 63n - 400n, int64)
    expect(run([], [call('+', b, far)])).toMatch(/^\[ARITHMETIC_OVERFLOW\] 402 \+/)
    expect(run([call('<', b, literal(300n, int64))], [call('+', b, far)])).toHaveLength(100)
    expect(run([call('>', call('+', b, far), literal(0n, int64)), call('<', b, literal(300n, int64))], [a])).toMatch(/ARITHMETIC_OVERFLOW/)
    expect(run([], [call('when', call('<', b, literal(300n, int64)), call('+', b, far))])).toHaveLength(300)
    // a row whose argument is null does not fail
    const nulls = { input: [a], rows: [[null], [null], [1n]] }
    expect(run([], [call('+', a, literal(2n ** 63n - 2n, int64))], nulls)).toEqual([[null], [null], [2n ** 63n - 1n]])
  })
  it('give the same for batches with and without nulls', () => {
    const all = setting()
    const clean = { input: table.input, rows: table.rows.filter(r => !r.includes(null)) }
    const spec = { input: table.input, filters: [call('>', a, literal(3n, int64))], outputs: [a, call('+', a, b), s] }
    same(spec, [batchOf(clean, all), batchOf(table, all), batchOf({ input: table.input, rows: [] }, all), batchOf(clean, all)], all)
  })
  it('share code between queries that differ in literals', () => {
    expect(run([call('>', b, literal(880n, int64))], [b])).toHaveLength(6)
    expect(run([call('>', b, literal(890n, int64))], [b])).toHaveLength(3)
    expect(run([call('=', x, literal(NaN, float64))], [b])).toHaveLength(75)
    expect(run([call('=', x, literal(1.5, float64))], [b])).toHaveLength(1)
  })
  it('cut many outputs into several functions', () => {
    const many = Array.from({ length: 50 }, (_, n) => call('+', b, literal(BigInt(n), int64)))
    expect(run([], many)).toHaveLength(300)
  })
  it('work at addresses beyond 2 GiB', () => {
    const memory = Memory.shared(), pool = new Pool(memory, { limit: 4 * 2 ** 30 }), task = pool.task('high')
    // address space only: nothing below is touched
    const low = task.tryAcquire(Math.ceil(2.1 * 2 ** 30 / PAGE_BYTES))
    const all = { memory, pool, task, arena: new Arena(task, 'columns') }
    const outputs = [call('+', a, b), call('concat', s, s), call('=', s, s), s]
    const spec = { input: table.input, filters: [call('>', b, literal(100n, int64))], outputs }
    expect(same(spec, [batchOf(table, all)], all)).not.toHaveLength(0)
    expect(low === 0 || all.arena.allocate(8) > 2 ** 31).toBe(true)
    task.close()
  })
  it('write text', () => {
    run([], [call('upper', s), call('concat', s, literal(' | ', utf8), s), call('substring', s, literal(2, int32), literal(4, int32))])
  })
})

describe('random expressions', () => {
  const depth = 3
  for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) it(`agree with their evaluation (${seed})`, () => {
    const random = randomFrom(seed * 7919), all = setting()
    for (let round = 0; round < 40; round++) {
      const table = randomTable(random, 1 + Math.floor(random() * 150)), batch = batchOf(table, all)
      const clean = batchOf({ ...table, rows: table.rows.map(r => r.map((v, n) => v ?? r[n + 1]!)) }, all)
      const filters = random() < 0.4 ? [randomExpression(random, table.input, depth, bool)] : []
      const outputs = Array.from({ length: 1 + Math.floor(random() * 2) }, () => randomExpression(random, table.input, depth))
      same({ input: table.input, filters, outputs }, [batch, clean], all)
    }
  })
})
