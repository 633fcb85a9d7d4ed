/** What a message says after a name that does not exist: the nearest names, or all there are. */

const MOST_LISTED = 12

/** `Did you mean 'distance'?`, or the names that there are. */
export function suggestion(name: string, candidates: readonly string[]): string {
  const near = nearest(name, candidates)
  if (near.length) return `Did you mean ${quoted(near)}?`
  return candidates.length ? `There are: ${listed(candidates)}.` : 'There are no columns.'
}
/** Within a sentence: ` (did you mean 'distance'?)`, or nothing. */
export function aside(name: string, candidates: readonly string[]): string {
  const near = nearest(name, candidates)
  return near.length ? ` (did you mean ${quoted(near)}?)` : ''
}
const quoted = (names: readonly string[]): string => names.map(n => `'${n}'`).join(' or ')
/** The first of them. */
export const listed = (names: readonly string[]): string =>
  `${names.slice(0, MOST_LISTED).join(', ')}${names.length > MOST_LISTED ? `, … (${names.length} in all)` : ''}`

/** At most three names that a slip of the hand may have meant, the nearest first. */
export function nearest(name: string, candidates: readonly string[]): readonly string[] {
  // short names are a slip apart by nature: of those only another case counts
  const limit = Math.floor(name.length / 3), plain = (text: string): string => text.trim().toLowerCase()
  return candidates
    .map(candidate => ({ candidate, distance: distance(plain(name), plain(candidate)) }))
    .filter(c => c.distance <= limit)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(c => c.candidate)
}
/** Edits between two words: inserted, deleted, replaced, or two neighbours swapped. */
function distance(a: string, b: string): number {
  let before: number[] = [], previous = Array.from({ length: b.length + 1 }, (_, n) => n)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? before[j - 2]! + 1 : Infinity
      row.push(Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + same, swapped))
    }
    before = previous
    previous = row
  }
  return previous[b.length]!
}
