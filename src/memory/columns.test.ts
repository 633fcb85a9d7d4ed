import { describe, expect, it } from 'vitest'
import { bool, sqlName } from '../types/data-type.js'
import { copyColumn, nullColumn, selectTrue } from './columns.js'
import { takeRows } from './gather.js'
import { everyType, randomColumn, randomFrom, setting } from './random.fixture.js'
import { Arena } from './arena.js'
import { readValues, vectorOf } from './vector.js'

describe('columns', () => {
  it.each(everyType.map(t => [sqlName(t), t] as const))('of %s are gathered and copied', (_, type) => {
    const { memory, task, arena } = setting()
    const random = randomFrom(2)
    for (const nulls of [0, 0.3]) {
      const vector = vectorOf(type, randomColumn(random, type, 1_000, nulls), arena)
      const values = readValues(memory, vector, 1_000)
      const picks = Array.from({ length: 1_500 }, () => Math.floor(random() * 1_000))
      const index = arena.allocate(6_000)
      memory.u32.set(picks, index >>> 2)
      expect(readValues(memory, takeRows(vector, index, 1_500, arena), 1_500)).toEqual(picks.map(p => values[p]))

      const own = new Arena(task, 'copy')
      const source = new Arena(task, 'source')
      const dying = vectorOf(type, values, source)
      const copy = copyColumn(dying, 1_000, own)
      source.reset()
      vectorOf(type, randomColumn(random, type, 1_000, 0.5), source)
      expect(readValues(memory, copy, 1_000)).toEqual(values)

      expect(readValues(memory, nullColumn(type, 70, arena), 70)).toEqual(Array(70).fill(null))
    }
    task.close()
  })

  it('copy bits to any place and leave the others', () => {
    const { memory, task, arena } = setting()
    const random = randomFrom(6)
    const [source, target] = [arena.allocate(64), arena.allocate(64)]
    const bits = (address: number) => Array.from({ length: 512 }, (_, n) => (memory.u8[address + (n >>> 3)]! >>> (n & 7)) & 1)
    for (let round = 0; round < 300; round++) {
      for (let n = 0; n < 64; n++) {
        memory.u8[source + n] = random() * 256
        memory.u8[target + n] = random() * 256
      }
      const unit = round % 3 ? 1 : 8
      const [from, to, n] = [Math.floor(random() * 20) * unit, Math.floor(random() * 20) * unit, Math.floor(random() * 300)]
      const expected = bits(target)
      expected.splice(to, n, ...bits(source).slice(from, from + n))
      memory.kernels.copyBits(n, source, from, target, to)
      expect(bits(target)).toEqual(expected)
    }
    task.close()
  })

  it('select what is true', () => {
    const { memory, task, arena } = setting()
    for (const nulls of [0, 0.4]) {
      const values = randomColumn(randomFrom(8), bool, 777, nulls)
      const out = arena.allocate(777 * 4)
      const count = selectTrue(vectorOf(bool, values, arena), 777, out, arena)
      expect([...memory.u32.subarray(out >>> 2, (out >>> 2) + count)]).toEqual(values.flatMap((v, n) => v === true ? [n] : []))
    }
    task.close()
  })
})
