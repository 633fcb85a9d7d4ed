// Generated from the declarations in src/functions by scripts/generate-signatures.ts. Do not edit.
import type { Lit, LiteralBeside, NumberTag } from '../../types/literal.js'
import type { AnyType, Bool, Comparable, Date32, Decimal, ElementOf, Empty, Float64, Int32, Int64, Int8, Integer, KeyOf, List, NonNull, Null, NullIn, Numeric, Temporal, Timestamp, Unknown, Utf8, ValueOf, Void } from '../../types/tag.js'
import type { AvgOf, Common, DivOf, FloorOf, Promote, SumOf } from '../../types/widening.js'
import type { Aggregated, ColumnOf, Condition } from '../column.js'
import type { Expr, Loose, Refs, Test, TRUE } from '../expr.js'
import type { FallbackNull, RefsOf, TagsOf } from '../operands.js'

/** @ts-ignore variance is asserted */
export interface AnyMethods<out T, out R> {
  /**
   * The value, which must be there: null is an error that names the column.
   *
   * @example
   * assert_not_null(1, 'x') // 1
   */
  assertNotNull(column?: string): ColumnOf<NonNull<T>, Loose<R>>
  /**
   * Whether the value lies between two others, both included.
   *
   * @example
   * 2 between 1 and 3 // true
   * 4 between NULL and 3 // false
   */
  between<A extends Comparable<T> = Exclude<Comparable<T>, Null | Unknown>, Q = never, B extends Comparable<T> = Exclude<Comparable<T>, Null | Unknown>, Q2 = never>(lower: Expr<A, Q> | Lit<T>, upper: Expr<B, Q2> | Lit<T>): Condition<Bool | NullIn<T | A | B>, Loose<R | NoInfer<Q | Q2>>, Refs<R>>
  /**
   * The first of the values that is not null.
   *
   * @example
   * coalesce(NULL, 1, 2) // 1
   * coalesce(NULL, NULL) // null
   */
  coalesce<const X extends readonly (Expr<Comparable<T>, any> | Lit<T>)[]>(...others: X): ColumnOf<Common<T, TagsOf<X, T>> | FallbackNull<X, T>, Loose<R | RefsOf<X>>>
  /**
   * All values that are not null as a list, in no order unless the rows have one.
   *
   * @example
   * collect_list(x) FROM VALUES (1), (NULL), (1) AS t(x) // [1,1]
   */
  collectList(): Aggregated<List<NonNull<T>>>
  /**
   * The different values that are not null as a list, in no order.
   *
   * @example
   * collect_set(x) FROM VALUES (1), (NULL), (1) AS t(x) // [1]
   */
  collectSet(): Aggregated<List<NonNull<T>>>
  /**
   * How many rows there are; of an expression: for how many it is not null.
   *
   * @example
   * count(x) FROM VALUES (1), (NULL), (3) AS t(x) // 2
   * count(*) FROM VALUES (1), (NULL) AS t(x) // 2
   */
  count(): Aggregated<Int64>
  /**
   * Whether both are equal; null where one is null.
   *
   * @example
   * 1 = 1 // true
   * 1 = NULL // null
   */
  eq<A extends Comparable<T> = Exclude<Comparable<T>, Null | Unknown>, Q = never>(other: Expr<A, Q> | Lit<T>): ColumnOf<Bool | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * Whether both are equal or both are null; never null.
   *
   * @example
   * NULL <=> NULL // true
   * 1 <=> NULL // false
   */
  eqNullSafe<A extends Comparable<T> = Exclude<Comparable<T>, Null | Unknown>, Q = never>(other: Expr<A, Q> | Lit<T>): ColumnOf<Bool, Loose<R | NoInfer<Q>>>
  /**
   * The value of the first row, in no order unless the rows have one; with true as the second argument the first that is not null.
   *
   * @example
   * first(x) FROM VALUES (2), (1) AS t(x) // 2
   * first(x, true) FROM VALUES (NULL), (1) AS t(x) // 1
   */
  first(ignoreNulls?: boolean): Aggregated<NonNull<T> | NullIn<T> | Empty>
  /**
   * Whether the first is greater or equal.
   *
   * @example
   * 2 >= 2 // true
   */
  ge<A extends Comparable<T> = Exclude<Comparable<T>, Null | Unknown>, Q = never>(other: Expr<A, Q> | Lit<T>): ColumnOf<Bool | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The largest of the values; nulls are passed over.
   *
   * @example
   * greatest(1, NULL, 3) // 3
   */
  greatest<const X extends readonly (Expr<Comparable<T>, any> | Lit<T>)[]>(...others: X): ColumnOf<Common<T, TagsOf<X, T>> | FallbackNull<X, T>, Loose<R | RefsOf<X>>>
  /**
   * Whether the first is greater.
   *
   * @example
   * 2 > 1 // true
   */
  gt<A extends Comparable<T> = Exclude<Comparable<T>, Null | Unknown>, Q = never>(other: Expr<A, Q> | Lit<T>): ColumnOf<Bool | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The value, or another one where it is null.
   *
   * @example
   * ifnull(NULL, 2) // 2
   * ifnull(1, 2) // 1
   */
  ifNull<L extends Lit<T> = never, A extends Comparable<T> = Extract<LiteralBeside<L, T>, Comparable<T>>, Q = never>(other: Expr<A, Q> | L): ColumnOf<Common<T, A> | FallbackNull<readonly [Expr<A, any>], T>, Loose<R | NoInfer<Q>>>
  /**
   * Whether the value equals one of the others; null where none matches and one is null.
   *
   * @example
   * 2 in (1, 2) // true
   * 3 in (1, NULL) // null
   */
  isIn(first: Lit<T> | readonly Lit<T>[], ...more: readonly Lit<T>[]): Condition<Bool | NullIn<T>, Loose<R>, Refs<R>>
  /**
   * Whether the value is there.
   *
   * @example
   * isnotnull(1) // true
   * isnotnull(NULL) // false
   */
  isNotNull(): Condition<Bool, Loose<R>, Refs<R>>
  /**
   * Whether the value is missing.
   *
   * @example
   * isnull(1) // false
   * isnull(NULL) // true
   */
  isNull(): Condition<Bool, Loose<R>, never>
  /**
   * The value of the last row, in no order unless the rows have one; with true as the second argument the last that is not null.
   *
   * @example
   * last(x) FROM VALUES (2), (1) AS t(x) // 1
   */
  last(ignoreNulls?: boolean): Aggregated<NonNull<T> | NullIn<T> | Empty>
  /**
   * Whether the first is less or equal.
   *
   * @example
   * 2 <= 2 // true
   */
  le<A extends Comparable<T> = Exclude<Comparable<T>, Null | Unknown>, Q = never>(other: Expr<A, Q> | Lit<T>): ColumnOf<Bool | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The smallest of the values; nulls are passed over.
   *
   * @example
   * least(3, NULL, 1) // 1
   */
  least<const X extends readonly (Expr<Comparable<T>, any> | Lit<T>)[]>(...others: X): ColumnOf<Common<T, TagsOf<X, T>> | FallbackNull<X, T>, Loose<R | RefsOf<X>>>
  /**
   * Whether the first is less.
   *
   * @example
   * 1 < 2 // true
   * 'b' < 'a' // false
   */
  lt<A extends Comparable<T> = Exclude<Comparable<T>, Null | Unknown>, Q = never>(other: Expr<A, Q> | Lit<T>): ColumnOf<Bool | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The largest value; NaN is larger than any number.
   *
   * @example
   * max(x) FROM VALUES (2), (NULL), (1) AS t(x) // 2
   */
  max(): Aggregated<NonNull<T> | NullIn<T> | Empty>
  /**
   * The smallest value; NaN is larger than any number.
   *
   * @example
   * min(x) FROM VALUES (2), (NULL), (1) AS t(x) // 1
   */
  min(): Aggregated<NonNull<T> | NullIn<T> | Empty>
  /**
   * Whether both differ; null where one is null.
   *
   * @example
   * 1 != 2 // true
   */
  ne<A extends Comparable<T> = Exclude<Comparable<T>, Null | Unknown>, Q = never>(other: Expr<A, Q> | Lit<T>): ColumnOf<Bool | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The value, or null where it equals another one.
   *
   * @example
   * nullif(1, 1) // null
   * nullif(1, 2) // 1
   */
  nullIf<A extends Comparable<T> = Exclude<Comparable<T>, Null | Unknown>, Q = never>(other: Expr<A, Q> | Lit<T>): ColumnOf<NonNull<T> | Null, Loose<R | NoInfer<Q>>>
}

