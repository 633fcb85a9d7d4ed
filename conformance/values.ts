/** Values of each type that break things: extremes, zeros of both signs, leap days, month ends, gaps, text of all lengths. */
import type { Value } from './format.js'

const long = 'The quick brown fox jumps over the lazy dog. '.repeat(6)
const gaps = ['2024-03-31 00:59:59.999999', '2024-03-31 01:00:00', '2024-10-27 00:30:00', '2024-10-27 01:30:00']
const times = [
  '1970-01-01 00:00:00', '2024-02-29 13:05:07.123456', '1969-12-31 23:59:59.999999', '2023-12-31 23:30:00', '0001-01-01 00:00:00',
  '9999-12-31 23:59:59.999999', '1582-10-15 12:00:00', '1900-01-01 00:00:01', '1890-06-01 12:00:00.5', '2000-02-29 00:00:00',
    '2021-01-03 08:09:10',
]
const scalars: Readonly<Record<string, readonly string[]>> = {
  boolean: ['true', 'false'],
  tinyint: ['0', '1', '-1', '3', '-7', '127', '-128'],
  smallint: ['0', '1', '-1', '3', '-7', '32767', '-32768'],
  int: ['0', '1', '-1', '3', '-7', '100', '2147483647', '-2147483648'],
  bigint: ['0', '1', '-1', '3', '-7', '4294967296', '9007199254740993', '9223372036854775807', '-9223372036854775808'],
  float: ['0.0', '-0.0', '1.5', '-2.5', '0.1', '16777216', '3.4028235E38', '1.4E-45', 'NaN', 'Infinity', '-Infinity'],
  double: [
    '0.0', '-0.0', '1.5', '-2.5', '0.1', '0.5', '2.5', '123456789.125', '1E15', '1E-7', '9007199254740993', '1.7976931348623157E308',
      '4.9E-324',
    'NaN', 'Infinity', '-Infinity',
  ],
  string: ['', ' ', 'abc', 'Spark SQL', ' a b ', 'ß', 'ΟΔΟΣ', 'İi', '日本語', '😀x', 'e\u0301t\u00e9', 'ab\ncd\t', "it's", 'a%b_c\\',
    'x\u0000y', long],
  binary: ['', '00', '616263', 'F09F9880', '7F00FF80'],
  date: [
    '1970-01-01', '2024-02-29', '2023-12-31', '1969-12-31', '0001-01-01', '9999-12-31', '1582-10-04', '1582-10-15', '1900-02-28',
      '2000-02-29',
    '2024-03-31', '2021-01-03', '2020-12-28',
  ],
  timestamp: [...times, ...gaps].map(t => `${t}Z`),
  timestamp_ntz: [...times, '2024-03-31 02:30:00', '2024-10-27 02:30:00'],
}
const nested: Readonly<Record<string, readonly Value[]>> = {
  'array<int>': [[], ['1'], ['3', null, '1'], ['-1', '2147483647', '3', '3'], [null]],
  'array<bigint>': [[], ['1'], ['3', null, '9223372036854775807']],
  'array<double>': [[], ['NaN', '-0.0'], ['0.0', null, 'Infinity']],
  'array<string>': [[], ['a', null, 'b'], ['', '日本語', 'abc'], [null]],
  'array<date>': [['2024-02-29', null, '0001-01-01']],
  'array<array<int>>': [[], [['1'], [], null], [['1', null], ['2']]],
  'struct<a:int,b:string>': [['1', 'x'], [null, 'y'], ['2', null], ['1', 'a']],
  'map<string,int>': [[], [['a', '1'], ['b', null]], [['', '5'], ['日本', '-1'], ['a', '7']]],
  'map<int,string>': [[], [['1', 'x'], ['-2', null]]],
}
function decimals(type: string): readonly string[] | undefined {
  const match = /^decimal\((\d+),(\d+)\)$/.exec(type)
  if (!match) return undefined
  const precision = Number(match[1]), scale = Number(match[2])
  const text = (digits: string): string => {
    const padded = digits.padStart(scale + 1, '0')
    return scale ? `${padded.slice(0, -scale)}.${padded.slice(-scale)}` : padded
  }
  const all = '9'.repeat(precision), some = '1234567890'.repeat(4).slice(0, Math.max(1, precision - 1))
  const plain = precision > scale ? [`1${scale ? `.${'0'.repeat(scale)}` : ''}`] : []
  return [text('0'), ...plain, text('1'), `-${text('5')}`, text(some), `-${text(some)}`, text(all), `-${text(all)}`]
    .filter((v, n, list) => list.indexOf(v) === n)
}

/** All values worth trying of a type. */
export function valuesOf(type: string): readonly Value[] {
  const found = scalars[type] ?? nested[type] ?? decimals(type)
  if (!found) throw new RangeError(`there are no values of ${type}`)
  return found
}
export const scalarTypes: readonly string[] = [
  'boolean', 'tinyint', 'smallint', 'int', 'bigint', 'float', 'double', 'decimal(4,2)', 'decimal(18,6)', 'decimal(38,10)', 'string',
    'binary',
  'date', 'timestamp', 'timestamp_ntz',
]
export const numberTypes = scalarTypes.filter(t => /int|float|double|decimal/.test(t))
export const integerTypes = ['tinyint', 'smallint', 'int', 'bigint']

