/** Schemas that users declare, and those of frames: each is a validator of rows, too. */
import { standardProps } from '../io/rows/standard.js'
import type { Field } from '../types/data-type.js'
import { fieldsOf, schemaWith, type ColumnType, type Schema } from '../types/schema.js'

/** A schema of fields known at run time; S is what the caller knows of them. */
export const schemaOf = <S>(fields: readonly Field[]): Schema<S> => schemaWith<S>(fields, standardProps(fields))

/**
 * Declares the columns of a frame. It is a validator as well, for whatever takes a Standard Schema.
 * @example
 * const Person = schema({ id: t.int64, name: t.utf8.nullable() })
 * Person['~standard'].validate({ id: 1, name: 'Ada' })
 */
export const schema = <const F extends { readonly [name: string]: ColumnType<any> }>(
  columns: F,
): Schema<{ -readonly [K in keyof F]: F[K] extends ColumnType<infer T> ? T : never }> => schemaOf(fieldsOf(columns))