/** @ts-ignore variance is asserted */
export interface StringMethods<out T, out R> {
  /**
   * The texts one after the other; null if any of them is null.
   *
   * @example
   * concat('a', 'b', 'c') // "abc"
   * concat('a', NULL) // null
   */
  concat<const X extends readonly (Expr<Utf8 | Null | Unknown, any> | string)[]>(...others: X): ColumnOf<Utf8 | NullIn<T | TagsOf<X, T>>, R | RefsOf<X>>
  /**
   * The texts one after the other with a separator between them; nulls are left out.
   *
   * @example
   * concat_ws(', ', 'a', NULL, 'b') // "a, b"
   * concat_ws(NULL, 'a') // null
   */
  concatWs<const X extends readonly (Expr<Utf8 | Null | Unknown, any> | string)[]>(...parts: X): ColumnOf<Utf8 | NullIn<T>, Loose<R | RefsOf<X>>>
  /**
   * Whether the text holds another one.
   *
   * @example
   * contains('abc', 'bc') // true
   * contains('abc', 'x') // false
   */
  contains<A extends Utf8 | Null | Unknown = Utf8, Q = never>(part: Expr<A, Q> | string): ColumnOf<Bool | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * Whether the text ends with another one.
   *
   * @example
   * endswith('abc', 'bc') // true
   */
  endsWith<A extends Utf8 | Null | Unknown = Utf8, Q = never>(suffix: Expr<A, Q> | string): ColumnOf<Bool | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The same as like, whatever the case of the letters.
   *
   * @example
   * ilike('Spark', '_PARK') // true
   */
  ilike<A extends Utf8 | Null | Unknown = Utf8, Q = never>(pattern: Expr<A, Q> | string, escape?: string): ColumnOf<Bool | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The text in lower case, but the first character and those behind a space in upper case.
   *
   * @example
   * initcap('spark sql') // "Spark Sql"
   */
  initcap(): ColumnOf<Utf8 | NullIn<T>, R>
  /**
   * The position, from 1, of the first occurrence of a text in this one; 0 if there is none.
   *
   * @example
   * instr('abcb', 'b') // 2
   * instr('abc', 'x') // 0
   */
  instr<A extends Utf8 | Null | Unknown = Utf8, Q = never>(part: Expr<A, Q> | string): ColumnOf<Int32 | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The first characters of the text.
   *
   * @example
   * left('abcdef', 2) // "ab"
   */
  left<A extends Integer | Null | Unknown = Int32, Q = never>(count: Expr<A, Q> | number | bigint): ColumnOf<Utf8 | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The number of characters.
   *
   * @example
   * length('abc') // 3
   * length('日本 😀') // 4
   */
  length(): ColumnOf<Int32 | NullIn<T>, R>
  /**
   * Whether the text matches a pattern: % is any characters, _ is one; a backslash (or the escape) before them undoes that.
   *
   * @example
   * like('Spark', '_park') // true
   * like('100%', '100^%', '^') // true
   * like('a
b', 'a%b') // true
   */
  like<A extends Utf8 | Null | Unknown = Utf8, Q = never>(pattern: Expr<A, Q> | string, escape?: string): ColumnOf<Bool | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The position, from 1, of the first occurrence of this text in another, at or behind a position; 0 if there is none.
   *
   * @example
   * locate('b', 'abcb') // 2
   * locate('b', 'abcb', 3) // 4
   */
  locate<A extends Utf8 | Null | Unknown = Utf8, Q = never, B extends Integer | Null | Unknown = Int32, Q2 = never>(text: Expr<A, Q> | string, from?: Expr<B, Q2> | number | bigint): ColumnOf<Int32 | NullIn<T | A | B>, R | NoInfer<Q | Q2>>
  /**
   * The text in lower case.
   *
   * @example
   * lower('ABC') // "abc"
   * lower('ΟΔΟΣ') // "οδος"
   */
  lower(): ColumnOf<Utf8 | NullIn<T>, R>
  /**
   * The text filled up at its beginning (or cut) to so many characters.
   *
   * @example
   * lpad('7', 3, '0') // "007"
   * lpad('abc', 2) // "ab"
   */
  lpad<A extends Integer | Null | Unknown = Int32, Q = never, B extends Utf8 | Null | Unknown = Utf8, Q2 = never>(length: Expr<A, Q> | number | bigint, pad?: Expr<B, Q2> | string): ColumnOf<Utf8 | NullIn<T | A | B>, R | NoInfer<Q | Q2>>
  /**
   * The text without spaces (or the given characters) at its beginning.
   *
   * @example
   * ltrim('  a ') // "a "
   */
  ltrim<A extends Utf8 | Null | Unknown = Utf8, Q = never>(characters?: Expr<A, Q> | string): ColumnOf<Utf8 | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The number of bytes of the text in UTF-8.
   *
   * @example
   * octet_length('abc') // 3
   * octet_length('é') // 2
   */
  octetLength(): ColumnOf<Int32 | NullIn<T>, R>
  /**
   * The text so many times.
   *
   * @example
   * repeat('ab', 3) // "ababab"
   * repeat('ab', -1) // ""
   */
  repeat<A extends Integer | Null | Unknown = Int32, Q = never>(times: Expr<A, Q> | number | bigint): ColumnOf<Utf8 | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The text with every occurrence of one text replaced by another (by default left out).
   *
   * @example
   * replace('abcab', 'ab', 'x') // "xcx"
   * replace('abcab', 'ab') // "c"
   */
  replace<A extends Utf8 | Null | Unknown = Utf8, Q = never, B extends Utf8 | Null | Unknown = Utf8, Q2 = never>(search: Expr<A, Q> | string, replacement?: Expr<B, Q2> | string): ColumnOf<Utf8 | NullIn<T | A | B>, R | NoInfer<Q | Q2>>
  /**
   * The characters of the text in reverse order.
   *
   * @example
   * reverse('abc') // "cba"
   */
  reverse(): ColumnOf<Utf8 | NullIn<T>, R>
  /**
   * The last characters of the text.
   *
   * @example
   * right('abcdef', 2) // "ef"
   */
  right<A extends Integer | Null | Unknown = Int32, Q = never>(count: Expr<A, Q> | number | bigint): ColumnOf<Utf8 | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * Whether a part of the text matches a regular expression (as Java writes them).
   *
   * @example
   * rlike('Spark 4', '[0-9]$') // true
   * rlike('Spark', '^park') // false
   */
  rlike<A extends Utf8 | Null | Unknown = Utf8, Q = never>(pattern: Expr<A, Q> | string): ColumnOf<Bool | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The text filled up at its end (or cut) to so many characters.
   *
   * @example
   * rpad('ab', 5, 'xy') // "abxyx"
   * rpad('a', 3) // "a  "
   */
  rpad<A extends Integer | Null | Unknown = Int32, Q = never, B extends Utf8 | Null | Unknown = Utf8, Q2 = never>(length: Expr<A, Q> | number | bigint, pad?: Expr<B, Q2> | string): ColumnOf<Utf8 | NullIn<T | A | B>, R | NoInfer<Q | Q2>>
  /**
   * The text without spaces (or the given characters) at its end.
   *
   * @example
   * rtrim('  a ') // "  a"
   */
  rtrim<A extends Utf8 | Null | Unknown = Utf8, Q = never>(characters?: Expr<A, Q> | string): ColumnOf<Utf8 | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The parts of the text between matches of a regular expression; with a limit above 0 at most so many, the last one whole.
   *
   * @example
   * split('a1b2c', '[0-9]') // ["a","b","c"]
   * split('a,b,c', ',', 2) // ["a","b,c"]
   * split('ab', '') // ["a","b"]
   */
  split<A extends Utf8 | Null | Unknown = Utf8, Q = never, B extends Integer | Null | Unknown = Int32, Q2 = never>(pattern: Expr<A, Q> | string, limit?: Expr<B, Q2> | number | bigint): ColumnOf<List<Utf8> | NullIn<T | A | B>, R | NoInfer<Q | Q2>>
  /**
   * Whether the text begins with another one.
   *
   * @example
   * startswith('abc', 'ab') // true
   */
  startsWith<A extends Utf8 | Null | Unknown = Utf8, Q = never>(prefix: Expr<A, Q> | string): ColumnOf<Bool | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * Part of the text: from a position that counts from 1 (negative: from the end), so many characters or all that follow.
   *
   * @example
   * substring('abcdef', 2, 3) // "bcd"
   * substring('abcdef', -2) // "ef"
   * substring('abc', -5, 3) // "a"
   */
  substring<A extends Integer | Null | Unknown = Int32, Q = never, B extends Integer | Null | Unknown = Int32, Q2 = never>(start: Expr<A, Q> | number | bigint, length?: Expr<B, Q2> | number | bigint): ColumnOf<Utf8 | NullIn<T | A | B>, R | NoInfer<Q | Q2>>
  /**
   * The text without spaces (or the given characters) at both ends.
   *
   * @example
   * trim('  a b ') // "a b"
   * btrim('xyaxyx', 'xy') // "a"
   */
  trim<A extends Utf8 | Null | Unknown = Utf8, Q = never>(characters?: Expr<A, Q> | string): ColumnOf<Utf8 | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The text in upper case.
   *
   * @example
   * upper('abc') // "ABC"
   * upper('straße') // "STRASSE"
   */
  upper(): ColumnOf<Utf8 | NullIn<T>, R>
}

