/** `typedframe show FILE`: what is in a file, for the eye. */
import { formatSchema } from '../../display/schema.js'
import { formatTable } from '../../display/table.js'
import { displayOptions } from '../../display/value.js'
import { dataFile, openFile } from '../../io/file/location.js'
import { readFooter } from '../../io/parquet/footer.js'
import { formatBytes } from '../../memory/page-book.js'
import type { Run } from '../arguments.js'
import { formatNamed, wantedFormat } from '../formats.js'
import { onlyColumns, sessionFor, unlessStopped } from '../session.js'
import { withFiles } from '../standard-streams.js'

const ROWS = 10

export const run: Run = async (args, { signal, write }) => {
  const [file] = args.operands as [string], format = wantedFormat(file, 'from', args), shown = args.whole('rows') ?? ROWS
  return withFiles(file, undefined, signal, async path => {
    await using tf = sessionFor(args)
    const frame = onlyColumns(await unlessStopped(formatNamed(format).open(tf, path, args), signal), args)
    const rows = await frame.count({ signal }), size = await sizeOf(path, signal)
    const name = file === '-' ? 'standard input' : file
    const facts = [...size === undefined ? [] : [formatBytes(size)], plural(rows, 'row'), plural(frame.columns.length, 'column')]
    write(`${name}: ${formatNamed(format).name}, ${facts.join(', ')}\n`)
    if (format === 'parquet' && size !== undefined) write(await rowGroups(path, signal))
    write(`${formatSchema(frame.schema.fields)}\n`)
    if (shown > 0) {
      const first = await frame.limit(shown).collect({ ...displayOptions, signal })
      write(`${formatTable(frame.schema.fields, first, { maxRows: shown, totalRows: rows })}\n`)
    }
    return 0
  })
}
/** Of one file; of a folder or a pattern it is not told. */
async function sizeOf(path: string, signal: AbortSignal): Promise<number | undefined> {
  const file = await openFile(path, signal).catch(() => undefined)
  if (!file) return undefined
  await file.close()
  return file.bytes
}
const plural = (count: number, noun: string): string => `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`

async function rowGroups(path: string, signal: AbortSignal): Promise<string> {
  const { groups } = await readFooter(dataFile(path), signal)
  const codecs = [...new Set(groups.flatMap(g => g.chunks.flatMap(c => c?.meta.codec?.toLowerCase() ?? [])))].join(', ')
  const most = Math.max(0, ...groups.map(g => g.rows))
  return `${plural(groups.length, 'row group')}${groups.length > 1 ? ` of at most ${plural(most, 'row')}` : ''}${codecs && `, ${codecs}`}\n`
}
