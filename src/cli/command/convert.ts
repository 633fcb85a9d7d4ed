/** `typedframe convert FROM TO`: the rows of a file in another format. */
import { access } from 'node:fs/promises'
import { raise } from '../../errors/raise.js'
import type { Run } from '../arguments.js'
import { formatNamed, wantedFormat } from '../formats.js'
import { onlyColumns, sessionFor } from '../session.js'
import { withFiles } from '../standard-streams.js'

export const run: Run = async (args, { signal }) => {
  const [from, to] = args.operands as [string, string]
  const source = formatNamed(wantedFormat(from, 'from', args)), target = formatNamed(wantedFormat(to, 'to', args)),
    rows = args.whole('rows')
  if (to !== '-' && !args.flag('overwrite') && await access(to).then(() => true, () => false)) {
    return raise('INVALID_COMMAND_LINE',
      { problem: `There is something at '${to}' already`, hint: 'Write elsewhere, or with --overwrite.' })
  }
  return withFiles(from, to, signal, async (input, output) => {
    await using tf = sessionFor(args)
    const frame = onlyColumns(await source.open(tf, input, args), args)
    await target.write(rows === undefined ? frame : frame.limit(rows), output ?? to, args, signal)
    return 0
  })
}
