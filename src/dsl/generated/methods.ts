// Generated from the declarations in src/functions by scripts/generate-signatures.ts. Do not edit.
import type { Lit, NumberTag } from '../../types/literal.js'
import type { Bool, Comparable, Decimal, Float64, Int32, Int64, Integer, List, NonNull, Null, NullIn, Numeric, Unknown, Utf8 } from '../../types/tag.js'
import type { Common, DivOf, FloorOf, Promote } from '../../types/widening.js'
import type { Column, Condition } from '../column.js'
import type { Expr, Loose, Refs, Test, TRUE } from '../expr.js'
import type { FallbackNull, RefsOf, TagsOf } from '../operands.js'

/** @ts-ignore variance is asserted */
export interface AnyMethods<out T, out R> {
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
  coalesce<const X extends readonly (Expr<Comparable<T>, any> | Lit<T>)[]>(...fallbacks: X): Column<Common<T, TagsOf<X, T>> | FallbackNull<X, T>, Loose<R | RefsOf<X>>>
  /**
   * Whether both are equal; null where one is null.
   *
   * @example
   * 1 = 1 // true
   * 1 = NULL // null
   */
  eq<A extends Comparable<T> = Exclude<Comparable<T>, Null | Unknown>, Q = never>(other: Expr<A, Q> | Lit<T>): Column<Bool | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * Whether both are equal or both are null; never null.
   *
   * @example
   * NULL <=> NULL // true
   * 1 <=> NULL // false
   */
  eqNullSafe<A extends Comparable<T> = Exclude<Comparable<T>, Null | Unknown>, Q = never>(other: Expr<A, Q> | Lit<T>): Column<Bool, Loose<R | NoInfer<Q>>>
  /**
   * Whether the first is greater or equal.
   *
   * @example
   * 2 >= 2 // true
   */
  ge<A extends Comparable<T> = Exclude<Comparable<T>, Null | Unknown>, Q = never>(other: Expr<A, Q> | Lit<T>): Column<Bool | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The largest of the values; nulls are passed over.
   *
   * @example
   * greatest(1, NULL, 3) // 3
   */
  greatest<const X extends readonly (Expr<Comparable<T>, any> | Lit<T>)[], A extends Comparable<T> = Exclude<Comparable<T>, Null | Unknown>, Q = never>(other: Expr<A, Q> | Lit<T>, ...others: X): Column<Common<T, A> | NullIn<A>, Loose<R | NoInfer<Q> | RefsOf<X>>>
  /**
   * Whether the first is greater.
   *
   * @example
   * 2 > 1 // true
   */
  gt<A extends Comparable<T> = Exclude<Comparable<T>, Null | Unknown>, Q = never>(other: Expr<A, Q> | Lit<T>): Column<Bool | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The value, or another one where it is null.
   *
   * @example
   * ifnull(NULL, 2) // 2
   * ifnull(1, 2) // 1
   */
  ifNull<A extends Comparable<T> = Exclude<Comparable<T>, Null | Unknown>, Q = never>(other: Expr<A, Q> | Lit<T>): Column<Common<T, A> | NullIn<A>, Loose<R | NoInfer<Q>>>
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
   * Whether the first is less or equal.
   *
   * @example
   * 2 <= 2 // true
   */
  le<A extends Comparable<T> = Exclude<Comparable<T>, Null | Unknown>, Q = never>(other: Expr<A, Q> | Lit<T>): Column<Bool | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The smallest of the values; nulls are passed over.
   *
   * @example
   * least(3, NULL, 1) // 1
   */
  least<const X extends readonly (Expr<Comparable<T>, any> | Lit<T>)[], A extends Comparable<T> = Exclude<Comparable<T>, Null | Unknown>, Q = never>(other: Expr<A, Q> | Lit<T>, ...others: X): Column<Common<T, A> | NullIn<A>, Loose<R | NoInfer<Q> | RefsOf<X>>>
  /**
   * Whether the first is less.
   *
   * @example
   * 1 < 2 // true
   * 'b' < 'a' // false
   */
  lt<A extends Comparable<T> = Exclude<Comparable<T>, Null | Unknown>, Q = never>(other: Expr<A, Q> | Lit<T>): Column<Bool | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * Whether both differ; null where one is null.
   *
   * @example
   * 1 != 2 // true
   */
  ne<A extends Comparable<T> = Exclude<Comparable<T>, Null | Unknown>, Q = never>(other: Expr<A, Q> | Lit<T>): Column<Bool | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The value, or null where it equals another one.
   *
   * @example
   * nullif(1, 1) // null
   * nullif(1, 2) // 1
   */
  nullIf<A extends Comparable<T> = Exclude<Comparable<T>, Null | Unknown>, Q = never>(other: Expr<A, Q> | Lit<T>): Column<NonNull<T> | Null, Loose<R | NoInfer<Q>>>
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
  concat<const X extends readonly (Expr<Utf8 | Null | Unknown, any> | string)[]>(...others: X): Column<Utf8 | NullIn<T | TagsOf<X, T>>, R | RefsOf<X>>
  /**
   * The texts one after the other with a separator between them; nulls are left out.
   *
   * @example
   * concat_ws(', ', 'a', NULL, 'b') // "a, b"
   * concat_ws(NULL, 'a') // null
   */
  concatWs<const X extends readonly (Expr<Utf8 | Null | Unknown, any> | string)[]>(...parts: X): Column<Utf8 | NullIn<T>, Loose<R | RefsOf<X>>>
  /**
   * Whether the text holds another one.
   *
   * @example
   * contains('abc', 'bc') // true
   * contains('abc', 'x') // false
   */
  contains<A extends Utf8 | Null | Unknown = Utf8, Q = never>(part: Expr<A, Q> | string): Column<Bool | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * Whether the text ends with another one.
   *
   * @example
   * endswith('abc', 'bc') // true
   */
  endsWith<A extends Utf8 | Null | Unknown = Utf8, Q = never>(suffix: Expr<A, Q> | string): Column<Bool | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The same as like, whatever the case of the letters.
   *
   * @example
   * ilike('Spark', '_PARK') // true
   */
  ilike<A extends Utf8 | Null | Unknown = Utf8, Q = never>(pattern: Expr<A, Q> | string, escape?: string): Column<Bool | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The text in lower case, but the first character and those behind a space in upper case.
   *
   * @example
   * initcap('spark sql') // "Spark Sql"
   */
  initcap(): Column<Utf8 | NullIn<T>, R>
  /**
   * The position, from 1, of the first occurrence of a text in this one; 0 if there is none.
   *
   * @example
   * instr('abcb', 'b') // 2
   * instr('abc', 'x') // 0
   */
  instr<A extends Utf8 | Null | Unknown = Utf8, Q = never>(part: Expr<A, Q> | string): Column<Int32 | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The first characters of the text.
   *
   * @example
   * left('abcdef', 2) // "ab"
   */
  left<A extends Integer | Null | Unknown = Int32, Q = never>(count: Expr<A, Q> | number | bigint): Column<Utf8 | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The number of characters.
   *
   * @example
   * length('abc') // 3
   * length('日本 😀') // 4
   */
  length(): Column<Int32 | NullIn<T>, R>
  /**
   * Whether the text matches a pattern, in which % stands for any characters and _ for one; a backslash (or the given character) before them takes that away.
   *
   * @example
   * like('Spark', '_park') // true
   * like('100%', '100^%', '^') // true
   * like('a
b', 'a%b') // true
   */
  like<A extends Utf8 | Null | Unknown = Utf8, Q = never>(pattern: Expr<A, Q> | string, escape?: string): Column<Bool | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The position, from 1, of the first occurrence of this text in another, at or behind a position; 0 if there is none.
   *
   * @example
   * locate('b', 'abcb') // 2
   * locate('b', 'abcb', 3) // 4
   */
  locate<A extends Utf8 | Null | Unknown = Utf8, Q = never, B extends Integer | Null | Unknown = Int32, Q2 = never>(text: Expr<A, Q> | string, from?: Expr<B, Q2> | number | bigint): Column<Int32 | NullIn<T | A | B>, R | NoInfer<Q | Q2>>
  /**
   * The text in lower case.
   *
   * @example
   * lower('ABC') // "abc"
   * lower('ΟΔΟΣ') // "οδος"
   */
  lower(): Column<Utf8 | NullIn<T>, R>
  /**
   * The text filled up at its beginning (or cut) to so many characters.
   *
   * @example
   * lpad('7', 3, '0') // "007"
   * lpad('abc', 2) // "ab"
   */
  lpad<A extends Integer | Null | Unknown = Int32, Q = never, B extends Utf8 | Null | Unknown = Utf8, Q2 = never>(length: Expr<A, Q> | number | bigint, pad?: Expr<B, Q2> | string): Column<Utf8 | NullIn<T | A | B>, R | NoInfer<Q | Q2>>
  /**
   * The text without spaces (or the given characters) at its beginning.
   *
   * @example
   * ltrim('  a ') // "a "
   */
  ltrim<A extends Utf8 | Null | Unknown = Utf8, Q = never>(characters?: Expr<A, Q> | string): Column<Utf8 | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The number of bytes of the text in UTF-8.
   *
   * @example
   * octet_length('abc') // 3
   * octet_length('é') // 2
   */
  octetLength(): Column<Int32 | NullIn<T>, R>
  /**
   * The text so many times.
   *
   * @example
   * repeat('ab', 3) // "ababab"
   * repeat('ab', -1) // ""
   */
  repeat<A extends Integer | Null | Unknown = Int32, Q = never>(times: Expr<A, Q> | number | bigint): Column<Utf8 | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The text with every occurrence of one text replaced by another (by default left out).
   *
   * @example
   * replace('abcab', 'ab', 'x') // "xcx"
   * replace('abcab', 'ab') // "c"
   */
  replace<A extends Utf8 | Null | Unknown = Utf8, Q = never, B extends Utf8 | Null | Unknown = Utf8, Q2 = never>(search: Expr<A, Q> | string, replacement?: Expr<B, Q2> | string): Column<Utf8 | NullIn<T | A | B>, R | NoInfer<Q | Q2>>
  /**
   * The characters of the text in reverse order.
   *
   * @example
   * reverse('abc') // "cba"
   */
  reverse(): Column<Utf8 | NullIn<T>, R>
  /**
   * The last characters of the text.
   *
   * @example
   * right('abcdef', 2) // "ef"
   */
  right<A extends Integer | Null | Unknown = Int32, Q = never>(count: Expr<A, Q> | number | bigint): Column<Utf8 | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * Whether a part of the text matches a regular expression (as Java writes them).
   *
   * @example
   * rlike('Spark 4', '[0-9]$') // true
   * rlike('Spark', '^park') // false
   */
  rlike<A extends Utf8 | Null | Unknown = Utf8, Q = never>(pattern: Expr<A, Q> | string): Column<Bool | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The text filled up at its end (or cut) to so many characters.
   *
   * @example
   * rpad('ab', 5, 'xy') // "abxyx"
   * rpad('a', 3) // "a  "
   */
  rpad<A extends Integer | Null | Unknown = Int32, Q = never, B extends Utf8 | Null | Unknown = Utf8, Q2 = never>(length: Expr<A, Q> | number | bigint, pad?: Expr<B, Q2> | string): Column<Utf8 | NullIn<T | A | B>, R | NoInfer<Q | Q2>>
  /**
   * The text without spaces (or the given characters) at its end.
   *
   * @example
   * rtrim('  a ') // "  a"
   */
  rtrim<A extends Utf8 | Null | Unknown = Utf8, Q = never>(characters?: Expr<A, Q> | string): Column<Utf8 | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The parts of the text between matches of a regular expression; with a limit above 0 at most so many, the last one whole.
   *
   * @example
   * split('a1b2c', '[0-9]') // ["a","b","c"]
   * split('a,b,c', ',', 2) // ["a","b,c"]
   * split('ab', '') // ["a","b"]
   */
  split<A extends Utf8 | Null | Unknown = Utf8, Q = never, B extends Integer | Null | Unknown = Int32, Q2 = never>(pattern: Expr<A, Q> | string, limit?: Expr<B, Q2> | number | bigint): Column<List<Utf8> | NullIn<T | A | B>, R | NoInfer<Q | Q2>>
  /**
   * Whether the text begins with another one.
   *
   * @example
   * startswith('abc', 'ab') // true
   */
  startsWith<A extends Utf8 | Null | Unknown = Utf8, Q = never>(prefix: Expr<A, Q> | string): Column<Bool | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * Part of the text: from a position that counts from 1 (negative: from the end), so many characters or all that follow.
   *
   * @example
   * substring('abcdef', 2, 3) // "bcd"
   * substring('abcdef', -2) // "ef"
   * substring('abc', -5, 3) // "a"
   */
  substring<A extends Integer | Null | Unknown = Int32, Q = never, B extends Integer | Null | Unknown = Int32, Q2 = never>(start: Expr<A, Q> | number | bigint, length?: Expr<B, Q2> | number | bigint): Column<Utf8 | NullIn<T | A | B>, R | NoInfer<Q | Q2>>
  /**
   * The text without spaces (or the given characters) at both ends.
   *
   * @example
   * trim('  a b ') // "a b"
   * btrim('xyaxyx', 'xy') // "a"
   */
  trim<A extends Utf8 | Null | Unknown = Utf8, Q = never>(characters?: Expr<A, Q> | string): Column<Utf8 | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The text in upper case.
   *
   * @example
   * upper('abc') // "ABC"
   * upper('straße') // "STRASSE"
   */
  upper(): Column<Utf8 | NullIn<T>, R>
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
  abs(): Column<NonNull<T> | NullIn<T>, R>
  /**
   * The sum of two numbers.
   *
   * @example
   * 1 + 2 // 3
   * 1.5 + 2.25 // "3.75"
   */
  add<L extends number | bigint = never, A extends Numeric | Null | Unknown = NumberTag<L>, Q = never>(other: Expr<A, Q> | L): Column<Promote<T, A> | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The smallest whole number that is not less.
   *
   * @example
   * ceil(-1.5) // "-1"
   */
  ceil(): Column<FloorOf<T> | NullIn<T>, R>
  /**
   * The quotient of two numbers: a double, or a decimal of decimals.
   *
   * @example
   * 7 / 2 // 3.5
   * 1.0 / 3.00 // "0.333333"
   */
  div<L extends number | bigint = never, A extends Numeric | Null | Unknown = NumberTag<L>, Q = never>(other: Expr<A, Q> | L): Column<DivOf<T, A> | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * Euler’s number raised to a power.
   *
   * @example
   * exp(0) // 1
   */
  exp(): Column<Float64 | NullIn<T>, R>
  /**
   * The largest whole number that is not greater.
   *
   * @example
   * floor(-1.5) // "-2"
   */
  floor(): Column<FloorOf<T> | NullIn<T>, R>
  /**
   * The whole part of a quotient, cut towards zero, as a 64-bit integer.
   *
   * @example
   * 7 div 2 // 3
   * -7 div 2 // -3
   */
  intDiv<A extends Integer | Decimal | Null | Unknown = Int32, Q = never>(other: Expr<A, Q> | number | bigint): Column<Int64 | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The natural logarithm; null of zero and negative numbers.
   *
   * @example
   * ln(1) // 0
   * ln(0) // null
   */
  log(): Column<Float64 | Null, R>
  /**
   * The logarithm to base 10; null of zero and negative numbers.
   *
   * @example
   * log10(1000) // 3
   */
  log10(): Column<Float64 | Null, R>
  /**
   * The logarithm to base 2; null of zero and negative numbers.
   *
   * @example
   * log2(8) // 3
   */
  log2(): Column<Float64 | Null, R>
  /**
   * The remainder of a division, with the sign of the dividend.
   *
   * @example
   * 7 % 3 // 1
   * -7 % 3 // -1
   */
  mod<L extends number | bigint = never, A extends Numeric | Null | Unknown = NumberTag<L>, Q = never>(other: Expr<A, Q> | L): Column<Promote<T, A> | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The product of two numbers.
   *
   * @example
   * 2 * 3 // 6
   * 1.5 * 1.5 // "2.25"
   */
  mul<L extends number | bigint = never, A extends Numeric | Null | Unknown = NumberTag<L>, Q = never>(other: Expr<A, Q> | L): Column<Promote<T, A> | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The number with the opposite sign.
   *
   * @example
   * negative(1) // -1
   */
  neg(): Column<NonNull<T> | NullIn<T>, R>
  /**
   * A number raised to a power.
   *
   * @example
   * power(2, 10) // 1024
   */
  pow<A extends Numeric | Null | Unknown = Int32, Q = never>(exponent: Expr<A, Q> | number | bigint): Column<Float64 | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The number rounded to so many digits behind the point, halves away from zero.
   *
   * @example
   * round(2.5) // "3"
   * round(2.55, 1) // "2.6"
   * round(155, -1) // 160
   */
  round(digits?: number): Column<NonNull<T> | NullIn<T>, R>
  /**
   * Minus one, zero or one, as the number is negative, zero or positive.
   *
   * @example
   * sign(-2.5) // -1
   */
  sign(): Column<Float64 | NullIn<T>, R>
  /**
   * The square root; NaN of a negative number.
   *
   * @example
   * sqrt(4) // 2
   */
  sqrt(): Column<Float64 | NullIn<T>, R>
  /**
   * The difference of two numbers.
   *
   * @example
   * 3 - 2 // 1
   */
  sub<L extends number | bigint = never, A extends Numeric | Null | Unknown = NumberTag<L>, Q = never>(other: Expr<A, Q> | L): Column<Promote<T, A> | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The sum of two numbers, or null where it does not fit their type.
   *
   * @example
   * try_add(2147483647, 1) // null
   */
  tryAdd<L extends number | bigint = never, A extends Numeric | Null | Unknown = NumberTag<L>, Q = never>(other: Expr<A, Q> | L): Column<Promote<T, A> | Null, R | NoInfer<Q>>
  /**
   * The quotient of two numbers, or null where the divisor is zero.
   *
   * @example
   * try_divide(1, 0) // null
   */
  tryDiv<L extends number | bigint = never, A extends Numeric | Null | Unknown = NumberTag<L>, Q = never>(other: Expr<A, Q> | L): Column<DivOf<T, A> | Null, R | NoInfer<Q>>
  /**
   * The remainder of a division, or null where the divisor is zero.
   *
   * @example
   * try_mod(1, 0) // null
   */
  tryMod<L extends number | bigint = never, A extends Numeric | Null | Unknown = NumberTag<L>, Q = never>(other: Expr<A, Q> | L): Column<Promote<T, A> | Null, R | NoInfer<Q>>
  /**
   * The product of two numbers, or null where it does not fit their type.
   *
   * @example
   * try_multiply(2147483647, 2) // null
   */
  tryMul<L extends number | bigint = never, A extends Numeric | Null | Unknown = NumberTag<L>, Q = never>(other: Expr<A, Q> | L): Column<Promote<T, A> | Null, R | NoInfer<Q>>
  /**
   * The difference of two numbers, or null where it does not fit their type.
   *
   * @example
   * try_subtract(-2147483648, 1) // null
   */
  trySub<L extends number | bigint = never, A extends Numeric | Null | Unknown = NumberTag<L>, Q = never>(other: Expr<A, Q> | L): Column<Promote<T, A> | Null, R | NoInfer<Q>>
}

