import type { Source } from '../../logical/source.js'
import { Arena } from '../../memory/arena.js'
import type { PageOwner } from '../../memory/task-memory.js'
import { readText } from '../../memory/text.js'
import type { Field } from '../../types/data-type.js'
import { dataFile, type FileLocation } from '../file/location.js'
import type { ByteStream } from '../text/byte-stream.js'
import { columnParser, type ColumnForm } from '../text/parse-column.js'
import { bitAt } from '../text/rows.js'
import { openingAlone, type Opening } from '../text/opening.js'
import { textSource, type TextFormat } from '../text/source.js'
import { finished, widened } from './infer.js'
import { parseJson } from './json.js'
import { jsonForm, type JsonForm, type NdjsonReadOptions } from './options.js'
import { JsonScanner } from './scanner.js'
import { isObject, jsonParser } from './value.js'

export interface NdjsonSourceOptions extends NdjsonReadOptions {
  /** Found in each row by name; what a row lacks is null. */
  readonly schema?: readonly Field[]
  /** Whether the schema was found out, not declared: errors say so. Default: when there is none. */
  readonly inferred?: boolean
  /** Whose memory it is opened with. Default: its own. */
  readonly opening?: Opening
}
interface Head { readonly fields: readonly Field[] }
const SAMPLE_BLOCK = 1 << 18

export function ndjsonSource(location: FileLocation, { schema, inferred = !schema, opening = openingAlone, ...options }: NdjsonSourceOptions = {}): Source {
  const form = jsonForm(options), lenient = form.mode !== 'FAILFAST'
  const hint = inferred ? `Its type comes from the first ${form.sampleRows} rows: raise sampleRows, or declare a schema` : 'Declare another type'
  const format: TextFormat<Head> = {
    name: 'ndjson', form, opening, mode: form.mode, corrupt: form.corrupt,
    async head(stream, path, declared, owner) {
      return { fields: declared ?? await inferFields(await stream(), path, form, owner) }
    },
    scan(stream, path, _, fields, owner) {
      const columns: ColumnForm = { ...form, path, parser: type => jsonParser(type, form), hint }
      const scanner = new JsonScanner(owner, stream, path, fields, { ...form, lenient, hint })
      return { scanner, columns: fields.map((field, place) => ({ field, parse: columnParser(field, place, columns), place })) }
    },
  }
  return textSource(dataFile(location), format, schema)
}
async function inferFields(stream: ByteStream, path: string, form: JsonForm, owner: PageOwner): Promise<readonly Field[]> {
  const lenient = form.mode !== 'FAILFAST', arena = new Arena(owner, 'Reading NDJSON'), { u32 } = arena.memory
  const scanner = new JsonScanner(owner, stream, path, [], { ...form, lenient, hint: '', blockBytes: SAMPLE_BLOCK })
  let fields: readonly Field[] = []
  try {
    for (let left = form.sampleRows; left > 0;) {
      const rows = await scanner.next(Math.min(left, 1024), arena)
      if (!rows) break
      left -= rows.rows
      for (let row = 0; row < rows.rows; row++) {
        if (rows.bad !== 0 && bitAt(arena.memory, rows.bad, row)) continue
        const view = (rows.texts >>> 2) + 2 * row, value = parseJson(readText(arena.memory, u32[view]!, u32[view + 1]!))
        if (isObject(value)) fields = widened(fields, value, form)
      }
    }
  } finally {
    scanner.close()
    arena.close()
    await stream.close()
  }
  return finished(fields, form)
}
