/** Text and bytes between the memory and JavaScript. */
import { raise } from '../errors/raise.js'
import type { Memory } from './memory.js'

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
/** Below this many bytes, joining characters is faster than asking the decoder. */
const SHORT = 24
/** Bytes of which a string may have to hold more characters than Node allows. */
const LONGEST = 2 ** 29 - 24
const decodesShared = canDecodeShared()
function canDecodeShared(): boolean {
  try {
    return typeof SharedArrayBuffer === 'undefined' || decoder.decode(new Uint8Array(new SharedArrayBuffer(1))) === '\0'
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
    return raise('OUT_OF_MEMORY', { consumer: 'A text', needed: 'more than 512 MiB', limit: '512 MiB for one text' }, { cause })
  }
}

/** A copy, not shared. */
export function readBytes(memory: Memory, address: number, length: number): Uint8Array {
  const copy = new Uint8Array(length)
  copy.set(memory.u8.subarray(address, address + length))
  return copy
}
