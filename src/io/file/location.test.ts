import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openFile, readFile, type Location } from './location.js'

let folder: string, path: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'typedframe '))
  path = join(folder, 'ä b.txt')
  await writeFile(path, '0123456789')
})
afterAll(() => rm(folder, { recursive: true }))

const bytes = new TextEncoder().encode('0123456789')
const locations: Readonly<Record<string, () => Location>> = {
  'a path': () => path,
  'a URL of a file': () => pathToFileURL(path),
  'a URL as text': () => pathToFileURL(path).href,
  'a Blob': () => new Blob([bytes]),
  'an ArrayBuffer': () => bytes.slice().buffer,
  'a part of an ArrayBuffer': () => new Uint8Array(Uint8Array.of(1, ...bytes, 2).buffer, 1, 10),
}
describe.each(Object.entries(locations))('%s', (_, location) => {
  it('is read by ranges, and not beyond its end', async () => {
    const file = await openFile(location()), into = new Uint8Array(4)
    expect(file.bytes).toBe(10)
    await file.read(into, 3)
    expect(new TextDecoder().decode(into)).toBe('3456')
    await expect(async () => file.read(into, 8)).rejects.toMatchObject({ condition: 'FAILED_READ_FILE', message: expect.stringContaining('ends at byte 10') })
    await file.close()
    await file.close()
    expect(await readFile(location())).toEqual(bytes)
  })
})

it('reading a file of this machine again and again leaves the event loop its turns', async () => {
  const file = await openFile(path), into = new Uint8Array(4)
  let turned = false
  setTimeout(() => { turned = true }, 1)
  while (!turned) await file.read(into, 3)
  await file.close()
})

describe('what is no location', () => {
  it.each([[''], ['a\0b'], [undefined], [null], [5], [{}], [new URL('gopher://host/file')]])('%j is an error', location => {
    expect(() => openFile(location as never)).toThrow(expect.objectContaining({ condition: 'INVALID_ARGUMENT' }))
  })
  it('a folder and a device are no files', async () => {
    await expect(openFile(folder)).rejects.toMatchObject({ condition: 'FAILED_READ_FILE', message: expect.stringContaining('it is a folder') })
    await expect(openFile('/dev/null')).rejects.toMatchObject({ condition: 'FAILED_READ_FILE', message: expect.stringContaining('no regular file') })
  })
  it.skipIf(process.platform === 'win32')('a pipe is none, and is not waited for', async () => {
    const pipe = join(folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    await expect(openFile(pipe)).rejects.toMatchObject({ condition: 'FAILED_READ_FILE', message: expect.stringContaining('no regular file') })
  })
})
