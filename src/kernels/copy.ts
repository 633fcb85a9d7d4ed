// Copying for decompressors. Out buffers have 16 bytes to spare behind them, because copies go up to 16 bytes at a time.

/** Copies n > 0 bytes forward, 16 at a time; the two lie at least 16 apart, or the source is behind. */
// @ts-ignore: decorator
@inline
export function copyWide(to: usize, from: usize, n: u32): void {
  const end = to + n
  do {
    v128.store(to, v128.load(from))
    to += 16
    from += 16
  } while (to < end)
}

/** Repeats the `distance` < 16 bytes before `to` until n are written. */
// @ts-ignore: decorator
@inline
export function repeat(to: usize, distance: u32, n: u32): void {
  const end = to + n
  if (distance >= 8) {
    for (; to < end; to += 8) store<u64>(to, load<u64>(to - distance))
    return
  }
  if (distance == 4 || distance == 2 || distance == 1) {
    let word: u64 = distance == 4 ? <u64>load<u32>(to - 4) : distance == 2 ? <u64>load<u16>(to - 2) : <u64>load<u8>(to - 1)
    if (distance == 1) word |= word << 8
    if (distance <= 2) word |= word << 16
    word |= word << 32
    for (; to < end; to += 8) store<u64>(to, word)
    return
  }
  for (; to < end; to++) store<u8>(to, load<u8>(to - distance))
}
