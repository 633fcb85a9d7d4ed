import { describe, expect, it } from 'vitest'
import { randomFrom, setting } from '../../memory/random.fixture.js'
import { Damaged } from './decoder.js'
import { HYBRID_BYTES, SCRATCH_VALUES, dictionaryValues, type Dictionary, type Values } from './values.js'

const { memory, arena } = setting()
const random = randomFrom(31), below = (n: number): number => Math.floor(random() * n)

/** Runs of one value and packed runs, taking turns by chance, as the definition of the format has them. */
function hybrid(width: number, runs: number, count: number): { readonly bytes: number[]; readonly values: number[] } {
  const bytes = [width], values: number[] = []
  const head = (n: number): void => {
    for (; n >= 128; n = Math.floor(n / 128)) bytes.push(n % 128 + 128)
    bytes.push(n)
  }
  for (let r = 0; r < runs; r++) {
    if (random() < 0.4) {
      const n = 1 + below(300), value = below(count)
      head(n * 2)
      for (let k = 0; k < Math.ceil(width / 8); k++) bytes.push(Math.floor(value / 256 ** k) % 256)
      for (let k = 0; k < n; k++) values.push(value)
    } else {
      const groups = 1 + below(40), first = bytes.length + (groups > 63 ? 2 : 1)
      head(groups * 2 + 1)
      for (let k = 0; k < groups * width; k++) bytes.push(0)
      for (let k = 0; k < groups * 8; k++) {
        const value = below(count)
        for (let b = 0; b < width; b++) if (Math.floor(value / 2 ** b) % 2) bytes[first + Math.floor((k * width + b) / 8)]! += 2 ** ((k * width + b) % 8)
        values.push(value)
      }
    }
  }
  return { bytes, values }
}

/** A dictionary whose cells are 3 × index + 1 in each of their bytes; behind it lies rubbish. */
function dictionaryOf(cellBytes: number, count: number, room: number): Dictionary {
  const cells = arena.allocate(room * cellBytes)
  for (let n = 0; n < room; n++) memory.u8.fill(n < count ? n * 3 + 1 : 99, cells + n * cellBytes, cells + (n + 1) * cellBytes)
  return { cells, count, room }
}

function open(bytes: readonly number[], cellBytes: number, dictionary: Dictionary): Values {
  const from = arena.allocate(bytes.length + 16), state = arena.allocate(HYBRID_BYTES), scratch = arena.allocate(SCRATCH_VALUES * 4)
  memory.u8.set(bytes, from)
  const decoder = { cellBytes, width: 0, direct: false, decode: () => 0 }
  return dictionaryValues(memory, decoder, dictionary, from, from + bytes.length, state, scratch)
}

describe('indices into a dictionary', () => {
  const widths = Array.from({ length: 19 }, (_, width) => width)
  it.each(widths)('of %i bits become cells of any width, whatever steps they are read in', width => {
    for (const cellBytes of [1, 4, 8, 16]) {
      for (const hasRoom of [true, false]) {
        arena.reset()
        const count = 1 + below(2 ** width), { bytes, values } = hybrid(width, 30, count)
        const read = open(bytes, cellBytes, dictionaryOf(cellBytes, count, hasRoom ? 2 ** width : count))
        const to = arena.allocate(values.length * cellBytes + 8)
        for (let done = 0; done < values.length;) {
          const n = Math.min(values.length - done, 1 + below(600)), at = to + done * cellBytes
          if (random() < 0.2) read.skip(n)
          else {
            memory.u8.fill(0, at + n * cellBytes, at + n * cellBytes + 8)
            read.read(n, at)
            const expected = values.slice(done, done + n).flatMap(v => Array.from({ length: cellBytes }, () => (v * 3 + 1) & 255))
            expect(Buffer.compare(memory.u8.slice(at, at + n * cellBytes), Uint8Array.from(expected))).toBe(0)
            expect(memory.u8.slice(at + n * cellBytes, at + n * cellBytes + 8).every(b => b === 0)).toBe(true)
          }
          done += n
        }
        expect(() => { read.read(1, to) }).toThrow(Damaged)
      }
    }
  })
  it('that are too large are an error, in runs of either kind', () => {
    for (const width of [3, 7, 12, 16, 17]) {
      for (const hasRoom of [true, false]) {
        for (let n = 0; n < 20; n++) {
          const { bytes, values } = hybrid(width, 1, 2 ** width), largest = values.reduce((a, b) => Math.max(a, b))
          for (const count of [largest, largest + 1]) {
            arena.reset()
            const read = open(bytes, 8, dictionaryOf(8, count, hasRoom ? 2 ** width : count))
            const all = (): void => { read.read(values.length, arena.allocate(values.length * 8)) }
            if (count === largest) expect(all).toThrow(Damaged)
            else expect(all).not.toThrow()
          }
        }
      }
    }
  })
})
