import { raise } from './raise.js'

/** The engine's own error of a stack that is used up, as one that says what to do; any other error as it is. */
export function clearly(error: unknown): unknown {
  if (!(error instanceof Error) || !/call stack|too much recursion/i.test(error.message)) return error
  try {
    return raise('STATEMENT_TOO_COMPLEX', {}, { cause: error })
  } catch (made) {
    return made
  }
}
