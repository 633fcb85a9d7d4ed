/** What the words of a command name: files, folders that are one table, and patterns that no shell has filled in. */
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { raise } from '../../errors/raise.js'
import { formatOf, type FormatName } from '../formats.js'

/** A file, or a folder of files that are read as one. */
export interface DataPath { readonly path: string; readonly format: FormatName | undefined }

/** In the order of their names, each once. @throws PATH_NOT_FOUND, INVALID_COMMAND_LINE for a folder or pattern without data files */
export async function filesNamed(operands: readonly string[]): Promise<readonly DataPath[]> {
  const files = new Map<string, DataPath>()
  for (const operand of operands) for (const file of await filesOf(operand)) files.set(file.path, file)
  return [...files.values()].sort((a, b) => comparable(a.path) < comparable(b.path) ? -1 : 1)
}
/** Numbers in names by their value: `part-2` is before `part-10`. */
const comparable = (path: string): string => path.replaceAll('\\', '/').replace(/\d+/g, digits => digits.padStart(20, '0'))

async function filesOf(operand: string): Promise<readonly DataPath[]> {
  if (/^[a-z][a-z0-9]+:\/\//i.test(operand)) return [named(operand)]
  const found = await stat(operand).catch(() => undefined)
  if (found && !found.isDirectory()) return [named(operand)]
  const files = found ? await filesIn(operand.replace(/[\\/]+$/, ''))
    : hasPattern(operand) ? (await matching(operand)).map(named) : raise('PATH_NOT_FOUND', { path: operand })
  if (files.length) return files
  return raise('INVALID_COMMAND_LINE', { problem: `'${operand}' names no data files`, hint: 'Check the path and the endings of the names.' })
}
const named = (path: string): DataPath => ({ path, format: formatOf(path) })

/** `sales.parquet/` and folders like `year=2024/` in it make the folder one table; otherwise each of its files is one. */
async function filesIn(folder: string): Promise<readonly DataPath[]> {
  const entries = await readdir(folder, { withFileTypes: true }), format = formatOf(folder)
  if (format) return [{ path: folder, format }]
  if (!entries.some(e => e.isDirectory() && /^[^=]+=/.test(e.name))) return (await dataFiles(folder, /^/)).map(named)
  const inside = await readdir(folder, { recursive: true })
  return [{ path: folder, format: inside.map(formatOf).find(f => f !== undefined) }]
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
