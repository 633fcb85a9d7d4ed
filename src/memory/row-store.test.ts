import { describe, expect, it } from 'vitest'
import { int32, sqlName, type DataType } from '../types/data-type.js'
import type { EngineValue } from '../types/representation.js'
import { Arena } from './arena.js'
import { Memory } from './memory.js'
import { Pool } from './pool.js'
import { everyType, normal, randomColumn, randomFrom, setting, vectors } from './random.fixture.js'
import { RowStore } from './row-store.js'
import { readValues } from './vector.js'

const plain = (type: DataType, values: readonly EngineValue[]) =>
  type.kind === 'list' || type.kind === 'struct' || type.kind === 'map' ? values.map(normal) : values

describe('row store', () => {
  const cases: (readonly [string, readonly DataType[]])[] = [
    ...everyType.map(t => [sqlName(t), [t]] as const),
    ['all at once', everyType],
    ['70 columns', [...Array(70)].map((_, n) => everyType[n % 4]!)],
  ]
  it.each(cases)(
    'gives back %s', (_, types) => {
      const { memory, task, arena, pool } = setting()
      const random = randomFrom(11)
      const columns = types.map((type, n) => randomColumn(random, type, 6_000, n % 3 === 0 ? 0 : 0.2))
      const store = new RowStore(task, types, { name: 'Rows' })
      for (let from = 0; from < 6_000; from += 2_500) {
        const to = Math.min(6_000, from + 2_500)
        store.append(vectors(types, columns, from, to, arena), to - from)
        arena.reset()
      }
      expect(store.rows).toBe(6_000)
      let at = 0
      for (const { pointers, count } of store.batches(1_700)) {
        types.forEach((type, c) => {
          expect(readValues(memory, store.gather(pointers, count, c, arena), count)).toEqual(plain(type, columns[c]!.slice(at, at + count)))
        })
        at += count
        arena.reset()
      }
      expect(at).toBe(6_000)
      store.close()
      arena.close()
      expect(task.pages).toBe(0)
      task.close()
      expect(pool.usedBytes).toBe(0)
    })

  it('gives null for pointer 0', () => {
    const { memory, task, arena } = setting()
    const store = new RowStore(task, everyType, { name: 'Rows' })
    store.append(vectors(everyType, everyType.map(t => randomColumn(randomFrom(1), t, 3, 0)), 0, 3, arena), 3)
    const out = arena.allocate(16)
    for (const { pointers } of store.batches()) memory.u32.set([0, memory.u32[pointers >>> 2]!, 0], out >>> 2)
    everyType.forEach((type, c) => {
      const values = readValues(memory, store.gather(out, 3, c, arena), 3)
      expect([values[0], values[2]]).toEqual([null, null])
      if (type.kind !== 'void') expect(values[1]).not.toBeNull()
    })
    task.close()
  })

  it('keeps rows larger than a page, above 2 GiB, and in a memory that is not shared', () => {
    const high = new Memory()
    const all = new Pool(high)
    const low = all.task('low')
    low.acquire(Math.floor((2 ** 31 + 2 ** 29) / (64 * 1024)))
    for (const memory of [high, new Memory({ shared: false, wasmPages: 2_048 })]) {
      const { task, arena } = settingOf(memory)
      const values = ['x'.repeat(700_000), null, 'é'.repeat(200_000), 'short']
      const store = new RowStore(task, [everyType[5]!, int32], { name: 'Rows' })
      store.append(vectors([everyType[5]!, int32], [values, [1, 2, null, 4]], 0, 4, arena), 4)
      for (const { pointers, count } of store.batches(3)) {
        if (memory === high) expect(memory.u32[pointers >>> 2]!).toBeGreaterThan(2 ** 31)
        if (count === 3) expect(readValues(memory, store.gather(pointers, count, 0, arena), count)).toEqual(values.slice(0, 3))
      }
      task.close()
    }
    low.close()
  })
})

const settingOf = (memory: Memory) => {
  const task = new Pool(memory).task('t')
  return { task, arena: new Arena(task, 'columns') }
}
