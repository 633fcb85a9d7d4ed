/** Text and bytes between the memory and JavaScript. */
import { raise } from '../errors/raise.js'
import type { Memory } from './memory.js'

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
/** Below this many bytes, joining characters is faster than asking the decoder. */
const SHORT = 24
/** Bytes of which a string may have to hold more characters than Node allows. */
const LONGEST = 2 ** 29 - 24
/** Browsers refuse shared bytes. */
const decodesShared = takesShared(bytes => decoder.decode(bytes)), encodesShared = takesShared(bytes => encoder.encodeInto('', bytes))
function takesShared(work: (bytes: Uint8Array) => unknown): boolean {
  try {
    if (typeof SharedArrayBuffer !== 'undefined') work(new Uint8Array(new SharedArrayBuffer(1)))
    return true
  } catch {
    return false
  }
}

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

/** Browsers refuse to decode shared bytes: there they are copied first. @throws OUT_OF_MEMORY for a text that no string can hold */
export function decodeText(bytes: Uint8Array): string {
  return bytes.length < LONGEST ? decode(bytes) : roomy(() => decode(bytes))
}
const decode = (bytes: Uint8Array): string => decoder.decode(decodesShared ? bytes : new Uint8Array(bytes))

/** Makes a text that may be longer than JavaScript can hold. @throws OUT_OF_MEMORY then, as compiled code does */
export function roomy(make: () => string): string {
  try {
    return make()
  } catch (cause) {
    return raise('OUT_OF_MEMORY', { consumer: 'A text', needed: 'more than 512 MiB', limit: '512 MiB for one text', hint: '' }, { cause })
  }
}

/** Writes a text where there is room for it as UTF-8; how many bytes. Browsers do not write into shared bytes: there they are copied. */
export function encodeText(text: string, into: Uint8Array): number {
  if (encodesShared) return encoder.encodeInto(text, into).written
  const bytes = encoder.encode(text)
  into.set(bytes)
  return bytes.length
}

/** A copy, not shared. */
export function readBytes(memory: Memory, address: number, length: number): Uint8Array {
  const copy = new Uint8Array(length)
  copy.set(memory.u8.subarray(address, address + length))
  return copy
}
