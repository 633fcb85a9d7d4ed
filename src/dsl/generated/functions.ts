// Generated from the declarations in src/functions by scripts/generate-signatures.ts. Do not edit.
import { call } from '../column-value.js'
import type { Lit, LiteralBeside, LiteralTag, NumberTag } from '../../types/literal.js'
import type { AnyType, Bool, Comparable, Date32, Decimal, ElementOf, Empty, Float, Float64, Int32, Int64, Int8, Integer, KeyOf, List, MapOf, NonNull, Null, NullIn, Numeric, Temporal, Timestamp, Unknown, Utf8, ValueOf, Void } from '../../types/tag.js'
import type { AvgOf, Common, DivOf, FloorOf, Promote, SumOf } from '../../types/widening.js'
import type { Aggregated, ColumnOf, Condition } from '../column.js'
import type { Expr, Loose, Refs, Test } from '../expr.js'
import type { FallbackNull, RefsOf, TagsOf } from '../operands.js'

/**
 * The number without its sign.
 *
 * @example
 * abs(-1) // 1
 */
export function abs<L0 extends number | bigint = never, T extends Numeric | Null | Unknown = LiteralTag<L0>, Q = never>(value: Expr<T, Q> | L0): ColumnOf<NonNull<T> | NullIn<T>, NoInfer<Q>> {
  return call('abs', [value])
}
/**
 * The sum of two numbers.
 *
 * @example
 * 1 + 2 // 3
 * 1.5 + 2.25 // "3.75"
 */
export function add<L0 extends number | bigint = never, T extends Numeric | Null | Unknown = LiteralTag<L0>, Q = never, L extends number | bigint = never, A extends Numeric | Null | Unknown = NumberTag<L>, Q2 = never>(value: Expr<T, Q> | L0, other: Expr<A, Q2> | L): ColumnOf<Promote<T, A> | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('add', [value, other])
}
/**
 * The date so many days later.
 *
 * @example
 * date_add(DATE '2024-02-28', 2) // "2024-03-01"
 */
export function addDays<T extends Temporal | Null | Unknown = Date32, Q = never, A extends Integer | Null | Unknown = Int32, Q2 = never>(date: Expr<T, Q> | Date | string, days: Expr<A, Q2> | number | bigint): ColumnOf<Date32 | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('addDays', [date, days])
}
/**
 * The same day so many months later, or the last day of that month if it is shorter.
 *
 * @example
 * add_months(DATE '2024-01-31', 1) // "2024-02-29"
 * add_months(DATE '2024-02-29', -12) // "2023-02-28"
 */
export function addMonths<T extends Temporal | Null | Unknown = Date32, Q = never, A extends Integer | Null | Unknown = Int32, Q2 = never>(date: Expr<T, Q> | Date | string, months: Expr<A, Q2> | number | bigint): ColumnOf<Date32 | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('addMonths', [date, months])
}
/**
 * Whether both are true; false where one is false, whatever the other is.
 *
 * @example
 * true and false // false
 * false and NULL // false
 * true and NULL // null
 */
export function and<M, M2, A extends Bool | Null | Unknown, T extends Bool | Null | Unknown = Bool, Q = never, Q2 = never>(value: Test<T, Q, M>, other: Test<A, Q2, M2>): Condition<Bool | NullIn<T | A>, Loose<NoInfer<Q | Q2>>, NoInfer<M> | NoInfer<M2>> {
  return call('and', [value, other])
}
/**
 * Whether it is true in at least one row.
 *
 * @example
 * any(x) FROM VALUES (false), (NULL), (true) AS t(x) // true
 */
export function any<T extends Bool | Null | Unknown = Bool, Q = never>(value: Expr<T, Q> | boolean): Aggregated<Bool | NullIn<T> | Empty> {
  return call('any', [value])
}
/**
 * Whether a list holds a value; null where it does not but holds nulls.
 *
 * @example
 * array_contains(array(1, 2), 2) // true
 * array_contains(array(1, NULL), 2) // null
 */
export function arrayContains<T extends List<any> | Null | Unknown = List<Void>, Q = never, A extends AnyType = Void, Q2 = never>(list: Expr<T, Q>, value: Expr<A, Q2> | string | number | bigint | boolean | Date | null): ColumnOf<Bool | NullIn<T | A | ElementOf<T>>, NoInfer<Q | Q2>> {
  return call('arrayContains', [list, value])
}
/**
 * The texts of a list one after the other with a separator between them; nulls are left out, or replaced by the last argument.
 *
 * @example
 * array_join(array('a', NULL, 'b'), ', ') // "a, b"
 * array_join(array('a', NULL), ', ', '?') // "a, ?"
 */
export function arrayJoin<T extends List<any> | Null | Unknown = List<Void>, Q = never, A extends Utf8 | Null | Unknown = Utf8, Q2 = never, B extends Utf8 | Null | Unknown = Utf8, Q3 = never>(list: Expr<T, Q>, separator: Expr<A, Q2> | string, nullText?: Expr<B, Q3> | string): ColumnOf<Utf8 | NullIn<T | A | B>, NoInfer<Q | Q2 | Q3>> {
  return call('arrayJoin', [list, separator, nullText])
}
/**
 * The position, from 1, of the first element that equals a value; 0 if there is none.
 *
 * @example
 * array_position(array(3, 2, 1), 1) // 3
 */
export function arrayPosition<T extends List<any> | Null | Unknown = List<Void>, Q = never, A extends AnyType = Void, Q2 = never>(list: Expr<T, Q>, value: Expr<A, Q2> | string | number | bigint | boolean | Date | null): ColumnOf<Int64 | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('arrayPosition', [list, value])
}
/**
 * The value, which must be there: null is an error that names the column.
 *
 * @example
 * assert_not_null(1, 'x') // 1
 */
export function assertNotNull<L0 extends string | number | bigint | boolean | Date | null = never, T extends AnyType = LiteralTag<L0>, Q = never>(value: Expr<T, Q> | L0, column?: string): ColumnOf<NonNull<T>, Loose<NoInfer<Q>>> {
  return call('assertNotNull', [value, column])
}
/**
 * The mean: double, of decimals with four digits more.
 *
 * @example
 * avg(x) FROM VALUES (1), (NULL), (4) AS t(x) // 2.5
 */
export function avg<L0 extends number | bigint = never, T extends Numeric | Null | Unknown = LiteralTag<L0>, Q = never>(value: Expr<T, Q> | L0): Aggregated<AvgOf<T> | NullIn<T> | Empty> {
  return call('avg', [value])
}
/**
 * Whether the value lies between two others, both included.
 *
 * @example
 * 2 between 1 and 3 // true
 * 4 between NULL and 3 // false
 */
export function between<T extends AnyType = Void, Q = never, A extends Comparable<T> = Exclude<Comparable<T>, Null | Unknown>, Q2 = never, B extends Comparable<T> = Exclude<Comparable<T>, Null | Unknown>, Q3 = never>(value: Expr<T, Q> | string | number | bigint | boolean | Date | null, lower: Expr<A, Q2> | Lit<T>, upper: Expr<B, Q3> | Lit<T>): Condition<Bool | NullIn<T | A | B>, Loose<NoInfer<Q | Q2 | Q3>>, Refs<NoInfer<Q>>> {
  return call('between', [value, lower, upper])
}
/**
 * The bits that both integers have.
 *
 * @example
 * 6 & 3 // 2
 */
export function bitAnd<T extends Integer | Null | Unknown = Int32, Q = never, A extends Integer | Null | Unknown = Int8, Q2 = never>(value: Expr<T, Q> | number | bigint, other: Expr<A, Q2> | number | bigint): ColumnOf<Promote<T, A> | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('bitAnd', [value, other])
}
/**
 * The integer with every bit turned over.
 *
 * @example
 * ~0 // -1
 */
export function bitNot<T extends Integer | Null | Unknown = Int32, Q = never>(value: Expr<T, Q> | number | bigint): ColumnOf<NonNull<T> | NullIn<T>, NoInfer<Q>> {
  return call('bitNot', [value])
}
/**
 * The bits that one of both integers has.
 *
 * @example
 * 6 | 3 // 7
 */
