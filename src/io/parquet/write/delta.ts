import { ByteBuffer } from './byte-buffer.js'

const BLOCK = 128, MINIBLOCKS = 4, MINIBLOCK = BLOCK / MINIBLOCKS

/** DELTA_BINARY_PACKED: differences of integers of so many bits, those of a block less their least, packed by 32. */
export function appendDeltas(out: ByteBuffer, values: Int32Array | BigInt64Array, bits: 32 | 64): void {
  out.appendVarint(BLOCK)
  out.appendVarint(MINIBLOCKS)
  out.appendVarint(values.length)
  let last = BigInt(values[0] ?? 0)
  appendZigzag(out, last)
  const deltas = new BigInt64Array(BLOCK)
  for (let from = 1; from < values.length; from += BLOCK) {
    const count = Math.min(BLOCK, values.length - from)
    let least = 0n
    for (let n = 0; n < count; n++) {
      const value = BigInt(values[from + n]!), delta = BigInt.asIntN(bits, value - last)
      deltas[n] = delta
      if (n === 0 || delta < least) least = delta
      last = value
    }
    for (let n = 0; n < count; n++) deltas[n] = BigInt.asUintN(bits, deltas[n]! - least)
    deltas.fill(0n, count)
    appendZigzag(out, least)
    appendMiniblocks(out, new BigUint64Array(deltas.buffer), count)
  }
}

/** The bit widths of all miniblocks, then those that have values. */
function appendMiniblocks(out: ByteBuffer, deltas: BigUint64Array, count: number): void {
  const widths = Array.from({ length: MINIBLOCKS }, (_, m) => {
    let all = 0n
    for (let n = m * MINIBLOCK; n < (m + 1) * MINIBLOCK; n++) all |= deltas[n]!
    return all === 0n ? 0 : all.toString(2).length
  })
  for (const width of widths) out.appendByte(width)
  widths.forEach((width, m) => {
    if (m * MINIBLOCK < count) appendPacked(out, deltas.subarray(m * MINIBLOCK, (m + 1) * MINIBLOCK), width)
  })
}

function appendPacked(out: ByteBuffer, values: BigUint64Array, width: number): void {
  let held = 0n, bits = 0
  for (const value of values) {
    held |= value << BigInt(bits)
    for (bits += width; bits >= 8; bits -= 8, held >>= 8n) out.appendByte(Number(held & 255n))
  }
}

function appendZigzag(out: ByteBuffer, value: bigint): void {
  let rest = BigInt.asUintN(64, value << 1n ^ value >> 63n)
  for (; rest > 127n; rest >>= 7n) out.appendByte(Number(rest & 127n) | 128)
  out.appendByte(Number(rest))
}
