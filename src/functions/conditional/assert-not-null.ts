import type { Value } from '../../codegen/code/value.js'
import { raise } from '../../errors/raise.js'
import type { EngineValue } from '../../types/representation.js'
import { any, constantString, optional } from '../arguments.js'
import type { ScalarFunction } from '../declare.js'
import { loosely } from '../rules.js'
import { loose } from '../scalar.js'

export const assertNotNull: ScalarFunction = /*#__PURE__*/ loose('assertNotNull', {
  summary: 'The value, which must be there: null is an error that names the column.',
  args: { value: any, column: optional(constantString) },
  returns: loosely<EngineValue, Value>(([value]) => ({ type: value!.type, nullable: false }), names => `NonNull<${names[0]}>`),
  raises: true,
  implement: ({ constants: [, column] }) => ({
    evaluate: ({ value }) =>
      value() ?? raise('NOT_NULL_ASSERT_VIOLATION', { where: 'In a row of the frame', column: column ?? 'an expression' }),
    emit: (code, { value }) => {
      const given = value()
      if (given.isNull) code.failIf(given.isNull, 'NOT_NULL_ASSERT_VIOLATION')
      return code.known(given.value)
    },
  }),
  examples: [{ sql: "assert_not_null(1, 'x')", result: 1 }],
})