/** Text that reads as a value of another type, and some that does not. */
export const texts: Readonly<Record<string, readonly string[]>> = {
  boolean: ['true', 'FALSE', ' t ', 'yes', 'n', '1', '0', 'on', '2', '', 'tru'],
  integer: [
    '0', '-0', '+7', ' 42 ', '127', '128', '-129', '32768', '2147483648', '-2147483648', '9223372036854775807', '9223372036854775808',
      '007', '1.5', '1.',
    '.5', '1e2', '', ' ', '-', '1 2', '0x1F', 'abc', '１', '1L', '\t5\n', '12345678901234567890123',
  ],
  float: [
    '0', '-0', '1.5', ' -2.5e3 ', '+.5', '5.', '1e400', '-1e400', '1e-400', 'NaN', 'nan', 'Infinity', '-Infinity', 'inf', '+INF',
      'infinit', '1d', '1.5F', '0x1p3',
    '', '.', 'e5', '1e', '1_000', '0.1', '16777217', '3.4028236e38', '9007199254740993', '1,5',
  ],
  decimal: [
    '0', '-0.00', '12.345', '12.355', '-12.345', '99.99', '99.995', '100', '1e1', '1.5E-3', '+7.', '.5', ' 1 ', '1e40', '1e-40', '', 'abc',
      '1.2.3', 'NaN', '1d',
    '1234567890123456789012345678', '0.0000005', '12345678901234567890123456789012345678',
  ],
  date: [
    '2024-02-29', '2024-2-9', '2024-02', '2024', '2024-02-30', '2023-02-29', '2024-13-01', ' 2024-01-01 ', '2024-01-01T10:00:00',
      '2024-01-01 garbage',
    '2024-01-01x', '0001-01-01', '0000-01-01', '-0001-01-01', '9999-12-31', '10000-01-01', '+12345-06-07', '99999999-01-01', '24-01-01',
      '20240101', '', 'today', '2024/01/01',
    '2024-01-01Z', '2024--01',
  ],
  timestamp: [
    '2024-02-29 13:05:07.123456', '2024-02-29T13:05:07Z', '2024-02-29 13:05', '2024-02-29 13', '2024-02-29', '2024-02', '2024',
      '2024-2-9 1:2:3',
    '2024-02-29 13:05:07.1234567', '2024-02-29 13:05:07.', '2024-02-29 24:00:00', '2024-02-29 23:59:60', '2024-02-30 00:00:00',
      '2024-02-29 13:05:07+02:00',
    '2024-02-29 13:05:07 -0530', '2024-02-29 13:05:07 +5', '2024-02-29 13:05:07 Europe/Berlin', '2024-02-29 13:05:07 UTC+1',
      '2024-02-29 13:05:07GMT', '2024-02-29 13:05:07 PST',
    '2024-02-29 13:05:07 nowhere', '2024-03-31 02:30:00', '2024-10-27 02:30:00', '1890-01-01 00:00:00', '0001-01-01 00:00:00',
      '9999-12-31 23:59:59.999999',
    '-0001-01-01 00:00:00', '', 'now', ' 2024-02-29 13:05:07 ', '2024-02-29t13:05:07', '300000-01-01 00:00:00',
      '2024-02-29 13:05:07.000001 +19:00',
    '2024-02-29T13:05:07.5Z', '2024-02-29 13:05:07 Z', '2024-02-29 13:05 +01:00',
  ],
}
export function textsFor(type: string): readonly string[] {
  const kind = integerTypes.includes(type) ? 'integer' : type === 'double' ? 'float' : type.replace(/\(.*|_ntz/, '')
  return texts[kind] ?? valuesOf('string') as readonly string[]
}

/**
 * Rows of arguments: every value of each column in company of several of the others, all combinations where they are few, and
 * for each column a row where it alone is null.
 */
export function rowsOf(columns: readonly (readonly Value[])[], most = 56): Value[][] {
  const nulls = columns.map((_, n) => columns.map((values, m) => m === n ? null : values[1 % values.length]!))
  const every = columns.reduce<Value[][]>((rows, values) => rows.flatMap(r => values.map(v => [...r, v])), [[]])
  return unique([...every.length <= most ? every : spread(columns, most), ...nulls, columns.map(() => null)])
}
function spread(columns: readonly (readonly Value[])[], most: number): Value[][] {
  const longest = Math.max(...columns.map(c => c.length)), rows: Value[][] = []
  for (let shift = 0; shift * longest < most; shift++) {
    for (let n = 0; n < longest; n++) rows.push(columns.map((values,
      m) => values[(n + (m ? shift * (2 * m - 1) + m * Math.floor(n / values.length) : 0)) % values.length]!))
  }
  return rows
}
export function unique<T>(items: readonly T[]): T[] {
  return [...new Map(items.map(i => [JSON.stringify(i), i])).values()]
}