export function bitOr<T extends Integer | Null | Unknown = Int32, Q = never, A extends Integer | Null | Unknown = Int8, Q2 = never>(value: Expr<T, Q> | number | bigint, other: Expr<A, Q2> | number | bigint): ColumnOf<Promote<T, A> | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('bitOr', [value, other])
}
/**
 * The bits that only one of both integers has.
 *
 * @example
 * 6 ^ 3 // 5
 */
export function bitXor<T extends Integer | Null | Unknown = Int32, Q = never, A extends Integer | Null | Unknown = Int8, Q2 = never>(value: Expr<T, Q> | number | bigint, other: Expr<A, Q2> | number | bigint): ColumnOf<Promote<T, A> | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('bitXor', [value, other])
}
/**
 * The smallest whole number that is not less.
 *
 * @example
 * ceil(-1.5) // "-1"
 */
export function ceil<L0 extends number | bigint = never, T extends Numeric | Null | Unknown = LiteralTag<L0>, Q = never>(value: Expr<T, Q> | L0): ColumnOf<FloorOf<T> | NullIn<T>, NoInfer<Q>> {
  return call('ceil', [value])
}
/**
 * The first of the values that is not null.
 *
 * @example
 * coalesce(NULL, 1, 2) // 1
 * coalesce(NULL, NULL) // null
 */
export function coalesce<const X extends readonly (Expr<Comparable<T>, any> | Lit<T>)[], L0 extends string | number | bigint | boolean | Date | null = never, T extends AnyType = LiteralTag<L0>, Q = never>(value: Expr<T, Q> | L0, ...others: X): ColumnOf<Common<T, TagsOf<X, T>> | FallbackNull<X, T>, Loose<NoInfer<Q> | RefsOf<X>>> {
  return call('coalesce', [value, ...others])
}
/**
 * All values that are not null as a list, in no order unless the rows have one.
 *
 * @example
 * collect_list(x) FROM VALUES (1), (NULL), (1) AS t(x) // [1,1]
 */
export function collectList<L0 extends string | number | bigint | boolean | Date | null = never, T extends AnyType = LiteralTag<L0>, Q = never>(value: Expr<T, Q> | L0): Aggregated<List<NonNull<T>>> {
  return call('collectList', [value])
}
/**
 * The different values that are not null as a list, in no order.
 *
 * @example
 * collect_set(x) FROM VALUES (1), (NULL), (1) AS t(x) // [1]
 */
export function collectSet<L0 extends string | number | bigint | boolean | Date | null = never, T extends AnyType = LiteralTag<L0>, Q = never>(value: Expr<T, Q> | L0): Aggregated<List<NonNull<T>>> {
  return call('collectSet', [value])
}
/**
 * The texts one after the other; null if any of them is null.
 *
 * @example
 * concat('a', 'b', 'c') // "abc"
 * concat('a', NULL) // null
 */
export function concat<const X extends readonly (Expr<Utf8 | Null | Unknown, any> | string)[], T extends Utf8 | Null | Unknown = Utf8, Q = never>(text: Expr<T, Q> | string, ...others: X): ColumnOf<Utf8 | NullIn<T | TagsOf<X, T>>, NoInfer<Q> | RefsOf<X>> {
  return call('concat', [text, ...others])
}
/**
 * The texts one after the other with a separator between them; nulls are left out.
 *
 * @example
 * concat_ws(', ', 'a', NULL, 'b') // "a, b"
 * concat_ws(NULL, 'a') // null
 */
export function concatWs<const X extends readonly (Expr<Utf8 | Null | Unknown, any> | string)[], T extends Utf8 | Null | Unknown = Utf8, Q = never>(separator: Expr<T, Q> | string, ...parts: X): ColumnOf<Utf8 | NullIn<T>, Loose<NoInfer<Q> | RefsOf<X>>> {
  return call('concatWs', [separator, ...parts])
}
/**
 * Whether the text holds another one.
 *
 * @example
 * contains('abc', 'bc') // true
 * contains('abc', 'x') // false
 */
export function contains<T extends Utf8 | Null | Unknown = Utf8, Q = never, A extends Utf8 | Null | Unknown = Utf8, Q2 = never>(text: Expr<T, Q> | string, part: Expr<A, Q2> | string): ColumnOf<Bool | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('contains', [text, part])
}
/**
 * How many rows there are; of an expression: for how many it is not null.
 *
 * @example
 * count(x) FROM VALUES (1), (NULL), (3) AS t(x) // 2
 * count(*) FROM VALUES (1), (NULL) AS t(x) // 2
 */
export function count<T extends AnyType = Void, Q = never>(value?: Expr<T, Q> | string | number | bigint | boolean | Date | null): Aggregated<Int64> {
  return call('count', [value])
}
/**
 * For how many rows the condition is true.
 *
 * @example
 * count_if(x > 1) FROM VALUES (1), (2), (NULL) AS t(x) // 1
 */
export function countIf<T extends Bool | Null | Unknown = Bool, Q = never>(condition: Expr<T, Q> | boolean): Aggregated<Int64> {
  return call('countIf', [condition])
}
/**
 * How many days this date is later than another.
 *
 * @example
 * datediff(DATE '2024-03-01', DATE '2024-02-28') // 2
 */
export function dateDiff<T extends Temporal | Null | Unknown = Date32, Q = never, A extends Temporal | Null | Unknown = Date32, Q2 = never>(end: Expr<T, Q> | Date | string, start: Expr<A, Q2> | Date | string): ColumnOf<Int32 | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('dateDiff', [end, start])
}
/**
 * The time as text by a pattern such as yyyy-MM-dd HH:mm:ss.
 *
 * @example
 * date_format(TIMESTAMP_NTZ '2024-02-29 13:05:00', 'd MMM yyyy, hh:mm a') // "29 Feb 2024, 01:05 PM"
 */
export function dateFormat<T extends Temporal | Null | Unknown = Timestamp, Q = never, A extends Utf8 | Null | Unknown = Utf8, Q2 = never>(time: Expr<T, Q> | Date | string, pattern: Expr<A, Q2> | string): ColumnOf<Utf8 | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('dateFormat', [time, pattern])
}
/**
 * The date so many days after 1970-01-01.
 *
 * @example
 * date_from_unix_date(1) // "1970-01-02"
 */
export function dateFromUnixDate<T extends Integer | Null | Unknown = Int32, Q = never>(days: Expr<T, Q> | number | bigint): ColumnOf<Date32 | NullIn<T>, NoInfer<Q>> {
  return call('dateFromUnixDate', [days])
}
/**
 * The day of the month, 1 to 31.
 *
 * @example
 * day(DATE '2024-02-29') // 29
 */
export function day<T extends Temporal | Null | Unknown = Date32, Q = never>(date: Expr<T, Q> | Date | string): ColumnOf<Int32 | NullIn<T>, NoInfer<Q>> {
  return call('day', [date])
}
/**
 * The day of the week: 1 is Sunday, 7 is Saturday.
 *
 * @example
 * dayofweek(DATE '2024-02-29') // 5
 */
export function dayOfWeek<T extends Temporal | Null | Unknown = Date32, Q = never>(date: Expr<T, Q> | Date | string): ColumnOf<Int32 | NullIn<T>, NoInfer<Q>> {
  return call('dayOfWeek', [date])
}
/**
 * The day of the year, 1 to 366.
 *
 * @example
 * dayofyear(DATE '2024-03-01') // 61
 */
export function dayOfYear<T extends Temporal | Null | Unknown = Date32, Q = never>(date: Expr<T, Q> | Date | string): ColumnOf<Int32 | NullIn<T>, NoInfer<Q>> {
  return call('dayOfYear', [date])
}
/**
 * The quotient of two numbers: a double, or a decimal of decimals.
 *
 * @example
 * 7 / 2 // 3.5
 * 1.0 / 3.00 // "0.333333"
 */
export function div<L0 extends number | bigint = never, T extends Numeric | Null | Unknown = LiteralTag<L0>, Q = never, L extends number | bigint = never, A extends Numeric | Null | Unknown = NumberTag<L>, Q2 = never>(value: Expr<T, Q> | L0, other: Expr<A, Q2> | L): ColumnOf<DivOf<T, A> | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('div', [value, other])
}
/**
 * One element by its position from 1, from the end if negative; a position beyond the ends is an error.
 *
 * @example
 * element_at(array(1, 2, 3), 2) // 2
 * element_at(array(1, 2, 3), -1) // 3
 */
