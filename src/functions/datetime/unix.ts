/** Times as numbers of microseconds, milliseconds, seconds or days since 1970, both ways. */
import { raise } from '../../errors/raise.js'
import { asDate, asTimestamp, integer, long } from '../arguments.js'
import type { Code } from '../../codegen/code/builder.js'
import type { I64 } from '../../codegen/code/value.js'
import { floorDiv } from '../conversion/time-text.js'
import { date, int32, int64, timestamp } from '../rules.js'
import { strict } from '../scalar.js'

/** Rounded down. */
function floorDivCode({ i64 }: Code, a: I64, by: bigint): I64 {
  const quotient = i64.div(a, i64.const(by)), rest = i64.sub(a, i64.mul(quotient, i64.const(by)))
  return i64.sub(quotient, i64.fromBool(i64.lt(rest, i64.const(0))))
}
const fits = (micros: bigint): bigint =>
  BigInt.asIntN(64, micros) === micros ? micros : raise('ARITHMETIC_OVERFLOW', { message: 'timestamp', type: 'timestamp' })

export const unixMicros = /*#__PURE__*/ strict('unixMicros', {
  summary: 'Microseconds since 1970-01-01 00:00:00 UTC.',
  args: { time: asTimestamp },
  returns: int64,
  evaluate: ({ time }) => time,
  emit: (_, { time }) => time,
  examples: [{ sql: "unix_micros(TIMESTAMP '1970-01-01 00:00:01Z')", result: 1_000_000 }],
})
export const unixMillis = /*#__PURE__*/ strict('unixMillis', {
  summary: 'Milliseconds since 1970-01-01 00:00:00 UTC, rounded down.',
  args: { time: asTimestamp },
  returns: int64,
  evaluate: ({ time }) => floorDiv(time, 1000n),
  emit: (code, { time }) => floorDivCode(code, time, 1000n),
  examples: [{ sql: "unix_millis(TIMESTAMP '1970-01-01 00:00:01Z')", result: 1000 }],
})
export const unixSeconds = /*#__PURE__*/ strict('unixSeconds', {
  summary: 'Seconds since 1970-01-01 00:00:00 UTC, rounded down.',
  args: { time: asTimestamp },
  returns: int64,
  evaluate: ({ time }) => floorDiv(time, 1_000_000n),
  emit: (code, { time }) => floorDivCode(code, time, 1_000_000n),
  examples: [{ sql: "unix_seconds(TIMESTAMP '1970-01-01 00:00:01Z')", result: 1 }],
})
export const timestampMicros = /*#__PURE__*/ strict('timestampMicros', {
  summary: 'The time so many microseconds after 1970-01-01 00:00:00 UTC.',
  args: { micros: long },
  returns: timestamp,
  evaluate: ({ micros }) => micros,
  emit: (_, { micros }) => micros,
  examples: [{ sql: 'timestamp_micros(1000000)', result: '1970-01-01T00:00:01Z' }],
})
export const timestampMillis = /*#__PURE__*/ strict('timestampMillis', {
  summary: 'The time so many milliseconds after 1970-01-01 00:00:00 UTC.',
  args: { millis: long },
  returns: timestamp,
  raises: true,
  evaluate: ({ millis }) => fits(millis * 1000n),
  emit: (code, { millis }) => code.i64.mulChecked(millis, code.i64.const(1000)),
  examples: [{ sql: 'timestamp_millis(1000)', result: '1970-01-01T00:00:01Z' }],
})
export const timestampSeconds = /*#__PURE__*/ strict('timestampSeconds', {
  summary: 'The time so many seconds after 1970-01-01 00:00:00 UTC.',
  args: { seconds: long },
  returns: timestamp,
  raises: true,
  evaluate: ({ seconds }) => fits(seconds * 1_000_000n),
  emit: (code, { seconds }) => code.i64.mulChecked(seconds, code.i64.const(1_000_000)),
  examples: [{ sql: 'timestamp_seconds(1)', result: '1970-01-01T00:00:01Z' }],
})
export const unixDate = /*#__PURE__*/ strict('unixDate', {
  summary: 'Days since 1970-01-01.',
  args: { date: asDate },
  returns: int32,
  evaluate: args => args.date,
  emit: (_, args) => args.date,
  examples: [{ sql: "unix_date(DATE '1970-01-02')", result: 1 }],
})
export const dateFromUnixDate = /*#__PURE__*/ strict('dateFromUnixDate', {
  summary: 'The date so many days after 1970-01-01.',
  args: { days: integer },
  returns: date,
  evaluate: ({ days }) => days,
  emit: (_, { days }) => days,
  examples: [{ sql: 'date_from_unix_date(1)', result: '1970-01-02' }],
})
