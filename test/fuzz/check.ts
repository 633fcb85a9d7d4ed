/** One program in every configuration: the answers, and the errors of one plan on both tiers, are the same. */
import { session, TypedFrameError, type Session, type SessionOptions } from '../../src/index.js'
import { Files, type Format } from './files.js'
import { build, describe, frames, type Program } from './program.js'
import type { Torment } from './torment.js'

/** Random programs have cartesian products: nobody wants to read of each. */
const base = { int64: 'bigint', timeZone: 'UTC', onWarning: () => {} } as const
/** Configurations of one `plan` run the same plan: they must agree also on errors. Others may prune what would have failed. */
const configurations: readonly { readonly name: string; readonly plan: string; readonly options: SessionOptions; readonly format?: Format }[] = [
  { name: 'wasm', plan: 'optimized', options: { ...base } },
  { name: 'closures', plan: 'optimized', options: { ...base, tier: 'closures' } },
  { name: 'wasm, batches of 1', plan: 'optimized', options: { ...base, batchRows: 1 } },
  { name: 'wasm, batches of 7', plan: 'optimized', options: { ...base, batchRows: 7 } },
  { name: 'closures, batches of 3', plan: 'optimized', options: { ...base, tier: 'closures', batchRows: 3 } },
  { name: 'wasm, not optimized', plan: 'written', options: { ...base, optimize: false } },
  { name: 'closures, not optimized', plan: 'written', options: { ...base, tier: 'closures', optimize: false } },
  { name: 'wasm, 3 partitions', plan: 'partitioned', options: { ...base, partitions: 3 } },
  { name: 'wasm, from Parquet', plan: 'Parquet', format: 'parquet', options: { ...base } },
  { name: 'closures, from Parquet, batches of 3', plan: 'Parquet', format: 'parquet', options: { ...base, tier: 'closures', batchRows: 3 } },
  { name: 'wasm, from Parquet, not optimized', plan: 'Parquet, as written', format: 'parquet', options: { ...base, optimize: false } },
  { name: 'wasm, from Arrow, batches of 7', plan: 'Arrow', format: 'arrow', options: { ...base, batchRows: 7 } },
]
export interface Configuration { readonly name: string; readonly plan: string; readonly tf: Session; readonly format: Format | undefined }
export const sessions = (): readonly Configuration[] =>
  configurations.map(({ name, plan, options, format }) => ({ name, plan, tf: session(options) as Session, format }))

interface Outcome { readonly name: string; readonly plan: string; readonly rows: readonly string[] | undefined; readonly error: string | undefined }

/** How programs ended, so that a run that only ever failed does not pass for a good one. */
export type Tally = Map<string, number>

/** undefined when all is well, otherwise what differs. `seed`: for the torments, all of which but the first have their turn. */
export async function check(program: Program, all: readonly Configuration[], files: Files, tally: Tally, torments: readonly Torment[], seed: number): Promise<string | undefined> {
  const outcomes: Outcome[] = []
  await files.write(program, all[0]!.tf)
  for (const { name, plan, tf, format } of all) {
    const tables = format ? files.frames(program, tf, format) : frames(program, tf)
    outcomes.push(await run(name, plan, async () => (await build(program, tables)).collect()))
  }
  for (const torment of [torments[0]!, torments[1 + seed % (torments.length - 1)]!]) {
    const outcome = await run(torment.name, torment.plan, () => torment.collect(program, seed))
    if (!torment.may.includes(outcome.error ?? '')) outcomes.push(outcome)
    else tally.set(outcome.error!, (tally.get(outcome.error!) ?? 0) + 1)
  }
  const end = outcomes[0]!.error ?? (outcomes[0]!.rows!.length ? 'rows' : 'no rows')
  tally.set(end, (tally.get(end) ?? 0) + 1)
  const internal = outcomes.find(o => o.error?.startsWith('!'))
  if (internal) return `${internal.name}: ${internal.error}\n${describe(program)}`
  const answers = outcomes.filter(o => o.rows), first = answers[0]
  for (const other of answers) {
    if (first && !sameRows(first.rows!, other.rows!)) return `${first.name} and ${other.name} differ:\n${first.rows!.join('\n')}\n---\n${other.rows!.join('\n')}\n${describe(program)}`
  }
  for (const a of outcomes) {
    const b = outcomes.find(o => o.plan === a.plan)!
    if (a.error !== b.error) return `${a.name}: ${a.error ?? 'no error'}; ${b.name}: ${b.error ?? 'no error'}\n${describe(program)}`
  }
  return undefined
}

async function run(name: string, plan: string, collect: () => Promise<Record<string, unknown>[]>): Promise<Outcome> {
  try {
    const rows = await collect()
    return { name, plan, rows: rows.map(rowText).sort(), error: undefined }
  } catch (error) {
    const known = error instanceof TypedFrameError && error.condition !== 'INTERNAL_ERROR'
    return { name, plan, rows: undefined, error: known ? error.condition : `! ${error instanceof Error ? error.stack ?? error.message : String(error)}` }
  }
}
const rowText = (row: Record<string, unknown>): string => Object.entries(row).map(([k, v]) => `${k}=${valueText(v)}`).join(' ')
function valueText(v: unknown): string {
  // float sums may differ in the last digits with the order of adding, and be nothing but these where they cancel out
  if (typeof v === 'number') return Number.isFinite(v) ? (Math.abs(v) < 1e-9 ? '0' : v.toPrecision(12)) : String(v)
  return typeof v === 'string' ? JSON.stringify(v) : String(v)
}
const sameRows = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((row, n) => row === b[n])