export function elementAt<T extends List<any> | Null | Unknown = List<Void>, Q = never, A extends Integer | Null | Unknown = Int32, Q2 = never>(list: Expr<T, Q>, index: Expr<A, Q2> | number | bigint): ColumnOf<ElementOf<T> | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('elementAt', [list, index])
}
/**
 * Whether the text ends with another one.
 *
 * @example
 * endswith('abc', 'bc') // true
 */
export function endsWith<T extends Utf8 | Null | Unknown = Utf8, Q = never, A extends Utf8 | Null | Unknown = Utf8, Q2 = never>(text: Expr<T, Q> | string, suffix: Expr<A, Q2> | string): ColumnOf<Bool | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('endsWith', [text, suffix])
}
/**
 * Whether both are equal; null where one is null.
 *
 * @example
 * 1 = 1 // true
 * 1 = NULL // null
 */
export function eq<T extends AnyType = Void, Q = never, A extends Comparable<T> = Exclude<Comparable<T>, Null | Unknown>, Q2 = never>(value: Expr<T, Q> | string | number | bigint | boolean | Date | null, other: Expr<A, Q2> | Lit<T>): ColumnOf<Bool | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('eq', [value, other])
}
/**
 * Whether both are equal or both are null; never null.
 *
 * @example
 * NULL <=> NULL // true
 * 1 <=> NULL // false
 */
export function eqNullSafe<T extends AnyType = Void, Q = never, A extends Comparable<T> = Exclude<Comparable<T>, Null | Unknown>, Q2 = never>(value: Expr<T, Q> | string | number | bigint | boolean | Date | null, other: Expr<A, Q2> | Lit<T>): ColumnOf<Bool, Loose<NoInfer<Q | Q2>>> {
  return call('eqNullSafe', [value, other])
}
/**
 * Whether it is true in all rows; nulls do not count.
 *
 * @example
 * every(x) FROM VALUES (true), (NULL) AS t(x) // true
 */
export function every<T extends Bool | Null | Unknown = Bool, Q = never>(value: Expr<T, Q> | boolean): Aggregated<Bool | NullIn<T> | Empty> {
  return call('every', [value])
}
/**
 * Euler’s number raised to a power.
 *
 * @example
 * exp(0) // 1
 */
export function exp<T extends Numeric | Null | Unknown = Int32, Q = never>(value: Expr<T, Q> | number | bigint): ColumnOf<Float64 | NullIn<T>, NoInfer<Q>> {
  return call('exp', [value])
}
/**
 * The value of the first row, in no order unless the rows have one; with true as the second argument the first that is not null.
 *
 * @example
 * first(x) FROM VALUES (2), (1) AS t(x) // 2
 * first(x, true) FROM VALUES (NULL), (1) AS t(x) // 1
 */
export function first<L0 extends string | number | bigint | boolean | Date | null = never, T extends AnyType = LiteralTag<L0>, Q = never>(value: Expr<T, Q> | L0, ignoreNulls?: boolean): Aggregated<NonNull<T> | NullIn<T> | Empty> {
  return call('first', [value, ignoreNulls])
}
/**
 * The largest whole number that is not greater.
 *
 * @example
 * floor(-1.5) // "-2"
 */
export function floor<L0 extends number | bigint = never, T extends Numeric | Null | Unknown = LiteralTag<L0>, Q = never>(value: Expr<T, Q> | L0): ColumnOf<FloorOf<T> | NullIn<T>, NoInfer<Q>> {
  return call('floor', [value])
}
/**
 * Takes the time for one of UTC and gives what the clocks of a time zone show.
 *
 * @example
 * from_utc_timestamp('2016-08-31', 'Asia/Seoul') // "2016-08-31T09:00:00Z"
 */
export function fromUtcTimestamp<T extends Temporal | Null | Unknown = Timestamp, Q = never, A extends Utf8 | Null | Unknown = Utf8, Q2 = never>(time: Expr<T, Q> | Date | string, zone: Expr<A, Q2> | string): ColumnOf<Timestamp | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('fromUtcTimestamp', [time, zone])
}
/**
 * Whether the first is greater or equal.
 *
 * @example
 * 2 >= 2 // true
 */
export function ge<T extends AnyType = Void, Q = never, A extends Comparable<T> = Exclude<Comparable<T>, Null | Unknown>, Q2 = never>(value: Expr<T, Q> | string | number | bigint | boolean | Date | null, other: Expr<A, Q2> | Lit<T>): ColumnOf<Bool | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('ge', [value, other])
}
/**
 * The largest of the values; nulls are passed over.
 *
 * @example
 * greatest(1, NULL, 3) // 3
 */
export function greatest<const X extends readonly (Expr<Comparable<T>, any> | Lit<T>)[], L0 extends string | number | bigint | boolean | Date | null = never, T extends AnyType = LiteralTag<L0>, Q = never>(value: Expr<T, Q> | L0, ...others: X): ColumnOf<Common<T, TagsOf<X, T>> | FallbackNull<X, T>, Loose<NoInfer<Q> | RefsOf<X>>> {
  return call('greatest', [value, ...others])
}
/**
 * Whether the first is greater.
 *
 * @example
 * 2 > 1 // true
 */
export function gt<T extends AnyType = Void, Q = never, A extends Comparable<T> = Exclude<Comparable<T>, Null | Unknown>, Q2 = never>(value: Expr<T, Q> | string | number | bigint | boolean | Date | null, other: Expr<A, Q2> | Lit<T>): ColumnOf<Bool | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('gt', [value, other])
}
/**
 * The hour, 0 to 23.
 *
 * @example
 * hour(TIMESTAMP_NTZ '2024-02-29 12:34:56') // 12
 */
export function hour<T extends Temporal | Null | Unknown = Timestamp, Q = never>(time: Expr<T, Q> | Date | string): ColumnOf<Int32 | NullIn<T>, NoInfer<Q>> {
  return call('hour', [time])
}
/**
 * The value, or another one where it is null.
 *
 * @example
 * ifnull(NULL, 2) // 2
 * ifnull(1, 2) // 1
 */
export function ifNull<L0 extends string | number | bigint | boolean | Date | null = never, T extends AnyType = LiteralTag<L0>, Q = never, L extends Lit<T> = never, A extends Comparable<T> = Extract<LiteralBeside<L, T>, Comparable<T>>, Q2 = never>(value: Expr<T, Q> | L0, other: Expr<A, Q2> | L): ColumnOf<Common<T, A> | FallbackNull<readonly [Expr<A, any>], T>, Loose<NoInfer<Q | Q2>>> {
  return call('ifNull', [value, other])
}
/**
 * The same as like, whatever the case of the letters.
 *
 * @example
 * ilike('Spark', '_PARK') // true
 */
export function ilike<T extends Utf8 | Null | Unknown = Utf8, Q = never, A extends Utf8 | Null | Unknown = Utf8, Q2 = never>(text: Expr<T, Q> | string, pattern: Expr<A, Q2> | string, escape?: string): ColumnOf<Bool | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('ilike', [text, pattern, escape])
}
/**
 * The text in lower case, but the first character and those behind a space in upper case.
 *
 * @example
 * initcap('spark sql') // "Spark Sql"
 */
export function initcap<T extends Utf8 | Null | Unknown = Utf8, Q = never>(text: Expr<T, Q> | string): ColumnOf<Utf8 | NullIn<T>, NoInfer<Q>> {
  return call('initcap', [text])
}
/**
 * The position, from 1, of the first occurrence of a text in this one; 0 if there is none.
 *
 * @example
 * instr('abcb', 'b') // 2
 * instr('abc', 'x') // 0
 */
export function instr<T extends Utf8 | Null | Unknown = Utf8, Q = never, A extends Utf8 | Null | Unknown = Utf8, Q2 = never>(text: Expr<T, Q> | string, part: Expr<A, Q2> | string): ColumnOf<Int32 | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('instr', [text, part])
}
/**
 * The whole part of a quotient, cut towards zero, as a 64-bit integer.
 *
 * @example
 * 7 div 2 // 3
 * -7 div 2 // -3
 */