/** @ts-ignore variance is asserted */
export interface BinaryMethods<out T, out R> {
}

/** @ts-ignore variance is asserted */
export interface NumberMethods<out T, out R> {
  /**
   * The number without its sign.
   *
   * @example
   * abs(-1) // 1
   */
  abs(): ColumnOf<NonNull<T> | NullIn<T>, R>
  /**
   * The sum of two numbers.
   *
   * @example
   * 1 + 2 // 3
   * 1.5 + 2.25 // "3.75"
   */
  add<L extends number | bigint = never, A extends Numeric | Null | Unknown = NumberTag<L>, Q = never>(other: Expr<A, Q> | L): ColumnOf<Promote<T, A> | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The mean: double, of decimals with four digits more.
   *
   * @example
   * avg(x) FROM VALUES (1), (NULL), (4) AS t(x) // 2.5
   */
  avg(): Aggregated<AvgOf<T> | NullIn<T> | Empty>
  /**
   * The smallest whole number that is not less.
   *
   * @example
   * ceil(-1.5) // "-1"
   */
  ceil(): ColumnOf<FloorOf<T> | NullIn<T>, R>
  /**
   * The quotient of two numbers: a double, or a decimal of decimals.
   *
   * @example
   * 7 / 2 // 3.5
   * 1.0 / 3.00 // "0.333333"
   */
  div<L extends number | bigint = never, A extends Numeric | Null | Unknown = NumberTag<L>, Q = never>(other: Expr<A, Q> | L): ColumnOf<DivOf<T, A> | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * Euler’s number raised to a power.
   *
   * @example
   * exp(0) // 1
   */
  exp(): ColumnOf<Float64 | NullIn<T>, R>
  /**
   * The largest whole number that is not greater.
   *
   * @example
   * floor(-1.5) // "-2"
   */
  floor(): ColumnOf<FloorOf<T> | NullIn<T>, R>
  /**
   * The whole part of a quotient, cut towards zero, as a 64-bit integer.
   *
   * @example
   * 7 div 2 // 3
   * -7 div 2 // -3
   */
  intDiv<A extends Integer | Decimal | Null | Unknown = Int32, Q = never>(other: Expr<A, Q> | number | bigint): ColumnOf<Int64 | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The natural logarithm; null of zero and negative numbers.
   *
   * @example
   * ln(1) // 0
   * ln(0) // null
   */
  log(): ColumnOf<Float64 | Null, R>
  /**
   * The logarithm to base 10; null of zero and negative numbers.
   *
   * @example
   * log10(1000) // 3
   */
  log10(): ColumnOf<Float64 | Null, R>
  /**
   * The logarithm to base 2; null of zero and negative numbers.
   *
   * @example
   * log2(8) // 3
   */
  log2(): ColumnOf<Float64 | Null, R>
  /**
   * The remainder of a division, with the sign of the dividend.
   *
   * @example
   * 7 % 3 // 1
   * -7 % 3 // -1
   */
  mod<L extends number | bigint = never, A extends Numeric | Null | Unknown = NumberTag<L>, Q = never>(other: Expr<A, Q> | L): ColumnOf<Promote<T, A> | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The product of two numbers.
   *
   * @example
   * 2 * 3 // 6
   * 1.5 * 1.5 // "2.25"
   */
  mul<L extends number | bigint = never, A extends Numeric | Null | Unknown = NumberTag<L>, Q = never>(other: Expr<A, Q> | L): ColumnOf<Promote<T, A> | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The number with the opposite sign.
   *
   * @example
   * negative(1) // -1
   */
  neg(): ColumnOf<NonNull<T> | NullIn<T>, R>
  /**
   * A number raised to a power.
   *
   * @example
   * power(2, 10) // 1024
   */
  pow<A extends Numeric | Null | Unknown = Int32, Q = never>(exponent: Expr<A, Q> | number | bigint): ColumnOf<Float64 | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The number rounded to so many digits behind the point, halves away from zero.
   *
   * @example
   * round(2.5) // "3"
   * round(2.55, 1) // "2.6"
   * round(155, -1) // 160
   */
  round(digits?: number): ColumnOf<NonNull<T> | NullIn<T>, R>
  /**
   * Minus one, zero or one, as the number is negative, zero or positive.
   *
   * @example
   * sign(-2.5) // -1
   */
  sign(): ColumnOf<Float64 | NullIn<T>, R>
  /**
   * The square root; NaN of a negative number.
   *
   * @example
   * sqrt(4) // 2
   */
  sqrt(): ColumnOf<Float64 | NullIn<T>, R>
  /**
   * The standard deviation of a sample (by n − 1); null for one row.
   *
   * @example
   * stddev(x) FROM VALUES (1), (2), (3) AS t(x) // 1
   */
  stddev(): Aggregated<Float64 | Null>
  /**
   * The standard deviation of a whole population (by n).
   *
   * @example
   * stddev_pop(x) FROM VALUES (1), (3) AS t(x) // 1
   */
  stddevPop(): Aggregated<Float64 | NullIn<T> | Empty>
  /**
   * The difference of two numbers.
   *
   * @example
   * 3 - 2 // 1
   */
  sub<L extends number | bigint = never, A extends Numeric | Null | Unknown = NumberTag<L>, Q = never>(other: Expr<A, Q> | L): ColumnOf<Promote<T, A> | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The sum: bigint of integers, double of floats, ten digits more of decimals.
   *
   * @example
   * sum(x) FROM VALUES (1), (NULL), (3) AS t(x) // 4
   */
  sum(): Aggregated<SumOf<T> | NullIn<T> | Empty>
  /**
   * The sum of two numbers, or null where it does not fit their type.
   *
   * @example
   * try_add(2147483647, 1) // null
   */
  tryAdd<L extends number | bigint = never, A extends Numeric | Null | Unknown = NumberTag<L>, Q = never>(other: Expr<A, Q> | L): ColumnOf<Promote<T, A> | Null, R | NoInfer<Q>>
  /**
   * The mean, or null where it does not fit its type.
   *
   * @example
   * try_avg(x) FROM VALUES (1), (2) AS t(x) // 1.5
   */
  tryAvg(): Aggregated<AvgOf<T> | Null>
  /**
   * The quotient of two numbers, or null where the divisor is zero.
   *
   * @example
   * try_divide(1, 0) // null
   */
  tryDiv<L extends number | bigint = never, A extends Numeric | Null | Unknown = NumberTag<L>, Q = never>(other: Expr<A, Q> | L): ColumnOf<DivOf<T, A> | Null, R | NoInfer<Q>>
  /**
   * The remainder of a division, or null where the divisor is zero.
   *
   * @example
   * try_mod(1, 0) // null
   */
  tryMod<L extends number | bigint = never, A extends Numeric | Null | Unknown = NumberTag<L>, Q = never>(other: Expr<A, Q> | L): ColumnOf<Promote<T, A> | Null, R | NoInfer<Q>>
  /**
   * The product of two numbers, or null where it does not fit their type.
   *
   * @example
   * try_multiply(2147483647, 2) // null
   */
  tryMul<L extends number | bigint = never, A extends Numeric | Null | Unknown = NumberTag<L>, Q = never>(other: Expr<A, Q> | L): ColumnOf<Promote<T, A> | Null, R | NoInfer<Q>>
  /**
   * The difference of two numbers, or null where it does not fit their type.
   *
   * @example
   * try_subtract(-2147483648, 1) // null
   */
  trySub<L extends number | bigint = never, A extends Numeric | Null | Unknown = NumberTag<L>, Q = never>(other: Expr<A, Q> | L): ColumnOf<Promote<T, A> | Null, R | NoInfer<Q>>
  /**
   * The sum, or null where it does not fit its type.
   *
   * @example
   * try_sum(x) FROM VALUES (9223372036854775807L), (1L) AS t(x) // null
   */
  trySum(): Aggregated<SumOf<T> | Null>
  /**
   * The variance of a whole population (by n).
   *
   * @example
   * var_pop(x) FROM VALUES (1), (3) AS t(x) // 1
   */
  varPop(): Aggregated<Float64 | NullIn<T> | Empty>
  /**
   * The variance of a sample (by n − 1); null for one row.
   *
   * @example
   * variance(x) FROM VALUES (1), (2), (3) AS t(x) // 1
   */
  variance(): Aggregated<Float64 | Null>
}

