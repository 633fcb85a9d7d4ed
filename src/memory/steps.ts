/** Long work, a piece at a time: between two of them others may have their turn, or the work may be given up. */
export type Steps<T = void> = Generator<void, T>

/** All of it now. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}
