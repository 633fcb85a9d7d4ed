/** Commands on files elsewhere, and commands that are stopped. */
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { keys, s3Server, type S3Server } from '../behaviour/s3-server.js'
import { webServer, type WebServer } from '../behaviour/web-server.js'
import { commandLine, root, type CommandLine } from './command-line.js'

const data = join(root, 'node_modules/vega-datasets/data'), flights = join(data, 'flights-3m.parquet'), airports = join(data, 'airports.csv')
let cli: CommandLine, web: WebServer, s3: S3Server
beforeAll(async () => {
  [cli, web, s3] = await Promise.all([commandLine(), webServer(), s3Server()])
  web.files.set('/air/airports.csv', new Uint8Array(await readFile(airports)))
  web.files.set('/air/flights.parquet', new Uint8Array(await readFile(flights)))
})
afterAll(() => Promise.all([cli.close(), web.close(), s3.close()]))
/** Where a program puts what is temporary, and what is there. */
async function temporary(): Promise<{ readonly env: { readonly TMPDIR: string }; readonly names: () => Promise<string[]> }> {
  const TMPDIR = await mkdtemp(join(tmpdir(), 'typedframe-'))
  onTestFinished(() => rm(TMPDIR, { recursive: true }))
  return { env: { TMPDIR }, names: () => readdir(TMPDIR) }
}

describe('files elsewhere', () => {
  test('http: show, schema and convert, also where a signature stands behind the name', async () => {
    const url = `${web.url}/air/airports.csv?signature=s.e/c.ret`
    const shown = await cli.run(['show', url, '--rows', '1', '--columns', 'iata,latitude'])
    expect(shown).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/CSV, 206 KiB, 3,376 rows, 2 columns\n.*│ 00M /s) })
    expect((await cli.run(['show', `${web.url}/air/flights.parquet`, '--rows', '0'])).out).toMatch(/Parquet, 13 MiB, 3,000,000 rows, 5 columns\n11 row groups/)
    const written = await cli.run(['schema', url])
    expect(written).toMatchObject({ code: 0, out: expect.stringMatching(/export const Airports = schema\(\{\n {2}iata: t\.utf8/) })
    expect(written.out).not.toContain('signature')
    expect(await cli.run(['convert', url, 'from-web.parquet'])).toMatchObject({ code: 0, err: '' })
    expect((await cli.run(['show', 'from-web.parquet'])).out).toContain('3,376 rows')
    expect(await cli.run(['convert', airports, `${web.url}/air/new.csv`])).toMatchObject({ code: 1, err: expect.stringMatching(/^typedframe: \[[A-Z_]+\] [^\n]*\n$/) })
  })
  test('s3, by keys of the environment; nothing is overwritten unless asked', async () => {
    const env = {
      AWS_ENDPOINT_URL_S3: s3.endpoint, AWS_ACCESS_KEY_ID: keys.accessKeyId, AWS_SECRET_ACCESS_KEY: keys.secretAccessKey, AWS_REGION: keys.region,
    }
    const run = (...words: string[]) => cli.run(words, undefined, env), there = 's3://bucket/air/a.parquet'
    expect(await run('convert', airports, there)).toMatchObject({ code: 0, err: '' })
    expect([...s3.objects.keys()]).toEqual(['bucket/air/a.parquet'])
    expect((await run('show', there, '--rows', '0')).out).toMatch(/s3:\/\/bucket\/air\/a.parquet: Parquet, .*3,376 rows/)
    expect((await run('schema', there)).out).toContain('export const A = schema({')
    const before = s3.objects.get('bucket/air/a.parquet')
    expect(await run('convert', airports, there, '--rows', '1')).toMatchObject({ code: 2, err: expect.stringContaining('already. Write elsewhere, or with --overwrite.') })
    expect(s3.objects.get('bucket/air/a.parquet')).toBe(before)
    expect(await run('convert', airports, there, '--rows', '1', '--overwrite')).toMatchObject({ code: 0 })
    expect((await run('show', there)).out).toContain('1 row,')
    expect(await cli.run(['show', there], undefined, { ...env, AWS_SECRET_ACCESS_KEY: 'wrong' })).toMatchObject({ code: 1, err: expect.stringMatching(/^typedframe: \[FILE_PERMISSION_DENIED\]/) })
  })
})

describe('stopped', () => {
  test('an interrupted conversion leaves nothing and ends with 130', async () => {
    const before = await readdir(cli.folder), child = cli.start(['convert', flights, 'flights.csv']), said: Buffer[] = []
    child.stderr.on('data', (part: Buffer) => said.push(part))
    while ((await readdir(cli.folder)).length === before.length) await wait(5)
    const ended = once(child, 'exit')
    child.kill('SIGINT')
    expect(await ended).toEqual([130, null])
    expect(Buffer.concat(said).toString()).toBe('')
    expect(await readdir(cli.folder)).toEqual(before)
  })
  test('also one to the standard output, and one that waits for a server', async () => {
    const { env, names } = await temporary(), toOutput = cli.start(['convert', flights, '-', '--to', 'csv'], env)
    while ((await names()).length === 0) await wait(5)
    toOutput.kill('SIGINT')
    expect(await once(toOutput, 'exit')).toEqual([130, null])
    expect(await names()).toEqual([])
    const asked = new Promise<void>(resolve => { web.before = () => { resolve(); return true } })
    const waiting = cli.start(['show', `${web.url}/air/flights.parquet`])
    await asked
    waiting.kill('SIGINT')
    expect(await once(waiting, 'exit')).toEqual([130, null])
    web.before = () => false
  })
  test.each([['show', flights, '--rows', '20000'], ['convert', flights, '-', '--to', 'ndjson', '--rows', '300000']])('a reader that has seen enough: %s', async (...words) => {
    const { env, names } = await temporary(), child = cli.start(words, env), said: Buffer[] = []
    child.stderr.on('data', (part: Buffer) => said.push(part))
    const ended = once(child, 'exit')
    await once(child.stdout, 'data')
    child.stdout.destroy()
    expect(await ended).toEqual([0, null])
    expect(Buffer.concat(said).toString()).toBe('')
    expect(await names()).toEqual([])
  })
})
