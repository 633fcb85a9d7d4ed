import { execFileSync } from 'node:child_process'
import { mkdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lineDifferences } from '../../src/cli/schema/differences.js'
import { nameOf, stemOf, uniqueNames } from '../../src/cli/schema/names.js'
import { widest } from '../../src/cli/schema/widest.js'
import { frame, schema, session, t, type Schema } from '../../src/index.js'
import { commandLine, root, type CommandLine } from './command-line.js'

let cli: CommandLine
beforeAll(async () => { cli = await commandLine() })
afterAll(() => cli.close())

/** A file in the commands' folder. */
async function file(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(cli.folder, path)), { recursive: true })
  await writeFile(join(cli.folder, path), text)
}
const Odd = schema({
  id: t.int64, 'Airport Name': t.utf8.nullable(), "it's": t.int8, ['__proto__']: t.int16, class: t.int32.nullable(), '2020': t.float32, 東京: t.float64,
  'a "quote" \\ here': t.bool, 'two\nlines': t.date, '*/': t.timestamp, at: t.timestampNtz, price: t.decimal(38, 10).nullable(), raw: t.binary.nullable(),
  tags: t.list(t.utf8.nullable()), seen: t.map(t.utf8, t.list(t.int32)).nullable(),
  home: t.struct({ zip: t.int32.nullable(), 'post box': t.struct({ n: t.int64, a_long_name_to_fill_a_line: t.utf8, another_long_name_to_fill_a_line: t.utf8, and_one_more_long_name: t.utf8 }) }),
})
const oddRow = {
  id: 1, 'Airport Name': null, "it's": 1, ['__proto__']: 2, class: null, '2020': 0.5, 東京: 1.5, 'a "quote" \\ here': true, 'two\nlines': '2024-02-29',
  '*/': new Date(0), at: '2024-02-29T12:00:00', price: '1.5', raw: Uint8Array.of(1), tags: ['a', null], seen: new Map([['k', [1]]]),
  home: { zip: null, 'post box': { n: 1, a_long_name_to_fill_a_line: '', another_long_name_to_fill_a_line: '', and_one_more_long_name: '' } },
}

