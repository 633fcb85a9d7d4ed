/**
 * The public surface. Every type that can appear in an inferred type is exported: otherwise a user's exported helper fails
 * with TS2742 or TS2883.
 */
export { TypedFrameError } from './errors/raise.js'
export type { Condition as ErrorCondition, Parameters as ErrorParameters } from './errors/catalogue.js'
export { frame, session, type InputRow, type Opener, type Reader, type Session } from './session/session.js'
export type { SessionOptions } from './session/config.js'
export { schema, t } from './types/schema.js'
export { lit } from './dsl/lit.js'
export { when } from './dsl/when.js'
export * from './dsl/generated/functions.js'

export type * from './types/tag.js'
export type * from './types/widening.js'
export type * from './types/literal.js'
export type * from './types/js.js'
export type * from './types/entry.js'
export type { ColumnType, Infer, Schema } from './types/schema.js'
export type { DataType, Field } from './types/data-type.js'
export type * from './dsl/expr.js'
export type * from './dsl/operands.js'
export type * from './dsl/column.js'
export type * from './dsl/generated/methods.js'
export type * from './dsl/when.js'
export type * from './dsl/join-types.js'
export type * from './dsl/data-frame.js'
export type * from './dsl/frame-writer.js'
export type { ExplainOptions, JsOptions, Progress, RunOptions } from './logical/executor.js'
