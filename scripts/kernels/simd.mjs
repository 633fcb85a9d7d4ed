/**
 * 128-bit values as pairs of 64-bit ones, for where there is no SIMD. Works on the flat text form of a module: every operand
 * is a local or a constant. An instruction that is not listed here is an error of the build: add its rule.
 */
import { memoryAccess, parse, rewriteFunction } from './text-form.mjs'

const TOPS = ['i64.const', '0x8080808080808080'], ONES = ['i64.const', '-1']

/** Eight bytes in one word: those that are equal, their difference, those that are less (unsigned), and the top bits of all. */
const helpers = parse(`
(func $same8 (param $a i64) (param $b i64) (result i64)
  (local.set $a (i64.xor (local.get $a) (local.get $b)))
  (i64.mul (i64.const 255) (i64.shr_u (i64.xor (i64.const -1)
    (i64.or (i64.or (i64.add (i64.and (local.get $a) (i64.const 0x7f7f7f7f7f7f7f7f)) (i64.const 0x7f7f7f7f7f7f7f7f)) (local.get $a))
      (i64.const 0x7f7f7f7f7f7f7f7f))) (i64.const 7))))
(func $minus8 (param $a i64) (param $b i64) (result i64)
  (i64.xor (i64.sub (i64.or (local.get $a) (i64.const 0x8080808080808080)) (i64.and (local.get $b) (i64.const 0x7f7f7f7f7f7f7f7f)))
    (i64.and (i64.xor (local.get $a) (i64.xor (local.get $b) (i64.const -1))) (i64.const 0x8080808080808080))))
(func $less8 (param $a i64) (param $b i64) (result i64)
  (i64.mul (i64.const 255) (i64.shr_u (i64.and (i64.const 0x8080808080808080) (i64.or
    (i64.and (i64.xor (local.get $a) (i64.const -1)) (local.get $b))
    (i64.and (i64.xor (i64.const -1) (i64.xor (local.get $a) (local.get $b))) (call $minus8 (local.get $a) (local.get $b))))) (i64.const 7))))
(func $tops8 (param $a i64) (result i32)
  (i32.wrap_i64 (i64.shr_u (i64.mul
    (i64.shr_u (i64.and (local.get $a) (i64.const 0x8080808080808080)) (i64.const 7)) (i64.const 0x0102040810204080)) (i64.const 56))))`)

const upper = name => `${name}.upper`
const wordwise = code => operands => [0, 1].map(half => code(...operands.map(o => o[half])))
/** What becomes of both halves. */
const rules = {
  'v128.and': wordwise((a, b) => ['i64.and', a, b]),
  'v128.or': wordwise((a, b) => ['i64.or', a, b]),
  'v128.xor': wordwise((a, b) => ['i64.xor', a, b]),
  'v128.not': wordwise(a => ['i64.xor', a, ONES]),
  'v128.andnot': wordwise((a, b) => ['i64.and', a, ['i64.xor', b, ONES]]),
  'i8x16.eq': wordwise((a, b) => ['call', '$same8', a, b]),
  'i8x16.ne': wordwise((a, b) => ['i64.xor', ONES, ['call', '$same8', a, b]]),
  'i8x16.sub': wordwise((a, b) => ['call', '$minus8', a, b]),
  'i8x16.lt_u': wordwise((a, b) => ['call', '$less8', a, b]),
  'i8x16.gt_u': wordwise((a, b) => ['call', '$less8', b, a]),
  'i8x16.le_u': wordwise((a, b) => ['i64.xor', ONES, ['call', '$less8', b, a]]),
  'i8x16.ge_u': wordwise((a, b) => ['i64.xor', ONES, ['call', '$less8', a, b]]),
  'i8x16.lt_s': wordwise((a, b) => ['call', '$less8', ['i64.xor', a, TOPS], ['i64.xor', b, TOPS]]),
  'i8x16.gt_s': wordwise((a, b) => ['call', '$less8', ['i64.xor', b, TOPS], ['i64.xor', a, TOPS]]),
}
/** Numbers made of both halves. */
const reductions = {
  'i8x16.bitmask': (lower, upper) => ['i32.or', ['call', '$tops8', lower], ['i32.shl', ['call', '$tops8', upper], ['i32.const', '8']]],
  'v128.any_true': (lower, upper) => ['i64.ne', ['i64.or', lower, upper], ['i64.const', '0']],
}

/** The two halves of a 128-bit value. */
function halves(value) {
  const [name, ...rest] = value
  const access = memoryAccess(value)
  if (access) return [0, 8].map(more => ['i64.load', `offset=${access.offset + more}`, 'align=1', access.address])
  if (name === 'local.get') return [value, ['local.get', upper(rest[0])]]
  if (name === 'i8x16.splat') {
    const word = ['i64.mul', ['i64.extend_i32_u', ['i32.and', rest[0], ['i32.const', '255']]], ['i64.const', '0x0101010101010101']]
    return [word, word]
  }
  if (name === 'v128.const' && rest[0] === 'i32x4') {
    const [a, b, c, d] = rest.slice(1).map(word => BigInt.asUintN(32, BigInt(word)))
    return [['i64.const', String(a | b << 32n)], ['i64.const', String(c | d << 32n)]]
  }
  if (name === 'select') {
    const [a, b] = rest.slice(0, 2).map(halves)
    return [0, 1].map(half => ['select', a[half], b[half], rest[2]])
  }
  const rule = rules[name]
  if (!rule) throw new Error(`kernels: scripts/kernels/simd.mjs has no rule for ${name}`)
  return rule(rest.map(halves))
}

function withoutSimd(func) {
  const wide = new Set(func.filter(item => item[0] === 'local' && item[2] === 'v128').map(item => item[1]))
  if (func.some(item => ['param', 'result'].includes(item[0]) && item.includes('v128'))) {
    throw new Error(`kernels: ${func[1]} takes or gives a 128-bit value: inline it`)
  }
  return rewriteFunction(func, item => {
    const [name, first, second] = item
    if (name === 'local' && second === 'v128') return [['local', first, 'i64'], ['local', upper(first), 'i64']]
    if (name === 'local.set' && wide.has(first)) {
      const [lower, higher] = halves(second)
      return [['local.set', first, lower], ['local.set', upper(first), higher]]
    }
    if (name === 'v128.store') {
      const { address, offset, value } = memoryAccess(item)
      return halves(value).map((half, n) => ['i64.store', `offset=${offset + 8 * n}`, 'align=1', address, half])
    }
    return name in reductions ? [reductions[name](...halves(first))] : [item]
  })
}

export const lowerSimd = module => [...module.map(item => item[0] === 'func' ? withoutSimd(item) : item), ...helpers]
