/** The command line as a program of its own, built as the package builds it. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

export const root = fileURLToPath(new URL('../..', import.meta.url))
export interface Result { readonly code: number | null; readonly out: string; readonly err: string }
export interface CommandLine {
  /** An empty folder in which commands run. */
  readonly folder: string
  run(words: readonly string[], input?: Uint8Array | string, env?: Readonly<Record<string, string>>): Promise<Result & { readonly bytes: Uint8Array }>
  /** The running program. */
  start(words: readonly string[], env?: Readonly<Record<string, string>>): ChildProcessWithoutNullStreams
  close(): Promise<void>
}
export async function commandLine(): Promise<CommandLine> {
  const home = await mkdtemp(join(tmpdir(), 'typedframe-cli-')), folder = join(home, 'work')
  await Promise.all([
    build({
      entryPoints: [join(root, 'src/cli/main.ts')], outbase: join(root, 'src'), outdir: join(home, 'dist/esm'), bundle: true, packages: 'external',
      platform: 'neutral', target: 'es2022', format: 'esm', splitting: true, logLevel: 'warning',
    }),
    mkdir(folder), symlink(join(root, 'node_modules'), join(home, 'node_modules')), cp(join(root, 'package.json'), join(home, 'package.json')),
  ])
  const start: CommandLine['start'] = (words, env = {}) =>
    spawn(process.execPath, [join(home, 'dist/esm/cli/main.js'), ...words], { cwd: folder, env: { ...process.env, ...env } })
  return {
    folder, start,
    run: (words, input, env) => new Promise((resolve, reject) => {
      const child = start(words, env)
      const out: Buffer[] = [], err: Buffer[] = []
      child.stdout.on('data', (part: Buffer) => out.push(part))
      child.stderr.on('data', (part: Buffer) => err.push(part))
      child.on('error', reject)
      child.on('close', code => {
        const bytes = Buffer.concat(out)
        resolve({ code, out: bytes.toString(), err: Buffer.concat(err).toString(), bytes })
      })
      child.stdin.on('error', () => {})
      child.stdin.end(input)
    }),
    close: () => rm(home, { recursive: true }),
  }
}
