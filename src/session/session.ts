/** A session: where frames come from, and who runs them. */
import type { StandardSchemaV1 } from '@standard-schema/spec'
import type { Table } from 'apache-arrow'
import { frameOf, type FrameContext } from '../dsl/frame.js'
import type { DataFrame } from '../dsl/data-frame.js'
import type { FrameWriter } from '../dsl/frame-writer.js'
import { raise } from '../errors/raise.js'
import { arrowSource, isTable } from '../io/arrow/source.js'
import type { DataSource } from '../io/own/data-source.js'
import { ownSource } from '../io/own/source.js'
import { inferFields } from '../io/rows/infer.js'
import { rowsSource } from '../io/rows/source.js'
import { openingIn } from '../io/text/opening.js'
import { isValidator, validatedRows } from '../io/rows/validate.js'
import { validatedFields } from '../io/rows/validator-columns.js'
import { relation } from '../logical/node/relation.js'
import type { LogicalPlan } from '../logical/plan.js'
import type { Source } from '../logical/source.js'
import type { DefaultJs, JsConfig, Override, SchemaOfRow } from '../types/js.js'
import { declaredFields, type Schema } from '../types/schema.js'
import type { Dynamic } from '../types/entry.js'
import type { ColumnsOf, HasColumns, RowsFor } from '../types/validator.js'
import type { SessionOptions } from './config.js'
import { LocalExecutor } from './local-executor.js'
import type { Opener, Reader } from './reader.js'
import { filesOf, opener, reader } from './files.js'
import { schemaOf } from './schema.js'
import { writer } from './writer.js'

/** Makes frames and runs them, within its own limit of memory. Close it, or declare it with `await using`. */
export class Session<C extends JsConfig = JsConfig> implements AsyncDisposable {
  readonly #executor: LocalExecutor
  readonly #context: FrameContext
  readonly read: Reader<C>
  readonly open: Opener<C>

  /** Made by `session(options)`. */
  constructor(options: SessionOptions) {
    const executor = this.#executor = new LocalExecutor(options)
    const write = (plan: LogicalPlan): FrameWriter => writer(plan, executor)
    this.#context = { executor, writer: write, print: text => console.log(text), timeZone: executor.config.timeZone, schemaOf }
    const files = filesOf(executor.config, openingIn(() => executor.engine.pool)), frame = <S>(source: Source): DataFrame<S, C> => this.#frame<S>(source)
    this.read = reader(files, frame)
    this.open = opener(files, frame)
  }

  /**
   * A frame of rows: of a schema's columns, or of what a validator (zod's, valibot's, arktype's: any that follows Standard
   * Schema) gives back for each. Without either the columns are inferred from the rows' type, and checked against their values.
   * @throws CANNOT_MERGE_TYPE, INVALID_ROW_VALUE naming row, column and value; INVALID_ROWS with all that a validator finds;
   * CANNOT_INFER_EMPTY_SCHEMA where there are no rows and the validator does not say what columns they would have
   * @example
   * tf.frame([{ id: 1, name: 'a' }, { id: 2, name: null }])
   */
  frame<V extends StandardSchemaV1>(of: V & HasColumns<V>, rows: RowsFor<V>): DataFrame<ColumnsOf<V>, C>
  frame<R extends object>(rows: readonly R[]): DataFrame<SchemaOfRow<R>, C>
  frame(first: Schema<unknown> | StandardSchemaV1 | readonly object[], rows?: readonly unknown[]): unknown {
    if (rows === undefined && Array.isArray(first)) return this.#frame(rowsSource(inferFields(first), first))
    if (Array.isArray(rows) && isValidator(first)) {
      const valid = validatedRows(first, rows)
      return this.#frame(rowsSource(validatedFields(first, valid), valid))
    }
    if (Array.isArray(rows)) return this.#frame(rowsSource(declaredFields(first as Schema<unknown>, 'frame'), rows as readonly object[]))
    return raise('INVALID_ARGUMENT', { verb: 'frame', message: 'an array of rows is needed: write [...rows] for another iterable' })
  }

  /**
   * A frame over a source of your own: a database, a service, a format. See `DataSource` for what it may implement.
   * @example
   * const numbers = { name: 'numbers', schema: schema({ n: t.int32 }), async *read() { yield [{ n: 1 }, { n: 2 }] } }
   * await tf.from(numbers).filter($ => $.n.gt(1)).collect()
   */
  from<S>(source: DataSource<S>): DataFrame<S, C> { return this.#frame<S>(ownSource(source)) }

  /** A frame over an Arrow table; with a schema it is checked and typed. */
  fromArrow(table: Table): DataFrame<Dynamic, C>
  fromArrow<S>(table: Table, schema: Schema<S>): DataFrame<S, C>
  fromArrow(table: Table, schema?: Schema<unknown>): unknown {
    if (!isTable(table)) return raise('INVALID_ARROW_INPUT', { reason: `it is ${String(table)}` })
    const frame = this.#frame<Dynamic>(arrowSource(table))
    return schema ? frame.as(schema) : frame
  }

  /** Forgets cached frames and ends the session; running queries end with an error. */
  async close(): Promise<void> { this.#executor.close() }
  async [Symbol.asyncDispose](): Promise<void> { await this.close() }

  #frame<S>(source: Source): DataFrame<S, C> { return frameOf<S, C>(relation(source), this.#context) }
}

type JsOfOptions<O> = Override<DefaultJs, O> extends infer C extends JsConfig ? C : DefaultJs

/**
 * Starts a session in this process.
 * @throws INVALID_CONFIG_VALUE naming the option
 * @example
 * const tf = session({ memory: '512MiB', int64: 'bigint' })
 */
export function session(): Session<DefaultJs>
export function session<const O extends SessionOptions>(options: O | undefined): Session<JsOfOptions<O>>
export function session(options?: SessionOptions): unknown { return new Session(options === undefined ? {} : options) }

let shared: Session<DefaultJs> | undefined
/** The session of frames that are made without one. */
const defaultSession = (): Session<DefaultJs> => shared ??= session()

/** A frame of rows in the default session; see `Session.frame`. */
export function frame<V extends StandardSchemaV1>(of: V & HasColumns<V>, rows: RowsFor<V>): DataFrame<ColumnsOf<V>, DefaultJs>
export function frame<R extends object>(rows: readonly R[]): DataFrame<SchemaOfRow<R>, DefaultJs>
export function frame(first: Schema<unknown> | StandardSchemaV1 | readonly object[], rows?: readonly unknown[]): unknown {
  return defaultSession().frame(first as Schema<unknown>, rows as never)
}
