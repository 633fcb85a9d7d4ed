// Helpers that a library exports without annotations: their declarations can be written with names of the public surface alone.
import { count, schema, session, t, when, type Column, type DataFrame, type Int32, type JsConfig, type Null, type Numeric, type Utf8 } from 'typedframe'

export const Person = schema({ id: t.int64, name: t.utf8.nullable(), home: t.struct({ zip: t.int32, tags: t.list(t.utf8) }), seen: t.map(t.utf8, t.timestamp) })
export function adults<S extends { age: Int32 | Null }>(df: DataFrame<S>) { return df.filter($ => $.age.gt(18)) }
export function named<S extends { name: Utf8 | Null }, C extends JsConfig>(df: DataFrame<S, C>) { return df.withColumns($ => ({ upper: $.name.upper() })) }
export const perName = <S extends { name: Utf8 | Null; age: Int32 | Null }>(df: DataFrame<S>) =>
  df.groupBy('name', $ => ({ old: $.age.gt(60) })).agg($ => ({ n: count(), most: $.age.max() }))
export const grouped = <S extends { name: Utf8 | Null }>(df: DataFrame<S>) => df.groupBy('name')
export const size = <T extends Numeric | Null, R>(c: Column<T, R>) => when(c.gt(10), 'big').when(c.gt(5), 'middle')
export const half = <T extends Numeric | Null>(c: Column<T>) => c.div(2).round(1)
export const condition = (c: Column<Int32 | Null>) => c.gt(1).and(c.isNotNull()).or(c.isIn(1, 2))
export const open = async () => (await session().open.parquet('x.parquet')).as(Person)
export const joined = (a: DataFrame<{ id: Int32; x: Utf8 }>, b: DataFrame<{ id: Int32; y: Utf8 }>) => a.join(b, 'id', { how: 'full' }).orderBy($ => $.x.desc())
export const rows = async () => (await open()).collect({ int64: 'bigint' })
