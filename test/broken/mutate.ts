/** Damage to files, repeatable by seed: what disks, networks and other programs do, and what a malicious writer would. */
import { randomFrom, type Random } from '../../src/memory/random.fixture.js'

/** A part of a file that deserves more than its share of the damage, such as its metadata. */
interface Focus { readonly from: number; readonly end: number }
interface Mutation { readonly bytes: Uint8Array<ArrayBuffer>; readonly what: string }

const below = (random: Random, n: number): number => Math.floor(random() * n)
/** What counts, lengths and offsets like to be confused with. */
const extremes = [0, 1, 0x7f, 0x80, 0xff, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_fffe, 0xffff_ffff]

type Damage = (bytes: Uint8Array<ArrayBuffer>, at: number, random: Random) => Mutation
const damages: readonly Damage[] = [
  (bytes, at, random) => {
    bytes[at]! ^= 1 << below(random, 8)
    return { bytes, what: `a bit of byte ${at} flipped` }
  },
  (bytes, at, random) => {
    bytes[at] = below(random, 256)
    return { bytes, what: `byte ${at} is ${bytes[at]}` }
  },
  (bytes, at, random) => {
    const value = extremes[below(random, extremes.length)]!
    for (let n = 0; n < 4 && at + n < bytes.length; n++) bytes[at + n] = value >>> 8 * n
    return { bytes, what: `bytes ${at} to ${at + 3} are ${value}` }
  },
  (bytes, at, random) => {
    const end = Math.min(bytes.length, at + 1 + below(random, 64)), fill = [0, 0xff, 0x80][below(random, 3)]!
    bytes.fill(fill, at, end)
    return { bytes, what: `bytes ${at} to ${end} are ${fill}` }
  },
  (bytes, at) => ({ bytes: bytes.slice(0, at), what: `cut after ${at} bytes` }),
  (bytes, at, random) => {
    const gone = 1 + below(random, 32)
    return { bytes: joined(bytes.subarray(0, at), bytes.subarray(at + gone)), what: `${gone} bytes at ${at} are missing` }
  },
  (bytes, at, random) => {
    const more = Uint8Array.from({ length: 1 + below(random, 32) }, () => below(random, 256))
    return { bytes: joined(bytes.subarray(0, at), more, bytes.subarray(at)), what: `${more.length} bytes too many at ${at}` }
  },
  (bytes, at, random) => {
    const from = below(random, bytes.length), length = Math.min(1 + below(random, 200), bytes.length - Math.max(from, at))
    bytes.copyWithin(at, from, from + length)
    return { bytes, what: `bytes ${at} to ${at + length} are those of ${from}` }
  },
]
function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, p) => sum + p.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

/** The file with one to three damages; half of them in `focus`. */
export function mutation(original: Uint8Array, seed: number, focus: Focus = { from: 0, end: original.length }): Mutation {
  const random = randomFrom(seed)
  let bytes = new Uint8Array(original)
  const what: string[] = []
  for (let n = 1 + below(random, 3); n > 0 && bytes.length > 0; n--) {
    const { from, end } = random() < 0.5 ? focus : { from: 0, end: bytes.length }
    const at = Math.min(bytes.length - 1, from + below(random, end - from))
    const damaged = damages[below(random, damages.length)]!(bytes, at, random)
    bytes = damaged.bytes
    what.push(damaged.what)
  }
  return { bytes, what: what.join(', ') }
}
