/**
 * Folders named by columns, both ways. `partitions.ts write FOLDER` writes ours, with columns.json beside them; partitions.py reads these and
 * writes others'; `partitions.ts read FOLDER RESULT` reads those and adds to the result what differs.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isSame, textsIn, writeFolders } from './partition-folders.js'
import { partitionColumns } from './partition-values.js'

async function write(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  for (const [n, column] of partitionColumns.entries()) await writeFolders(join(folder, 'typedframe', String(n)), column)
  writeFileSync(join(folder, 'columns.json'), JSON.stringify(partitionColumns))
}
async function read(folder: string, result: string): Promise<void> {
  const found = JSON.parse(readFileSync(result, 'utf8')) as { readonly problems: string[] }
  for (const writer of ['spark', 'pyarrow']) {
    for (const [n, column] of partitionColumns.entries()) {
      const path = join(folder, writer, String(n)), texts = existsSync(path) ? await textsIn(path, column) : column.texts
      for (const [id, text] of column.texts.entries()) {
        if (!isSame(text, texts[id])) found.problems.push(`typedframe reads ${writer}'s ${column.name}: ${JSON.stringify(texts[id])}, not ${JSON.stringify(text)}`)
      }
    }
  }
  writeFileSync(result, `${JSON.stringify(found, null, 1)}\n`)
  console.log(found.problems.join('\n') || 'no problems')
  process.exitCode = found.problems.length ? 1 : 0
}

const [command, folder = '', result = ''] = process.argv.slice(2)
await (command === 'write' ? write(folder) : read(folder, result))
