// Texts as small numbers, across batches: a table keeps one copy of each different text, one behind the other, in the order in
// which they came. Equal codes are equal bytes: hashes only find the candidates.
//
// | from | content                                                                     |
// |------|-----------------------------------------------------------------------------|
// | 0    | u32 entries there are room for, a power of two; u32 entries                 |
// | 8    | u32 bytes there are room for; u32 bytes in use                              |
// | 16   | two slots an entry, u64: hash << 32 | entry + 1; 0 is empty                 |
// |      | entries, u64: where it begins in the bytes, length << 32                    |
// |      | bytes, and 16 to spare                                                      |
import { copyWide } from './copy'
import { hashBytes, mix } from './hash'
import { isNull } from './rows'
import { sameBytes } from './text'

const HEAD: usize = 16, SPARE: u32 = 16

// @ts-ignore: decorator
@inline
function entriesOf(table: usize): usize {
  return table + HEAD + (<usize>load<u32>(table) << 4)
}
// @ts-ignore: decorator
@inline
function bytesOf(table: usize): usize {
  return table + HEAD + <usize>load<u32>(table) * 24
}

/** An empty table of `size` bytes; they need not be cleared. */
export function internBegin(table: usize, size: u32, entries: u32): void {
  store<u32>(table, entries)
  store<u32>(table, 0, 4)
  store<u32>(table, size - <u32>HEAD - entries * 24 - SPARE, 8)
  store<u32>(table, 0, 12)
  memory.fill(table + HEAD, 0, <usize>entries << 4)
}

export function internEntries(table: usize): u32 {
  return load<u32>(table, 4)
}
/** Address of the view (begin, length) of entry 0; begins count from internBytes. */
export function internViews(table: usize): usize {
  return entriesOf(table)
}
export function internBytes(table: usize): usize {
  return bytesOf(table)
}

/** All that is in one table, into an empty one that is larger. Codes stay. */
export function internMove(from: usize, to: usize): void {
  const count = load<u32>(from, 4), used = load<u32>(from, 12), mask = (load<u32>(to) << 1) - 1
  store<u32>(to, count, 4)
  store<u32>(to, used, 12)
  memory.copy(entriesOf(to), entriesOf(from), <usize>count << 3)
  memory.copy(bytesOf(to), bytesOf(from), used)
  for (let old = from + HEAD, end = entriesOf(from); old < end; old += 8) {
    const slot = load<u64>(old)
    if (slot == 0) continue
    let at = <u32>(slot >>> 32) & mask
    while (load<u64>(to + HEAD + (<usize>at << 3)) != 0) at = (at + 1) & mask
    store<u64>(to + HEAD + (<usize>at << 3), slot)
  }
}

/**
 * Codes of the texts of rows `from` to `to`: 0 is null, then come the entries. Texts that are new become entries; those for
 * which there is no room, and those longer than `longest`, get codes from `missing` on, one each, and are listed in `missed` by
 * their row. Returns how many these are.
 */
export function internText(from: u32, to: u32, views: usize, validity: usize, longest: u32, table: usize, codes: usize,
  missing: u32, missed: usize): u32 {
  const room = load<u32>(table), space = load<u32>(table, 8), mask = (room << 1) - 1
  const slots = table + HEAD, entries = entriesOf(table), bytes = bytesOf(table)
  let count = load<u32>(table, 4), used = load<u32>(table, 12), misses: u32 = 0
  for (let n = from; n < to; n++, codes += 4) {
    if (validity && isNull(validity, n)) {
      store<u32>(codes, 0)
      continue
    }
    const p = <usize>load<u32>(views + (<usize>n << 3)), length = load<u32>(views + (<usize>n << 3), 4)
    let code: u32 = 0
    if (length <= longest) {
      const hash = <u32>(mix(hashBytes(p, length)) >>> 32)
      let at = hash & mask
      for (;;) {
        const slot = load<u64>(slots + (<usize>at << 3))
        if (slot == 0) break
        if (<u32>(slot >>> 32) == hash) {
          const view = load<u64>(entries + ((<usize>(<u32>slot) - 1) << 3))
          if (<u32>(view >>> 32) == length && sameBytes(bytes + <usize>(<u32>view), p, length)) {
            code = <u32>slot
            break
          }
        }
        at = (at + 1) & mask
      }
      if (code == 0 && count < room && length <= space - used) {
        store<u64>(entries + (<usize>count << 3), <u64>used | <u64>length << 32)
        if (length) copyWide(bytes + <usize>used, p, length)
        used += length
        code = ++count
        store<u64>(slots + (<usize>at << 3), <u64>hash << 32 | <u64>code)
      }
    }
    if (code == 0) {
      store<u32>(missed + (<usize>misses << 2), n)
      code = missing + misses++
    }
    store<u32>(codes, code)
  }
  store<u32>(table, count, 4)
  store<u32>(table, used, 12)
  return misses
}
