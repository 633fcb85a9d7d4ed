import { callback, checkOptions, jsChecks, oneOf, text, timeZoneName, whole, yesOrNo, type OptionCheck, type OptionChecks } from '../logical/check-options.js'
import { storageChecks, type StorageOptions } from '../io/file/location.js'
import type { JsOptions } from '../logical/options.js'
import { BATCH_ROWS } from '../memory/batch.js'
import { compilesWebAssembly } from '../memory/prebuilt.js'
import { parseSize } from './size.js'

/** Options of a session. Unknown ones are an error, so that a misspelled option is not silently ignored. */
export interface SessionOptions extends JsOptions, StorageOptions {
  /** The most memory that queries and cached frames may use together: bytes, or a text such as `'512MiB'`. Default: 4 GiB. */
  readonly memory?: string | number
  /** The folder for temporary files of queries that need more than `memory`; made if it is not there. Default: the system's own. */
  readonly localDir?: string
  /** The most threads a query may use. */
  readonly threads?: number
  /** IANA name of the time zone in which timestamps become dates, hours and text. Default: the process's own. */
  readonly timeZone?: string
  /** How pipelines run: compiled to WebAssembly, or as closures, the default where a page's policy forbids WebAssembly. The same answers. */
  readonly tier?: 'wasm' | 'closures'
  /** Into how many partitions an exchange spreads rows. */
  readonly partitions?: number
  /** The most rows in a batch, 1 to 16384. Default: 16384, fewer where `memory` is below 256 MiB. */
  readonly batchRows?: number
  /** false: plans run as written, and read every file that they name. For comparing. */
  readonly optimize?: boolean
  /** Is told what is probably a mistake in a query, such as a join without a condition. Default: `console.warn`, once a message. */
  readonly onWarning?: (message: string) => void
}
export interface Config {
  readonly memory: number
  readonly localDir: string | undefined
  readonly timeZone: string
  readonly tier: 'wasm' | 'closures'
  readonly partitions: number
  readonly batchRows: number
  readonly optimize: boolean
  readonly warn: (message: string) => void
  readonly js: Required<JsOptions>
  readonly storage: StorageOptions
}

const MOST_MEMORY = 2 ** 32 - 2 ** 27
const MOST_PARTITIONS = 64
const FEWEST_BATCH_ROWS = 256
/** Bytes of the limit for each row of a batch. */
const BYTES_PER_BATCH_ROW = 16_384
/** Checked where it is read, with the units it may have. */
const elsewhere: OptionCheck = () => undefined
const tierName: OptionCheck = value => value === 'wasm' && !compilesWebAssembly()
  ? "WebAssembly cannot be compiled here: leave the option out, or allow 'wasm-unsafe-eval' in the page's Content-Security-Policy."
  : oneOf('wasm', 'closures')(value)
const checks: OptionChecks<SessionOptions> = {
  memory: elsewhere, localDir: text, threads: whole(1, 1024), timeZone: timeZoneName, tier: tierName, partitions: whole(1, MOST_PARTITIONS),
  batchRows: whole(1, BATCH_ROWS), optimize: yesOrNo, onWarning: callback, ...jsChecks, ...storageChecks,
}

/** @throws INVALID_CONFIG_VALUE naming the option, INVALID_ARGUMENT when the options are no object. */
export function configOf(options: SessionOptions): Config {
  const { memory, timeZone = localTimeZone(), partitions = 1, localDir, optimize = true, onWarning = warnOnce() } = checkOptions('session', options, checks)
  const { tier = compilesWebAssembly() ? 'wasm' : 'closures', int64 = 'number', decimal = 'string', date = 'string', timestamp = 'Date', http, s3 } = options
  const most = Math.min(memory === undefined ? MOST_MEMORY : parseSize('memory', memory), MOST_MEMORY)
  const { batchRows = batchRowsFor(most) } = options
  return Object.freeze({
    memory: most, localDir, timeZone: canonicalZone(timeZone), tier, partitions, batchRows, optimize, warn: onWarning, js: Object.freeze({ int64, decimal, date, timestamp }),
    storage: { ...http && { http }, ...s3 && { s3 } },
  })
}

/** Each operator holds a batch or two: where memory is short they are smaller. */
const batchRowsFor = (memory: number): number => Math.max(FEWEST_BATCH_ROWS, Math.min(BATCH_ROWS, 2 ** Math.floor(Math.log2(memory / BYTES_PER_BATCH_ROW))))
/** Messages that are remembered as said. */
const MOST_SAID = 1000
function warnOnce(): (message: string) => void {
  const said = new Set<string>()
  return message => {
    if (said.has(message) || said.size === MOST_SAID) return
    said.add(message)
    console.warn(`typedframe: ${message}`)
  }
}
const localTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone
/** In its canonical spelling. */
const canonicalZone = (timeZone: string): string => new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone
