/** Parts of the time of day, by the session's time zone for instants. A date's time is midnight. */
import type { Code } from '../../codegen/code/builder.js'
import type { I32, I64 } from '../../codegen/code/value.js'
import { temporal } from '../arguments.js'
import type { Example, Signature } from '../declare.js'
import { int32 } from '../rules.js'
import { strict } from '../scalar.js'
import { MICROS_PER_DAY, timeOfDay } from './calendar.js'
import { isUtc, toLocal } from './zone.js'

/** Microseconds since midnight by the clock on the wall. */
function timeOf(micros: bigint): number {
  return Number(((micros % MICROS_PER_DAY) + MICROS_PER_DAY) % MICROS_PER_DAY)
}
/** Whether wall-clock time is the number itself. */
export const isPlain = ({ args, timeZone }: Signature): boolean => args[0]!.kind !== 'timestamp' || isUtc(timeZone!)

/** `unit` microseconds, a multiple of 2^`shift`: after that shift the division is one of 32 bits. `of`: how many make the next unit. */
interface Unit { readonly unit: number; readonly shift: number; readonly of: number }
function clock(name: string, { unit, shift, of }: Unit, about: { readonly summary: string; readonly examples: readonly Example[] }) {
  const compiled = (code: Code, time: I64): I32 => {
    const { i32, i64 } = code, whole = i32.divu(i32.wrap(i64.shru(timeOfDay(code, time), shift)), i32.const(unit / 2 ** shift))
    return of === 24 ? whole : i32.remu(whole, i32.const(of))
  }
  return strict(name, {
    ...about, args: { time: temporal }, returns: int32, timeZoneAware: true,
    implement(signature) {
      if (signature.args[0]!.kind === 'date') return { evaluate: () => 0, emit: (code: Code) => code.i32.const(0) }
      const plain = isPlain(signature), zone = signature.timeZone!
      return {
        evaluate: ({ time }: { readonly time: bigint }) => Math.floor(timeOf(plain ? time : toLocal(time, zone)) / unit) % of,
        emit: plain ? (code: Code, { time }: { readonly time: I64 }) => compiled(code, time) : undefined,
      }
    },
  })
}
export const hour = /*#__PURE__*/ clock('hour', { unit: 3_600_000_000, shift: 10, of: 24 }, {
  summary: 'The hour, 0 to 23.',
  examples: [{ sql: "hour(TIMESTAMP_NTZ '2024-02-29 12:34:56')", result: 12 }],
})
export const minute = /*#__PURE__*/ clock('minute', { unit: 60_000_000, shift: 8, of: 60 }, {
  summary: 'The minute, 0 to 59.',
  examples: [{ sql: "minute(TIMESTAMP_NTZ '2024-02-29 12:34:56')", result: 34 }],
})
export const second = /*#__PURE__*/ clock('second', { unit: 1_000_000, shift: 6, of: 60 }, {
  summary: 'The second, 0 to 59.',
  examples: [{ sql: "second(TIMESTAMP_NTZ '2024-02-29 12:34:56')", result: 56 }],
})