export function intDiv<T extends Integer | Decimal | Null | Unknown = Int32, Q = never, A extends Integer | Decimal | Null | Unknown = Int32, Q2 = never>(value: Expr<T, Q> | number | bigint, other: Expr<A, Q2> | number | bigint): ColumnOf<Int64 | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('intDiv', [value, other])
}
/**
 * Whether it is false; false where it is true or null.
 *
 * @example
 * NULL is false // false
 */
export function isFalse<M, T extends Bool | Null | Unknown = Bool, Q = never>(value: Test<T, Q, M>): Condition<Bool, Loose<NoInfer<Q>>, Refs<NoInfer<Q>>> {
  return call('isFalse', [value])
}
/**
 * Whether the value equals one of the others; null where none matches and one is null.
 *
 * @example
 * 2 in (1, 2) // true
 * 3 in (1, NULL) // null
 */
export function isIn<T extends AnyType, Q = never>(value: Expr<T, Q>, first: Lit<T> | readonly Lit<T>[], ...more: readonly Lit<T>[]): Condition<Bool | NullIn<T>, Loose<NoInfer<Q>>, Refs<NoInfer<Q>>> {
  return call('isIn', [value, first, ...more])
}
/**
 * Whether the number is NaN; false for null.
 *
 * @example
 * isnan(double('NaN')) // true
 */
export function isNaN<T extends Float | Null | Unknown = Float64, Q = never>(value: Expr<T, Q> | number): ColumnOf<Bool, Loose<NoInfer<Q>>> {
  return call('isNaN', [value])
}
/**
 * Whether the value is there.
 *
 * @example
 * isnotnull(1) // true
 * isnotnull(NULL) // false
 */
export function isNotNull<T extends AnyType = Void, Q = never>(value: Expr<T, Q> | string | number | bigint | boolean | Date | null): Condition<Bool, Loose<NoInfer<Q>>, Refs<NoInfer<Q>>> {
  return call('isNotNull', [value])
}
/**
 * Whether the value is missing.
 *
 * @example
 * isnull(1) // false
 * isnull(NULL) // true
 */
export function isNull<T extends AnyType = Void, Q = never>(value: Expr<T, Q> | string | number | bigint | boolean | Date | null): Condition<Bool, Loose<NoInfer<Q>>, never> {
  return call('isNull', [value])
}
/**
 * Whether it is true; false where it is false or null.
 *
 * @example
 * NULL is true // false
 */
export function isTrue<M, T extends Bool | Null | Unknown = Bool, Q = never>(value: Test<T, Q, M>): Condition<Bool, Loose<NoInfer<Q>>, NoInfer<M>> {
  return call('isTrue', [value])
}
/**
 * The value of the last row, in no order unless the rows have one; with true as the second argument the last that is not null.
 *
 * @example
 * last(x) FROM VALUES (2), (1) AS t(x) // 1
 */
export function last<L0 extends string | number | bigint | boolean | Date | null = never, T extends AnyType = LiteralTag<L0>, Q = never>(value: Expr<T, Q> | L0, ignoreNulls?: boolean): Aggregated<NonNull<T> | NullIn<T> | Empty> {
  return call('last', [value, ignoreNulls])
}
/**
 * The last day of the month.
 *
 * @example
 * last_day(DATE '2024-02-10') // "2024-02-29"
 */
export function lastDay<T extends Temporal | Null | Unknown = Date32, Q = never>(date: Expr<T, Q> | Date | string): ColumnOf<Date32 | NullIn<T>, NoInfer<Q>> {
  return call('lastDay', [date])
}
/**
 * Whether the first is less or equal.
 *
 * @example
 * 2 <= 2 // true
 */
export function le<T extends AnyType = Void, Q = never, A extends Comparable<T> = Exclude<Comparable<T>, Null | Unknown>, Q2 = never>(value: Expr<T, Q> | string | number | bigint | boolean | Date | null, other: Expr<A, Q2> | Lit<T>): ColumnOf<Bool | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('le', [value, other])
}
/**
 * The smallest of the values; nulls are passed over.
 *
 * @example
 * least(3, NULL, 1) // 1
 */
export function least<const X extends readonly (Expr<Comparable<T>, any> | Lit<T>)[], L0 extends string | number | bigint | boolean | Date | null = never, T extends AnyType = LiteralTag<L0>, Q = never>(value: Expr<T, Q> | L0, ...others: X): ColumnOf<Common<T, TagsOf<X, T>> | FallbackNull<X, T>, Loose<NoInfer<Q> | RefsOf<X>>> {
  return call('least', [value, ...others])
}
/**
 * The first characters of the text.
 *
 * @example
 * left('abcdef', 2) // "ab"
 */
export function left<T extends Utf8 | Null | Unknown = Utf8, Q = never, A extends Integer | Null | Unknown = Int32, Q2 = never>(text: Expr<T, Q> | string, count: Expr<A, Q2> | number | bigint): ColumnOf<Utf8 | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('left', [text, count])
}
/**
 * The number of characters.
 *
 * @example
 * length('abc') // 3
 * length('日本 😀') // 4
 */
export function length<T extends Utf8 | Null | Unknown = Utf8, Q = never>(text: Expr<T, Q> | string): ColumnOf<Int32 | NullIn<T>, NoInfer<Q>> {
  return call('length', [text])
}
/**
 * Whether the text matches a pattern: % is any characters, _ is one; a backslash (or the escape) before them undoes that.
 *
 * @example
 * like('Spark', '_park') // true
 * like('100%', '100^%', '^') // true
 * like('a
b', 'a%b') // true
 */
export function like<T extends Utf8 | Null | Unknown = Utf8, Q = never, A extends Utf8 | Null | Unknown = Utf8, Q2 = never>(text: Expr<T, Q> | string, pattern: Expr<A, Q2> | string, escape?: string): ColumnOf<Bool | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('like', [text, pattern, escape])
}
/**
 * The position, from 1, of the first occurrence of this text in another, at or behind a position; 0 if there is none.
 *
 * @example
 * locate('b', 'abcb') // 2
 * locate('b', 'abcb', 3) // 4
 */
export function locate<T extends Utf8 | Null | Unknown = Utf8, Q = never, A extends Utf8 | Null | Unknown = Utf8, Q2 = never, B extends Integer | Null | Unknown = Int32, Q3 = never>(part: Expr<T, Q> | string, text: Expr<A, Q2> | string, from?: Expr<B, Q3> | number | bigint): ColumnOf<Int32 | NullIn<T | A | B>, NoInfer<Q | Q2 | Q3>> {
  return call('locate', [part, text, from])
}
/**
 * The natural logarithm; null of zero and negative numbers.
 *
 * @example
 * ln(1) // 0
 * ln(0) // null
 */
export function log<T extends Numeric | Null | Unknown = Int32, Q = never>(value: Expr<T, Q> | number | bigint): ColumnOf<Float64 | Null, NoInfer<Q>> {
  return call('log', [value])
}
/**
 * The logarithm to base 10; null of zero and negative numbers.
 *
 * @example
 * log10(1000) // 3
 */
export function log10<T extends Numeric | Null | Unknown = Int32, Q = never>(value: Expr<T, Q> | number | bigint): ColumnOf<Float64 | Null, NoInfer<Q>> {
  return call('log10', [value])
}
/**
 * The logarithm to base 2; null of zero and negative numbers.
 *
 * @example
 * log2(8) // 3
 */
export function log2<T extends Numeric | Null | Unknown = Int32, Q = never>(value: Expr<T, Q> | number | bigint): ColumnOf<Float64 | Null, NoInfer<Q>> {
  return call('log2', [value])
}
/**
 * The text in lower case.
 *
 * @example
 * lower('ABC') // "abc"
 * lower('ΟΔΟΣ') // "οδος"
 */
export function lower<T extends Utf8 | Null | Unknown = Utf8, Q = never>(text: Expr<T, Q> | string): ColumnOf<Utf8 | NullIn<T>, NoInfer<Q>> {
  return call('lower', [text])
}
/**
 * The text filled up at its beginning (or cut) to so many characters.
 *
 * @example
 * lpad('7', 3, '0') // "007"
 * lpad('abc', 2) // "ab"
 */
