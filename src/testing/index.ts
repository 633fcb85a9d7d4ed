/** Matchers for tests of data transforms under vitest: `import 'typedframe/testing'`. */
import { expect, Snapshots } from 'vitest'
import { insideOf } from '../dsl/frame.js'
import type { DataFrame, RowOf } from '../dsl/data-frame.js'
import type { RowObject } from '../logical/options.js'
import type { JsConfig } from '../types/js.js'
import { differences, type CompareOptions } from './difference.js'

export type { CompareOptions }

type ExpectedRows<T> = T extends DataFrame<infer S, infer C> ? readonly RowOf<S, JsConfig extends C ? import('../types/js.js').DefaultJs : C>[] : never
interface FrameMatchers<T> {
  /**
   * The frame's rows are these, in any order unless `ordered`; a failure lists every difference. Await it.
   * @example
   * await expect(lateByOrigin(flights)).toEqualRows([{ origin: 'SFO', late: 1 }])
   */
  toEqualRows(rows: ExpectedRows<T>, options?: CompareOptions): Promise<void>
  /** The frame's optimised plan is as in the snapshot: text that can be read in a review. */
  toMatchPlan(hint?: string): void
}
declare module 'vitest' {
  // the names of vitest's own type parameters
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  interface Assertion<T = any> extends FrameMatchers<T> {}
}

expect.extend({
  async toEqualRows(frame: DataFrame<unknown>, expected: readonly RowObject[], options?: CompareOptions) {
    const actual = await insideOf(frame).collect(), found = differences(actual, expected, options)
    return {
      pass: found.length === 0,
      message: () => found.length === 0
        ? `The frame has exactly these ${expected.length} rows.`
        : [`The frame has ${actual.length} rows, expected ${expected.length}; ${found.length} differences:`, ...found.map(d => `  ${d}`)].join('\n'),
    }
  },
  toMatchPlan(frame: DataFrame<unknown>, hint?: string) {
    const { context, plan } = insideOf(frame)
    return Snapshots.toMatchSnapshot.call(this, context.executor.optimizedPlan(plan), hint)
  },
})