describe('schema', () => {
  test('the text for one file', async () => {
    await file('data/order_lines.csv', 'id,"line total",ordered\n1,2.5,2024-01-01\n2,,2024-01-02\n')
    const { code, out, err } = await cli.run(['schema', 'data/order_lines.csv', '--nullability', 'values'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toBe(`// Made by \`typedframe schema\`: run it again rather than change this file.
import { schema, t, type Infer, type Row } from 'typedframe'

/** data/order_lines.csv */
export const OrderLines = schema({
  id: t.int32,
  'line total': t.float64.nullable(),
  ordered: t.date,
})
export type OrderLines = Infer<typeof OrderLines>
export type OrderLinesRow = Row<typeof OrderLines>
`)
  })

  test('what is written compiles, and opens the files', async () => {
    const odd = frame(Odd, [oddRow])
    await odd.write.parquet(join(cli.folder, 'odd.parquet'))
    await odd.write.arrow(join(cli.folder, 'odd-values.arrow'))
    await file('parts/sales-2023.csv', 'id,price,who\n1,5,\n')
    await file('parts/sales-2024.csv', 'id,price,who\n5000000000,2.5,Ada\n')
    await file('row.csv', 'x\ntrue\n')
    const { code, err } = await cli.run(['schema', 'odd.parquet', 'odd-values.arrow', 'parts/*.csv', 'row.csv', '--out', 'types/schemas.ts'])
    expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(/types\/schemas\.ts.*its folder does not exist/) })
    await mkdir(join(cli.folder, 'types'))
    expect(await cli.run(['schema', 'odd.parquet', 'odd-values.arrow', 'parts/*.csv', 'row.csv', '--out', 'types/schemas.ts'])).toMatchObject({ code: 0, out: '', err: '' })
    const path = join(cli.folder, 'types/schemas.ts'), text = await readFile(path, 'utf8')
    expect(text).toContain('/** ../parts/sales-2023.csv, ../parts/sales-2024.csv */\nexport const Sales = schema({\n  id: t.int64.nullable(),\n  price: t.float64.nullable(),')
    await writeFile(path, text.replace("'typedframe'", `'${root}/src/index.js'`))
    await writeFile(join(cli.folder, 'types/use.ts'), `import { Odd, OddValues, Row2, Sales, type SalesRow, type OddRow } from './schemas.js'
import { session } from '${root}/src/index.js'
const tf = session()
export const sales: Promise<SalesRow[]> = tf.read.csv('x', Sales).filter($ => $.price.gt(1)).collect()
export const odd: Promise<OddRow[]> = tf.read.parquet('x', Odd).filter($ => $['Airport Name'].isNull().and($.home.fields['post box'].fields.n.gt(0))).collect()
export const one: Promise<{ x: boolean | null } | undefined> = tf.read.csv('x', Row2).first()
// @ts-expect-error: there is no such column
tf.read.arrow('x', OddValues).select('Airport')
`)
    await writeFile(join(cli.folder, 'types/tsconfig.json'), JSON.stringify({ extends: join(root, 'tsconfig.json'), include: ['*.ts', join(root, 'src/**/*.d.ts')], exclude: [] }))
    execFileSync(process.execPath, [join(root, 'node_modules/typescript-7/bin/tsc'), '-p', join(cli.folder, 'types')], { stdio: 'pipe' })

    const made = await import(/* @vite-ignore */ path) as Readonly<Record<'Odd' | 'OddValues' | 'Sales' | 'Row2', Schema<unknown>>>
    await using tf = session()
    const expected = await odd.collect(), at = (name: string): string => join(cli.folder, name)
    expect(await tf.read.parquet(at('odd.parquet'), made.Odd).collect()).toEqual(expected)
    expect(await tf.read.arrow(at('odd-values.arrow'), made.OddValues).collect()).toEqual(expected)
    expect(made.Odd.fields.toSorted((a, b) => a.name < b.name ? -1 : 1)).toEqual(Odd.fields.toSorted((a, b) => a.name < b.name ? -1 : 1))
    const sales = await Promise.all(['parts/sales-2023.csv', 'parts/sales-2024.csv'].map(name => tf.read.csv(at(name), made.Sales).collect()))
    expect(sales.flat()).toEqual([{ id: 1, price: 5, who: null }, { id: 5_000_000_000, price: 2.5, who: 'Ada' }])
    expect(await tf.read.csv(at('row.csv'), made.Row2).collect()).toEqual([{ x: true }])
  })

  test('drift is found', async () => {
    await file('drift/a.csv', 'id,name\n1,x\n')
    const words = ['schema', 'drift', '--out', 'drift.ts']
    expect(await cli.run([...words, '--check'])).toMatchObject({ code: 1, out: expect.stringContaining('+ export const A = schema({') })
    expect(await cli.run(words)).toMatchObject({ code: 0 })
    const old = new Date(0)
    await utimes(join(cli.folder, 'drift.ts'), old, old)
    expect(await cli.run([...words, '--check'])).toMatchObject({ code: 0, out: '' })
    await writeFile(join(cli.folder, 'drift.ts'), (await readFile(join(cli.folder, 'drift.ts'), 'utf8')).replaceAll('\n', '\r\n'))
    expect(await cli.run([...words, '--check'])).toMatchObject({ code: 0, out: '' })
    await file('drift/a.csv', 'id,name,age\n1.5,x,3\n')
    const found = await cli.run([...words, '--check'])
    expect(found).toMatchObject({ code: 1, err: '' })
    expect(found.out.split('\n')).toEqual([
      'drift.ts is not up to date: run typedframe schema again without --check.', '…', '  /** drift/a.csv */', '  export const A = schema({',
      '-   id: t.int32.nullable(),', '+   id: t.float64.nullable(),', '    name: t.utf8.nullable(),', '+   age: t.int32.nullable(),', '  })',
      '  export type A = Infer<typeof A>', '',
    ])
    expect(await readFile(join(cli.folder, 'drift.ts'), 'utf8')).toContain('id: t.int32')
  })

  test('how files share a schema', async () => {
    await file('many/q1.csv', 'a\n1\n')
    await file('many/q2.csv', 'b\n1\n')
    await file('many/part-00001.csv', 'a\n1\n')
    await file('many/part-00002.csv', 'a\nx\n')
    const names = async (...words: string[]): Promise<string[]> => [...(await cli.run(['schema', 'many', ...words])).out.matchAll(/^export const (\w+)/gm)].map(m => m[1]!)
    expect(await names()).toEqual(['Part', 'Q1', 'Q2'])
    expect(await names('--merge', 'none')).toEqual(['Part00001', 'Part00002', 'Q1', 'Q2'])
    expect((await cli.run(['schema', 'many/part-*.csv', '--merge', 'all', '--name', 'Whole'])).out).toMatch(/export const Whole = schema\(\{\n {2}a: t\.utf8\.nullable\(\),\n\}\)/)
    const apart = await cli.run(['schema', 'many', '--merge', 'folder'])
    expect(apart).toMatchObject({ code: 1, err: expect.stringMatching(/SCHEMA_MISMATCH.*'b' of 'many.q2.csv' is missing.*--merge none/) })
  })

  test('folders that are one table', async () => {
    const Sale = schema({ id: t.int32, price: t.float64.nullable(), year: t.int32 }), at = join(cli.folder, 'lake/sales')
    const sales = frame(Sale, [{ id: 1, price: 2.5, year: 2023 }, { id: 2, price: null, year: 2024 }])
    await sales.write.parquet(at, { partitionBy: ['year'] })
    await sales.write.csv(join(cli.folder, 'lake/old_sales.csv/'))
    const { out, err } = await cli.run(['schema', 'lake/sales', 'lake/old_sales.csv/'])
    expect(err).toBe('')
    expect(out).toMatch(/\/\*\* lake.old_sales\.csv \*\/\nexport const OldSales = .*\n {2}id: t\.int32\.nullable\(\),/)
    expect(out).toMatch(/export const Sales = schema\(\{\n {2}id: t\.int32,\n {2}price: t\.float64\.nullable\(\),\n {2}year: t\.int32(\.nullable\(\))?,\n\}\)/)
    await using tf = session()
    expect(await tf.read.parquet(at, Sale).orderBy('id').collect()).toEqual(await sales.collect())
    expect((await cli.run(['show', 'lake/sales', '--from', 'parquet', '--rows', '0'])).out).toMatch(/^lake\/sales: Parquet, 2 rows, 3 columns\nroot/)
  })

  test('nullability by what files say, by their values, or always', async () => {
    const F = schema({ a: t.int32.nullable(), b: t.utf8, c: t.float64.nullable() })
    for (const ending of ['parquet', 'arrow'] as const) {
      await frame(F, [{ a: 1, b: 'x', c: null }, { a: 2, b: 'y', c: 1 }])['write'][ending](join(cli.folder, `nulls.${ending}`))
      const nullable = async (from: string): Promise<string[]> => [...(await cli.run(['schema', `nulls.${ending}`, '--nullability', from])).out.matchAll(/^ {2}(\w): .*nullable/gm)].map(m => m[1]!)
      expect(await nullable('declared')).toEqual(['a', 'c'])
      expect(await nullable('values')).toEqual(['c'])
      expect(await nullable('always')).toEqual(['a', 'b', 'c'])
    }
  })
})

