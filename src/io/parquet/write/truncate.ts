/** A bound of text or bytes as a footer keeps it: `exact` unless it was made shorter. */
export interface ShortBound { readonly bytes: Uint8Array; readonly exact: boolean }

/** Longer bounds are cut. */
const MOST_BYTES = 64

export function shortMin(bytes: Uint8Array, isText: boolean): ShortBound {
  return bytes.length <= MOST_BYTES ? { bytes, exact: true } : { bytes: bytes.subarray(0, cutAt(bytes, isText)), exact: false }
}

/** Not below `bytes`: what is kept of it, made the next greater. Where there is none, undefined: it is all of the greatest there is. */
export function shortMax(bytes: Uint8Array, isText: boolean): ShortBound | undefined {
  if (bytes.length <= MOST_BYTES) return { bytes, exact: true }
  const kept = bytes.subarray(0, cutAt(bytes, isText))
  const greater = isText ? nextText(kept) : nextBytes(kept)
  return greater && { bytes: greater, exact: false }
}

/** Before the character that the cut would go through. */
function cutAt(bytes: Uint8Array, isText: boolean): number {
  let at = MOST_BYTES
  while (isText && at > 0 && (bytes[at]! & 0xC0) === 0x80) at--
  return at
}

function nextBytes(kept: Uint8Array): Uint8Array | undefined {
  const last = kept.findLastIndex(byte => byte !== 255)
  if (last < 0) return undefined
  const next = kept.slice(0, last + 1)
  next[last]!++
  return next
}

/** The text with its last character made the next one; where that is the last of all, the one before it. */
function nextText(kept: Uint8Array): Uint8Array | undefined {
  const characters = Array.from(new TextDecoder('utf-8', { ignoreBOM: true }).decode(kept))
  while (characters.length > 0) {
    const code = characters.pop()!.codePointAt(0)!
    if (code === 0x10FFFF) continue
    const next = code === 0xD7FF ? 0xE000 : code + 1
    return new TextEncoder().encode(characters.join('') + String.fromCodePoint(next))
  }
  return undefined
}