export function lpad<T extends Utf8 | Null | Unknown = Utf8, Q = never, A extends Integer | Null | Unknown = Int32, Q2 = never, B extends Utf8 | Null | Unknown = Utf8, Q3 = never>(text: Expr<T, Q> | string, length: Expr<A, Q2> | number | bigint, pad?: Expr<B, Q3> | string): ColumnOf<Utf8 | NullIn<T | A | B>, NoInfer<Q | Q2 | Q3>> {
  return call('lpad', [text, length, pad])
}
/**
 * Whether the first is less.
 *
 * @example
 * 1 < 2 // true
 * 'b' < 'a' // false
 */
export function lt<T extends AnyType = Void, Q = never, A extends Comparable<T> = Exclude<Comparable<T>, Null | Unknown>, Q2 = never>(value: Expr<T, Q> | string | number | bigint | boolean | Date | null, other: Expr<A, Q2> | Lit<T>): ColumnOf<Bool | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('lt', [value, other])
}
/**
 * The text without spaces (or the given characters) at its beginning.
 *
 * @example
 * ltrim('  a ') // "a "
 */
export function ltrim<T extends Utf8 | Null | Unknown = Utf8, Q = never, A extends Utf8 | Null | Unknown = Utf8, Q2 = never>(text: Expr<T, Q> | string, characters?: Expr<A, Q2> | string): ColumnOf<Utf8 | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('ltrim', [text, characters])
}
/**
 * The date of a year, month and day.
 *
 * @example
 * make_date(2024, 2, 29) // "2024-02-29"
 */
export function makeDate<T extends Integer | Null | Unknown = Int32, Q = never, A extends Integer | Null | Unknown = Int32, Q2 = never, B extends Integer | Null | Unknown = Int32, Q3 = never>(year: Expr<T, Q> | number | bigint, month: Expr<A, Q2> | number | bigint, day: Expr<B, Q3> | number | bigint): ColumnOf<Date32 | NullIn<T | A | B>, NoInfer<Q | Q2 | Q3>> {
  return call('makeDate', [year, month, day])
}
/**
 * Whether a map has a key.
 *
 * @example
 * map_contains_key(map('a', 1), 'a') // true
 */
export function mapContainsKey<T extends MapOf<any, any> | Null | Unknown = MapOf<Void, Void>, Q = never, A extends AnyType = Void, Q2 = never>(map: Expr<T, Q>, key: Expr<A, Q2> | string | number | bigint | boolean | Date | null): ColumnOf<Bool | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('mapContainsKey', [map, key])
}
/**
 * The keys of a map as a list.
 *
 * @example
 * map_keys(map('a', 1, 'b', 2)) // ["a","b"]
 */
export function mapKeys<T extends MapOf<any, any> | Null | Unknown = MapOf<Void, Void>, Q = never>(map: Expr<T, Q>): ColumnOf<List<KeyOf<T>> | NullIn<T>, NoInfer<Q>> {
  return call('mapKeys', [map])
}
/**
 * The values of a map as a list.
 *
 * @example
 * map_values(map('a', 1, 'b', 2)) // [1,2]
 */
export function mapValues<T extends MapOf<any, any> | Null | Unknown = MapOf<Void, Void>, Q = never>(map: Expr<T, Q>): ColumnOf<List<ValueOf<T>> | NullIn<T>, NoInfer<Q>> {
  return call('mapValues', [map])
}
/**
 * The largest value; NaN is larger than any number.
 *
 * @example
 * max(x) FROM VALUES (2), (NULL), (1) AS t(x) // 2
 */
export function max<L0 extends string | number | bigint | boolean | Date | null = never, T extends AnyType = LiteralTag<L0>, Q = never>(value: Expr<T, Q> | L0): Aggregated<NonNull<T> | NullIn<T> | Empty> {
  return call('max', [value])
}
/**
 * The smallest value; NaN is larger than any number.
 *
 * @example
 * min(x) FROM VALUES (2), (NULL), (1) AS t(x) // 1
 */
export function min<L0 extends string | number | bigint | boolean | Date | null = never, T extends AnyType = LiteralTag<L0>, Q = never>(value: Expr<T, Q> | L0): Aggregated<NonNull<T> | NullIn<T> | Empty> {
  return call('min', [value])
}
/**
 * The minute, 0 to 59.
 *
 * @example
 * minute(TIMESTAMP_NTZ '2024-02-29 12:34:56') // 34
 */
export function minute<T extends Temporal | Null | Unknown = Timestamp, Q = never>(time: Expr<T, Q> | Date | string): ColumnOf<Int32 | NullIn<T>, NoInfer<Q>> {
  return call('minute', [time])
}
/**
 * The remainder of a division, with the sign of the dividend.
 *
 * @example
 * 7 % 3 // 1
 * -7 % 3 // -1
 */
export function mod<L0 extends number | bigint = never, T extends Numeric | Null | Unknown = LiteralTag<L0>, Q = never, L extends number | bigint = never, A extends Numeric | Null | Unknown = NumberTag<L>, Q2 = never>(value: Expr<T, Q> | L0, other: Expr<A, Q2> | L): ColumnOf<Promote<T, A> | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('mod', [value, other])
}
/**
 * The month, 1 to 12.
 *
 * @example
 * month(DATE '2024-02-29') // 2
 */
export function month<T extends Temporal | Null | Unknown = Date32, Q = never>(date: Expr<T, Q> | Date | string): ColumnOf<Int32 | NullIn<T>, NoInfer<Q>> {
  return call('month', [date])
}
/**
 * How many months this time is later than another, in months of 31 days; rounded to 8 digits unless the last argument is false.
 *
 * @example
 * months_between(TIMESTAMP '1997-02-28 10:30:00', TIMESTAMP '1996-10-30 00:00:00') // 3.94959677
 */
export function monthsBetween<T extends Temporal | Null | Unknown = Timestamp, Q = never, A extends Temporal | Null | Unknown = Timestamp, Q2 = never, B extends Bool | Null | Unknown = Bool, Q3 = never>(end: Expr<T, Q> | Date | string, start: Expr<A, Q2> | Date | string, round?: Expr<B, Q3> | boolean): ColumnOf<Float64 | NullIn<T | A | B>, NoInfer<Q | Q2 | Q3>> {
  return call('monthsBetween', [end, start, round])
}
/**
 * The product of two numbers.
 *
 * @example
 * 2 * 3 // 6
 * 1.5 * 1.5 // "2.25"
 */
export function mul<L0 extends number | bigint = never, T extends Numeric | Null | Unknown = LiteralTag<L0>, Q = never, L extends number | bigint = never, A extends Numeric | Null | Unknown = NumberTag<L>, Q2 = never>(value: Expr<T, Q> | L0, other: Expr<A, Q2> | L): ColumnOf<Promote<T, A> | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('mul', [value, other])
}
/**
 * Whether both differ; null where one is null.
 *
 * @example
 * 1 != 2 // true
 */
export function ne<T extends AnyType = Void, Q = never, A extends Comparable<T> = Exclude<Comparable<T>, Null | Unknown>, Q2 = never>(value: Expr<T, Q> | string | number | bigint | boolean | Date | null, other: Expr<A, Q2> | Lit<T>): ColumnOf<Bool | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('ne', [value, other])
}
/**
 * The number with the opposite sign.
 *
 * @example
 * negative(1) // -1
 */
export function neg<L0 extends number | bigint = never, T extends Numeric | Null | Unknown = LiteralTag<L0>, Q = never>(value: Expr<T, Q> | L0): ColumnOf<NonNull<T> | NullIn<T>, NoInfer<Q>> {
  return call('neg', [value])
}
/**
 * The opposite; null stays null.
 *
 * @example
 * not true // false
 * not NULL // null
 */
export function not<T extends Bool | Null | Unknown = Bool, Q = never>(value: Expr<T, Q> | boolean): ColumnOf<Bool | NullIn<T>, NoInfer<Q>> {
  return call('not', [value])
}
/**
 * The value, or null where it equals another one.
 *
 * @example
 * nullif(1, 1) // null
 * nullif(1, 2) // 1
 */
