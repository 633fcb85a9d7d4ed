/** Values that name folders, hostile ones first: row n of a column has its n-th text, cast to its type. */
import { t } from '../src/index.js'

export interface PartitionColumn { readonly name: string; readonly type: keyof typeof types; readonly texts: readonly (string | null)[] }

/** By Spark's names. */
export const types = {
  string: t.utf8.nullable(), bigint: t.int64.nullable(), date: t.date.nullable(), 'decimal(20,3)': t.decimal(20, 3).nullable(), boolean: t.bool.nullable(),
  double: t.float64.nullable(), timestamp: t.timestamp.nullable(),
} as const

export const partitionColumns: readonly PartitionColumn[] = [
  {
    name: 's', type: 'string', texts: [
      'plain', '', null, ' ', ' before', 'behind ', 'a b', '%', '100%', '%41', '%2F', '%zz', '/', 'a/b', '//', '\\', 'a\\b', '=', 'a=b', '=x', 'x=', ':', 'C:\\x', '.', '..',
      '.hidden', '_hidden', '-', '--', '+', 'a+b', '&', '#', '?', 'x?y=z', '*', '[a]', ']', '{a}', '}', '^', '~', '|', '<>', '!', '$HOME', '`', ',', ';', '"', "'", 'a"b\'c', '@',
      '\t', '\n', '\r\n', '\u0001', '\u007f', '\u00a0', 'ä', 'a\u0308', '日本語', '😀', '\u200b', 'ﬁ', 'İı', 'null', 'NULL', 'None', 'NaN', 'true', '007', '1', '1.5', '1e3', '2024-02-29', 'x'.repeat(120),
    ],
  },
  { name: 'a b=%/ä', type: 'string', texts: ['x', 'y', null] },
  { name: 'a b%ä', type: 'string', texts: ['x', 'y', null] },
  { name: 'n', type: 'bigint', texts: ['0', '-1', '42', '9007199254740993', '-9223372036854775808', '9223372036854775807', null] },
  { name: 'd', type: 'date', texts: ['2024-02-29', '1969-12-31', '0001-01-01', '9999-12-31', null] },
  { name: 'p', type: 'decimal(20,3)', texts: ['0.000', '1.500', '-12345678901234567.891', '0.001', null] },
  { name: 'b', type: 'boolean', texts: ['true', 'false', null] },
  { name: 'f', type: 'double', texts: ['0.0', '1.5', '-0.1', '100000.0', null] },
  { name: 't', type: 'timestamp', texts: ['2024-02-29 12:34:56', '2024-02-29 12:34:56.789', '1969-12-31 23:59:59', null] },
]
