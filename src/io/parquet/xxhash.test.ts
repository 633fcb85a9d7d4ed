import { xxhash64 as reference } from 'hyparquet/src/xxhash.js'
import { expect, test } from 'vitest'
import { randomFrom } from '../../memory/random.fixture.js'
import { xxhash64 } from './xxhash.js'

test('hashes of every length are those of hyparquet', () => {
  const random = randomFrom(1)
  const bytes = Uint8Array.from({ length: 200 }, () => random() * 256), view = new DataView(bytes.buffer)
  for (let length = 0; length <= 150; length++) {
    for (const from of [0, 3, 50]) expect(xxhash64(view, from, from + length)).toBe(reference(bytes.subarray(from, from + length)))
  }
  expect(xxhash64(view, 0, 0)).toBe(0xef46db3751d8e999n)
})
