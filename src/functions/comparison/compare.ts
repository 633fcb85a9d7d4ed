import { orderable, same } from '../arguments.js'
import { together } from '../coercion.js'
import type { Example, ScalarFunction } from '../declare.js'
import { bool } from '../rules.js'
import { strict } from '../scalar.js'
import { emitTest, type Test } from './code.js'
import { comparator, equality } from './order.js'

const holds: Readonly<Record<Exclude<Test, 'eq' | 'ne'>, (order: number) => boolean>> = {
  lt: order => order < 0, le: order => order <= 0, gt: order => order > 0, ge: order => order >= 0,
}
/** One of the six comparisons, of two values of one type. */
function comparison(
  test: Test, sparkName: string, summary: string, examples: readonly Example[], aliases: readonly string[] = [],
): ScalarFunction {
  return strict(test, {
    sparkName, aliases, summary, examples,
    args: { value: orderable, other: same },
    coerce: together,
    returns: bool,
    implement({ args }) {
      const type = args[0]!, emit = emitTest(type, test)
      return {
        evaluate: evaluator(test, type),
        emit: emit && ((code, { value, other }) => emit(code, value, other)),
      }
    },
  })
}
function evaluator(test: Test, type: Parameters<typeof comparator>[0]): (args: { value: any; other: any }) => boolean {
  if (test === 'eq' || test === 'ne') {
    const equal = equality(type)
    return test === 'eq' ? ({ value, other }) => equal(value, other) : ({ value, other }) => !equal(value, other)
  }
  const compare = comparator(type), hold = holds[test]
  return ({ value, other }) => hold(compare(value, other))
}

export const eq: ScalarFunction = /*#__PURE__*/ comparison('eq', '=', 'Whether both are equal; null where one is null.', [
  { sql: '1 = 1', result: true }, { sql: '1 = NULL', result: null },
], ['=='])
export const ne: ScalarFunction =
  /*#__PURE__*/ comparison('ne', '!=', 'Whether both differ; null where one is null.', [{ sql: '1 != 2', result: true }], ['<>'])
export const lt: ScalarFunction =
  /*#__PURE__*/ comparison('lt', '<', 'Whether the first is less.', [{ sql: '1 < 2', result: true }, { sql: "'b' < 'a'", result: false }])
export const le: ScalarFunction =
  /*#__PURE__*/ comparison('le', '<=', 'Whether the first is less or equal.', [{ sql: '2 <= 2', result: true }])
export const gt: ScalarFunction = /*#__PURE__*/ comparison('gt', '>', 'Whether the first is greater.', [{ sql: '2 > 1', result: true }])
export const ge: ScalarFunction =
  /*#__PURE__*/ comparison('ge', '>=', 'Whether the first is greater or equal.', [{ sql: '2 >= 2', result: true }])