/** @ts-ignore variance is asserted */
export interface IntegerMethods<out T, out R> extends NumberMethods<T, R> {
  /**
   * The bits that both integers have.
   *
   * @example
   * 6 & 3 // 2
   */
  bitAnd<A extends Integer | Null | Unknown = Int32, Q = never>(other: Expr<A, Q> | number | bigint): Column<Promote<T, A> | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The integer with every bit turned over.
   *
   * @example
   * ~0 // -1
   */
  bitNot(): Column<NonNull<T> | NullIn<T>, R>
  /**
   * The bits that one of both integers has.
   *
   * @example
   * 6 | 3 // 7
   */
  bitOr<A extends Integer | Null | Unknown = Int32, Q = never>(other: Expr<A, Q> | number | bigint): Column<Promote<T, A> | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The bits that only one of both integers has.
   *
   * @example
   * 6 ^ 3 // 5
   */
  bitXor<A extends Integer | Null | Unknown = Int32, Q = never>(other: Expr<A, Q> | number | bigint): Column<Promote<T, A> | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The integer with its bits moved to the left.
   *
   * @example
   * shiftleft(1, 2) // 4
   */
  shiftLeft<A extends Integer | Null | Unknown = Int32, Q = never>(bits: Expr<A, Q> | number | bigint): Column<Promote<T, Int32> | NullIn<T | A>, R | NoInfer<Q>>
  /**
   * The integer with its bits moved to the right, keeping its sign.
   *
   * @example
   * shiftright(-4, 1) // -2
   */
  shiftRight<A extends Integer | Null | Unknown = Int32, Q = never>(bits: Expr<A, Q> | number | bigint): Column<Promote<T, Int32> | NullIn<T | A>, R | NoInfer<Q>>
}

/** @ts-ignore variance is asserted */
export interface FloatMethods<out T, out R> extends NumberMethods<T, R> {
  /**
   * Whether the number is NaN; false for null.
   *
   * @example
   * isnan(double('NaN')) // true
   */
  isNaN(): Column<Bool, Loose<R>>
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
  not(): Column<Bool | NullIn<T>, R>
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
}

/** @ts-ignore variance is asserted */
export interface ListMethods<out T, out R> {
}

/** @ts-ignore variance is asserted */
export interface MapMethods<out T, out R> {
}

/** @ts-ignore variance is asserted */
export interface StructMethods<out T, out R> {
}
