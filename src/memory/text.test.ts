import { expect, test } from 'vitest'
import { decodeText } from './text.js'

test('shared bytes are decoded, a mark at the beginning stays', () => {
  const bytes = new Uint8Array(new SharedArrayBuffer(5))
  bytes.set(new TextEncoder().encode('\ufeffé'))
  expect(decodeText(bytes)).toBe('\ufeffé')
})
test('a text that no string can hold is our error', () => {
  expect(() => decodeText(new Uint8Array(2 ** 29))).toThrow('[OUT_OF_MEMORY] A text needs more than 512 MiB')
})