/** @ts-ignore variance is asserted */
export interface IntegerMethods<out T, out R> extends NumberMethods<T, R> {
  /**
   * The bits that both integers have.
   *
   * @example
   * 6 & 3 // 2
   */
  bitAnd<A extends Integer | Null | Unknown = Int8, Q = never>(other: Expr<A, Q> | number | bigint): ColumnOf<Promote<T, A> | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The integer with every bit turned over.
   *
   * @example
   * ~0 // -1
   */
  bitNot(): ColumnOf<NonNull<T> | NullIn<T>, R>
  /**
   * The bits that one of both integers has.
   *
   * @example
   * 6 | 3 // 7
   */
  bitOr<A extends Integer | Null | Unknown = Int8, Q = never>(other: Expr<A, Q> | number | bigint): ColumnOf<Promote<T, A> | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The bits that only one of both integers has.
   *
   * @example
   * 6 ^ 3 // 5
   */
  bitXor<A extends Integer | Null | Unknown = Int8, Q = never>(other: Expr<A, Q> | number | bigint): ColumnOf<Promote<T, A> | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The date so many days after 1970-01-01.
   *
   * @example
   * date_from_unix_date(1) // "1970-01-02"
   */
  dateFromUnixDate(): ColumnOf<Date32 | NullIn<T>, R>
  /**
   * The date of a year, month and day.
   *
   * @example
   * make_date(2024, 2, 29) // "2024-02-29"
   */
  makeDate<A extends Integer | Null | Unknown = Int32, Q = never, B extends Integer | Null | Unknown = Int32, Q2 = never>(month: Expr<A, Q> | number | bigint, day: Expr<B, Q2> | number | bigint): ColumnOf<Date32 | NullIn<T | A | B>, R | NoInfer<Q | Q2>>
  /**
   * The integer with its bits moved to the left.
   *
   * @example
   * shiftleft(1, 2) // 4
   */
  shiftLeft<A extends Integer | Null | Unknown = Int32, Q = never>(bits: Expr<A, Q> | number | bigint): ColumnOf<Promote<T, Int32> | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The integer with its bits moved to the right, keeping its sign.
   *
   * @example
   * shiftright(-4, 1) // -2
   */
  shiftRight<A extends Integer | Null | Unknown = Int32, Q = never>(bits: Expr<A, Q> | number | bigint): ColumnOf<Promote<T, Int32> | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The time so many microseconds after 1970-01-01 00:00:00 UTC.
   *
   * @example
   * timestamp_micros(1000000) // "1970-01-01T00:00:01Z"
   */
  timestampMicros(): ColumnOf<Timestamp | NullIn<T>, R>
  /**
   * The time so many milliseconds after 1970-01-01 00:00:00 UTC.
   *
   * @example
   * timestamp_millis(1000) // "1970-01-01T00:00:01Z"
   */
  timestampMillis(): ColumnOf<Timestamp | NullIn<T>, R>
  /**
   * The time so many seconds after 1970-01-01 00:00:00 UTC.
   *
   * @example
   * timestamp_seconds(1) // "1970-01-01T00:00:01Z"
   */
  timestampSeconds(): ColumnOf<Timestamp | NullIn<T>, R>
}

