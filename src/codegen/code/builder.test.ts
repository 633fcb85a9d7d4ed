import { describe, expect, it } from 'vitest'
import { moduleBytes } from '../wasm/module.js'
import { Code } from './builder.js'
import { dump } from './dump.js'
import type { Bool, Dec, F64, I32, I64, Value } from './value.js'

const memory = new WebAssembly.Memory({ initial: 2, maximum: 65_536, shared: true })
const FAILED = 'failed'

type Param = 'i32' | 'i64' | 'f64'
/** Compiles one function; decimals come as two i64 parameters, and results are returned by way of memory. */
function compile(params: readonly Param[], body: (code: Code, args: any[]) => Value): (...args: (number | bigint)[]) => unknown {
  const code = new Code()
  const args = params.map((p, n) => code.param(p, `p${n}`))
  code.onFailure = () => code.return(code.i32.const(1))
  const result = body(code, args), out = code.i32.const(1024)
  store(code, out, result)
  code.return(code.i32.const(0))
  const f = code.finish('f', ['i32'])
  expect(dump(f)).toContain('function f(')
  const module = new WebAssembly.Module(moduleBytes([f]))
  const run = new WebAssembly.Instance(module, { host: { memory } }).exports['f'] as (...a: unknown[]) => number
  return (...a) => run(...a) ? FAILED : read(result.kind)
}
function store(code: Code, out: I32, v: Value): void {
  switch (v.kind) {
    case 'i64': return code.i64.store(out, v)
    case 'f64': return code.f64.store(out, v)
    case 'dec': return code.dec.store(out, v)
    case 'str': return code.i32.store(out, v.len)
    default: return code.i32.store(out, { kind: 'i32', word: v.word })
  }
}
function read(kind: Value['kind']): unknown {
  const view = new DataView(memory.buffer, 1024)
  if (kind === 'i64') return view.getBigInt64(0, true)
  if (kind === 'f64') return view.getFloat64(0, true)
  if (kind === 'dec') return (view.getBigInt64(8, true) << 64n) | view.getBigUint64(0, true)
  return kind === 'bool' ? view.getInt32(0, true) === 1 : view.getInt32(0, true)
}

const words = [0, 1, -1, 2, 7, -8, 127, 128, -129, 40_000, -40_000, 2 ** 31 - 1, -(2 ** 31)]
const longs = [
  0n, 1n, -1n, 3n, 10n, -7n, 2n ** 31n - 1n, 2n ** 31n, -(2n ** 31n), 2n ** 32n, 2n ** 62n, -(2n ** 62n), 2n ** 63n - 1n, -(2n ** 63n),
]
const doubles = [0, -0, 1, -1.5, 2.5, 3.5, 1e300, -1e300, 2 ** 63, -(2 ** 63), 2 ** 31, Infinity, -Infinity, NaN]
const over = <A, B>(a: readonly A[], b: readonly B[], check: (x: A, y: B) => void): void => {
  for (const x of a) for (const y of b) check(x, y)
}

describe('integers', () => {
  it('fail where 8, 16 or 32 bits overflow', () => {
    for (const bits of [8, 16, 32] as const) {
      const limit = 2 ** (bits - 1), fit = (n: number): unknown => n >= -limit && n < limit ? n : FAILED
      const add = compile(['i32', 'i32'], (c, [a, b]: I32[]) => c.i32.addChecked(a!, b!, bits))
      const sub = compile(['i32', 'i32'], (c, [a, b]: I32[]) => c.i32.subChecked(a!, b!, bits))
      const mul = compile(['i32', 'i32'], (c, [a, b]: I32[]) => c.i32.mulChecked(a!, b!, bits))
      over(words, words, (a, b) => {
        expect(add(a, b)).toBe(fit(a + b))
        expect(sub(a, b)).toBe(fit(a - b))
        expect(mul(a, b)).toBe(fit(a * b + 0))
      })
    }
  })
  it('fail where 64 bits overflow', () => {
    const fit = (n: bigint): unknown => BigInt.asIntN(64, n) === n ? n : FAILED
    const add = compile(['i64', 'i64'], (c, [a, b]: I64[]) => c.i64.addChecked(a!, b!))
    const sub = compile(['i64', 'i64'], (c, [a, b]: I64[]) => c.i64.subChecked(a!, b!))
    const mul = compile(['i64', 'i64'], (c, [a, b]: I64[]) => c.i64.mulChecked(a!, b!))
    over(longs, longs, (a, b) => {
      expect(add(a, b)).toBe(fit(a + b))
      expect(sub(a, b)).toBe(fit(a - b))
      expect(mul(a, b)).toBe(fit(a * b))
    })
    const abs = compile(['i64'], (c, [a]: I64[]) => c.i64.absChecked(a!)), sign = compile(['i64'], (c, [a]: I64[]) => c.i64.signum(a!))
    for (const a of longs) {
      expect(abs(a)).toBe(fit(a < 0n ? -a : a))
      expect(sign(a)).toBe(a < 0n ? -1n : a > 0n ? 1n : 0n)
    }
  })
})

