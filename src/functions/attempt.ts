/** `try_` forms: where the operation itself fails, the result is null. */
import type { Code } from '../codegen/code/builder.js'
import type { Bool, Lazy, Nullable, Value } from '../codegen/code/value.js'
import { TypedFrameError } from '../errors/raise.js'
import type { EngineValue } from '../types/representation.js'
import { snakeCase } from './declaration.js'
import type { Example, LooseImplementation, ScalarFunction, StrictImplementation } from './declare.js'
import { nullable } from './rules.js'

/** The code of `make`; a failure in it leaves it with null. */
export function attempted(code: Code, make: () => Value): Nullable {
  const failed = code.var<Bool>(code.bool.const(false), 'failed'), outer = code.onFailure
  let result: { get(): Value } | undefined
  code.block(exit => {
    code.onFailure = () => {
      failed.set(code.bool.const(true))
      code.goto(exit)
    }
    const value = make(), kept = code.declareLike(value, 'attempt')
    kept.set(value)
    result = kept
    code.onFailure = outer
  }, 'attempt')
  return { value: result!.get(), isNull: failed.get() }
}

/** A strict implementation whose failures are nulls; errors of its arguments stay errors. */
export function attempting(strict: StrictImplementation): LooseImplementation {
  const { emit } = strict
  return {
    nulls: 'loose',
    raises: strict.raises,
    evaluate(thunks: Readonly<Record<string, () => EngineValue>>) {
      const args: Record<string, EngineValue> = {}
      for (const [name, thunk] of Object.entries(thunks)) {
        const value = thunk()
        if (value === null) return null
        args[name] = value
      }
      try {
        return strict.evaluate(args)
      } catch (error) {
        if (error instanceof TypedFrameError) return null
        throw error
      }
    },
    emit: emit && ((code, lazy: Readonly<Record<string, Lazy>>) => {
      const args = code.inOrder(Object.values(lazy))
      const values = Object.fromEntries(Object.keys(lazy).map((name, n) => [name, args[n]!.value]))
      const { value, isNull } = attempted(code, () => emit(code, values))
      return { value, isNull: code.bool.anyNull([...args.map(arg => arg.isNull), isNull]) }
    }),
  }
}

interface TwinOptions { readonly sparkName?: string; readonly summary: string; readonly examples: readonly Example[] }
/** The twin of a function that gives null where it would raise: `attempt(add, 'tryAdd', …)`. */
export function attempt(fn: ScalarFunction, name: string, options: TwinOptions): ScalarFunction {
  const returns = nullable(fn.returns)
  return Object.freeze({
    ...fn, sparkName: snakeCase(name), ...options, name, aliases: [], returns,
    resolve: (args, context) => ({ ...fn.resolve(args, context), nullable: true }),
    implement(signature) {
      const made = fn.implement(signature)
      return made.nulls === 'strict' ? attempting(made) : made
    },
  } satisfies ScalarFunction)
}
