export { addDays, addMonths, dateDiff, lastDay, makeDate, monthsBetween, subDays } from './arithmetic.js'
export { hour, minute, second } from './clock.js'
export { day, dayOfWeek, dayOfYear, month, quarter, weekDay, weekOfYear, year } from './parts.js'
export { dateFormat, fromUtcTimestamp, toDate, toTimestamp, toUtcTimestamp } from './text.js'
export { trunc } from './trunc.js'
export {
  dateFromUnixDate, timestampMicros, timestampMillis, timestampSeconds, unixDate, unixMicros, unixMillis, unixSeconds,
} from './unix.js'
