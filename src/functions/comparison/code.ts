/** Comparisons in compiled code, by type. */
import type { Code } from '../../codegen/code/builder.js'
import type { Bool, Of, Value } from '../../codegen/code/value.js'
import { isNested, type DataType } from '../../types/data-type.js'
import { representation } from '../../types/representation.js'

export type Test = 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge'
export type EmitTest = (code: Code, a: Value, b: Value) => Bool

const sql = { eq: 'sqlEq', ne: 'sqlNe', lt: 'sqlLt', le: 'sqlLe', gt: 'sqlGt', ge: 'sqlGe' } as const

/** Writes a comparison of two values of one type; undefined: nested values are compared by `evaluate`. */
export function emitTest(type: DataType, test: Test): EmitTest | undefined {
  if (isNested(type)) return undefined
  switch (representation(type)) {
    case 'bool': return (code, a, b) => compareBools(code, test, a as Of<'bool'>, b as Of<'bool'>)
    case 'i32': return (code, a, b) => code.i32[test](a as Of<'i32'>, b as Of<'i32'>)
    case 'i64': return (code, a, b) => code.i64[test](a as Of<'i64'>, b as Of<'i64'>)
    case 'f64': return (code, a, b) => code.f64[sql[test]](a as Of<'f64'>, b as Of<'f64'>)
    case 'dec': return (code, a, b) => code.dec[test](a as Of<'dec'>, b as Of<'dec'>)
    case 'str': return (code, a, b) => code.str[test](a as Of<'str'>, b as Of<'str'>)
  }
}
function compareBools({ bool }: Code, test: Test, a: Bool, b: Bool): Bool {
  switch (test) {
    case 'eq': return bool.eq(a, b)
    case 'ne': return bool.xor(a, b)
    case 'lt': return bool.lt(a, b)
    case 'gt': return bool.lt(b, a)
    case 'le': return bool.not(bool.lt(b, a))
    case 'ge': return bool.not(bool.lt(a, b))
  }
}