/** @ts-ignore variance is asserted */
export interface FloatMethods<out T, out R> extends NumberMethods<T, R> {
  /**
   * Whether the number is NaN; false for null.
   *
   * @example
   * isnan(double('NaN')) // true
   */
  isNaN(): ColumnOf<Bool, Loose<R>>
}

/** @ts-ignore variance is asserted */
export interface BooleanMethods<out T, out R, in N> {
  readonly [TRUE]: (columns: N) => void
  /**
   * Whether both are true; false where one is false, whatever the other is.
   *
   * @example
   * true and false // false
   * false and NULL // false
   * true and NULL // null
   */
  and<M, A extends Bool | Null | Unknown, Q = never>(other: Test<A, Q, M>): Condition<Bool | NullIn<T | A>, Loose<R | NoInfer<Q>>, N | NoInfer<M>>
  /**
   * Whether it is true in at least one row.
   *
   * @example
   * any(x) FROM VALUES (false), (NULL), (true) AS t(x) // true
   */
  any(): Aggregated<Bool | NullIn<T> | Empty>
  /**
   * For how many rows the condition is true.
   *
   * @example
   * count_if(x > 1) FROM VALUES (1), (2), (NULL) AS t(x) // 1
   */
  countIf(): Aggregated<Int64>
  /**
   * Whether it is true in all rows; nulls do not count.
   *
   * @example
   * every(x) FROM VALUES (true), (NULL) AS t(x) // true
   */
  every(): Aggregated<Bool | NullIn<T> | Empty>
  /**
   * Whether it is false; false where it is true or null.
   *
   * @example
   * NULL is false // false
   */
  isFalse(): Condition<Bool, Loose<R>, Refs<R>>
  /**
   * Whether it is true; false where it is false or null.
   *
   * @example
   * NULL is true // false
   */
  isTrue(): Condition<Bool, Loose<R>, N>
  /**
   * The opposite; null stays null.
   *
   * @example
   * not true // false
   * not NULL // null
   */
  not(): ColumnOf<Bool | NullIn<T>, R>
  /**
   * Whether one of both is true; true where one is true, whatever the other is.
   *
   * @example
   * true or NULL // true
   * false or NULL // null
   */
  or<M, A extends Bool | Null | Unknown, Q = never>(other: Test<A, Q, M>): Condition<Bool | NullIn<T | A>, Loose<R | NoInfer<Q>>, N & NoInfer<M>>
}

