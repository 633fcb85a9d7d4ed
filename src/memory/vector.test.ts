import { describe, expect, it } from 'vitest'
import { sqlName } from '../types/data-type.js'
import { decode, encode } from './nested.js'
import { everyType, keyOf, normal, randomColumn, randomFrom, setting } from './random.fixture.js'
import { readValues, vectorOf } from './vector.js'

describe('vectors', () => {
  it.each(everyType.map(type => [sqlName(type), type] as const))('keep %s', (_, type) => {
    const { memory, arena, task } = setting()
    for (const nulls of [0, 0.3, 1]) {
      const values = randomColumn(randomFrom(7), type, 1_000, nulls)
      const vector = vectorOf(type, values, arena)
      expect(vector.validity === 0).toBe(!values.includes(null))
      const nested = type.kind === 'list' || type.kind === 'struct' || type.kind === 'map'
      expect(readValues(memory, vector, 1_000)).toEqual(nested ? values.map(normal) : values)
    }
    task.close()
  })
})

describe('blocks', () => {
  const nested = everyType.filter(t => t.kind === 'list' || t.kind === 'struct' || t.kind === 'map')
  it.each(nested.map(type => [sqlName(type), type] as const))('are canonical for %s', (_, type) => {
    const bytesOf = new Map<string, string>()
    for (const value of randomColumn(randomFrom(3), type, 2_000, 0.2)) {
      if (value === null) continue
      const bytes = encode(value, type)
      expect(bytes.length % 8).toBe(0)
      expect(bytes.length).toBeGreaterThan(7)
      const odd = new Uint8Array(bytes.length + 3)
      odd.set(bytes, 3)
      expect(decode(new DataView(odd.buffer), 3, bytes.length, type)).toEqual(normal(value))
      const text = bytes.join()
      const key = keyOf(value)
      expect(bytesOf.get(key) ?? text).toBe(text)
      bytesOf.set(key, text)
    }
    expect(new Set(bytesOf.values()).size).toBe(bytesOf.size)
  })
})
