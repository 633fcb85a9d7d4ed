/**
 * How a value of each type lies in memory and in compiled code. Every column is a run of fixed-width cells with an
 * optional validity bitmap; text and nested values are 8-byte views of bytes that lie elsewhere.
 *
 * | kind | cell                                        | types                                                        |
 * |------|---------------------------------------------|--------------------------------------------------------------|
 * | bool | 1 byte, 0 or 1                              | bool                                                         |
 * | i32  | 4 bytes                                     | int8, int16, int32, date (days since 1970), void             |
 * | i64  | 8 bytes                                     | int64, timestamps (µs since 1970), decimal up to 18 digits   |
 * | f64  | 8 bytes                                     | float64; float32 as the double of the same value             |
 * | str  | 8 bytes: u32 address, u32 length in bytes   | utf8, binary, list, map, struct (see memory/nested.ts)       |
 * | dec  | 16 bytes: low u64, high i64                 | decimal beyond 18 digits, unscaled two's complement          |
 */
import type { DataType } from './data-type.js'

export type Representation = 'bool' | 'i32' | 'i64' | 'f64' | 'str' | 'dec'

/** Decimals of at most this many digits fit a 64-bit word. */
export const LONG_DIGITS = 18

export function representation(type: DataType): Representation {
  switch (type.kind) {
    case 'bool': return 'bool'
    case 'void': case 'int8': case 'int16': case 'int32': case 'date': return 'i32'
    case 'int64': case 'timestamp': case 'timestampNtz': return 'i64'
    case 'float32': case 'float64': return 'f64'
    case 'decimal': return type.precision <= LONG_DIGITS ? 'i64' : 'dec'
    case 'utf8': case 'binary': case 'list': case 'map': case 'struct': return 'str'
  }
}

/** Bytes of one cell. */
export const cellBytes: Readonly<Record<Representation, number>> = { bool: 1, i32: 4, i64: 8, f64: 8, str: 8, dec: 16 }

/**
 * The JavaScript value of each type inside the engine (constant folding, the closures tier, error parameters):
 * bool → boolean; int8…int32 and date → number; int64, timestamps and decimals (unscaled) → bigint; floats → number;
 * utf8 → string; binary → Uint8Array; list → array; struct → array in field order; map → array of [key, value]; missing → null.
 * What users get is decided by `io/rows`.
 */
export type EngineValue = boolean | number | bigint | string | Uint8Array | null | readonly EngineValue[]
