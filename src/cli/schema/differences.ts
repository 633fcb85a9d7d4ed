/** Lines that two texts do not share: `-` is gone, `+` is new, with a little of what is around. */

const AROUND = 2

export function lineDifferences(before: string, after: string): string {
  const marked = edits(lines(before), lines(after))
  const near = marked.map((_, n) => marked.slice(Math.max(0, n - AROUND), n + AROUND + 1).some(line => line[0] !== ' '))
  return marked.flatMap((line, n) => !near[n] ? [] : n > 0 && !near[n - 1] ? ['…', line] : [line]).join('\n')
}
const lines = (text: string): string[] => text === '' ? [] : text.replaceAll('\r\n', '\n').replace(/\n$/, '').split('\n')

/** Along the longest common subsequence. */
function edits(a: readonly string[], b: readonly string[]): string[] {
  const common = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) common[i]![j] = a[i] === b[j] ? common[i + 1]![j + 1]! + 1
      : Math.max(common[i + 1]![j]!, common[i]![j + 1]!)
  }
  const marked: string[] = []
  let i = 0, j = 0
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      marked.push(`  ${a[i++]}`)
      j++
    } else if (j >= b.length || (i < a.length && common[i + 1]![j]! >= common[i]![j + 1]!)) marked.push(`- ${a[i++]}`)
    else marked.push(`+ ${b[j++]}`)
  }
  return marked
}
