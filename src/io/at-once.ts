/** How many files are looked into at once. */
const AT_ONCE = 16

/** All, a few at a time, in order. After a failure no more are begun; it is told once none is under way: the one of the first item that fails. */
export async function atOnce<A, B>(items: readonly A[], work: (item: A) => Promise<B>): Promise<B[]> {
  const results = new Array<B>(items.length), failures = new Map<number, unknown>()
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < items.length && failures.size === 0) {
      const n = next++
      try {
        results[n] = await work(items[n]!)
      } catch (error) {
        failures.set(n, error)
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker))
  if (failures.size > 0) throw failures.get(Math.min(...failures.keys()))
  return results
}
