/**
 * What a program of mixed verbs costs the type checker, in instantiations: no more than a quarter above what the encoding
 * was chosen for, and linear in the number of columns. Counts do not depend on the machine.
 */
import { join } from 'node:path'
import { check, writeDeclarations, writePrograms } from './type-checker.js'
import { mixedProgram } from './type-programs.js'

/** Instantiations (in thousands) measured when the encoding was chosen, by columns and steps. */
const chosen = [
  { columns: 10, steps: 30, '5.9': 57.9, '7.0': 60.6 }, { columns: 10, steps: 60, '5.9': 108.7, '7.0': 111.3 },
  { columns: 50, steps: 30, '5.9': 120.5, '7.0': 123.1 }, { columns: 50, steps: 60, '5.9': 233.5, '7.0': 236.1 },
  { columns: 200, steps: 30, '5.9': 355.2, '7.0': 357.8 }, { columns: 200, steps: 60, '5.9': 701.5, '7.0': 704.1 },
] as const
const ALLOWANCE = 1.25
/** Twice the columns may cost at most this many times as much. */
const DOUBLING = 2.2
/** Thousands of instantiations that one misspelled name may add. */
const MISSPELLED = 16

let failed = false
function line(text: string, fits: boolean): void {
  console.log(`${fits ? 'ok    ' : 'FAILED'} ${text}`)
  failed ||= !fits
}
interface Cost { readonly thousands: number; readonly seconds: number; readonly errors: number }
function measure(compiler: '5.9' | '7.0', columns: number, steps: number, misspelled = false): Cost {
  const path = writePrograms('budget', { 'mixed.ts': mixedProgram(columns, steps, misspelled) })
  const { instantiations, seconds, diagnostics } = check(compiler, [join(path, 'mixed.ts')])
  return { thousands: instantiations / 1000, seconds, errors: diagnostics.length }
}

writeDeclarations()
for (const compiler of ['5.9', '7.0'] as const) {
  console.log(`TypeScript ${compiler}`)
  for (const { columns, steps, [compiler]: base } of chosen) {
    const { thousands, seconds, errors } = measure(compiler, columns, steps)
    const limit = base * ALLOWANCE
    const text = `${columns} columns × ${steps} steps: ${thousands.toFixed(0)} of ${limit.toFixed(0)} thousand, ${seconds} s`
    line(text, thousands <= limit && errors === 0)
  }
  const once = measure(compiler, 200, 30).thousands, twice = measure(compiler, 400, 30).thousands
  line(`400 columns cost ${(twice / once).toFixed(2)} times as much as 200, of ${DOUBLING}`, twice <= once * DOUBLING)
  const right = measure(compiler, 50, 30), wrong = measure(compiler, 50, 30, true)
  const more = wrong.thousands - right.thousands
  const text = `a misspelled column: ${wrong.errors} error, ${more.toFixed(0)} thousand more of ${MISSPELLED}`
  line(text, wrong.errors === 1 && more <= MISSPELLED)
}
process.exit(failed ? 1 : 0)
