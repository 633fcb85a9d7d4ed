/**
 * What the compiler knows of an expression: its tag, which columns its null depends on, and what it proves where it is
 * true. Nothing here exists at run time.
 */
declare const TYPE: unique symbol
declare const REFS: unique symbol
declare const NULLS: unique symbol
declare const TRUE: unique symbol
/** Tells the families of numbers apart at a glance: otherwise a `Column<Numeric>` is compared method by method with each of them. */
declare const FAMILY: unique symbol
export type { FAMILY, NULLS, REFS, TRUE, TYPE }

/** The mode of an expression that holds an aggregate. An enum, since `NoInfer` stays visible around object types. */
export declare enum Aggregate {
  mode,
}

/**
 * Anything with a type in a query. R is the mode and the strict references in one: names of columns whose null makes this
 * null (an expression per row), `''` (per row, none known), `Aggregate`, or `never` (a literal, good in both). The mode is
 * covariant, the references contravariant: `flag ? $.a : $.b` cannot claim to depend on both.
 */
export interface Expr<out T, R> {
  readonly [TYPE]: T
  readonly [REFS]: R
  readonly [NULLS]: (columns: Refs<R>) => void
}
/**
 * A condition. N: columns that cannot be null where it is true. Contravariant: a union of conditions proves what all of
 * them prove. One set for references and proof would be unsound: `$.a.isNotNull().eq(false)`.
 * @ts-ignore variance is asserted */
export interface Test<out T, out R, in N> extends Expr<T, R> {
  readonly [TRUE]: (columns: N) => void
}
/** Forgets which columns an expression depends on, keeps its mode. `never` would let it stand in `agg`. */
export type Loose<R> = R extends string ? '' : R
/** The columns that R names, none when it is a plain `string`. */
export type Refs<R> = string extends R ? never : Extract<R, string>
export type ProvedBy<P> = [P] extends [{ readonly [TRUE]: (columns: infer N) => void }] ? N : never
export type TypeOf<E> = E extends Expr<infer T, any> ? T : never

/** An expression with a value for each row. */
export type PerRowExpression = Expr<any, string>
/** An expression with a value for each group: aggregates, group keys, literals, and what is computed from them. */
export type AggregateExpression = Expr<any, Aggregate>
export interface SortKey<out R> {
  readonly direction: 'asc' | 'desc'
  readonly [REFS]: R
}