export function nullIf<L0 extends string | number | bigint | boolean | Date | null = never, T extends AnyType = LiteralTag<L0>, Q = never, A extends Comparable<T> = Exclude<Comparable<T>, Null | Unknown>, Q2 = never>(value: Expr<T, Q> | L0, other: Expr<A, Q2> | Lit<T>): ColumnOf<NonNull<T> | Null, Loose<NoInfer<Q | Q2>>> {
  return call('nullIf', [value, other])
}
/**
 * The number of bytes of the text in UTF-8.
 *
 * @example
 * octet_length('abc') // 3
 * octet_length('é') // 2
 */
export function octetLength<T extends Utf8 | Null | Unknown = Utf8, Q = never>(text: Expr<T, Q> | string): ColumnOf<Int32 | NullIn<T>, NoInfer<Q>> {
  return call('octetLength', [text])
}
/**
 * Whether one of both is true; true where one is true, whatever the other is.
 *
 * @example
 * true or NULL // true
 * false or NULL // null
 */
export function or<M, M2, A extends Bool | Null | Unknown, T extends Bool | Null | Unknown = Bool, Q = never, Q2 = never>(value: Test<T, Q, M>, other: Test<A, Q2, M2>): Condition<Bool | NullIn<T | A>, Loose<NoInfer<Q | Q2>>, NoInfer<M> & NoInfer<M2>> {
  return call('or', [value, other])
}
/**
 * A number raised to a power.
 *
 * @example
 * power(2, 10) // 1024
 */
export function pow<T extends Numeric | Null | Unknown = Int32, Q = never, A extends Numeric | Null | Unknown = Int32, Q2 = never>(value: Expr<T, Q> | number | bigint, exponent: Expr<A, Q2> | number | bigint): ColumnOf<Float64 | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('pow', [value, exponent])
}
/**
 * The quarter of the year, 1 to 4.
 *
 * @example
 * quarter(DATE '2024-08-31') // 3
 */
export function quarter<T extends Temporal | Null | Unknown = Date32, Q = never>(date: Expr<T, Q> | Date | string): ColumnOf<Int32 | NullIn<T>, NoInfer<Q>> {
  return call('quarter', [date])
}
/**
 * The text so many times.
 *
 * @example
 * repeat('ab', 3) // "ababab"
 * repeat('ab', -1) // ""
 */
export function repeat<T extends Utf8 | Null | Unknown = Utf8, Q = never, A extends Integer | Null | Unknown = Int32, Q2 = never>(text: Expr<T, Q> | string, times: Expr<A, Q2> | number | bigint): ColumnOf<Utf8 | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('repeat', [text, times])
}
/**
 * The text with every occurrence of one text replaced by another (by default left out).
 *
 * @example
 * replace('abcab', 'ab', 'x') // "xcx"
 * replace('abcab', 'ab') // "c"
 */
export function replace<T extends Utf8 | Null | Unknown = Utf8, Q = never, A extends Utf8 | Null | Unknown = Utf8, Q2 = never, B extends Utf8 | Null | Unknown = Utf8, Q3 = never>(text: Expr<T, Q> | string, search: Expr<A, Q2> | string, replacement?: Expr<B, Q3> | string): ColumnOf<Utf8 | NullIn<T | A | B>, NoInfer<Q | Q2 | Q3>> {
  return call('replace', [text, search, replacement])
}
/**
 * The characters of the text in reverse order.
 *
 * @example
 * reverse('abc') // "cba"
 */
export function reverse<T extends Utf8 | Null | Unknown = Utf8, Q = never>(text: Expr<T, Q> | string): ColumnOf<Utf8 | NullIn<T>, NoInfer<Q>> {
  return call('reverse', [text])
}
/**
 * The last characters of the text.
 *
 * @example
 * right('abcdef', 2) // "ef"
 */
export function right<T extends Utf8 | Null | Unknown = Utf8, Q = never, A extends Integer | Null | Unknown = Int32, Q2 = never>(text: Expr<T, Q> | string, count: Expr<A, Q2> | number | bigint): ColumnOf<Utf8 | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('right', [text, count])
}
/**
 * Whether a part of the text matches a regular expression (as Java writes them).
 *
 * @example
 * rlike('Spark 4', '[0-9]$') // true
 * rlike('Spark', '^park') // false
 */
export function rlike<T extends Utf8 | Null | Unknown = Utf8, Q = never, A extends Utf8 | Null | Unknown = Utf8, Q2 = never>(text: Expr<T, Q> | string, pattern: Expr<A, Q2> | string): ColumnOf<Bool | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('rlike', [text, pattern])
}
/**
 * The number rounded to so many digits behind the point, halves away from zero.
 *
 * @example
 * round(2.5) // "3"
 * round(2.55, 1) // "2.6"
 * round(155, -1) // 160
 */
export function round<L0 extends number | bigint = never, T extends Numeric | Null | Unknown = LiteralTag<L0>, Q = never>(value: Expr<T, Q> | L0, digits?: number): ColumnOf<NonNull<T> | NullIn<T>, NoInfer<Q>> {
  return call('round', [value, digits])
}
/**
 * The text filled up at its end (or cut) to so many characters.
 *
 * @example
 * rpad('ab', 5, 'xy') // "abxyx"
 * rpad('a', 3) // "a  "
 */
export function rpad<T extends Utf8 | Null | Unknown = Utf8, Q = never, A extends Integer | Null | Unknown = Int32, Q2 = never, B extends Utf8 | Null | Unknown = Utf8, Q3 = never>(text: Expr<T, Q> | string, length: Expr<A, Q2> | number | bigint, pad?: Expr<B, Q3> | string): ColumnOf<Utf8 | NullIn<T | A | B>, NoInfer<Q | Q2 | Q3>> {
  return call('rpad', [text, length, pad])
}
/**
 * The text without spaces (or the given characters) at its end.
 *
 * @example
 * rtrim('  a ') // "  a"
 */
export function rtrim<T extends Utf8 | Null | Unknown = Utf8, Q = never, A extends Utf8 | Null | Unknown = Utf8, Q2 = never>(text: Expr<T, Q> | string, characters?: Expr<A, Q2> | string): ColumnOf<Utf8 | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('rtrim', [text, characters])
}
/**
 * The second, 0 to 59.
 *
 * @example
 * second(TIMESTAMP_NTZ '2024-02-29 12:34:56') // 56
 */
export function second<T extends Temporal | Null | Unknown = Timestamp, Q = never>(time: Expr<T, Q> | Date | string): ColumnOf<Int32 | NullIn<T>, NoInfer<Q>> {
  return call('second', [time])
}
/**
 * The integer with its bits moved to the left.
 *
 * @example
 * shiftleft(1, 2) // 4
 */
export function shiftLeft<T extends Integer | Null | Unknown = Int32, Q = never, A extends Integer | Null | Unknown = Int32, Q2 = never>(value: Expr<T, Q> | number | bigint, bits: Expr<A, Q2> | number | bigint): ColumnOf<Promote<T, Int32> | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('shiftLeft', [value, bits])
}
/**
 * The integer with its bits moved to the right, keeping its sign.
 *
 * @example
 * shiftright(-4, 1) // -2
 */
export function shiftRight<T extends Integer | Null | Unknown = Int32, Q = never, A extends Integer | Null | Unknown = Int32, Q2 = never>(value: Expr<T, Q> | number | bigint, bits: Expr<A, Q2> | number | bigint): ColumnOf<Promote<T, Int32> | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('shiftRight', [value, bits])
}
/**
 * Minus one, zero or one, as the number is negative, zero or positive.
 *
 * @example
 * sign(-2.5) // -1
 */
export function sign<T extends Numeric | Null | Unknown = Int32, Q = never>(value: Expr<T, Q> | number | bigint): ColumnOf<Float64 | NullIn<T>, NoInfer<Q>> {
  return call('sign', [value])
}
/**
 * How many elements a list has, or entries a map.
 *
 * @example
 * size(array(1, 2, 3)) // 3
 */
export function size<T extends List<any> | MapOf<any, any> | Null | Unknown = List<Void>, Q = never>(list: Expr<T, Q>): ColumnOf<Int32 | NullIn<T>, NoInfer<Q>> {
  return call('size', [list])
}
/**
 * The parts of the text between matches of a regular expression; with a limit above 0 at most so many, the last one whole.
 *
 * @example
 * split('a1b2c', '[0-9]') // ["a","b","c"]
 * split('a,b,c', ',', 2) // ["a","b,c"]
 * split('ab', '') // ["a","b"]
 */