/** @ts-ignore variance is asserted */
export interface TimeMethods<out T, out R> {
  /**
   * The date so many days later.
   *
   * @example
   * date_add(DATE '2024-02-28', 2) // "2024-03-01"
   */
  addDays<A extends Integer | Null | Unknown = Int32, Q = never>(days: Expr<A, Q> | number | bigint): ColumnOf<Date32 | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The same day so many months later, or the last day of that month if it is shorter.
   *
   * @example
   * add_months(DATE '2024-01-31', 1) // "2024-02-29"
   * add_months(DATE '2024-02-29', -12) // "2023-02-28"
   */
  addMonths<A extends Integer | Null | Unknown = Int32, Q = never>(months: Expr<A, Q> | number | bigint): ColumnOf<Date32 | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * How many days this date is later than another.
   *
   * @example
   * datediff(DATE '2024-03-01', DATE '2024-02-28') // 2
   */
  dateDiff<A extends Temporal | Null | Unknown = Date32, Q = never>(start: Expr<A, Q> | Date | string): ColumnOf<Int32 | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The time as text by a pattern such as yyyy-MM-dd HH:mm:ss.
   *
   * @example
   * date_format(TIMESTAMP_NTZ '2024-02-29 13:05:00', 'd MMM yyyy, hh:mm a') // "29 Feb 2024, 01:05 PM"
   */
  dateFormat<A extends Utf8 | Null | Unknown = Utf8, Q = never>(pattern: Expr<A, Q> | string): ColumnOf<Utf8 | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The day of the month, 1 to 31.
   *
   * @example
   * day(DATE '2024-02-29') // 29
   */
  day(): ColumnOf<Int32 | NullIn<T>, R>
  /**
   * The day of the week: 1 is Sunday, 7 is Saturday.
   *
   * @example
   * dayofweek(DATE '2024-02-29') // 5
   */
  dayOfWeek(): ColumnOf<Int32 | NullIn<T>, R>
  /**
   * The day of the year, 1 to 366.
   *
   * @example
   * dayofyear(DATE '2024-03-01') // 61
   */
  dayOfYear(): ColumnOf<Int32 | NullIn<T>, R>
  /**
   * Takes the time for one of UTC and gives what the clocks of a time zone show.
   *
   * @example
   * from_utc_timestamp('2016-08-31', 'Asia/Seoul') // "2016-08-31T09:00:00Z"
   */
  fromUtcTimestamp<A extends Utf8 | Null | Unknown = Utf8, Q = never>(zone: Expr<A, Q> | string): ColumnOf<Timestamp | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The hour, 0 to 23.
   *
   * @example
   * hour(TIMESTAMP_NTZ '2024-02-29 12:34:56') // 12
   */
  hour(): ColumnOf<Int32 | NullIn<T>, R>
  /**
   * The last day of the month.
   *
   * @example
   * last_day(DATE '2024-02-10') // "2024-02-29"
   */
  lastDay(): ColumnOf<Date32 | NullIn<T>, R>
  /**
   * The minute, 0 to 59.
   *
   * @example
   * minute(TIMESTAMP_NTZ '2024-02-29 12:34:56') // 34
   */
  minute(): ColumnOf<Int32 | NullIn<T>, R>
  /**
   * The month, 1 to 12.
   *
   * @example
   * month(DATE '2024-02-29') // 2
   */
  month(): ColumnOf<Int32 | NullIn<T>, R>
  /**
   * How many months this time is later than another, in months of 31 days; rounded to 8 digits unless the last argument is false.
   *
   * @example
   * months_between(TIMESTAMP '1997-02-28 10:30:00', TIMESTAMP '1996-10-30 00:00:00') // 3.94959677
   */
  monthsBetween<A extends Temporal | Null | Unknown = Timestamp, Q = never, B extends Bool | Null | Unknown = Bool, Q2 = never>(start: Expr<A, Q> | Date | string, round?: Expr<B, Q2> | boolean): ColumnOf<Float64 | NullIn<T | A | B>, R | NoInfer<Q | Q2>>
  /**
   * The quarter of the year, 1 to 4.
   *
   * @example
   * quarter(DATE '2024-08-31') // 3
   */
  quarter(): ColumnOf<Int32 | NullIn<T>, R>
  /**
   * The second, 0 to 59.
   *
   * @example
   * second(TIMESTAMP_NTZ '2024-02-29 12:34:56') // 56
   */
  second(): ColumnOf<Int32 | NullIn<T>, R>
  /**
   * The date so many days earlier.
   *
   * @example
   * date_sub(DATE '2024-03-01', 1) // "2024-02-29"
   */
  subDays<A extends Integer | Null | Unknown = Int32, Q = never>(days: Expr<A, Q> | number | bigint): ColumnOf<Date32 | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The date that a text or time is; text is read by the pattern, or as yyyy-MM-dd.
   *
   * @example
   * to_date('29.02.2024', 'dd.MM.yyyy') // "2024-02-29"
   * to_date('2024-02-29') // "2024-02-29"
   */
  toDate<A extends Utf8 | Null | Unknown = Utf8, Q = never>(pattern?: Expr<A, Q> | string): ColumnOf<Date32 | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The time that a text or date is; text is read by the pattern, or as yyyy-MM-dd HH:mm:ss.
   *
   * @example
   * to_timestamp('29.02.2024 13:05', 'dd.MM.yyyy HH:mm') // "2024-02-29T13:05:00Z"
   */
  toTimestamp<A extends Utf8 | Null | Unknown = Utf8, Q = never>(pattern?: Expr<A, Q> | string): ColumnOf<Timestamp | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * Takes the time for what the clocks of a time zone show and gives it in UTC.
   *
   * @example
   * to_utc_timestamp('2016-08-31', 'Asia/Seoul') // "2016-08-30T15:00:00Z"
   */
  toUtcTimestamp<A extends Utf8 | Null | Unknown = Utf8, Q = never>(zone: Expr<A, Q> | string): ColumnOf<Timestamp | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The beginning of the year, quarter, month, week or day that holds the time; of a timestamp also of the hour and smaller units.
   *
   * @example
   * trunc(DATE '2024-02-29', 'month') // "2024-02-01"
   * trunc(DATE '2024-02-29', 'week') // "2024-02-26"
   */
  trunc(unit: 'year' | 'quarter' | 'month' | 'week' | 'day' | 'hour' | 'minute' | 'second' | 'millisecond' | 'microsecond'): ColumnOf<NonNull<T> | NullIn<T>, R>
  /**
   * Days since 1970-01-01.
   *
   * @example
   * unix_date(DATE '1970-01-02') // 1
   */
  unixDate(): ColumnOf<Int32 | NullIn<T>, R>
  /**
   * Microseconds since 1970-01-01 00:00:00 UTC.
   *
   * @example
   * unix_micros(TIMESTAMP '1970-01-01 00:00:01Z') // 1000000
   */
  unixMicros(): ColumnOf<Int64 | NullIn<T>, R>
  /**
   * Milliseconds since 1970-01-01 00:00:00 UTC, rounded down.
   *
   * @example
   * unix_millis(TIMESTAMP '1970-01-01 00:00:01Z') // 1000
   */
  unixMillis(): ColumnOf<Int64 | NullIn<T>, R>
  /**
   * Seconds since 1970-01-01 00:00:00 UTC, rounded down.
   *
   * @example
   * unix_seconds(TIMESTAMP '1970-01-01 00:00:01Z') // 1
   */
  unixSeconds(): ColumnOf<Int64 | NullIn<T>, R>
  /**
   * The day of the week: 0 is Monday, 6 is Sunday.
   *
   * @example
   * weekday(DATE '2024-02-29') // 3
   */
  weekDay(): ColumnOf<Int32 | NullIn<T>, R>
  /**
   * The ISO week of the year: weeks begin on Monday, the first one holds the first Thursday.
   *
   * @example
   * weekofyear(DATE '2021-01-03') // 53
   */
  weekOfYear(): ColumnOf<Int32 | NullIn<T>, R>
  /**
   * The year.
   *
   * @example
   * year(DATE '2024-02-29') // 2024
   */
  year(): ColumnOf<Int32 | NullIn<T>, R>
}

