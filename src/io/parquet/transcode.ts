/** Encodings that are turned into PLAIN values, or into the usual levels, before they are read. */
import type { Encoding } from 'hyparquet'
import { SLACK } from './codec.js'
import { Damaged } from './decoder.js'
import type { TaskMemory } from '../../memory/task-memory.js'
import { Region } from './region.js'
import type { Leaf } from './schema.js'

/** Bytes of the memory that are given back with the region. */
export interface Held { readonly from: number; readonly end: number; readonly region: Region }

/** n > 0 values in [from, end) as PLAIN ones. undefined: the encoding is not known, or not for values of this type. */
export function toPlain(encoding: Encoding | undefined, { element }: Leaf, from: number, end: number, n: number, task: TaskMemory): Held | undefined {
  const width = fixedBytes(element)
  switch (encoding) {
    case 'DELTA_BINARY_PACKED':
      return element.type === 'INT32' || element.type === 'INT64' ? integers(from, end, n, width, task) : undefined
    case 'DELTA_LENGTH_BYTE_ARRAY': return element.type === 'BYTE_ARRAY' ? texts(from, end, n, 0, false, task) : undefined
    case 'DELTA_BYTE_ARRAY':
      return element.type === 'BYTE_ARRAY' || element.type === 'FIXED_LEN_BYTE_ARRAY' ? texts(from, end, n, width, true, task) : undefined
    case 'BYTE_STREAM_SPLIT': return width === 0 ? undefined : split(from, end, n, width, task)
    default: return undefined
  }
}

function fixedBytes({ type, type_length }: Leaf['element']): number {
  switch (type) {
    case 'INT32': case 'FLOAT': return 4
    case 'INT64': case 'DOUBLE': return 8
    case 'INT96': return 12
    case 'FIXED_LEN_BYTE_ARRAY': return type_length ?? 0
    default: return 0
  }
}

/** `fill` gives false where the input is damaged. */
function held(task: TaskMemory, bytes: number, fill: (to: number) => boolean): Held {
  const region = new Region(task, bytes + SLACK)
  let filled = false
  try {
    filled = fill(region.address)
  } finally {
    if (!filled) region.release()
  }
  if (!filled) throw new Damaged('its values cannot be decoded')
  return { from: region.address, end: region.address + bytes, region }
}

function split(from: number, end: number, n: number, width: number, task: TaskMemory): Held {
  if (n * width > end - from) throw new Damaged('its values reach beyond its page')
  return held(task, n * width, to => (task.memory.kernels.joinBytes(from, n, width, to), true))
}

function integers(from: number, end: number, n: number, width: number, task: TaskMemory): Held {
  return held(task, n * width, to => task.memory.kernels.deltaIntegers(from, end, n, width, to) !== 0)
}

/** Lengths in front (before them, how much of the text before each repeats), then the bytes. `width`: of all values, or 0. */
function texts(from: number, end: number, n: number, width: number, repeating: boolean, task: TaskMemory): Held {
  const { kernels } = task.memory
  const region = new Region(task, (repeating ? 8 : 4) * n + SLACK)
  try {
    const lengths = region.address, prefixes = repeating ? lengths + 4 * n : 0
    const behindPrefixes = repeating ? kernels.deltaIntegers(from, end, n, 4, prefixes) >>> 0 : from
    const bytes = behindPrefixes && kernels.deltaIntegers(behindPrefixes, end, n, 4, lengths) >>> 0
    const plain = bytes ? kernels.deltaTextBytes(prefixes, lengths, n) : -1
    if (plain < 0) throw new Damaged('the lengths of its values are wrong')
    return held(task, width === 0 ? plain : n * width, to => kernels.deltaTexts(prefixes, lengths, n, bytes, end, width, to) !== 0)
  } finally {
    region.release()
  }
}

/** Levels in the encoding that was given up long ago (BIT_PACKED), which has no length before it, as a hybrid. */
export function oldLevels(from: number, end: number, entries: number, max: number, task: TaskMemory): Held & { readonly next: number } {
  const width = 32 - Math.clz32(max), bytes = Math.ceil(entries * width / 8)
  if (bytes > end - from) throw new Damaged('the levels of a page reach beyond it')
  const { memory } = task
  const unpacked = new Region(task, 4 * entries + SLACK)
  try {
    memory.kernels.unpackLevels(from, entries, width, unpacked.address)
    const groups = Math.ceil(entries / 8), head = varint(groups * 2 + 1)
    const levels = held(task, head.length + groups * width, to => {
      const packed = memory.u8.subarray(to, to + head.length + groups * width).fill(0)
      packed.set(head)
      for (let n = 0; n < entries * width; n++) {
        const bit = memory.u32[(unpacked.address >>> 2) + Math.floor(n / width)]! >>> (n % width) & 1
        packed[head.length + (n >>> 3)]! |= bit << (n & 7)
      }
      return true
    })
    return { ...levels, next: from + bytes }
  } finally {
    unpacked.release()
  }
}
function varint(n: number): readonly number[] {
  return n < 128 ? [n] : [n % 128 + 128, ...varint(Math.floor(n / 128))]
}
