/**
 * Columns as the compiler sees them. A column finds its methods by an indexed access into a table of families, never by a
 * conditional type: completion lists only what is legal for the tag, and generic user code resolves.
 */
import type { CastTable, ElementOf, Empty, FamilyOf, FieldsOf, Int64, KeyOf, Null, NullIn, ValueOf } from '../types/tag.js'
import type { ColumnType } from '../types/schema.js'
import type { Lit } from '../types/literal.js'
import type { Entry } from '../types/entry.js'
import type { Aggregate, Expr, REFS, Refs, SortKey, TypeOf } from './expr.js'
import type {
  AnyMethods, BinaryMethods, BooleanMethods, FloatMethods, IntegerMethods, ListMethods, MapMethods, NumberMethods, StringMethods,
  StructMethods, TimeMethods,
} from './generated/methods.js'

/**
 * What every column has.
 * @ts-ignore variance is asserted */
export interface ColumnBase<out T, out R> extends Expr<T, R>, AnyMethods<T, R> {
  /**
   * The value as another type; a value that does not fit or parse is an error.
   * @throws CAST_INVALID_INPUT, CAST_OVERFLOW
   * @example
   * df.select($ => ({ price: $.price.cast(t.decimal(12, 2)), day: $.day.cast('date') }))
   */
  cast<const K extends keyof CastTable | ColumnType<any>>(type: K): Column<CastTag<K> | NullIn<T>, R>
  /** As `cast`, but null where the value does not fit or parse. */
  tryCast<const K extends keyof CastTable | ColumnType<any>>(type: K): Column<CastTag<K> | Null, R>
  /** How many different values there are; nulls do not count. */
  countDistinct(): Aggregated<Int64>
  /** As a sort key, smallest first, nulls first. */
  asc(): OrderKey<R>
  /** As a sort key, greatest first, nulls last. */
  desc(): OrderKey<R>
}
/** The tag that a cast gives. */
export type CastTag<K> = K extends keyof CastTable ? CastTable[K] : K extends ColumnType<infer T> ? T : never

/**
 * A key of `orderBy`.
 * @ts-ignore variance is asserted */
export interface OrderKey<out R> extends SortKey<R> {
  readonly [REFS]: R
  nullsFirst(): OrderKey<R>
  nullsLast(): OrderKey<R>
}
/** @ts-ignore variance is asserted */
export interface StructColumn<out T, out R> extends StructMethods<T, R> {
  /** The members, by name: `$.address.fields.city`. */
  readonly fields: { readonly [K in keyof FieldsOf<T>]: Column<FieldsOf<T>[K] | NullIn<T>, R> }
  /** One member by name. */
  field<K extends keyof FieldsOf<T> & string>(name: K): Column<FieldsOf<T>[K] | NullIn<T>, R>
}
/** @ts-ignore variance is asserted */
export interface MapColumn<out T, out R> extends MapMethods<T, R> {
  /** The value of a key; null where the map has no such key. */
  get(key: Lit<KeyOf<T>>): Column<ValueOf<T> | Null, R>
}
/** @ts-ignore variance is asserted */
export interface ListColumn<out T, out R> extends ListMethods<T, R> {
  /** The element at an index from 0; null beyond the ends. */
  at(index: number): Column<ElementOf<T> | Null, R>
}
/**
 * A column whose type is known only at run time has every method.
 * @ts-ignore variance is asserted */
export interface DynamicColumn<out T, out R>
  extends StringMethods<T, R>, BinaryMethods<T, R>, IntegerMethods<T, R>, FloatMethods<T, R>, BooleanMethods<T, R, Refs<R>>, TimeMethods<T, R>,
    ListColumn<T, R>, StructColumn<T, R> {}

/** The methods of each family. Must not have an index signature, or methods vanish. */
export interface Families<T, R> {
  void: {}
  binary: BinaryMethods<T, R>
  bool: BooleanMethods<T, R, Refs<R>>
  integer: IntegerMethods<T, R>
  float: FloatMethods<T, R>
  decimal: NumberMethods<T, R>
  string: StringMethods<T, R>
  time: TimeMethods<T, R>
  list: ListColumn<T, R>
  map: MapColumn<T, R>
  struct: StructColumn<T, R>
  dynamic: DynamicColumn<T, R>
}
/** A column or expression with tag T. In annotations R may be left out: any expression per row, which proves nothing. */
export type Column<T, R = string> = ColumnBase<T, R> & Families<T, R>[FamilyOf<T>]
/** A condition that proves columns other than its references. */
export type Condition<T, R, N> = ColumnBase<T, R> & BooleanMethods<T, R, N>
/** The result of an aggregate function. */
export type Aggregated<T> = Column<T, Aggregate>

/** The columns of a frame, as callbacks get them. */
export type Columns<S> = { readonly [K in keyof S]: Column<S[K], K> }
/**
 * The columns inside `groupBy(…).agg`: group keys (K by name, M computed) are as good as aggregates. Where a computed key
 * has the name of a column, `$` means the column.
 */
export type GroupColumns<S, K, M> = [M] extends [never]
  ? { readonly [P in keyof S]: Column<S[P], P extends K ? Aggregate : P> }
  : { readonly [P in keyof S]: Column<S[P], P extends K ? Aggregate : P> } & KeyColumns<S, M>
export type KeyColumns<S, M> = [M] extends [infer V extends Entry<any, any>]
  ? { readonly [E in V as Exclude<E['k'], keyof S>]: Column<E['t'], Aggregate> } : never

/** The entries of the columns that a callback computes per row. */
export type Computed<E> = E extends unknown ? { [P in keyof E]: Entry<P, TypeOf<E[P]>> }[keyof E] : never
/** The entries of aggregates of groups: a group has a row, so none is missing for lack of rows. */
export type ComputedByGroup<E> = { [P in keyof E]: Entry<P, Exclude<TypeOf<E[P]>, Empty>> }[keyof E]
/** The entries of aggregates of a whole frame, which may have no row. */
export type ComputedOverall<E> = { [P in keyof E]: Entry<P, OrNull<TypeOf<E[P]>>> }[keyof E]
export type OrNull<T> = T extends Empty ? Null : T
