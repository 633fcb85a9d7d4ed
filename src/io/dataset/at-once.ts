/** How many files are looked into at once. */
const AT_ONCE = 8

/** All, a few at a time, in order. After a failure no more are begun. */
export async function atOnce<A, B>(items: readonly A[], work: (item: A) => Promise<B>): Promise<B[]> {
  const results = new Array<B>(items.length)
  let next = 0, failed = false
  const worker = async (): Promise<void> => {
    while (next < items.length && !failed) {
      const n = next++
      try {
        results[n] = await work(items[n]!)
      } catch (error) {
        failed = true
        throw error
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker))
  return results
}