test('names of schemas are names in TypeScript', () => {
  expect(['order_lines.csv', 'C:\\data\\Übersicht 2.csv', '2020-sales.parquet', '---.csv', 'a/b.c/flights.csv.gz', '.hidden.csv', 'über/naïve-été.arrow'].map(nameOf))
    .toEqual(['OrderLines', 'Übersicht2', '_2020Sales', 'Data', 'Flights', 'Hidden', 'NaïveÉté'])
  expect(['part-0001.parquet', 'sales-2024-01-31.csv', '2024.csv', 'q1.csv'].map(stemOf)).toEqual(['part', 'sales', '2024', 'q'])
  expect(uniqueNames(['Row', 'A', 'A', 'ARow', 'A2'])).toEqual(['Row2', 'A', 'A2', 'ARow2', 'A22'])
})
test('the widest type', () => {
  const type = (column: { readonly type: unknown }): never => column.type as never
  const both = (a: { readonly type: unknown }, b: { readonly type: unknown }, text = false) => [widest(type(a), type(b), text), widest(type(b), type(a), text)]
  const is = (x: { readonly type: unknown } | undefined) => [x?.type, x?.type]
  expect(both(t.int8, t.int64)).toEqual(is(t.int64))
  expect(both(t.int32, t.float64)).toEqual(is(t.float64))
  expect(both(t.int64, t.float64)).toEqual(is(undefined))
  expect(both(t.int64, t.float64, true)).toEqual(is(t.float64))
  expect(both(t.int64, t.decimal(5, 2))).toEqual(is(t.decimal(22, 2)))
  expect(both(t.decimal(38, 0), t.decimal(5, 2))).toEqual(is(undefined))
  expect(both(t.date, t.timestampNtz)).toEqual(is(t.timestampNtz))
  expect(both(t.date, t.timestamp, true)).toEqual(is(t.timestamp))
  expect(both(t.void, t.utf8)).toEqual(is(t.utf8))
  expect(both(t.utf8, t.int32)).toEqual(is(undefined))
  expect(both(t.bool, t.int32, true)).toEqual(is(t.utf8))
  expect(both(t.list(t.int32), t.list(t.int32.nullable()))).toEqual(is(t.list(t.int32.nullable())))
  expect(both(t.struct({ a: t.int32 }), t.utf8, true)).toEqual(is(undefined))
})
test('lines that differ, with what is around', () => {
  expect(lineDifferences('', 'a\n')).toBe('+ a')
  expect(lineDifferences('1\n2\n3\n4\n5\n6\n7\n8\n', '1\n2\n3\n4\n5\n6\n7\nx\n')).toBe('…\n  6\n  7\n- 8\n+ x')
})
