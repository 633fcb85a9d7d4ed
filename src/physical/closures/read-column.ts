/** Columns of a batch from memory to JavaScript: one loop a representation, over the rows that are asked for. */
import type { Vector } from '../../memory/batch.js'
import type { Memory } from '../../memory/memory.js'
import { readText } from '../../memory/text.js'
import { readValue } from '../../memory/vector.js'
import { representation, type EngineValue } from '../../types/representation.js'
import { SAFE, type Column, type Nulls, type NumberColumn, type Rows } from './column.js'
import type { Scratch } from './scratch.js'

const WORD = 2 ** 32, INT_LEAST = -(2 ** 31), INT_MOST = 2 ** 31 - 1

export function readColumn(memory: Memory, vector: Vector, rows: Rows, scratch: Scratch): Column {
  const { type, data } = vector, { at, count } = rows
  if (type.kind === 'void') return allNull(rows, scratch)
  const nulls = readNulls(memory, vector, rows, scratch)
  switch (representation(type)) {
    case 'bool': return { form: 'flags', cells: memory.u8.subarray(data, data + scratch.rows), nulls }
    // what lies under a null is rubbish, which floats do not mind
    case 'f64': return { form: 'numbers', cells: memory.f64.subarray(data >>> 3, (data >>> 3) + scratch.rows), nulls, least: -Infinity, most: Infinity }
    case 'i32': {
      const out = scratch.numbers(), { i32 } = memory, base = data >>> 2
      for (let k = 0; k < count; k++) out[at[k]!] = i32[base + at[k]!]!
      return { form: 'numbers', cells: out, nulls, least: INT_LEAST, most: INT_MOST }
    }
    case 'i64': return readLongs(memory, data, rows, nulls, scratch) ?? readEach(memory, vector, rows, nulls, scratch)
    case 'dec': return readWide(memory, data, rows, nulls, scratch) ?? readEach(memory, vector, rows, nulls, scratch)
    case 'str': return type.kind === 'utf8' ? readTexts(memory, data, rows, nulls, scratch) : readEach(memory, vector, rows, nulls, scratch)
  }
}

function readNulls(memory: Memory, { validity }: Vector, { at, count }: Rows, scratch: Scratch): Nulls {
  if (validity === 0) return undefined
  const { u8 } = memory, out = scratch.nulls()
  let some = 0
  for (let k = 0; k < count; k++) {
    const row = at[k]!, isNull = ~(u8[validity + (row >>> 3)]! >>> (row & 7)) & 1
    out[row] = isNull
    some |= isNull
  }
  return some ? out : undefined
}
function allNull({ at, count }: Rows, scratch: Scratch): Column {
  const nulls = scratch.nulls(), cells = scratch.numbers()
  for (let k = 0; k < count; k++) {
    nulls[at[k]!] = 1
    cells[at[k]!] = 0
  }
  return { form: 'numbers', cells, nulls, least: 0, most: 0 }
}

/** 64-bit cells as numbers; undefined: one is too large. */
function readLongs({ i32, u32 }: Memory, data: number, { at, count }: Rows, nulls: Nulls, scratch: Scratch): NumberColumn | undefined {
  const out = scratch.numbers(), base = data >>> 2
  let least = 0, most = 0
  for (let k = 0; k < count; k++) {
    const row = at[k]!, cell = base + 2 * row
    const value = nulls && nulls[row] === 1 ? 0 : i32[cell + 1]! * WORD + u32[cell]!
    out[row] = value
    if (value < least) least = value
    else if (value > most) most = value
  }
  return least >= -SAFE && most <= SAFE ? { form: 'numbers', cells: out, nulls, least, most } : undefined
}
/** The same of 128-bit cells: the upper words must repeat the sign. */
function readWide({ i32, u32 }: Memory, data: number, { at, count }: Rows, nulls: Nulls, scratch: Scratch): NumberColumn | undefined {
  const out = scratch.numbers(), base = data >>> 2
  let least = 0, most = 0, beyond = 0
  for (let k = 0; k < count; k++) {
    const row = at[k]!, cell = base + 4 * row
    let value = 0
    if (!nulls || nulls[row] === 0) {
      const high = i32[cell + 1]!, sign = high >> 31
      value = high * WORD + u32[cell]!
      beyond |= (i32[cell + 2]! ^ sign) | (i32[cell + 3]! ^ sign)
    }
    out[row] = value
    if (value < least) least = value
    else if (value > most) most = value
  }
  return beyond === 0 && least >= -SAFE && most <= SAFE ? { form: 'numbers', cells: out, nulls, least, most } : undefined
}

const REMEMBERED = 512
/** Repeated views of one text, as a dictionary gives them, are decoded once. */
function readTexts(memory: Memory, data: number, { at, count }: Rows, nulls: Nulls, scratch: Scratch): Column {
  const out = scratch.values(), { u32 } = memory, base = data >>> 2
  const addresses = new Uint32Array(REMEMBERED), lengths = new Uint32Array(REMEMBERED), texts = new Array<string>(REMEMBERED).fill('')
  for (let k = 0; k < count; k++) {
    const row = at[k]!
    if (nulls && nulls[row] === 1) {
      out[row] = null
      continue
    }
    const address = u32[base + 2 * row]!, length = u32[base + 2 * row + 1]!
    const slot = Math.imul(address, 0x9E3779B1) >>> 23
    if (addresses[slot] !== address || lengths[slot] !== length) {
      addresses[slot] = address
      lengths[slot] = length
      texts[slot] = readText(memory, address, length)
    }
    out[row] = texts[slot]!
  }
  return { form: 'values', cells: out, nulls }
}
function readEach(memory: Memory, vector: Vector, { at, count }: Rows, nulls: Nulls, scratch: Scratch): Column {
  const out: EngineValue[] = scratch.values()
  for (let k = 0; k < count; k++) out[at[k]!] = readValue(memory, vector, at[k]!)
  return { form: 'values', cells: out, nulls }
}
