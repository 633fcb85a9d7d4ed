import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { tableFromIPC } from 'apache-arrow'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { session } from '../../src/index.js'
import { commandLine, root, type CommandLine } from './command-line.js'

const data = join(root, 'node_modules/vega-datasets/data'), flights = join(data, 'flights-3m.parquet'), airports = join(data, 'airports.csv')
let cli: CommandLine
beforeAll(async () => { cli = await commandLine() })
afterAll(() => cli.close())

describe('help and mistakes', () => {
  test('help of all, and of each command', async () => {
    const all = await cli.run(['--help'])
    expect(all).toMatchObject({ code: 0, err: '' })
    for (const name of ['schema', 'show', 'convert']) {
      expect(all.out).toContain(`  ${name} `)
      const [flag, word] = await Promise.all([cli.run([name, '--help']), cli.run(['help', name])])
      expect(flag).toMatchObject({ code: 0, err: '', out: word.out })
      expect(flag.out).toMatch(new RegExp(`^Usage: typedframe ${name} `, 'm'))
      expect(flag.out).toMatch(/--memory SIZE/)
    }
    expect(await cli.run([])).toMatchObject({ code: 0, out: all.out })
    expect((await cli.run(['--version'])).out).toBe(`${(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }).version}\n`)
  })
  test.each<[words: string[], says: RegExp]>([
    [['shwo', 'x'], /no command 'shwo'. Did you mean 'show'\?/],
    [['frobnicate'], /The commands are schema, show, convert/],
    [['--verbose'], /no option --verbose before a command/],
    [['show', flights, '--colums', 'a'], /no option --colums. Did you mean --columns\?/],
    [['show', flights, '--rows'], /--rows needs a value. Write --rows N/],
    [['show', flights, '--rows', 'ten'], /--rows cannot be 'ten'. It must be a whole number/],
    [['show'], /takes one file, .*no files are named/],
    [['show', flights, flights], /2 files are named/],
    [['show', 'notes.txt'], /ending of 'notes.txt' is none of .parquet.*--from/],
    [['show', '-'], /standard input is not known. Say --from/],
    [['show', flights, '--from', 'parket'], /Did you mean 'parquet'\?/],
    [['show', flights, '--memory', 'much'], /512MiB/],
    [['convert', airports], /takes two files or URLs/],
    [['convert', airports, 'x.parquet', '--compression', 'sanppy'], /Did you mean 'snappy'\?/],
    [['convert', airports, 'x.csv', '--overwrite=yes'], /--overwrite takes no value/],
    [['schema', flights, '--check'], /--check needs a file/],
    [['schema', airports, flights, '--name', 'X'], /there are 2/],
    [['schema', airports, '--name', 'a-b'], /must be a name in TypeScript/],
    [['schema', 'nothing-*.csv'], /names no data files/],
  ])('%j', async (words, says) => {
    const { code, out, err } = await cli.run(words)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(/^typedframe: [^\n]*\n$/)
    expect(err).toMatch(says)
  })
  test('what fails says so in one line, without a stack', async () => {
    const missing = await cli.run(['show', 'missing.parquet'])
    expect(missing).toMatchObject({ code: 1, out: '' })
    expect(missing.err).toMatch(/^typedframe: \[PATH_NOT_FOUND\] .*missing\.parquet.*\n$/)
    const column = await cli.run(['show', flights, '--columns', 'orign'])
    expect(column).toMatchObject({ code: 1, err: expect.stringMatching(/^typedframe: \[UNRESOLVED_COLUMN\].*'origin'.*\n$/) })
    await writeFile(join(cli.folder, 'broken.arrow'), 'this is no file of Arrow at all, though it is long enough')
    expect(await cli.run(['show', 'broken.arrow'])).toMatchObject({ code: 1, err: expect.stringMatching(/^typedframe: \[FAILED_READ_FILE\] .*broken\.arrow.*\n$/) })
  })
})

