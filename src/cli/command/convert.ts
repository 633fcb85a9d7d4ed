/** `typedframe convert FROM TO`: the rows of a file in another format. */
import { TypedFrameError } from '../../errors/raise.js'
import type { Run } from '../arguments.js'
import { formatNamed, wantedFormat } from '../formats.js'
import { onlyColumns, sessionFor, unlessStopped } from '../session.js'
import { withFiles } from '../standard-streams.js'

export const run: Run = async (args, { signal }) => {
  const [from, to] = args.operands as [string, string]
  const source = formatNamed(wantedFormat(from, 'from', args)), target = formatNamed(wantedFormat(to, 'to', args)),
    rows = args.whole('rows')
  return withFiles(from, to, signal, async (input, output) => {
    await using tf = sessionFor(args)
    const frame = onlyColumns(await unlessStopped(source.open(tf, input, args), signal), args)
    await target.write(rows === undefined ? frame : frame.limit(rows), output ?? to, args, signal).catch((error: unknown) => {
      if (!(error instanceof TypedFrameError) || error.condition !== 'PATH_ALREADY_EXISTS') throw error
      args.refuse(`There is something at '${to}' already`, 'Write elsewhere, or with --overwrite.')
    })
    return 0
  })
}
