import { mkdtemp, readdir, readFile as readText, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { atomicFile } from './atomic.js'
import { openFile, readFile } from './location.js'

let folder: string
beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'typedframe-')) })
afterEach(() => rm(folder, { recursive: true }))

const bytes = (text: string) => new TextEncoder().encode(text)

describe('atomicFile', () => {
  it('shows nothing under the name before commit, and replaces what was there', async () => {
    const path = join(folder, 'a.txt')
    await writeFile(path, 'old')
    const file = await atomicFile(path)
    await file.write(bytes('new '))
    await file.write(bytes('text'))
    expect(await readText(path, 'utf8')).toBe('old')
    expect(await readdir(folder)).toContainEqual(expect.stringMatching(/^\.a\.txt\.\d+-[0-9a-f]{6}-[0-9a-z]+-\d+\.tmp$/))
    await file.commit()
    await file.abort()
    expect(await readText(path, 'utf8')).toBe('new text')
    expect(await readdir(folder)).toEqual(['a.txt'])
  })
  it('leaves nothing behind when aborted', async () => {
    const file = await atomicFile(join(folder, 'a.txt'))
    await file.write(bytes('new'))
    await file.abort()
    await file.abort()
    expect(await readdir(folder)).toEqual([])
  })
  it('names the file when its folder is missing or it is a folder', async () => {
    const missing = join(folder, 'nowhere', 'a.txt')
    await expect(atomicFile(missing)).rejects.toMatchObject({ condition: 'FAILED_WRITE_FILE', parameters: { path: missing } })
    const file = await atomicFile(folder)
    await expect(file.commit()).rejects.toMatchObject({ condition: 'FAILED_WRITE_FILE', parameters: { path: folder } })
    await file.abort()
    expect(await readdir(folder)).toEqual([])
  })
})

describe('openFile', () => {
  it('reads ranges, and says where a file ended too early', async () => {
    const path = join(folder, 'a.txt')
    await writeFile(path, '0123456789')
    const file = await openFile(path)
    const into = new Uint8Array(4)
    await file.read(into, 3)
    expect(new TextDecoder().decode(into)).toBe('3456')
    const early = { condition: 'FAILED_READ_FILE', message: expect.stringContaining('it ends at byte 10') }
    await expect(async () => file.read(into, 8)).rejects.toMatchObject(early)
    await file.close()
    await file.close()
    expect(await readFile(path)).toEqual(bytes('0123456789'))
  })
  it('names a missing file and a folder', async () => {
    await expect(openFile(join(folder, 'no.csv'))).rejects.toMatchObject({ condition: 'PATH_NOT_FOUND' })
    const isFolder = { condition: 'FAILED_READ_FILE', message: expect.stringContaining('it is a folder') }
    await expect(openFile(folder)).rejects.toMatchObject(isFolder)
  })
})
