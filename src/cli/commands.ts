/** The commands and their options: what `--help` prints and what is understood. Their code is loaded when they run. */
import type { Run } from './arguments.js'

export interface CommandOption {
  readonly help: string
  /** How `--help` calls the value; without, the option takes none. */
  readonly value?: string
  readonly short?: string
  /** May be given several times. */
  readonly multiple?: boolean
}
export interface CommandEntry {
  readonly summary: string
  readonly usage: string
  readonly operands: { readonly least: number; readonly most: number; readonly text: string }
  readonly options: Readonly<Record<string, CommandOption>>
  readonly examples: readonly string[]
  readonly load: () => Promise<{ readonly run: Run }>
}

const help: CommandOption = { short: 'h', help: 'show this' }
const memory: CommandOption = { value: 'SIZE', help: "most memory to use, such as 512MiB" }
const codecs = 'Parquet: snappy (default), zstd, gzip, brotli, lz4_raw, none; Arrow: lz4, zstd; CSV, NDJSON: gzip, zstd, brotli, deflate'
const columns: CommandOption = { value: 'a,b', multiple: true, help: 'only these columns, in this order' }
/** Of every command that reads files. */
const reading = {
  from: { value: 'FORMAT', help: 'what the files are, where their endings do not say (parquet, csv, ndjson, arrow)' },
  delimiter: { value: 'CHAR', help: "CSV: between fields (default ',', for .tsv a tab)" },
  'no-header': { help: 'CSV: the first row is data already' },
  quote: { value: 'CHAR', help: "CSV: around fields (default '\"')" },
  'null-value': { value: 'TEXT', help: 'CSV: text that means null' },
  'multi-line': { help: 'NDJSON: the file is one object, or one list of objects' },
  encoding: { value: 'NAME', help: 'CSV, NDJSON: such as UTF-16 or ISO-8859-1' },
  'date-format': { value: 'PATTERN', help: 'CSV, NDJSON: how dates are written, such as dd.MM.yyyy' },
  'timestamp-format': { value: 'PATTERN', help: 'CSV, NDJSON: how times are written' },
  'sample-rows': { value: 'N', help: 'CSV, NDJSON: how many rows decide the types' },
} as const satisfies Readonly<Record<string, CommandOption>>

export const commands: Readonly<Record<string, CommandEntry>> = {
  schema: {
    summary: 'write TypeScript schemas of data files',
    usage: 'FILES… [--out schemas.ts] [--check]',
    operands: { least: 1, most: Infinity, text: 'files, folders or patterns' },
    options: {
      out: { value: 'FILE', short: 'o', help: 'write there (default: the standard output)' },
      check: { help: 'write nothing: exit with 1 and print the differences unless --out is up to date' },
      merge: { value: 'HOW', help: 'files that share a schema: names (the default: those that differ in numbers only), folder, all, none' },
      nullability: { value: 'FROM',
        help: 'nullable columns: declared (the default: as the files say), values (those that hold a null), always' },
      name: { value: 'NAME', help: 'name of the schema, where there is one' },
      ...reading, memory, help,
    },
    examples: [
      'data/*.parquet --out src/schemas.ts', 'data/*.parquet --out src/schemas.ts --check', 'sales-*.csv --nullability values --name Sale',
    ],
    load: () => import('./command/schema.js'),
  },
  show: {
    summary: 'show the columns and first rows of a data file',
    usage: 'FILE [--rows N] [--columns a,b]',
    operands: { least: 1, most: 1, text: "one file, URL, or '-' for the standard input" },
    options: { rows: { value: 'N', short: 'n', help: 'how many rows (default 10)' }, columns, ...reading, memory, help },
    examples: ['flights.parquet', 'flights.parquet --rows 3 --columns origin,delay', '- --from csv < flights.csv'],
    load: () => import('./command/show.js'),
  },
  convert: {
    summary: 'write a data file again in another format',
    usage: 'FROM TO [--compression zstd] [--overwrite]',
    operands: { least: 2, most: 2, text: "two files or URLs; '-' is the standard input or output" },
    options: {
      overwrite: { help: 'replace what is there' },
      to: { value: 'FORMAT', help: 'what to write, where the ending does not say' },
      compression: { value: 'CODEC', help: codecs },
      columns, rows: { value: 'N', help: 'only the first N rows' },
      'out-delimiter': { value: 'CHAR', help: 'CSV to write: between fields' },
      'out-no-header': { help: 'CSV to write: no first row of names' },
      'out-null-value': { value: 'TEXT', help: 'CSV to write: text for null' },
      ...reading, memory, help,
    },
    examples: [
      'flights.csv flights.parquet --compression zstd', 'flights.parquet - --to csv | head',
        "a.csv b.csv --delimiter ';' --out-delimiter ,",
    ],
    load: () => import('./command/convert.js'),
  },
}
