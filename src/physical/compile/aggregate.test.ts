import { describe, expect, it } from 'vitest'
import { TypedFrameError } from '../../errors/raise.js'
import { allFunctions } from '../../functions/registry.js'
import type { AggregateFunction } from '../../functions/declare.js'
import { attribute, cast, isNullable, literal, typeOf, type Expression } from '../../logical/expression.js'
import type { Batch } from '../../memory/batch.js'
import { randomFrom, setting, type Random, type Setting } from '../../memory/random.fixture.js'
import { readValues } from '../../memory/vector.js'
import { bool, int64, sameType } from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import { closuresTier } from '../closures/tier.js'
import { signatureOf } from '../implementation.js'
import type { AggregateItem, AggregateSpec, Tier } from '../stage.js'
import { canCompile } from './can-compile.js'
import { batchOf, call, randomExpression, randomTable } from './expressions.fixture.js'
import { wasmTier } from './tier.js'

const aggregates = allFunctions.filter((f): f is AggregateFunction => f.kind === 'aggregate')
function itemOf(f: AggregateFunction, args: readonly Expression[], filter?: Expression, distinct = false): AggregateItem {
  const { args: to, type } = f.resolve(args.map(a => ({
    type: typeOf(a), nullable: isNullable(a), literal: a.node === 'literal' ? a.value : undefined, flexible: false,
  })), { grouped: false })
  const taken = args.map((a, n) => sameType(typeOf(a), to[n]!) ? a : cast(a, to[n]!, { nullable: isNullable(a), timeZone: 'UTC' }))
  const call = { node: 'aggregateCall', function: f, args: taken, type, nullable: true, distinct, filter } as const
  const implementation = f.implement(signatureOf(call))
  return { function: f, implementation, args: taken, filter, distinct, type }
}

const GROUPS = 5
/** Runs an aggregation as the operator would: by key modulo GROUPS, or one group; states merged into a second set at the end. */
function outcome(tier: Tier, spec: AggregateSpec, batches: readonly Batch[], all: Setting, groups: 'one' | 'many'): unknown {
  const { memory, task, arena } = all
  const runner = tier.aggregate(spec, { memory, task, batchRows: 1024 })
  const count = groups === 'one' ? 1 : GROUPS, size = 8 + runner.states.words * 8
  const base = arena.allocateZeroed(2 * count * size), pointersOf = (from: number): number => {
    const at = arena.allocate(count * 4)
    for (let k = 0; k < count; k++) memory.u32[(at >>> 2) + k] = base + (from + k) * size
    return at
  }
  const first = pointersOf(0), second = pointersOf(count)
  try {
    for (const [n, batch] of batches.entries()) {
      const { rows, keys } = runner.prepare(batch), from = n % 2 ? count : 0
      const key = keys[0] ? readValues(memory, keys[0], rows) : [], pointers = arena.allocate(Math.max(4, rows * 4))
      const group = (row: number): number => groups === 'one' ? 0 : Number(BigInt.asUintN(32, key[row] as bigint | null ?? 0n)) % GROUPS
      for (let row = 0; row < rows; row++) memory.u32[(pointers >>> 2) + row] = base + (from + group(row)) * size
      if (groups === 'one') runner.updateOne(base + from * size + 8)
      else runner.update(pointers, 8)
      spec.aggregates.forEach((a, i) => {
        if (!a.distinct) return
        const { vectors, rows: positions, selected } = runner.arguments(i)
        runner.foldVectors(i, vectors, positions, selected, pointers, 8)
      })
    }
    runner.merge(first, second, count, 8)
    return runner.finish(first, count, 8).map(v => v && readValues(memory, v, count))
  } catch (error) {
    if (error instanceof TypedFrameError) return error.message
    throw error
  } finally {
    runner.close()
  }
}
function same(spec: AggregateSpec, batches: readonly Batch[], all: Setting, label: string): unknown {
  let last: unknown
  for (const groups of ['one', 'many'] as const) {
    const expected = outcome(closuresTier, spec, batches, all, groups)
    last = outcome(wasmTier, spec, batches, all, groups)
    expect(last, label).toEqual(expected)
  }
  return last
}
const named = (name: string): AggregateFunction => aggregates.find(f => f.name === name)!

