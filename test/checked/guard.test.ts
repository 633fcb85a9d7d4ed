/** The guards of the checked kernels: what they let pass, and what they stop. */
import { describe, expect, test } from 'vitest'
import { Arena } from '../../src/memory/arena.js'
import { Memory } from '../../src/memory/memory.js'
import { PAGE_BYTES } from '../../src/memory/page-map.js'
import { Pool } from '../../src/memory/pool.js'

const memory = new Memory({ wasmPages: 1_024 }), { kernels } = memory
const task = new Pool(memory).task('a test'), arena = new Arena(task, 'a test')
const from = arena.allocate(64), to = arena.allocate(64)

describe('a kernel', () => {
  test('works inside of what it was given', () => {
    memory.u8.fill(7, from, from + 64)
    kernels.copyBytes(from, 64, to)
    expect([...memory.u8.subarray(to, to + 64)]).toEqual(Array<number>(64).fill(7))
  })
  test('may read 16 bytes too far, and no more', () => {
    kernels.copyBytes(from + 16, 64, to)
    expect(() => kernels.copyBytes(from + 17, 64, to)).toThrow(WebAssembly.RuntimeError)
  })
  test('may not write a byte too far', () => {
    expect(() => kernels.copyBytes(from, 64, to + 1)).toThrow(WebAssembly.RuntimeError)
    expect(() => kernels.bitsFill(to, 64 * 8, 8)).toThrow(WebAssembly.RuntimeError)
  })
  test('may not touch pages that nobody has, nor the page map', () => {
    const page = task.acquire(1)
    kernels.copyBytes(from, 8, page)
    kernels.copyBytes(page + PAGE_BYTES - 8, 8, page)
    task.release(page, 1)
    expect(() => kernels.copyBytes(from, 8, page)).toThrow(WebAssembly.RuntimeError)
    expect(() => kernels.copyBytes(page, 8, to)).toThrow(WebAssembly.RuntimeError)
    expect(() => kernels.copyBytes(from, 8, 65_536)).toThrow(WebAssembly.RuntimeError)
    expect(() => kernels.copyBytes(-8, 16, to)).toThrow(WebAssembly.RuntimeError)
  })
})