/** @ts-ignore variance is asserted */
export interface ListMethods<out T, out R> {
  /**
   * Whether a list holds a value; null where it does not but holds nulls.
   *
   * @example
   * array_contains(array(1, 2), 2) // true
   * array_contains(array(1, NULL), 2) // null
   */
  arrayContains<A extends AnyType = Void, Q = never>(value: Expr<A, Q> | string | number | bigint | boolean | Date | null): ColumnOf<Bool | NullIn<T | A | ElementOf<T>>, R | NoInfer<Q>>
  /**
   * The texts of a list one after the other with a separator between them; nulls are left out, or replaced by the last argument.
   *
   * @example
   * array_join(array('a', NULL, 'b'), ', ') // "a, b"
   * array_join(array('a', NULL), ', ', '?') // "a, ?"
   */
  arrayJoin<A extends Utf8 | Null | Unknown = Utf8, Q = never, B extends Utf8 | Null | Unknown = Utf8, Q2 = never>(separator: Expr<A, Q> | string, nullText?: Expr<B, Q2> | string): ColumnOf<Utf8 | NullIn<T | A | B>, R | NoInfer<Q | Q2>>
  /**
   * The position, from 1, of the first element that equals a value; 0 if there is none.
   *
   * @example
   * array_position(array(3, 2, 1), 1) // 3
   */
  arrayPosition<A extends AnyType = Void, Q = never>(value: Expr<A, Q> | string | number | bigint | boolean | Date | null): ColumnOf<Int64 | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * One element by its position from 1, from the end if negative; a position beyond the ends is an error.
   *
   * @example
   * element_at(array(1, 2, 3), 2) // 2
   * element_at(array(1, 2, 3), -1) // 3
   */
  elementAt<A extends Integer | Null | Unknown = Int32, Q = never>(index: Expr<A, Q> | number | bigint): ColumnOf<ElementOf<T> | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * How many elements a list has, or entries a map.
   *
   * @example
   * size(array(1, 2, 3)) // 3
   */
  size(): ColumnOf<Int32 | NullIn<T>, R>
}

/** @ts-ignore variance is asserted */
export interface MapMethods<out T, out R> {
  /**
   * Whether a map has a key.
   *
   * @example
   * map_contains_key(map('a', 1), 'a') // true
   */
  mapContainsKey<A extends AnyType = Void, Q = never>(key: Expr<A, Q> | string | number | bigint | boolean | Date | null): ColumnOf<Bool | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The keys of a map as a list.
   *
   * @example
   * map_keys(map('a', 1, 'b', 2)) // ["a","b"]
   */
  mapKeys(): ColumnOf<List<KeyOf<T>> | NullIn<T>, R>
  /**
   * The values of a map as a list.
   *
   * @example
   * map_values(map('a', 1, 'b', 2)) // [1,2]
   */
  mapValues(): ColumnOf<List<ValueOf<T>> | NullIn<T>, R>
}

/** @ts-ignore variance is asserted */
export interface StructMethods<out T, out R> {
}