describe('doubles', () => {
  const order = (a: number, b: number): number => {
    if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b))
    return Number(a > b) - Number(a < b)
  }
  it('compare as SQL does, also with constants', () => {
    const tests = [['sqlEq', (o: number) => o === 0], ['sqlNe', (o: number) => o !== 0], ['sqlLt', (o: number) => o < 0],
      ['sqlLe', (o: number) => o <= 0], ['sqlGt', (o: number) => o > 0], ['sqlGe', (o: number) => o >= 0]] as const
    for (const [name, holds] of tests) {
      const f = compile(['f64', 'f64'], (c, [a, b]: F64[]) => c.f64[name](a!, b!))
      over(doubles, doubles, (a, b) => expect(f(a, b), `${a} ${name} ${b}`).toBe(holds(order(a, b))))
      for (const k of doubles) {
        const right = compile(['f64'], (c, [a]: F64[]) => c.f64[name](a!, c.f64.const(k)))
        const left = compile(['f64'], (c, [a]: F64[]) => c.f64[name](c.f64.const(k), a!))
        for (const a of doubles) {
          expect(right(a), `${a} ${name} constant ${k}`).toBe(holds(order(a, k)))
          expect(left(a), `constant ${k} ${name} ${a}`).toBe(holds(order(k, a)))
        }
      }
    }
  })
  it('round to float32 and to integers', () => {
    const float = compile(['f64'], (c, [a]: F64[]) => c.f64.toFloat32(a!)), near = compile(['f64'], (c, [a]: F64[]) => c.f64.nearest(a!))
    const long = compile(['f64'], (c, [a]: F64[]) => c.i64.truncSat(a!)), int = compile(['f64'], (c, [a]: F64[]) => c.i32.truncSat(a!))
    for (const a of doubles) {
      expect(float(a)).toBe(Math.fround(a))
      const clamp = (bits: number): bigint => {
        if (Number.isNaN(a)) return 0n
        const limit = 2n ** BigInt(bits - 1)
        const n = a === Infinity ? limit : a === -Infinity ? -limit : BigInt(Math.trunc(a))
        return n >= limit ? limit - 1n : n < -limit ? -limit : n
      }
      expect(long(a)).toBe(clamp(64))
      expect(int(a)).toBe(Number(clamp(32)))
    }
    expect([near(2.5), near(3.5), near(-0.4)]).toEqual([2, 4, -0])
  })
})

describe('decimals', () => {
  const limit = 10n ** 38n
  const values = [
    ...longs, limit - 1n, -(limit - 1n), limit, -limit, limit + 2n ** 64n,
    10n ** 19n, -(10n ** 19n), 2n ** 64n, -(2n ** 64n), 10n ** 37n * 5n,
  ]
  const binary = (write: (c: Code, a: Dec, b: Dec) => Value) => {
    const f = compile(['i64', 'i64', 'i64', 'i64'],
      (c, [a, b, x, y]: I64[]) => write(c, c.dec.of(a!, b!), c.dec.of(x!, y!)))
    const low = (n: bigint): bigint => BigInt.asIntN(64, n), high = (n: bigint): bigint => BigInt.asIntN(64, n >> 64n)
    return (a: bigint, b: bigint): unknown => f(low(a), high(a), low(b), high(b))
  }
  it('add, subtract and compare in 128 bits, bounded by 38 digits', () => {
    const fit = (n: bigint): unknown => n > -limit && n < limit ? n : FAILED
    const add = binary((c, a, b) => c.dec.addChecked(a, b)), sub = binary((c, a, b) => c.dec.subChecked(a, b))
    const lt = binary((c, a, b) => c.dec.lt(a, b)), eq = binary((c, a, b) => c.dec.eq(a, b)), le = binary((c, a, b) => c.dec.le(a, b))
    over(values, values, (a, b) => {
      expect(add(a, b)).toBe(fit(a + b))
      expect(sub(a, b)).toBe(fit(a - b))
      expect([lt(a, b), eq(a, b), le(a, b)]).toEqual([a < b, a === b, a <= b])
    })
  })
  it('know how many digits they have', () => {
    for (const digits of [1, 18, 19, 20, 37, 38]) {
      const fits = binary((c, a) => c.dec.fits(a, digits)), bound = 10n ** BigInt(digits)
      for (const a of [...values, bound, bound - 1n, -bound, 1n - bound]) {
        expect(fits(a, 0n), `${a} in ${digits}`).toBe(a > -bound && a < bound)
      }
    }
    const sign = binary((c, a) => c.dec.signum(a)), abs = binary((c, a) => c.dec.abs(a))
    for (const a of values) expect([sign(a, 0n), abs(a, 0n)]).toEqual([a < 0n ? -1 : a > 0n ? 1 : 0, a < 0n ? -a : a])
  })
})

describe('control', () => {
  it('computes a shared value once and drops what nobody uses', () => {
    const code = new Code(), a = code.param('i32', 'a')
    code.i32.mul(a, code.i32.const(99))
    const twice = code.i32.add(a, code.i32.const(1))
    code.return(code.i32.mul(twice, twice))
    const text = dump(code.finish('f', ['i32']))
    expect(text.match(/\+ 1/g)).toHaveLength(1)
    expect(text).not.toContain('99')
  })
  it('loops, chooses and leaves', () => {
    const sum = compile(['i32'], (c, [n]: I32[]) => {
      const total = c.var(c.i64.const(0))
      c.for(c.i32.const(0), n!, (i, next) => {
        c.goto(next, c.i32.eq(c.i32.and(i, c.i32.const(1)), c.i32.const(1)))
        total.set(c.i64.add(total.get(), c.i64.extendU(i)))
      })
      return total.get()
    })
    expect(sum(10)).toBe(20n)
    const pick = compile(['i32'], (c, [n]: I32[]) => {
      const small: Bool = c.i32.lt(n!, c.i32.const(10))
      const r = c.ifNullable(small, () => ({ value: n!, isNull: small }), () => c.known(c.i32.const(5)))
      return c.select(r.isNull!, c.i32.const(-1), r.value)
    })
    expect([pick(3), pick(30)]).toEqual([-1, 5])
  })
})
