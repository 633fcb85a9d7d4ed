/**
 * Columns as the compiler sees them. A column finds its methods by an indexed access into a table of families, never by a
 * conditional type: completion lists only what is legal for the tag, and generic user code resolves.
 */
import type { CastTable, ElementOf, Empty, FamilyOf, FieldsOf, Int64, KeyOf, Null, NullIn, ValueOf } from '../types/tag.js'
import type { ColumnType } from '../types/schema.js'
import type { Lit } from '../types/literal.js'
import type { Entry } from '../types/entry.js'
import type { Aggregate, Expr, FAMILY, REFS, Refs, SortKey, TypeOf } from './expr.js'
import type {
  AnyMethods, BinaryMethods, BooleanMethods, FloatMethods, IntegerMethods, ListMethods, MapMethods, NumberMethods, StringMethods,
  StructMethods, TimeMethods,
} from './generated/methods.js'

/**
 * What every column has.
 * @ts-ignore variance is asserted */
export interface ColumnBase<out T, out R, in N> extends Expr<T, R>, AnyMethods<T, R> {
  /**
   * The value as another type; a value that does not fit or parse is an error.
   * @throws CAST_INVALID_INPUT, CAST_OVERFLOW
   * @example
   * df.select($ => ({ price: $.price.cast(t.decimal(12, 2)), day: $.day.cast('date') }))
   */
  cast<const K extends keyof CastTable | ColumnType<any>>(type: K): ColumnOf<CastTag<K> | NullIn<T>, R>
  /** As `cast`, but null where the value does not fit or parse. */
  tryCast<const K extends keyof CastTable | ColumnType<any>>(type: K): ColumnOf<CastTag<K> | Null, R>
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
export interface VoidColumn<out T, out R, in N> extends ColumnBase<T, R, N> { readonly [FAMILY]: 'void' }
/** @ts-ignore variance is asserted */
export interface BinaryColumn<out T, out R, in N> extends ColumnBase<T, R, N>, BinaryMethods<T, R> { readonly [FAMILY]: 'binary' }
/**
 * N: the columns that cannot be null where it is true.
 * @ts-ignore variance is asserted */
export interface BooleanColumn<out T, out R, in N> extends ColumnBase<T, R, N>, BooleanMethods<T, R, N> { readonly [FAMILY]: 'bool' }
/** @ts-ignore variance is asserted */
export interface IntegerColumn<out T, out R, in N> extends ColumnBase<T, R, N>, IntegerMethods<T, R> { readonly [FAMILY]: 'integer' }
/** @ts-ignore variance is asserted */
export interface FloatColumn<out T, out R, in N> extends ColumnBase<T, R, N>, FloatMethods<T, R> { readonly [FAMILY]: 'float' }
/** @ts-ignore variance is asserted */
export interface DecimalColumn<out T, out R, in N> extends ColumnBase<T, R, N>, NumberMethods<T, R> { readonly [FAMILY]: 'decimal' }
/** @ts-ignore variance is asserted */
export interface StringColumn<out T, out R, in N> extends ColumnBase<T, R, N>, StringMethods<T, R> { readonly [FAMILY]: 'string' }
/** @ts-ignore variance is asserted */
export interface TimeColumn<out T, out R, in N> extends ColumnBase<T, R, N>, TimeMethods<T, R> { readonly [FAMILY]: 'time' }
/** @ts-ignore variance is asserted */
export interface ListColumn<out T, out R, in N> extends ColumnBase<T, R, N>, ListAccess<T, R> { readonly [FAMILY]: 'list' }
/** @ts-ignore variance is asserted */
export interface MapColumn<out T, out R, in N> extends ColumnBase<T, R, N>, MapMethods<T, R> {
  readonly [FAMILY]: 'map'
  /** The value of a key; null where the map has no such key. */
  get(key: Lit<KeyOf<T>>): ColumnOf<ValueOf<T> | Null, R>
}
/** @ts-ignore variance is asserted */
export interface StructColumn<out T, out R, in N> extends ColumnBase<T, R, N>, StructAccess<T, R> { readonly [FAMILY]: 'struct' }
/**
 * A column whose type is known only at run time has every method.
 * @ts-ignore variance is asserted */
export interface DynamicColumn<out T, out R, in N>
  extends ColumnBase<T, R, N>, StringMethods<T, R>, BinaryMethods<T, R>, IntegerMethods<T, R>, FloatMethods<T, R>,
    BooleanMethods<T, R, Refs<R>>, TimeMethods<T, R>, ListAccess<T, R>, StructAccess<T, R> {
  readonly [FAMILY]: 'dynamic'
}
/** @ts-ignore variance is asserted */
export interface ListAccess<out T, out R> extends ListMethods<T, R> {
  /** The element at an index from 0; null beyond the ends. */
  at(index: number): ColumnOf<ElementOf<T> | Null, R>
}
/** @ts-ignore variance is asserted */
export interface StructAccess<out T, out R> extends StructMethods<T, R> {
  /** The members, by name: `$.address.fields.city`. */
  readonly fields: { readonly [K in keyof FieldsOf<T>]: ColumnOf<FieldsOf<T>[K] | NullIn<T>, R> }
  /** One member by name. */
  field<K extends keyof FieldsOf<T> & string>(name: K): ColumnOf<FieldsOf<T>[K] | NullIn<T>, R>
}

/** The column of each family. Must not have an index signature, or methods vanish. */
export interface Families<T, R> {
  void: VoidColumn<T, R, Refs<R>>
  binary: BinaryColumn<T, R, Refs<R>>
  bool: BooleanColumn<T, R, Refs<R>>
  integer: IntegerColumn<T, R, Refs<R>>
  float: FloatColumn<T, R, Refs<R>>
  decimal: DecimalColumn<T, R, Refs<R>>
  string: StringColumn<T, R, Refs<R>>
  time: TimeColumn<T, R, Refs<R>>
  list: ListColumn<T, R, Refs<R>>
  map: MapColumn<T, R, Refs<R>>
  struct: StructColumn<T, R, Refs<R>>
  dynamic: DynamicColumn<T, R, Refs<R>>
}
/**
 * What an operation on columns gives. A plain reference to an interface, so that two of them are compared by their arguments,
 * not method by method.
 */
export type ColumnOf<T, R> = Families<T, R>[FamilyOf<T>]
/**
 * A column or expression with tag T. In annotations R may be left out: any expression per row, which proves nothing. The
 * intersection is what T and R are inferred from where a helper is generic in them.
 */
export type Column<T, R = string> = ColumnBase<T, R, Refs<R>> & ColumnOf<T, R>
/** A condition that proves columns other than its references. */
export type Condition<T, R, N> = BooleanColumn<T, R, N>
/** The result of an aggregate function. */
export type Aggregated<T> = ColumnOf<T, Aggregate>

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
