/** `typedframe schema FILES…`: the columns of files as TypeScript. */
import { readFile } from 'node:fs/promises'
import { atomicFile } from '../../io/file/atomic.js'
import type { Arguments, Run } from '../arguments.js'
import { formatNamed, wantedFormat, type FormatName } from '../formats.js'
import { lineDifferences } from '../schema/differences.js'
import { filesNamed } from '../schema/files.js'
import { grouped, merges } from '../schema/groups.js'
import { nullabilities, readFields } from '../schema/read-fields.js'
import { isIdentifier } from '../schema/names.js'
import { schemaText } from '../schema/text.js'
import { withoutQuery } from '../url.js'
import { sessionFor, unlessStopped } from '../session.js'

export const run: Run = async (args, { signal, write }) => {
  const out = args.text('out'), check = args.flag('check')
  if (check && out === undefined) return args.refuse('--check needs a file to look at', 'Write --out FILE.')
  const nullability = args.oneOf('nullability', nullabilities) ?? 'declared', merge = args.oneOf('merge', merges) ?? 'names'
  const files = await filesNamed(args.operands)
  const found = await (async () => {
    await using tf = sessionFor(args)
    const all = []
    for (const { path, format: seen } of files) {
      const format = seen && args.text('from') === undefined ? seen : wantedFormat(path, 'from', args)
      const frame = await unlessStopped(formatNamed(format).open(tf, path, args), signal)
      all.push({ path: withoutQuery(path), format, fields: await readFields(frame, nullability, signal) })
    }
    return all
  })()
  const text = schemaText(named(grouped(found, merge, format => formatNamed(format as FormatName).text), args), out)
  if (out === undefined) {
    write(text)
    return 0
  }
  const before = await readFile(out, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  if (before.replaceAll('\r\n', '\n') === text) return 0
  if (check) {
    write(`${out} is not up to date: run typedframe schema again without --check.\n${lineDifferences(before, text)}\n`)
    return 1
  }
  const file = await atomicFile(out)
  await file.write(new TextEncoder().encode(text))
  await file.commit()
  return 0
}
/** `--name` is for one schema. */
function named<G extends { readonly name: string }>(groups: readonly G[], args: Arguments): readonly G[] {
  const name = args.text('name')
  if (name === undefined) return groups
  if (groups.length !== 1) {
    return args.refuse(`--name is for one schema, and there are ${groups.length}`, 'Add --merge all, or leave the names to the files.')
  }
  if (!isIdentifier(name)) return args.refuse(`--name cannot be '${name}'`, 'It must be a name in TypeScript.')
  return groups.map(group => ({ ...group, name }))
}
