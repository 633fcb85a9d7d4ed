import type { ByteBuffer } from './byte-buffer.js'

/** Bits that hold every number up to `most`. */
export const bitWidth = (most: number): number => 32 - Math.clz32(most)

/** Values below 2^width by Parquet's hybrid of run lengths and packed bits: runs of eight and more are told by their length. */
export function appendHybrid(out: ByteBuffer, values: ArrayLike<number>, count: number, width: number): void {
  let packedFrom = 0
  for (let at = 0; at < count;) {
    const value = values[at]!
    let end = at + 1
    while (end < count && values[end] === value) end++
    if (end - at < 8) {
      at = Math.min(at + 8, count)
      continue
    }
    appendPacked(out, values, packedFrom, at, width)
    out.appendVarint((end - at) * 2)
    for (let bits = width, rest = value; bits > 0; bits -= 8, rest >>>= 8) out.appendByte(rest & 255)
    packedFrom = at = end
  }
  appendPacked(out, values, packedFrom, count, width)
}

/** Values from..to as groups of eight, the last filled with zeros. */
function appendPacked(out: ByteBuffer, values: ArrayLike<number>, from: number, to: number, width: number): void {
  if (from === to) return
  const groups = Math.ceil((to - from) / 8)
  out.appendVarint(groups * 2 + 1)
  const end = out.grow(groups * width) + groups * width, { bytes, view } = out
  let at = end - groups * width, bits = 0, held = 0
  for (let n = from; n < to; n++) {
    const value = values[n]!
    held |= value << bits
    bits += width
    if (bits >= 32) {
      view.setInt32(at, held, true)
      at += 4
      bits -= 32
      held = bits === 0 ? 0 : value >>> width - bits
    }
  }
  for (; bits > 0; bits -= 8, held >>>= 8) bytes[at++] = held & 255
  bytes.fill(0, at, end)
}
