/** The operators the builder uses: byte (0xfcNN: prefix and number), types of operands and result, and how the dump writes it. */
export type WasmType = 'i32' | 'i64' | 'f64' | 'f32'
type Row = readonly [code: number, operands: readonly WasmType[], result: WasmType, text?: string]

const unary = (code: number, from: WasmType, to: WasmType = from): Row => [code, [from], to]
const binary = (code: number, t: WasmType, text?: string): Row => text ? [code, [t, t], t, text] : [code, [t, t], t]
const test = (code: number, t: WasmType, text: string): Row => [code, [t, t], 'i32', text]

export const opcodes = {
  'i32.eqz': [0x45, ['i32'], 'i32', '!'],
  'i32.eq': test(0x46, 'i32', '=='), 'i32.ne': test(0x47, 'i32', '!='),
  'i32.lt_s': test(0x48, 'i32', '<'), 'i32.lt_u': test(0x49, 'i32', '<u'),
  'i32.gt_s': test(0x4a, 'i32', '>'), 'i32.gt_u': test(0x4b, 'i32', '>u'),
  'i32.le_s': test(0x4c, 'i32', '<='), 'i32.le_u': test(0x4d, 'i32', '<=u'),
  'i32.ge_s': test(0x4e, 'i32', '>='), 'i32.ge_u': test(0x4f, 'i32', '>=u'),
  'i64.eqz': [0x50, ['i64'], 'i32', '!'],
  'i64.eq': test(0x51, 'i64', '=='), 'i64.ne': test(0x52, 'i64', '!='),
  'i64.lt_s': test(0x53, 'i64', '<'), 'i64.lt_u': test(0x54, 'i64', '<u'),
  'i64.gt_s': test(0x55, 'i64', '>'), 'i64.gt_u': test(0x56, 'i64', '>u'),
  'i64.le_s': test(0x57, 'i64', '<='), 'i64.le_u': test(0x58, 'i64', '<=u'),
  'i64.ge_s': test(0x59, 'i64', '>='), 'i64.ge_u': test(0x5a, 'i64', '>=u'),
  'f64.eq': test(0x61, 'f64', '=='), 'f64.ne': test(0x62, 'f64', '!='), 'f64.lt': test(0x63, 'f64', '<'),
  'f64.gt': test(0x64, 'f64', '>'), 'f64.le': test(0x65, 'f64', '<='), 'f64.ge': test(0x66, 'f64', '>='),

  'i32.clz': unary(0x67, 'i32'), 'i32.ctz': unary(0x68, 'i32'), 'i32.popcnt': unary(0x69, 'i32'),
  'i32.add': binary(0x6a, 'i32', '+'), 'i32.sub': binary(0x6b, 'i32', '-'), 'i32.mul': binary(0x6c, 'i32', '*'),
  'i32.div_s': binary(0x6d, 'i32', '/'), 'i32.div_u': binary(0x6e, 'i32', '/u'),
  'i32.rem_s': binary(0x6f, 'i32', '%'), 'i32.rem_u': binary(0x70, 'i32', '%u'),
  'i32.and': binary(0x71, 'i32', '&'), 'i32.or': binary(0x72, 'i32', '|'), 'i32.xor': binary(0x73, 'i32', '^'),
  'i32.shl': binary(0x74, 'i32', '<<'), 'i32.shr_s': binary(0x75, 'i32', '>>'), 'i32.shr_u': binary(0x76, 'i32', '>>>'),
  'i32.rotl': binary(0x77, 'i32'), 'i32.rotr': binary(0x78, 'i32'),

  'i64.clz': unary(0x79, 'i64'), 'i64.ctz': unary(0x7a, 'i64'), 'i64.popcnt': unary(0x7b, 'i64'),
  'i64.add': binary(0x7c, 'i64', '+'), 'i64.sub': binary(0x7d, 'i64', '-'), 'i64.mul': binary(0x7e, 'i64', '*'),
  'i64.div_s': binary(0x7f, 'i64', '/'), 'i64.div_u': binary(0x80, 'i64', '/u'),
  'i64.rem_s': binary(0x81, 'i64', '%'), 'i64.rem_u': binary(0x82, 'i64', '%u'),
  'i64.and': binary(0x83, 'i64', '&'), 'i64.or': binary(0x84, 'i64', '|'), 'i64.xor': binary(0x85, 'i64', '^'),
  'i64.shl': binary(0x86, 'i64', '<<'), 'i64.shr_s': binary(0x87, 'i64', '>>'), 'i64.shr_u': binary(0x88, 'i64', '>>>'),
  'i64.rotl': binary(0x89, 'i64'), 'i64.rotr': binary(0x8a, 'i64'),

  'f64.abs': unary(0x99, 'f64'), 'f64.neg': unary(0x9a, 'f64'), 'f64.ceil': unary(0x9b, 'f64'), 'f64.floor': unary(0x9c, 'f64'),
  'f64.trunc': unary(0x9d, 'f64'), 'f64.nearest': unary(0x9e, 'f64'), 'f64.sqrt': unary(0x9f, 'f64'),
  'f64.add': binary(0xa0, 'f64', '+'), 'f64.sub': binary(0xa1, 'f64', '-'), 'f64.mul': binary(0xa2, 'f64', '*'),
  'f64.div': binary(0xa3, 'f64', '/'), 'f64.min': binary(0xa4, 'f64'), 'f64.max': binary(0xa5, 'f64'), 'f64.copysign': binary(0xa6, 'f64'),

  'i32.wrap_i64': unary(0xa7, 'i64', 'i32'), 'i64.extend_i32_s': unary(0xac, 'i32', 'i64'), 'i64.extend_i32_u': unary(0xad, 'i32', 'i64'),
  'f32.demote_f64': unary(0xb6, 'f64', 'f32'), 'f64.promote_f32': unary(0xbb, 'f32', 'f64'),
  'f64.convert_i32_s': unary(0xb7, 'i32', 'f64'), 'f64.convert_i32_u': unary(0xb8, 'i32', 'f64'),
  'f64.convert_i64_s': unary(0xb9, 'i64', 'f64'), 'f64.convert_i64_u': unary(0xba, 'i64', 'f64'),
  'f32.convert_i64_s': unary(0xb4, 'i64', 'f32'),
  'i32.reinterpret_f32': unary(0xbc, 'f32', 'i32'), 'f32.reinterpret_i32': unary(0xbe, 'i32', 'f32'),
  'i64.reinterpret_f64': unary(0xbd, 'f64', 'i64'), 'f64.reinterpret_i64': unary(0xbf, 'i64', 'f64'),
  'i32.extend8_s': unary(0xc0, 'i32'), 'i32.extend16_s': unary(0xc1, 'i32'),
  'i64.extend8_s': unary(0xc2, 'i64'), 'i64.extend16_s': unary(0xc3, 'i64'), 'i64.extend32_s': unary(0xc4, 'i64'),
  'i32.trunc_sat_f64_s': unary(0xfc02, 'f64', 'i32'), 'i32.trunc_sat_f64_u': unary(0xfc03, 'f64', 'i32'),
  'i64.trunc_sat_f64_s': unary(0xfc06, 'f64', 'i64'), 'i64.trunc_sat_f64_u': unary(0xfc07, 'f64', 'i64'),

  'select.i32': [0x1b, ['i32', 'i32', 'i32'], 'i32'], 'select.i64': [0x1b, ['i64', 'i64', 'i32'], 'i64'],
  'select.f64': [0x1b, ['f64', 'f64', 'i32'], 'f64'],
} as const satisfies Record<string, Row>
export type Opcode = keyof typeof opcodes