describe('compiled aggregations', () => {
  const all = setting(), k = attribute('k', int64, true), v = attribute('v', int64, true), w = attribute('w', int64, false)
  const rows = Array.from({ length: 500 }, (_, n): EngineValue[] =>
    [n % 9 ? BigInt(n) : null, n % 4 ? BigInt(n * 7 % 100) : null, BigInt(n)])
  const input = [k, v, w], batches = [rows, rows.filter(r => r[1] !== null), []].map(some => batchOf({ input, rows: some }, all))
  const run = (items: readonly AggregateItem[], filters: readonly Expression[] = []): unknown =>
    same({ input, filters, keys: [k], aggregates: items }, batches, all, items.map(i => i.function.name).join())

  it('fold with and without filters', () => {
    const least = itemOf(named('min'), [call('+', v, w)])
    const items = [itemOf(named('sum'), [v]), itemOf(named('count'), [v]), least, itemOf(named('avg'), [w])]
    run(items)
    run(items, [call('>', w, literal(100n, int64))])
    const large = itemOf(named('sum'), [v], call('>', v, literal(50n, int64)))
    run([large, itemOf(named('sum'), [call('*', v, w)], call('<', w, literal(10n, int64)))])
  })
  it('pass over rows that the filter of an aggregate drops, whatever their arguments would raise', () => {
    const far = call('+', w, literal(2n ** 63n - 100n, int64))
    expect(run([itemOf(named('max'), [far], call('<', w, literal(100n, int64)))])).toBeInstanceOf(Array)
    expect(run([itemOf(named('max'), [far])])).toMatch(/ARITHMETIC_OVERFLOW/)
  })
  it('raise where a state overflows', () => {
    expect(run([itemOf(named('sum'), [call('+', w, literal(2n ** 62n, int64))])])).toMatch(/ARITHMETIC_OVERFLOW/)
  })
  it('give arguments for distinct aggregates', () => {
    const some = itemOf(named('sum'), [v], call('>', w, literal(250n, int64)), true)
    run([itemOf(named('sum'), [v], undefined, true), some, itemOf(named('count'), [v])])
  })
  it('cut many aggregates into several functions', () => {
    run(Array.from({ length: 60 }, (_, n) => itemOf(named('sum'), [call('+', v, literal(BigInt(n), int64))])))
  })
  for (const f of aggregates) it(`agree with evaluation: ${f.name}`, () => {
    const random: Random = randomFrom(f.name.length * 977)
    for (let round = 0; round < 12; round++) {
      const table = randomTable(random, 120), item = randomItem(f, random, table.input)
      if (!item || item.implementation.how === 'collect') continue
      const clean = { ...table, rows: table.rows.map(r => r.map((x, n) => x ?? r[n + 1]!)) }
      const filters = random() < 0.3 ? [randomExpression(random, table.input, 1, bool)] : []
      const key = table.input.find(a => a.type.kind === 'int64')!
      const local = setting()
      const batches = [table, clean, table].map(t => batchOf(t, local))
      same({ input: table.input, filters, keys: [key], aggregates: [item] }, batches, local, f.name)
    }
  })
})
function randomItem(f: AggregateFunction, random: Random, input: readonly ReturnType<typeof attribute>[]): AggregateItem | undefined {
  for (let tries = 0; tries < 30; tries++) {
    const args = Object.values(f.args).map(spec =>
      spec.kind === 'constant' ? literal(1n, int64) : randomExpression(random, input, random() < 0.3 ? 1 : 0))
    try {
      const item = itemOf(f, args, random() < 0.3 ? randomExpression(random, input, 1, bool) : undefined)
      if (item.args.every(canCompile)) return item
    } catch { /* of another type */ }
  }
  return undefined
}
