/** Random programs of fixed seeds: their rows, or their error. */
import fc from 'fast-check'
import { session, TypedFrameError, type Session } from '../../../src/index.js'
import { build, describe, frames, randomProgram } from '../../fuzz/program.js'
import { rowsText } from '../canonical.js'
import type { Program } from '../place.js'

const PROGRAMS = 40

export const random: readonly Program[] = [1, 2, 3, 4, 5, 6, 7, 8].map(seed => ({
  name: `random programs, seed ${seed}`,
  run: async () => {
    await using tf = session({ int64: 'bigint', timeZone: 'UTC' })
    const lines: string[] = []
    for (const g of fc.sample(fc.gen(), { numRuns: PROGRAMS, seed })) {
      const program = randomProgram(g)
      lines.push(...describe(program).split('\n').filter(line => line.startsWith('  ')), ...await outcome(async () => (await build(program, frames(program, tf as Session))).collect()))
    }
    return lines
  },
}))

async function outcome(run: () => Promise<readonly object[]>): Promise<string[]> {
  try {
    return rowsText(await run(), { sorted: true })
  } catch (error) {
    if (error instanceof TypedFrameError && error.condition !== 'INTERNAL_ERROR') return [error.condition]
    throw error
  }
}