/** Byte, type and the alignment a module states. Real addresses may be unaligned: it is a hint. */
export const loads = {
  'i32.load': [0x28, 'i32', 2], 'i64.load': [0x29, 'i64', 3], 'f32.load': [0x2a, 'f32', 2], 'f64.load': [0x2b, 'f64', 3],
  'i32.load8_s': [0x2c, 'i32', 0], 'i32.load8_u': [0x2d, 'i32', 0], 'i32.load16_s': [0x2e, 'i32', 1], 'i32.load16_u': [0x2f, 'i32', 1],
  'i64.load8_u': [0x31, 'i64', 0], 'i64.load16_u': [0x33, 'i64', 1], 'i64.load32_s': [0x34, 'i64', 2], 'i64.load32_u': [0x35, 'i64', 2],
} as const satisfies Record<string, readonly [number, WasmType, number]>
export const stores = {
  'i32.store': [0x36, 'i32', 2], 'i64.store': [0x37, 'i64', 3], 'f32.store': [0x38, 'f32', 2], 'f64.store': [0x39, 'f64', 3],
  'i32.store8': [0x3a, 'i32', 0], 'i32.store16': [0x3b, 'i32', 1], 'i64.store8': [0x3c, 'i64', 0], 'i64.store16': [0x3d, 'i64', 1],
  'i64.store32': [0x3e, 'i64', 2],
} as const satisfies Record<string, readonly [number, WasmType, number]>
export type Load = keyof typeof loads
export type Store = keyof typeof stores
