import type { Lazy, Nullable } from '../../codegen/code/value.js'
import type { EngineValue } from '../../types/representation.js'
import { orderable, same } from '../arguments.js'
import { together } from '../coercion.js'
import type { ScalarFunction } from '../declare.js'
import { always } from '../rules.js'
import { loose } from '../scalar.js'
import * as types from '../../types/data-type.js'
import { emitTest } from './code.js'
import { equality } from './order.js'

export const eqNullSafe: ScalarFunction = /*#__PURE__*/ loose('eqNullSafe', {
  sparkName: '<=>',
  summary: 'Whether both are equal or both are null; never null.',
  args: { value: orderable, other: same },
  coerce: together,
  returns: always(types.bool, 'Bool'),
  implement({ args }) {
    const equal = equality(args[0]!), emit = emitTest(args[0]!, 'eq')
    return {
      evaluate({ value, other }: { value: () => EngineValue; other: () => EngineValue }) {
        const a = value(), b = other()
        return a === null || b === null ? a === b : equal(a, b)
      },
      emit: emit && ((code, { value, other }: { value: Lazy; other: Lazy }): Nullable => {
        const { bool } = code, a = value(), b = other(), same = emit(code, a.value, b.value)
        if (!a.isNull && !b.isNull) return code.known(same)
        const oneNull = bool.anyNull([a.isNull, b.isNull])!
        const bothNull = a.isNull && b.isNull ? bool.and(a.isNull, b.isNull) : bool.const(false)
        return code.known(bool.or(bothNull, bool.and(same, bool.not(oneNull))))
      }),
    }
  },
  examples: [{ sql: 'NULL <=> NULL', result: true }, { sql: '1 <=> NULL', result: false }],
})
