/** Runs the programs one after the other; what they say is compared between places. */
import type { Place, Program } from './place.js'
import { ending } from './programs/ending.js'
import { files } from './programs/files.js'
import { mistakes } from './programs/mistakes.js'
import { random } from './programs/random.js'
import { tpch } from './programs/tpch.js'
import { writing } from './programs/writing.js'

export interface Outcome { readonly name: string; readonly lines: readonly string[]; readonly failed: boolean; readonly milliseconds: number }

const programs: readonly Program[] = [...mistakes, ...ending, ...files, ...writing, ...random, ...tpch]

export async function runPrograms(place: Place, ended: (outcome: Outcome) => void | Promise<void>): Promise<void> {
  for (const { name, needs, run } of programs) {
    if (needs === 'files' && !place.output) continue
    const from = performance.now()
    const result = await run(place).then(lines => ({ lines, failed: false }), (error: unknown) => ({ lines: failure(error), failed: true }))
    await ended({ name, ...result, milliseconds: performance.now() - from })
  }
}
const failure = (error: unknown): string[] => error instanceof Error ? [error.message, ...(error.stack ?? '').split('\n').slice(0, 12)] : [String(error)]
