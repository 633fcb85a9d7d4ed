// Hashing. Words are canonical when they come here: −0 is +0, there is one NaN, and a null hashes as NULL_HASH.

export const SEED: u64 = 0xC2B2AE3D27D4EB4F
export const NULL_HASH: u64 = 0xA0761D6478BD642F
const STEP: u64 = 0x9E3779B97F4A7C15
const MIX_A: u64 = 0xFF51AFD7ED558CCD
const MIX_B: u64 = 0xC4CEB9FE1A85EC53

/** Full avalanche; ends every hash. */
// @ts-ignore: decorator
@inline
export function mix(h: u64): u64 {
  h ^= h >>> 33
  h *= MIX_A
  h ^= h >>> 33
  h *= MIX_B
  return h ^ (h >>> 33)
}

/** Takes one more word into a running hash. */
// @ts-ignore: decorator
@inline
export function absorb(h: u64, word: u64): u64 {
  return rotl((h ^ word) * STEP, 29)
}

/** The first n < 8 bytes at p, zero above. May read up to 8 bytes, which lies within the 16 spare bytes behind any text. */
// @ts-ignore: decorator
@inline
export function headBytes(p: usize, n: u32): u64 {
  return n == 0 ? 0 : load<u64>(p) & (<u64>0xFFFFFFFFFFFFFFFF >>> (<u64>(8 - n) << 3))
}

/** Bytes to a running hash (not mixed): 8 bytes a step, then a last word that may overlap. */
// @ts-ignore: decorator
@inline
export function hashBytes(p: usize, n: u32): u64 {
  let h: u64 = SEED ^ (<u64>n * MIX_A)
  if (n < 8) return absorb(h, headBytes(p, n))
  const end = p + <usize>n - 8
  while (p < end) {
    h = absorb(h, load<u64>(p))
    p += 8
  }
  return absorb(h, load<u64>(end))
}

/** Ends the running hashes of n rows. */
export function mixHashes(n: i32, hashes: usize): void {
  const end = hashes + (<usize>n << 3)
  for (let p = hashes; p < end; p += 8) store<u64>(p, mix(load<u64>(p)))
}
