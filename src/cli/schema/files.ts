/** The files that the words of a command name: files, folders, and patterns that no shell has filled in. */
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { raise } from '../../errors/raise.js'
import { formatOf } from '../formats.js'

/** In the order of their names, each once. @throws PATH_NOT_FOUND, INVALID_COMMAND_LINE for a folder or pattern without data files */
export async function filesNamed(operands: readonly string[]): Promise<readonly string[]> {
  const files = new Set<string>()
  for (const operand of operands) for (const file of await filesOf(operand)) files.add(file)
  return [...files].sort((a, b) => comparable(a) < comparable(b) ? -1 : 1)
}
/** Numbers in names by their value: `part-2` is before `part-10`. */
const comparable = (path: string): string => path.replaceAll('\\', '/').replace(/\d+/g, digits => digits.padStart(20, '0'))

async function filesOf(operand: string): Promise<readonly string[]> {
  const found = await stat(operand).catch(() => undefined)
  if (found && !found.isDirectory()) return [operand]
  const files = found ? await dataFiles(operand, /^/)
    : hasPattern(operand) ? await matching(operand) : raise('PATH_NOT_FOUND', { path: operand })
  return files.length ? files
    : raise('INVALID_COMMAND_LINE', { problem: `'${operand}' names no data files`, hint: 'Check the path and the endings of the names.' })
}
const hasPattern = (path: string): boolean => /[*?]/.test(path)

async function dataFiles(folder: string, name: RegExp): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  return entries.filter(e => e.isFile() && name.test(e.name) && !e.name.startsWith('.') && formatOf(e.name)).map(e => join(folder, e.name))
}
/** `*` and `?` in any part of the path. */
async function matching(pattern: string): Promise<readonly string[]> {
  const parts = pattern.split(/[\\/]/), last = parts.pop()!
  let folders = [parts[0] === '' ? '/' : '.']
  for (const part of parts) {
    if (part === '') continue
    const next = await Promise.all(folders.map(folder => hasPattern(part) ? subfolders(folder, expression(part)) : [join(folder, part)]))
    folders = next.flat()
  }
  return (await Promise.all(folders.map(folder => dataFiles(folder, expression(last))))).flat()
}
async function subfolders(folder: string, name: RegExp): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  return entries.filter(e => e.isDirectory() && name.test(e.name)).map(e => join(folder, e.name))
}
const expression = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '.*').replaceAll('?', '.')}$`, 'u')
