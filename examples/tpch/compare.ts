/** Rows of two systems, compared value by value. */

export type Value = string | number | bigint | boolean | null

/** How far a double may be from the exact decimal that the other side gives: averages and quotients. */
const RELATIVE = 1e-6

/** The first difference as a sentence, or undefined where all rows agree, in order. */
export function firstDifference(names: readonly string[], ours: readonly (readonly Value[])[], theirs: readonly (readonly Value[])[]): string | undefined {
  if (ours.length !== theirs.length) return `${ours.length} rows, expected ${theirs.length}`
  for (const [n, row] of ours.entries()) {
    for (const [c, name] of names.entries()) {
      if (!equal(row[c] ?? null, theirs[n]![c] ?? null)) return `row ${n}, column '${name}': ${String(row[c])}, expected ${String(theirs[n]![c])}`
    }
  }
  return undefined
}

/** Exact, but for doubles against anything: those agree to six digits. */
function equal(a: Value, b: Value): boolean {
  if (a === b) return true
  if (a === null || b === null || typeof a === 'boolean' || typeof b === 'boolean') return false
  if (isDouble(a) || isDouble(b)) return Math.abs(Number(a) - Number(b)) <= RELATIVE * Math.max(1, Math.abs(Number(b)))
  return plain(a) === plain(b)
}
const isDouble = (v: Value): boolean => typeof v === 'number' && !Number.isInteger(v)
/** `12.3400` → `12.34`: the same number in one form. Text that is no number stays as it is. */
function plain(v: string | number | bigint): string {
  const text = String(v)
  return /^-?\d+\.\d+$/.test(text) ? text.replace(/\.?0+$/, '') : text
}