export function split<T extends Utf8 | Null | Unknown = Utf8, Q = never, A extends Utf8 | Null | Unknown = Utf8, Q2 = never, B extends Integer | Null | Unknown = Int32, Q3 = never>(text: Expr<T, Q> | string, pattern: Expr<A, Q2> | string, limit?: Expr<B, Q3> | number | bigint): ColumnOf<List<Utf8> | NullIn<T | A | B>, NoInfer<Q | Q2 | Q3>> {
  return call('split', [text, pattern, limit])
}
/**
 * The square root; NaN of a negative number.
 *
 * @example
 * sqrt(4) // 2
 */
export function sqrt<T extends Numeric | Null | Unknown = Int32, Q = never>(value: Expr<T, Q> | number | bigint): ColumnOf<Float64 | NullIn<T>, NoInfer<Q>> {
  return call('sqrt', [value])
}
/**
 * Whether the text begins with another one.
 *
 * @example
 * startswith('abc', 'ab') // true
 */
export function startsWith<T extends Utf8 | Null | Unknown = Utf8, Q = never, A extends Utf8 | Null | Unknown = Utf8, Q2 = never>(text: Expr<T, Q> | string, prefix: Expr<A, Q2> | string): ColumnOf<Bool | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('startsWith', [text, prefix])
}
/**
 * The standard deviation of a sample (by n − 1); null for one row.
 *
 * @example
 * stddev(x) FROM VALUES (1), (2), (3) AS t(x) // 1
 */
export function stddev<T extends Numeric | Null | Unknown = Int32, Q = never>(value: Expr<T, Q> | number | bigint): Aggregated<Float64 | Null> {
  return call('stddev', [value])
}
/**
 * The standard deviation of a whole population (by n).
 *
 * @example
 * stddev_pop(x) FROM VALUES (1), (3) AS t(x) // 1
 */
export function stddevPop<T extends Numeric | Null | Unknown = Int32, Q = never>(value: Expr<T, Q> | number | bigint): Aggregated<Float64 | NullIn<T> | Empty> {
  return call('stddevPop', [value])
}
/**
 * The difference of two numbers.
 *
 * @example
 * 3 - 2 // 1
 */
export function sub<L0 extends number | bigint = never, T extends Numeric | Null | Unknown = LiteralTag<L0>, Q = never, L extends number | bigint = never, A extends Numeric | Null | Unknown = NumberTag<L>, Q2 = never>(value: Expr<T, Q> | L0, other: Expr<A, Q2> | L): ColumnOf<Promote<T, A> | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('sub', [value, other])
}
/**
 * The date so many days earlier.
 *
 * @example
 * date_sub(DATE '2024-03-01', 1) // "2024-02-29"
 */
export function subDays<T extends Temporal | Null | Unknown = Date32, Q = never, A extends Integer | Null | Unknown = Int32, Q2 = never>(date: Expr<T, Q> | Date | string, days: Expr<A, Q2> | number | bigint): ColumnOf<Date32 | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('subDays', [date, days])
}
/**
 * Part of the text: from a position that counts from 1 (negative: from the end), so many characters or all that follow.
 *
 * @example
 * substring('abcdef', 2, 3) // "bcd"
 * substring('abcdef', -2) // "ef"
 * substring('abc', -5, 3) // "a"
 */
export function substring<T extends Utf8 | Null | Unknown = Utf8, Q = never, A extends Integer | Null | Unknown = Int32, Q2 = never, B extends Integer | Null | Unknown = Int32, Q3 = never>(text: Expr<T, Q> | string, start: Expr<A, Q2> | number | bigint, length?: Expr<B, Q3> | number | bigint): ColumnOf<Utf8 | NullIn<T | A | B>, NoInfer<Q | Q2 | Q3>> {
  return call('substring', [text, start, length])
}
/**
 * The sum: bigint of integers, double of floats, ten digits more of decimals.
 *
 * @example
 * sum(x) FROM VALUES (1), (NULL), (3) AS t(x) // 4
 */
export function sum<L0 extends number | bigint = never, T extends Numeric | Null | Unknown = LiteralTag<L0>, Q = never>(value: Expr<T, Q> | L0): Aggregated<SumOf<T> | NullIn<T> | Empty> {
  return call('sum', [value])
}
/**
 * The time so many microseconds after 1970-01-01 00:00:00 UTC.
 *
 * @example
 * timestamp_micros(1000000) // "1970-01-01T00:00:01Z"
 */
export function timestampMicros<T extends Integer | Null | Unknown = Int32, Q = never>(micros: Expr<T, Q> | number | bigint): ColumnOf<Timestamp | NullIn<T>, NoInfer<Q>> {
  return call('timestampMicros', [micros])
}
/**
 * The time so many milliseconds after 1970-01-01 00:00:00 UTC.
 *
 * @example
 * timestamp_millis(1000) // "1970-01-01T00:00:01Z"
 */
export function timestampMillis<T extends Integer | Null | Unknown = Int32, Q = never>(millis: Expr<T, Q> | number | bigint): ColumnOf<Timestamp | NullIn<T>, NoInfer<Q>> {
  return call('timestampMillis', [millis])
}
/**
 * The time so many seconds after 1970-01-01 00:00:00 UTC.
 *
 * @example
 * timestamp_seconds(1) // "1970-01-01T00:00:01Z"
 */
export function timestampSeconds<T extends Integer | Null | Unknown = Int32, Q = never>(seconds: Expr<T, Q> | number | bigint): ColumnOf<Timestamp | NullIn<T>, NoInfer<Q>> {
  return call('timestampSeconds', [seconds])
}
/**
 * The date that a text or time is; text is read by the pattern, or as yyyy-MM-dd.
 *
 * @example
 * to_date('29.02.2024', 'dd.MM.yyyy') // "2024-02-29"
 * to_date('2024-02-29') // "2024-02-29"
 */
export function toDate<T extends Temporal | Null | Unknown = Date32, Q = never, A extends Utf8 | Null | Unknown = Utf8, Q2 = never>(text: Expr<T, Q> | Date | string, pattern?: Expr<A, Q2> | string): ColumnOf<Date32 | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('toDate', [text, pattern])
}
/**
 * The time that a text or date is; text is read by the pattern, or as yyyy-MM-dd HH:mm:ss.
 *
 * @example
 * to_timestamp('29.02.2024 13:05', 'dd.MM.yyyy HH:mm') // "2024-02-29T13:05:00Z"
 */
export function toTimestamp<T extends Temporal | Null | Unknown = Timestamp, Q = never, A extends Utf8 | Null | Unknown = Utf8, Q2 = never>(text: Expr<T, Q> | Date | string, pattern?: Expr<A, Q2> | string): ColumnOf<Timestamp | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('toTimestamp', [text, pattern])
}
/**
 * Takes the time for what the clocks of a time zone show and gives it in UTC.
 *
 * @example
 * to_utc_timestamp('2016-08-31', 'Asia/Seoul') // "2016-08-30T15:00:00Z"
 */
export function toUtcTimestamp<T extends Temporal | Null | Unknown = Timestamp, Q = never, A extends Utf8 | Null | Unknown = Utf8, Q2 = never>(time: Expr<T, Q> | Date | string, zone: Expr<A, Q2> | string): ColumnOf<Timestamp | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('toUtcTimestamp', [time, zone])
}
/**
 * The text without spaces (or the given characters) at both ends.
 *
 * @example
 * trim('  a b ') // "a b"
 * btrim('xyaxyx', 'xy') // "a"
 */
export function trim<T extends Utf8 | Null | Unknown = Utf8, Q = never, A extends Utf8 | Null | Unknown = Utf8, Q2 = never>(text: Expr<T, Q> | string, characters?: Expr<A, Q2> | string): ColumnOf<Utf8 | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('trim', [text, characters])
}
/**
 * The beginning of the year, quarter, month, week or day that holds the time; of a timestamp also of the hour and smaller units.
 *
 * @example
 * trunc(DATE '2024-02-29', 'month') // "2024-02-01"
 * trunc(DATE '2024-02-29', 'week') // "2024-02-26"
 */
