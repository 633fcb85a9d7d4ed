/** Text and bytes between the memory and JavaScript. */
import type { Memory } from './memory.js'

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
/** Below this many bytes, joining characters is faster than asking the decoder. */
const SHORT = 24
let decodesShared = true

export function readText(memory: Memory, address: number, length: number): string {
  const u8 = memory.u8
  if (length < SHORT) {
    let text = ''
    let n = 0
    for (; n < length; n++) {
      const c = u8[address + n]!
      if (c > 127) break
      text += String.fromCharCode(c)
    }
    if (n === length) return text
  }
  return decodeText(u8.subarray(address, address + length))
}

/** Browsers refuse to decode shared bytes: there they are copied first. */
export function decodeText(bytes: Uint8Array): string {
  if (!decodesShared) return decoder.decode(new Uint8Array(bytes))
  try {
    return decoder.decode(bytes)
  } catch {
    decodesShared = false
    return decoder.decode(new Uint8Array(bytes))
  }
}

/** A copy, not shared. */
export function readBytes(memory: Memory, address: number, length: number): Uint8Array {
  const copy = new Uint8Array(length)
  copy.set(memory.u8.subarray(address, address + length))
  return copy
}
