/** `-`: the standard input and output, as files that last as long as the command. */
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

/** Works on paths in place of `-`; what was written for the standard output is sent there at the end. */
export async function withFiles<T>(from: string, to: string | undefined, signal: AbortSignal,
  work: (from: string, to: string | undefined) => Promise<T>): Promise<T> {
  if (from !== '-' && to !== '-') return work(from, to)
  const folder = await mkdtemp(join(tmpdir(), 'typedframe-'))
  try {
    const input = join(folder, 'standard input'), output = join(folder, 'standard output')
    if (from === '-') await pipeline(process.stdin, createWriteStream(input), { signal })
    const result = await work(from === '-' ? input : from, to === '-' ? output : to)
    if (to === '-') await pipeline(createReadStream(output), process.stdout, { end: false, signal })
    return result
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