describe('show', () => {
  test('a Parquet file', async () => {
    const { code, out } = await cli.run(['show', flights, '--rows', '1', '--columns', 'origin,delay'])
    expect(code).toBe(0)
    expect(out.split('\n').slice(1)).toEqual([
      '11 row groups of at most 272,730 rows, zstd',
      'root', '├─ origin: string (nullable)', '└─ delay: bigint (nullable)',
      '┌────────┬────────┐', '│ origin │  delay │', '│ string │ bigint │', '├────────┼────────┤', '│ LAS    │     33 │', '└────────┴────────┘',
      '1 of 3,000,000 rows', '',
    ])
    expect(out).toMatch(/^\S+flights-3m\.parquet: Parquet, 13 MiB, 3,000,000 rows, 2 columns\n/)
  })
  test('the standard input, without rows', async () => {
    const { code, out } = await cli.run(['show', '-', '--from', 'csv', '--rows', '0', '--no-header', '--delimiter', ';'], 'a;1\nb;2\n')
    expect({ code, out }).toEqual({ code: 0, out: 'standard input: CSV, 1 KiB, 2 rows, 2 columns\nroot\n├─ _c0: string (nullable)\n└─ _c1: int (nullable)\n' })
  })
})

describe('convert', () => {
  const rows = async (path: string): Promise<object[]> => {
    await using tf = session({ timeZone: 'UTC' })
    const full = join(cli.folder, path)
    const frame = await (/csv/.test(path) ? tf.open.csv(full) : /json/.test(path) ? tf.open.ndjson(full) : path.endsWith('.parquet') ? tf.open.parquet(full) : tf.open.arrow(full))
    return await frame.collect()
  }
  test('from each format to each', async () => {
    const path = 'a,b,c\n1,x,2024-02-29\n2,,2024-03-01\n,"y ""z""",\n'
    await writeFile(join(cli.folder, 'all.csv'), path)
    const expected = [{ a: 1, b: 'x', c: '2024-02-29' }, { a: 2, b: null, c: '2024-03-01' }, { a: null, b: 'y "z"', c: null }]
    for (const ending of ['parquet', 'ndjson', 'arrow', 'arrows', 'csv.gz', 'jsonl.gz']) {
      for (const words of [['all.csv', `all.${ending}`], [`all.${ending}`, 'again.csv']]) {
        expect(await cli.run(['convert', ...words, '--overwrite'])).toMatchObject({ code: 0, out: '', err: '' })
        expect(await rows(words[1]!)).toEqual(expected)
      }
    }
  })
  test('options of what is written', async () => {
    expect(await cli.run(['convert', airports, 'airports.parquet', '--compression', 'gzip', '--columns', 'iata', '--columns', 'state', '--rows', '2'])).toMatchObject({ code: 0 })
    expect((await cli.run(['show', 'airports.parquet'])).out).toMatch(/1 row group, gzip\nroot\n├─ iata.*\n└─ state/)
    expect(await cli.run(['convert', 'airports.parquet', 'airports.csv', '--out-delimiter', ';', '--out-no-header'])).toMatchObject({ code: 0 })
    expect(await readFile(join(cli.folder, 'airports.csv'), 'utf8')).toMatch(/^00M;MS\r?\n00R;TX\r?\n$/)
  })
  test('nothing is overwritten unless asked, and a failure leaves nothing', async () => {
    await writeFile(join(cli.folder, 'there.csv'), 'mine')
    const refused = await cli.run(['convert', airports, 'there.csv'])
    expect(refused).toMatchObject({ code: 2, err: expect.stringMatching(/There is something at 'there.csv' already.*--overwrite/) })
    expect(await readFile(join(cli.folder, 'there.csv'), 'utf8')).toBe('mine')
    await writeFile(join(cli.folder, 'bad.csv'), `a\n${'1\n'.repeat(30_000)}x\n`)
    const before = await readdir(cli.folder)
    const failed = await cli.run(['convert', 'bad.csv', 'bad.parquet'])
    expect(failed).toMatchObject({ code: 1, err: expect.stringMatching(/^typedframe: \[\w+\] .*bad\.csv, line 30002, column 'a'/) })
    expect(await readdir(cli.folder)).toEqual(before)
  })
  test('in pipes', async () => {
    const { bytes, code, err } = await cli.run(['convert', '-', '-', '--from', 'csv', '--to', 'arrow'], 'n\n1\n2\n')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(tableFromIPC(bytes).toArray().map(row => (row as { n: number }).n)).toEqual([1, 2])
  })
})
