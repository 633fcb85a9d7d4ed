/** Folders as Spark and pyarrow name them, for the values of conformance/partition-values.ts: their names are in conformance/partitions.json. */
import { mkdtemp, mkdir, readdir, rm } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isSame, textsIn, writeFolders } from '../../conformance/partition-folders.js'
import { partitionColumns } from '../../conformance/partition-values.js'
import { schema, session, t } from '../../src/index.js'

type Names = readonly Readonly<Record<string, string>>[]
const said = JSON.parse(readFileSync(new URL('../../conformance/partitions.json', import.meta.url), 'utf8')) as
  { readonly problems: readonly string[]; readonly names: Readonly<Record<'spark' | 'pyarrow' | 'typedframe', Names>> }
const tf = session({ timeZone: 'UTC' })
let folder = ''
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'typedframe-')) })
afterAll(() => rm(folder, { recursive: true }))

test('nothing differed when they read ours and we theirs', () => expect(said.problems).toEqual([]))

describe.each(partitionColumns.map((column, n) => [column.name, column, n] as const))('by %s', (_, column, n) => {
  test('folders are called as by Spark', async () => {
    const path = join(folder, `ours ${n}`), names = new Map<string, string>()
    await writeFolders(path, column)
    for (const name of await readdir(path)) {
      for (const id of (await tf.read.parquet(join(path, name), schema({ id: t.int32 })).collect()).map(row => row.id)) names.set(String(id), name)
    }
    expect(Object.fromEntries(names)).toEqual(said.names.spark[n])
    expect(said.names.typedframe[n]).toEqual(said.names.spark[n])
  })
  test.each(['spark', 'pyarrow'] as const)('the names of %s are these values', async writer => {
    const path = join(folder, `${writer} ${n}`), names = Object.entries(said.names[writer][n]!), made = new Map<string, number[]>()
    for (const [id, name] of names) made.set(name, [...made.get(name) ?? [], Number(id)])
    for (const [name, ids] of made) {
      await mkdir(join(path, name), { recursive: true })
      await tf.frame(schema({ id: t.int32 }), ids.map(id => ({ id }))).write.parquet(join(path, name, 'part.parquet'))
    }
    if (names.length === 0) return expect(column.name).toContain('/')
    const texts = await textsIn(path, column)
    expect(texts.length).toBe(column.texts.length)
    expect(column.texts.filter((text, id) => !isSame(text, texts[id]))).toEqual([])
  })
})
