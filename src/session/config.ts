import { raise } from '../errors/raise.js'
import { suggestion } from '../errors/suggestion.js'
import { BATCH_ROWS } from '../memory/batch.js'
import type { JsOptions } from '../logical/options.js'
import { parseSize } from './size.js'

/** Options of a session. Unknown ones are an error, so that a misspelled option is not silently ignored. */
export interface SessionOptions extends JsOptions {
  /** The most memory that queries and cached frames may use together: bytes, or a text such as `'512MiB'`. Default: 4 GiB. */
  readonly memory?: string | number
  /** The most threads a query may use. */
  readonly threads?: number
  /** IANA name of the time zone in which timestamps become dates, hours and text. Default: the process's own. */
  readonly timeZone?: string
  /** How pipelines run: compiled to WebAssembly, or as closures where code generation is forbidden. The same answers. */
  readonly tier?: 'wasm' | 'closures'
  /** Into how many partitions an exchange spreads rows. */
  readonly partitions?: number
  /** The most rows in a batch, 1 to 16384. */
  readonly batchRows?: number
  /** false: plans run as written. For comparing. */
  readonly optimize?: boolean
}
export interface Config {
  readonly memory: number
  readonly timeZone: string
  readonly tier: 'wasm' | 'closures'
  readonly partitions: number
  readonly batchRows: number
  readonly optimize: boolean
  readonly js: Required<JsOptions>
}

const MOST_MEMORY = 2 ** 32 - 2 ** 27
const MOST_PARTITIONS = 64
const optionNames = ['memory', 'threads', 'timeZone', 'tier', 'partitions', 'batchRows', 'optimize', 'int64', 'decimal', 'date', 'timestamp']

/** @throws INVALID_CONFIG_VALUE naming the option. */
export function configOf(options: SessionOptions): Config {
  const { memory, threads = 1, timeZone = localTimeZone(), tier = 'wasm', partitions = 1, batchRows = BATCH_ROWS, optimize = true, ...rest } = options
  const { int64 = 'number', decimal = 'string', date = 'string', timestamp = 'Date', ...unknown } = rest
  for (const [option, value] of Object.entries(unknown)) bad(option, value, `There is no such option. ${suggestion(option, optionNames)}`)
  whole('threads', threads, 1, 1024)
  whole('partitions', partitions, 1, MOST_PARTITIONS)
  whole('batchRows', batchRows, 1, BATCH_ROWS)
  oneOf('tier', tier, ['wasm', 'closures'])
  oneOf('int64', int64, ['number', 'bigint', 'string'])
  oneOf('decimal', decimal, ['string', 'number'])
  oneOf('date', date, ['string', 'Date'])
  oneOf('timestamp', timestamp, ['Date', 'string', 'micros'])
  return Object.freeze({
    memory: Math.min(memory === undefined ? MOST_MEMORY : parseSize('memory', memory), MOST_MEMORY),
    timeZone: checkedZone(timeZone), tier, partitions, batchRows, optimize, js: Object.freeze({ int64, decimal, date, timestamp }),
  })
}

const bad = (option: string, value: unknown, hint: string): never => raise('INVALID_CONFIG_VALUE', { option, value, hint })
function whole(option: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most) bad(option, value, `It must be a whole number from ${least} to ${most}.`)
}
function oneOf(option: string, value: string, allowed: readonly string[]): void {
  if (!allowed.includes(value)) bad(option, value, `It must be one of ${allowed.join(', ')}.`)
}
const localTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone
function checkedZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone
  } catch {
    return bad('timeZone', timeZone, "It must be an IANA name such as 'Europe/Berlin' or 'UTC'.")
  }
}