export function trunc<T extends Temporal | Null | Unknown = Timestamp, Q = never>(time: Expr<T, Q> | Date | string, unit: 'year' | 'quarter' | 'month' | 'week' | 'day' | 'hour' | 'minute' | 'second' | 'millisecond' | 'microsecond'): ColumnOf<NonNull<T> | NullIn<T>, NoInfer<Q>> {
  return call('trunc', [time, unit])
}
/**
 * The sum of two numbers, or null where it does not fit their type.
 *
 * @example
 * try_add(2147483647, 1) // null
 */
export function tryAdd<L0 extends number | bigint = never, T extends Numeric | Null | Unknown = LiteralTag<L0>, Q = never, L extends number | bigint = never, A extends Numeric | Null | Unknown = NumberTag<L>, Q2 = never>(value: Expr<T, Q> | L0, other: Expr<A, Q2> | L): ColumnOf<Promote<T, A> | Null, NoInfer<Q | Q2>> {
  return call('tryAdd', [value, other])
}
/**
 * The mean, or null where it does not fit its type.
 *
 * @example
 * try_avg(x) FROM VALUES (1), (2) AS t(x) // 1.5
 */
export function tryAvg<L0 extends number | bigint = never, T extends Numeric | Null | Unknown = LiteralTag<L0>, Q = never>(value: Expr<T, Q> | L0): Aggregated<AvgOf<T> | Null> {
  return call('tryAvg', [value])
}
/**
 * The quotient of two numbers, or null where the divisor is zero.
 *
 * @example
 * try_divide(1, 0) // null
 */
export function tryDiv<L0 extends number | bigint = never, T extends Numeric | Null | Unknown = LiteralTag<L0>, Q = never, L extends number | bigint = never, A extends Numeric | Null | Unknown = NumberTag<L>, Q2 = never>(value: Expr<T, Q> | L0, other: Expr<A, Q2> | L): ColumnOf<DivOf<T, A> | Null, NoInfer<Q | Q2>> {
  return call('tryDiv', [value, other])
}
/**
 * The remainder of a division, or null where the divisor is zero.
 *
 * @example
 * try_mod(1, 0) // null
 */
export function tryMod<L0 extends number | bigint = never, T extends Numeric | Null | Unknown = LiteralTag<L0>, Q = never, L extends number | bigint = never, A extends Numeric | Null | Unknown = NumberTag<L>, Q2 = never>(value: Expr<T, Q> | L0, other: Expr<A, Q2> | L): ColumnOf<Promote<T, A> | Null, NoInfer<Q | Q2>> {
  return call('tryMod', [value, other])
}
/**
 * The product of two numbers, or null where it does not fit their type.
 *
 * @example
 * try_multiply(2147483647, 2) // null
 */
export function tryMul<L0 extends number | bigint = never, T extends Numeric | Null | Unknown = LiteralTag<L0>, Q = never, L extends number | bigint = never, A extends Numeric | Null | Unknown = NumberTag<L>, Q2 = never>(value: Expr<T, Q> | L0, other: Expr<A, Q2> | L): ColumnOf<Promote<T, A> | Null, NoInfer<Q | Q2>> {
  return call('tryMul', [value, other])
}
/**
 * The difference of two numbers, or null where it does not fit their type.
 *
 * @example
 * try_subtract(-2147483648, 1) // null
 */
export function trySub<L0 extends number | bigint = never, T extends Numeric | Null | Unknown = LiteralTag<L0>, Q = never, L extends number | bigint = never, A extends Numeric | Null | Unknown = NumberTag<L>, Q2 = never>(value: Expr<T, Q> | L0, other: Expr<A, Q2> | L): ColumnOf<Promote<T, A> | Null, NoInfer<Q | Q2>> {
  return call('trySub', [value, other])
}
/**
 * The sum, or null where it does not fit its type.
 *
 * @example
 * try_sum(x) FROM VALUES (9223372036854775807L), (1L) AS t(x) // null
 */
export function trySum<L0 extends number | bigint = never, T extends Numeric | Null | Unknown = LiteralTag<L0>, Q = never>(value: Expr<T, Q> | L0): Aggregated<SumOf<T> | Null> {
  return call('trySum', [value])
}
/**
 * Days since 1970-01-01.
 *
 * @example
 * unix_date(DATE '1970-01-02') // 1
 */
export function unixDate<T extends Temporal | Null | Unknown = Date32, Q = never>(date: Expr<T, Q> | Date | string): ColumnOf<Int32 | NullIn<T>, NoInfer<Q>> {
  return call('unixDate', [date])
}
/**
 * Microseconds since 1970-01-01 00:00:00 UTC.
 *
 * @example
 * unix_micros(TIMESTAMP '1970-01-01 00:00:01Z') // 1000000
 */
export function unixMicros<T extends Temporal | Null | Unknown = Timestamp, Q = never>(time: Expr<T, Q> | Date | string): ColumnOf<Int64 | NullIn<T>, NoInfer<Q>> {
  return call('unixMicros', [time])
}
/**
 * Milliseconds since 1970-01-01 00:00:00 UTC, rounded down.
 *
 * @example
 * unix_millis(TIMESTAMP '1970-01-01 00:00:01Z') // 1000
 */
export function unixMillis<T extends Temporal | Null | Unknown = Timestamp, Q = never>(time: Expr<T, Q> | Date | string): ColumnOf<Int64 | NullIn<T>, NoInfer<Q>> {
  return call('unixMillis', [time])
}
/**
 * Seconds since 1970-01-01 00:00:00 UTC, rounded down.
 *
 * @example
 * unix_seconds(TIMESTAMP '1970-01-01 00:00:01Z') // 1
 */
export function unixSeconds<T extends Temporal | Null | Unknown = Timestamp, Q = never>(time: Expr<T, Q> | Date | string): ColumnOf<Int64 | NullIn<T>, NoInfer<Q>> {
  return call('unixSeconds', [time])
}
/**
 * The text in upper case.
 *
 * @example
 * upper('abc') // "ABC"
 * upper('straße') // "STRASSE"
 */
export function upper<T extends Utf8 | Null | Unknown = Utf8, Q = never>(text: Expr<T, Q> | string): ColumnOf<Utf8 | NullIn<T>, NoInfer<Q>> {
  return call('upper', [text])
}
/**
 * The variance of a whole population (by n).
 *
 * @example
 * var_pop(x) FROM VALUES (1), (3) AS t(x) // 1
 */
export function varPop<T extends Numeric | Null | Unknown = Int32, Q = never>(value: Expr<T, Q> | number | bigint): Aggregated<Float64 | NullIn<T> | Empty> {
  return call('varPop', [value])
}
/**
 * The variance of a sample (by n − 1); null for one row.
 *
 * @example
 * variance(x) FROM VALUES (1), (2), (3) AS t(x) // 1
 */
export function variance<T extends Numeric | Null | Unknown = Int32, Q = never>(value: Expr<T, Q> | number | bigint): Aggregated<Float64 | Null> {
  return call('variance', [value])
}
/**
 * The day of the week: 0 is Monday, 6 is Sunday.
 *
 * @example
 * weekday(DATE '2024-02-29') // 3
 */
export function weekDay<T extends Temporal | Null | Unknown = Date32, Q = never>(date: Expr<T, Q> | Date | string): ColumnOf<Int32 | NullIn<T>, NoInfer<Q>> {
  return call('weekDay', [date])
}
/**
 * The ISO week of the year: weeks begin on Monday, the first one holds the first Thursday.
 *
 * @example
 * weekofyear(DATE '2021-01-03') // 53
 */
export function weekOfYear<T extends Temporal | Null | Unknown = Date32, Q = never>(date: Expr<T, Q> | Date | string): ColumnOf<Int32 | NullIn<T>, NoInfer<Q>> {
  return call('weekOfYear', [date])
}
/**
 * The year.
 *
 * @example
 * year(DATE '2024-02-29') // 2024
 */
export function year<T extends Temporal | Null | Unknown = Date32, Q = never>(date: Expr<T, Q> | Date | string): ColumnOf<Int32 | NullIn<T>, NoInfer<Q>> {
  return call('year', [date])
}
