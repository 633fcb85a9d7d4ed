import { describe, expect, it } from 'vitest'
import { Memory } from '../../memory/memory.js'
import { moduleBytes } from '../wasm/module.js'
import { Code } from './builder.js'

const memory = new Memory({ wasmPages: 32 })
const { kernels } = memory, OUT = 1 << 20, limit = 10n ** 38n
const low = (n: bigint): bigint => BigInt.asIntN(64, n), high = (n: bigint): bigint => BigInt.asIntN(64, n >> 64n)
const result = (status: number): bigint | 'failed' => status ? 'failed' : (memory.i64[(OUT >> 3) + 1]! << 64n) | memory.u64[OUT >> 3]!
const bounded = (n: bigint): bigint | 'failed' => n > -limit && n < limit ? n : 'failed'
const power = (n: number): bigint => 10n ** BigInt(n)
const abs = (n: bigint): bigint => n < 0n ? -n : n
/** a / b, half away from zero. */
function rounded(a: bigint, b: bigint): bigint {
  const q = abs(a) / abs(b), r = abs(a) % abs(b), up = q + (2n * r >= abs(b) ? 1n : 0n)
  return (a < 0n) === (b < 0n) ? up : -up
}

let seed = 7
const random = (n: number): number => {
  seed ^= seed << 13; seed ^= seed >>> 17; seed ^= seed << 5
  return (seed >>> 0) % n
}
function decimal(): bigint {
  const digits = random(39)
  let n = 0n
  for (let k = 0; k < digits; k++) n = n * 10n + BigInt(random(4) === 0 ? 9 : random(10))
  return random(2) ? n : -n
}
const edges = [
  0n, 1n, -1n, 5n, 15n, -25n, limit - 1n, 1n - limit, 2n ** 32n, 2n ** 64n - 1n, 2n ** 64n, -(2n ** 96n), (2n ** 32n - 1n) << 64n,
]
const pairs = [
  ...edges.flatMap(a => edges.map(b => [a, b] as const)),
  ...Array.from({ length: 3000 }, () => [decimal(), decimal()] as const),
]

describe('decimal kernels', () => {
  it('multiply and drop digits', () => {
    for (const [a, b] of pairs) for (const drop of [0, 1, random(40)]) {
      const expected = drop ? rounded(a * b, power(drop)) : a * b
      const status = kernels.decimalMultiply(low(a), high(a), low(b), high(b), drop, OUT)
      expect(result(status), `${a} · ${b} / 10^${drop}`).toBe(bounded(expected))
    }
  })
  it('divide with a raise', () => {
    for (const [a, b] of pairs) for (const raise of [0, random(77)]) {
      const expected = b ? bounded(rounded(a * power(raise), b)) : 'failed'
      expect(result(kernels.decimalDivide(low(a), high(a), low(b), high(b), raise, OUT)), `${a} · 10^${raise} / ${b}`).toBe(expected)
    }
  })
  it('cut quotients and give remainders', () => {
    for (const [a, b] of pairs) for (const [x, y] of [[0, 0], [random(39), 0], [0, random(39)]] as const) {
      const l = a * power(x), r = b * power(y), args = [low(a), high(a), low(b), high(b), x, y, OUT] as const
      expect(result(kernels.decimalQuotient(...args))).toBe(b ? bounded(l / r) : 'failed')
      expect(result(kernels.decimalRemainder(...args))).toBe(b ? bounded(l % r) : 'failed')
    }
  })
  it('rescale and cut', () => {
    for (const [a] of pairs) {
      const n = random(40), down = rounded(a, power(n))
      expect(result(kernels.decimalRescale(low(a), high(a), n, OUT))).toBe(bounded(a * power(n)))
      if (n) expect(result(kernels.decimalRescale(low(a), high(a), -n, OUT))).toBe(down)
      const p = power(n), floor = a / p - (a < 0n && a % p ? 1n : 0n), ceil = a / p + (a > 0n && a % p ? 1n : 0n)
      expect(result(kernels.decimalCut(low(a), high(a), n, -1, OUT))).toBe(floor)
      expect(result(kernels.decimalCut(low(a), high(a), n, 0, OUT))).toBe(a / p)
      expect(result(kernels.decimalCut(low(a), high(a), n, 1, OUT))).toBe(ceil)
    }
  })
  it('become the nearest double', () => {
    for (const [a] of pairs) for (const scale of [0, random(39)]) {
      const got = kernels.decimalToDouble(low(a), high(a), scale, OUT)
      expect(got, `${a} / 10^${scale}`).toBe(a === 0n ? 0 : Number(`${a}e-${scale}`))
    }
  })
})

describe('decimal products in compiled code', () => {
  it('are exact or fail, inline and by the kernel', () => {
    const code = new Code(), at = code.param('i32', 'at')
    code.scratch = code.i32.const(OUT)
    code.onFailure = () => code.return(code.i32.const(1))
    code.dec.store(at, code.dec.mulChecked(code.dec.load(at, 16), code.dec.load(at, 32)))
    code.return(code.i32.const(0))
    const module = new WebAssembly.Module(moduleBytes([code.finish('f', ['i32'])], memory.isShared))
    const imports = { host: { memory: memory.wasm }, kernel: kernels as unknown as WebAssembly.ModuleImports }
    const { exports } = new WebAssembly.Instance(module, imports)
    const place = OUT + 1024, put = (n: bigint, offset: number): void => {
      memory.i64[(place + offset) >> 3] = low(n)
      memory.i64[((place + offset) >> 3) + 1] = high(n)
    }
    const powers = Array.from({ length: 66 }, (_, n) => [2n ** BigInt(n), -(2n ** BigInt(n)), 2n ** BigInt(n) - 1n]).flat()
    for (const a of powers) for (const b of powers) {
      put(a, 16)
      put(b, 32)
      const status = (exports['f'] as (at: number) => number)(place)
      const got = status ? 'failed' : (memory.i64[(place >> 3) + 1]! << 64n) | memory.u64[place >> 3]!
      expect(got, `${a} · ${b}`).toBe(bounded(a * b))
    }
  })
})

describe('byte kernels', () => {
  it('compare as Buffer does', () => {
    const encoder = new TextEncoder(), A = 1 << 20, B = A + 4096
    const place = (text: string, at: number): number => {
      memory.u8.fill(random(256), at, at + 64)
      return encoder.encodeInto(text, memory.u8.subarray(at)).written
    }
    const texts = [
      '', 'a', 'b', 'ab', 'abcdefgh', 'abcdefgi', 'abcdefghi', 'abcdefghijklmnop', 'abcdefghijklmnoq',
      'ÿ', '日本語テキスト', '\u0000', '\u0000\u0000',
    ]
    for (const x of texts) for (const y of texts) {
      const n = place(x, A), m = place(y, B)
      expect(Math.sign(kernels.compareBytes(A, n, B, m))).toBe(Buffer.compare(Buffer.from(x), Buffer.from(y)))
      if (n === m) expect(kernels.equalBytes(A, B, n)).toBe(x === y ? 1 : 0)
    }
  })
})
