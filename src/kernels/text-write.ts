// New text: sizes first, so that the caller can make room, then the writing. Sizes that do not fit 32 bits are cut to
// TOO_LARGE, for which no memory has room.
import { sameBytes, textCharacter, textFind, textLength } from './text'

const TOO_LARGE: u64 = 0xFFFFFF00

// @ts-ignore: decorator
@inline
function size(bytes: u64): u32 {
  return <u32>(bytes < TOO_LARGE ? bytes : TOO_LARGE)
}

/** Bytes of the text with every q replaced by a text of r bytes. */
export function textReplaceSize(p: usize, n: u32, q: usize, m: u32, r: u32): u32 {
  if (m == 0) return n
  const end = p + n
  let total: u64 = n
  while (p < end) {
    const at = textFind(p, end, q, m)
    if (at == 0) break
    total += <u64>r - <u64>m
    p = at + m
  }
  return size(total)
}
export function textReplace(p: usize, n: u32, q: usize, m: u32, r: usize, s: u32, out: usize): u32 {
  const end = p + n, start = out
  while (m > 0 && p < end) {
    const at = textFind(p, end, q, m)
    if (at == 0) break
    memory.copy(out, p, at - p)
    out += at - p
    memory.copy(out, r, s)
    out += s
    p = at + m
  }
  memory.copy(out, p, end - p)
  return <u32>(out + (end - p) - start)
}

export function textRepeatSize(n: u32, times: i32): u32 {
  return times <= 0 ? 0 : size(<u64>n * <u64>times)
}
export function textRepeat(p: usize, n: u32, times: i32, out: usize): u32 {
  if (times <= 0 || n == 0) return 0
  const total = n * <u32>times
  memory.copy(out, p, n)
  // what is there doubles until it is enough
  for (let done = n; done < total;) {
    const more = min(done, total - done)
    memory.copy(out + done, out, more)
    done += more
  }
  return total
}

export function textReverse(p: usize, n: u32, out: usize): u32 {
  let at = out + n
  const end = p + n
  while (p < end) {
    const next = textCharacter(p, end, 1)
    at -= next - p
    for (let from = p, to = at; from < next; from++, to++) store<u8>(to, load<u8>(from))
    p = next
  }
  return n
}

/** Bytes that pad a text to `characters` with repetitions of q; 0 where it is long enough, or q is empty. */
export function textPadSize(p: usize, n: u32, q: usize, m: u32, characters: i32): u32 {
  const has = textLength(p, n)
  if (characters <= 0 || <u32>characters <= has || m == 0) return 0
  const missing = <u32>characters - has, each = textLength(q, m)
  if (each == 0) return 0
  return size(<u64>m * <u64>(missing / each) + <u64>(textCharacter(q, q + m, missing % each) - q))
}
/** Writes `bytes` bytes of q, over and over. */
export function textFill(q: usize, m: u32, bytes: u32, out: usize): u32 {
  for (let done: u32 = 0; done < bytes;) {
    const more = min(m, bytes - done)
    memory.copy(out + done, q, more)
    done += more
  }
  return bytes
}
export function textCopy(p: usize, n: u32, out: usize): u32 {
  memory.copy(out, p, n)
  return n
}
