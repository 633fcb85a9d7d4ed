/** Times to text and back by a pattern, and between zones. */
import { raise } from '../../errors/raise.js'
import { date as dateType, timestamp as timestampType, utf8 as utf8Type } from '../../types/data-type.js'
import { asDate, asTimestamp, optional, string } from '../arguments.js'
import { dayOf } from '../conversion/time-text.js'
import type { Argument } from '../declare.js'
import { date, timestamp, utf8 } from '../rules.js'
import { strict } from '../scalar.js'
import { timePattern } from './pattern.js'
import { toInstant, toLocal } from './zone.js'

export const dateFormat = /*#__PURE__*/ strict('dateFormat', {
  summary: 'The time as text by a pattern such as yyyy-MM-dd HH:mm:ss.',
  args: { time: asTimestamp, pattern: string },
  returns: utf8,
  raises: true,
  timeZoneAware: true,
  implement: ({ timeZone }) => ({
    evaluate: ({ time, pattern }: { readonly time: bigint; readonly pattern: string }) => {
      const local = toLocal(time, timeZone!)
      return timePattern(pattern).format(local, Number((local - time) / 1_000_000n), timeZone!)
    },
  }),
  examples: [{ sql: "date_format(TIMESTAMP_NTZ '2024-02-29 13:05:00', 'd MMM yyyy, hh:mm a')", result: '29 Feb 2024, 01:05 PM' }],
})

interface Read { readonly text: string; readonly pattern: string }
const parsed = ({ text, pattern }: Read) => timePattern(pattern).parse(text) ?? raise('CANNOT_PARSE_TIMESTAMP', { value: text, pattern })
/** With a pattern text is read by it; anything else is cast, by the analysis already. */
const readsText = (args: readonly Argument[]): boolean => args.length > 1 && args[0]!.type.kind === 'utf8'

export const toDate = /*#__PURE__*/ strict('toDate', {
  summary: 'The date that a text or time is; text is read by the pattern, or as yyyy-MM-dd.',
  args: { text: asDate, pattern: optional(string) },
  returns: date,
  raises: true,
  coerce: args => [readsText(args) ? utf8Type : dateType, utf8Type].slice(0, args.length),
  implement: ({ args: [type] }) => type!.kind === 'date'
    ? { raises: false, evaluate: ({ text }: { readonly text: number }) => text, emit: (_, { text }) => text }
    : { evaluate: (args: Read) => dayOf(parsed(args).local) },
  examples: [{ sql: "to_date('29.02.2024', 'dd.MM.yyyy')", result: '2024-02-29' }, { sql: "to_date('2024-02-29')", result: '2024-02-29' }],
})

export const toTimestamp = /*#__PURE__*/ strict('toTimestamp', {
  summary: 'The time that a text or date is; text is read by the pattern, or as yyyy-MM-dd HH:mm:ss.',
  args: { text: asTimestamp, pattern: optional(string) },
  returns: timestamp,
  raises: true,
  timeZoneAware: true,
  coerce: args => [readsText(args) ? utf8Type : timestampType, utf8Type].slice(0, args.length),
  implement: ({ args: [type], timeZone }) => type!.kind === 'timestamp'
    ? { raises: false, evaluate: ({ text }: { readonly text: bigint }) => text, emit: (_, { text }) => text }
    : {
        evaluate: (args: Read) => {
          const { local, offset, zone } = parsed(args)
          return offset === undefined ? toInstant(local, zone ?? timeZone!) : local - BigInt(offset) * 1_000_000n
        },
      },
  examples: [{ sql: "to_timestamp('29.02.2024 13:05', 'dd.MM.yyyy HH:mm')", result: '2024-02-29T13:05:00Z' }],
})

export const fromUtcTimestamp = /*#__PURE__*/ strict('fromUtcTimestamp', {
  summary: 'Takes the time for one of UTC and gives what the clocks of a time zone show.',
  args: { time: asTimestamp, zone: string },
  returns: timestamp,
  raises: true,
  evaluate: ({ time, zone }) => toLocal(time, zone),
  examples: [{ sql: "from_utc_timestamp('2016-08-31', 'Asia/Seoul')", result: '2016-08-31T09:00:00Z' }],
})
export const toUtcTimestamp = /*#__PURE__*/ strict('toUtcTimestamp', {
  summary: 'Takes the time for what the clocks of a time zone show and gives it in UTC.',
  args: { time: asTimestamp, zone: string },
  returns: timestamp,
  raises: true,
  evaluate: ({ time, zone }) => toInstant(time, zone),
  examples: [{ sql: "to_utc_timestamp('2016-08-31', 'Asia/Seoul')", result: '2016-08-30T15:00:00Z' }],
})
