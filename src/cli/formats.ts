/** The formats that the commands know: told by the endings of names, and how each is opened and written. */
import type { DataFrame } from '../dsl/data-frame.js'
import { raise } from '../errors/raise.js'
import type { CsvReadOptions } from '../io/csv/dialect.js'
import type { TextReadOptions } from '../io/text/options.js'
import type { Session } from '../session/session.js'
import type { Dynamic } from '../types/entry.js'
import type { JsConfig } from '../types/js.js'
import type { Arguments } from './arguments.js'
import { withoutQuery } from './url.js'

export type AnyFrame = DataFrame<Dynamic, JsConfig>
interface Format {
  readonly name: string
  readonly endings: readonly string[]
  /** Whether a value is text, which any type may be read from. */
  readonly text: boolean
  open(tf: Session, path: string, args: Arguments): Promise<AnyFrame>
  write(frame: AnyFrame, path: string, args: Arguments, signal: AbortSignal): Promise<unknown>
}

const formats = {
  parquet: {
    name: 'Parquet', endings: ['.parquet', '.pq'], text: false,
    open: (tf, path) => tf.open.parquet(path),
    write: (frame, path, args, signal) => {
      const compression = args.oneOf('compression', ['snappy', 'zstd', 'gzip', 'brotli', 'lz4_raw', 'none', 'uncompressed'])
      return frame.write.parquet(path, { ...target(args, signal), ...compression && { compression } })
    },
  },
  csv: {
    name: 'CSV', endings: ['.csv', '.tsv'], text: true,
    open: (tf, path, args) => tf.open.csv(path, csvOptions(path, args)),
    write: (frame, path, args, signal) => {
      const delimiter = args.text('out-delimiter') ?? usualDelimiter(path), nullValue = args.text('out-null-value')
      const header = !args.flag('out-no-header')
      return frame.write.csv(path,
        { ...textTarget(args, signal), header, ...delimiter && { delimiter }, ...nullValue !== undefined && { nullValue } })
    },
  },
  ndjson: {
    name: 'NDJSON', endings: ['.ndjson', '.jsonl', '.json'], text: true,
    open: (tf, path, args) => tf.open.ndjson(path, { multiLine: args.flag('multi-line'), ...textOptions(args) }),
    write: (frame, path, args, signal) => frame.write.ndjson(path, textTarget(args, signal)),
  },
  arrow: {
    name: 'Arrow', endings: ['.arrow', '.feather', '.ipc', '.arrows'], text: false,
    open: (tf, path) => tf.open.arrow(path),
    write: (frame, path, args, signal) => {
      const compression = args.oneOf('compression', ['lz4', 'zstd', 'none', 'uncompressed'])
      return frame.write.arrow(path,
        { ...target(args, signal), format: path.endsWith('.arrows') ? 'stream' : 'file', ...compression && { compression } })
    },
  },
} as const satisfies Readonly<Record<string, Format>>

export type FormatName = keyof typeof formats
const formatNames = Object.keys(formats) as readonly FormatName[]
export const formatNamed = (name: FormatName): Format => formats[name]

/** By the ending of the name; undefined where it says nothing. */
export const formatOf = (path: string): FormatName | undefined =>
  formatNames.find(name => formats[name].endings.some(ending => plainName(path, formats[name].text).endsWith(ending)))
/** Text may be compressed, which a second ending says. */
function plainName(path: string, text: boolean): string {
  const name = withoutQuery(path).toLowerCase()
  return text ? name.replace(/\.(?:gz|zst|br|deflate)$/, '') : name
}

/** @throws INVALID_COMMAND_LINE where neither the option nor the ending says it */
export function wantedFormat(path: string, option: 'from' | 'to', args: Arguments): FormatName {
  const endings = formatNames.flatMap(name => formats[name].endings).join(', ')
  return args.oneOf(option, formatNames) ?? formatOf(path) ?? raise('INVALID_COMMAND_LINE', {
    problem: path === '-' ? `The format of the standard ${option === 'from' ? 'input' : 'output'} is not known`
      : `The ending of '${path}' is none of ${endings}`,
    hint: `Say --${option} ${formatNames.join(', ')}.`,
  })
}
const usualDelimiter = (path: string): string | undefined => plainName(path, true).endsWith('.tsv') ? '\t' : undefined
function csvOptions(path: string, args: Arguments): CsvReadOptions {
  const delimiter = args.text('delimiter') ?? usualDelimiter(path), quote = args.text('quote'), nullValue = args.text('null-value')
  return {
    header: !args.flag('no-header'), ...delimiter && { delimiter }, ...quote !== undefined && { quote },
    ...nullValue !== undefined && { nullValue }, ...textOptions(args),
  }
}
function textOptions(args: Arguments): TextReadOptions {
  const encoding = args.text('encoding'), dateFormat = args.text('date-format'), timestampFormat = args.text('timestamp-format')
  const sampleRows = args.whole('sample-rows')
  return { ...encoding && { encoding }, ...dateFormat && { dateFormat }, ...timestampFormat && { timestampFormat },
    ...sampleRows !== undefined && { sampleRows } }
}
function textTarget(args: Arguments, signal: AbortSignal) {
  const compression = args.oneOf('compression', ['gzip', 'deflate', 'brotli', 'zstd', 'none'])
  return { ...target(args, signal), ...compression && { compression } }
}
const target = (args: Arguments, signal: AbortSignal) => ({ mode: args.flag('overwrite') ? 'overwrite' : 'errorIfExists', signal }) as const
