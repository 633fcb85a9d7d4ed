/** xxHash64 with seed 0, by which Bloom filters know values. Each step is cut to 64 bits, so that engines need no big integers. */
const P1 = 0x9e3779b185ebca87n, P2 = 0xc2b2ae3d27d4eb4fn, P3 = 0x165667b19e3779f9n, P4 = 0x85ebca77c2b2ae63n, P5 = 0x27d4eb2f165667c5n

const cut = (value: bigint): bigint => BigInt.asUintN(64, value)
const rotate = (value: bigint, bits: bigint): bigint => BigInt.asUintN(64, value << bits) | value >> 64n - bits
const round = (sum: bigint, word: bigint): bigint => cut(rotate(cut(sum + cut(word * P2)), 31n) * P1)
const merge = (hash: bigint, sum: bigint): bigint => cut(cut((hash ^ round(0n, sum)) * P1) + P4)

/** Of the bytes [from, to) of a view. */
export function xxhash64(view: DataView, from: number, to: number): bigint {
  let at = from
  let hash = P5
  if (to - from >= 32) {
    let a = cut(P1 + P2), b = P2, c = 0n, d = cut(-P1)
    for (; at + 32 <= to; at += 32) {
      a = round(a, view.getBigUint64(at, true))
      b = round(b, view.getBigUint64(at + 8, true))
      c = round(c, view.getBigUint64(at + 16, true))
      d = round(d, view.getBigUint64(at + 24, true))
    }
    hash = cut(rotate(a, 1n) + rotate(b, 7n) + rotate(c, 12n) + rotate(d, 18n))
    for (const sum of [a, b, c, d]) hash = merge(hash, sum)
  }
  hash = cut(hash + BigInt(to - from))
  for (; at + 8 <= to; at += 8) hash = cut(cut(rotate(hash ^ round(0n, view.getBigUint64(at, true)), 27n) * P1) + P4)
  if (at + 4 <= to) {
    hash = cut(cut(rotate(hash ^ cut(BigInt(view.getUint32(at, true)) * P1), 23n) * P2) + P3)
    at += 4
  }
  for (; at < to; at++) hash = cut(rotate(hash ^ cut(BigInt(view.getUint8(at)) * P5), 11n) * P1)
  hash = cut((hash ^ hash >> 33n) * P2)
  hash = cut((hash ^ hash >> 29n) * P3)
  return hash ^ hash >> 32n
}
