import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Arena } from '../../memory/arena.js'
import type { Batch } from '../../memory/batch.js'
import { Memory } from '../../memory/memory.js'
import { PAGE_BYTES } from '../../memory/page-map.js'
import { Pool } from '../../memory/pool.js'
import { vectorOf } from '../../memory/vector.js'
import { field, utf8 } from '../../types/data-type.js'
import { TextTable } from './intern-text.js'
import { rowReader } from './row-reader.js'

const memory = new Memory({ wasmPages: 2048 }), pool = new Pool(memory)
let task: ReturnType<Pool['task']>, arena: Arena
beforeAll(() => {
  task = pool.task('test')
  arena = new Arena(task, 'test')
})
afterAll(() => task.close())

const fields = [field('s', utf8)]
/** Batches written over each other at the same addresses, as a source's are, and read by one reader. */
function through(batches: readonly (readonly (string | null)[])[], query = task): unknown[] {
  const read = rowReader(fields, memory, {}, query)
  return batches.flatMap(values => {
    arena.reset()
    return read(batchOf(values)).map(row => row['s'])
  })
}
const batchOf = (values: readonly (string | null)[]): Batch => ({ rows: values.length, columns: [vectorOf(utf8, values, arena)] })
const same = (a: readonly unknown[], b: readonly unknown[]): boolean => a.length === b.length && a.every((value, n) => value === b[n])
/** Runs with a task of its own, and sees that nothing is kept. */
function alone<T>(work: (query: ReturnType<Pool['task']>) => T, from = pool): T {
  const query = from.task('query')
  try {
    return work(query)
  } finally {
    query.close()
  }
}

describe('texts that come again', () => {
  test('other bytes at the same addresses', () => {
    const batches = ['a', 'b', 'c'].map(x => Array.from({ length: 3000 }, (_, n) => `${x} ${n % 100}`))
    expect(through([...batches, ...batches])).toEqual([...batches, ...batches].flat())
  })
  test('nulls, empty and long ones, many bytes a character', () => {
    const long = ['x', 'é', '東京', '😀'].flatMap(c => [200, 511, 512, 513, 9000].map(n => c.repeat(n)))
    const some = [...long, null, '', 'ä', 'Zoë', '東', '😀', '\ufeffbom', '\ufffd', 'a\u0000b', 'abcdefg', 'abcdefgh', 'abcdefghi']
    const batch = Array.from({ length: 5000 }, (_, n) => some[n * 7 % some.length]!)
    expect(through([batch, batch.toReversed()])).toEqual([...batch, ...batch.toReversed()])
  })
  test('random texts in random batches', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.constantFrom('', 'SFO', 'Zürich', 'a', 'aa', 'aaa'), fc.constant(null))
    fc.assert(fc.property(fc.array(fc.array(text, { maxLength: 200 }), { maxLength: 5 }), batches => {
      alone(query => expect(through(batches, query)).toEqual(batches.flat()))
    }), { numRuns: 30 })
  })
  test('bytes that are no text, also where two of them together would be', () => {
    const bytes = [[0xe2, 0x82], [0xac], [0x41, 0x80], [0xf5], [0xe2, 0x82, 0xac], [0xc3, 0xa9]]
    const expected = bytes.map(b => new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(b)))
    arena.reset()
    const vector = vectorOf(utf8, bytes.map(() => 'x'), arena), all = arena.allocate(64, 1)
    memory.u8.set(bytes.flat(), all)
    let at = all
    for (const [n, { length }] of bytes.entries()) {
      memory.u32.set([at, length], (vector.data >>> 2) + 2 * n)
      at += length
    }
    for (const query of [task, undefined]) {
      const read = rowReader(fields, memory, {}, query)
      expect(read({ rows: bytes.length, columns: [vector] }).map(row => row['s'])).toEqual(expected)
    }
  })
})

describe('the table', () => {
  test('holds so many, and is given up when texts do not come again', () => {
    alone(query => {
      const batches = Array.from({ length: 12 }, (_, b) => Array.from({ length: 10_000 }, (_, n) => `text ${b * 10_000 + n}`))
      expect(same(through(batches, query), batches.flat())).toBe(true)
      expect(query.pages).toBe(0)
      expect(query.peakBytes).toBe(80 * PAGE_BYTES)
    })
  })
  test('stays while most texts are found, though it is full', () => {
    alone(query => {
      const texts = Array.from({ length: 100_000 }, (_, n) => `${n}`)
      const common = Array.from({ length: 10_000 }, (_, n) => n % 10 === 0 ? texts[90_000 + n % 1000]! : texts[n % 100]!)
      const batches = Array.from({ length: 20 }, (_, b) => texts.slice(b * 5000, b * 5000 + 5000)).flatMap(fresh => [fresh, common])
      expect(same(through(batches, query), batches.flat())).toBe(true)
      expect(query.pages).toBe(64)
    })
  })
  test('finds texts that share a slot, and lists what has no room', () => {
    const { kernels, u32 } = memory, table = arena.allocate(4096), codes = arena.allocate(4096), missed = arena.allocate(4096)
    const values = Array.from({ length: 40 }, (_, n) => `key ${n}`), { data, validity } = vectorOf(utf8, [...values, null, 'key 3'], arena)
    kernels.internBegin(table, 4096, 32)
    for (let round = 0; round < 2; round++) {
      expect(kernels.internText(0, 42, data, validity, 512, table, codes, 33, missed)).toBe(8)
      expect([...u32.subarray(codes >>> 2, (codes >>> 2) + 42)]).toEqual([...values.keys()].map(n => n + 1).concat(0, 4))
      expect([...u32.subarray(missed >>> 2, (missed >>> 2) + 8)]).toEqual([32, 33, 34, 35, 36, 37, 38, 39])
    }
    const larger = arena.allocate(8192)
    kernels.internBegin(larger, 8192, 64)
    kernels.internMove(table, larger)
    expect(kernels.internText(0, 42, data, validity, 512, larger, codes, 65, missed)).toBe(0)
    expect([...u32.subarray(codes >>> 2, (codes >>> 2) + 42)]).toEqual([...values.keys()].map(n => n + 1).concat(0, 4))
    expect(kernels.internEntries(larger)).toBe(40)
  })
  test('gives its pages to whoever needs them, and rows go on', () => {
    const small = new Pool(memory, { limit: 16 * PAGE_BYTES })
    alone(query => {
      const read = rowReader(fields, memory, {}, query), values = Array.from({ length: 3000 }, (_, n) => `text ${n % 50}`)
      arena.reset()
      const batch = batchOf(values), expected = values.map(s => ({ s }))
      expect(read(batch)).toEqual(expected)
      expect(query.pages).toBe(4)
      const address = query.acquire(16, 'An operator')
      expect(read(batch)).toEqual(expected)
      expect(query.pages).toBe(16)
      query.release(address, 16)
    }, small)
  })
  test('is not there where there is no memory', () => {
    const small = new Pool(memory, { limit: 8 * PAGE_BYTES })
    alone(query => {
      query.acquire(8, 'An operator')
      expect(new TextTable(query).open).toBe(false)
      expect(through([['a', null, 'a']], query)).toEqual(['a', null, 'a'])
    }, small)
  })
})
