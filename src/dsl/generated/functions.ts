// Generated from the declarations in src/functions by scripts/generate-signatures.ts. Do not edit.
import { call } from '../column-value.js'
import type { Lit, NumberTag } from '../../types/literal.js'
import type { AnyType, Bool, Comparable, Decimal, Float, Float64, Int32, Int64, Integer, List, NonNull, Null, NullIn, Numeric, Unknown, Utf8, Void } from '../../types/tag.js'
import type { Common, DivOf, FloorOf, Promote } from '../../types/widening.js'
import type { Column, Condition } from '../column.js'
import type { Expr, Loose, Refs, Test } from '../expr.js'
import type { FallbackNull, RefsOf, TagsOf } from '../operands.js'

/**
 * The number without its sign.
 *
 * @example
 * abs(-1) // 1
 */
export function abs<T extends Numeric | Null | Unknown = Int32, Q = never>(value: Expr<T, Q> | number | bigint): Column<NonNull<T> | NullIn<T>, NoInfer<Q>> {
  return call('abs', [value])
}
/**
 * The sum of two numbers.
 *
 * @example
 * 1 + 2 // 3
 * 1.5 + 2.25 // "3.75"
 */
export function add<T extends Numeric | Null | Unknown = Int32, Q = never, L extends number | bigint = never, A extends Numeric | Null | Unknown = NumberTag<L>, Q2 = never>(value: Expr<T, Q> | number | bigint, other: Expr<A, Q2> | L): Column<Promote<T, A> | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('add', [value, other])
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
export function bitAnd<T extends Integer | Null | Unknown = Int32, Q = never, A extends Integer | Null | Unknown = Int32, Q2 = never>(value: Expr<T, Q> | number | bigint, other: Expr<A, Q2> | number | bigint): Column<Promote<T, A> | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('bitAnd', [value, other])
}
/**
 * The integer with every bit turned over.
 *
 * @example
 * ~0 // -1
 */
export function bitNot<T extends Integer | Null | Unknown = Int32, Q = never>(value: Expr<T, Q> | number | bigint): Column<NonNull<T> | NullIn<T>, NoInfer<Q>> {
  return call('bitNot', [value])
}
/**
 * The bits that one of both integers has.
 *
 * @example
 * 6 | 3 // 7
 */
export function bitOr<T extends Integer | Null | Unknown = Int32, Q = never, A extends Integer | Null | Unknown = Int32, Q2 = never>(value: Expr<T, Q> | number | bigint, other: Expr<A, Q2> | number | bigint): Column<Promote<T, A> | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('bitOr', [value, other])
}
/**
 * The bits that only one of both integers has.
 *
 * @example
 * 6 ^ 3 // 5
 */
export function bitXor<T extends Integer | Null | Unknown = Int32, Q = never, A extends Integer | Null | Unknown = Int32, Q2 = never>(value: Expr<T, Q> | number | bigint, other: Expr<A, Q2> | number | bigint): Column<Promote<T, A> | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('bitXor', [value, other])
}
/**
 * The smallest whole number that is not less.
 *
 * @example
 * ceil(-1.5) // "-1"
 */
export function ceil<T extends Numeric | Null | Unknown = Int32, Q = never>(value: Expr<T, Q> | number | bigint): Column<FloorOf<T> | NullIn<T>, NoInfer<Q>> {
  return call('ceil', [value])
}
/**
 * The first of the values that is not null.
 *
 * @example
 * coalesce(NULL, 1, 2) // 1
 * coalesce(NULL, NULL) // null
 */
export function coalesce<T extends AnyType, const X extends readonly (Expr<Comparable<T>, any> | Lit<T>)[], Q = never>(value: Expr<T, Q>, ...fallbacks: X): Column<Common<T, TagsOf<X, T>> | FallbackNull<X, T>, Loose<NoInfer<Q> | RefsOf<X>>> {
  return call('coalesce', [value, ...fallbacks])
}
/**
 * The texts one after the other; null if any of them is null.
 *
 * @example
 * concat('a', 'b', 'c') // "abc"
 * concat('a', NULL) // null
 */
export function concat<const X extends readonly (Expr<Utf8 | Null | Unknown, any> | string)[], T extends Utf8 | Null | Unknown = Utf8, Q = never>(text: Expr<T, Q> | string, ...others: X): Column<Utf8 | NullIn<T | TagsOf<X, T>>, NoInfer<Q> | RefsOf<X>> {
  return call('concat', [text, ...others])
}
/**
 * The texts one after the other with a separator between them; nulls are left out.
 *
 * @example
 * concat_ws(', ', 'a', NULL, 'b') // "a, b"
 * concat_ws(NULL, 'a') // null
 */
export function concatWs<const X extends readonly (Expr<Utf8 | Null | Unknown, any> | string)[], T extends Utf8 | Null | Unknown = Utf8, Q = never>(separator: Expr<T, Q> | string, ...parts: X): Column<Utf8 | NullIn<T>, Loose<NoInfer<Q> | RefsOf<X>>> {
  return call('concatWs', [separator, ...parts])
}
/**
 * Whether the text holds another one.
 *
 * @example
 * contains('abc', 'bc') // true
 * contains('abc', 'x') // false
 */
export function contains<T extends Utf8 | Null | Unknown = Utf8, Q = never, A extends Utf8 | Null | Unknown = Utf8, Q2 = never>(text: Expr<T, Q> | string, part: Expr<A, Q2> | string): Column<Bool | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('contains', [text, part])
}
/**
 * The quotient of two numbers: a double, or a decimal of decimals.
 *
 * @example
 * 7 / 2 // 3.5
 * 1.0 / 3.00 // "0.333333"
 */
export function div<T extends Numeric | Null | Unknown = Int32, Q = never, L extends number | bigint = never, A extends Numeric | Null | Unknown = NumberTag<L>, Q2 = never>(value: Expr<T, Q> | number | bigint, other: Expr<A, Q2> | L): Column<DivOf<T, A> | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('div', [value, other])
}
/**
 * Whether the text ends with another one.
 *
 * @example
 * endswith('abc', 'bc') // true
 */
export function endsWith<T extends Utf8 | Null | Unknown = Utf8, Q = never, A extends Utf8 | Null | Unknown = Utf8, Q2 = never>(text: Expr<T, Q> | string, suffix: Expr<A, Q2> | string): Column<Bool | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('endsWith', [text, suffix])
}
/**
 * Whether both are equal; null where one is null.
 *
 * @example
 * 1 = 1 // true
 * 1 = NULL // null
 */
export function eq<T extends AnyType = Void, Q = never, A extends Comparable<T> = Exclude<Comparable<T>, Null | Unknown>, Q2 = never>(value: Expr<T, Q> | string | number | bigint | boolean | Date | null, other: Expr<A, Q2> | Lit<T>): Column<Bool | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('eq', [value, other])
}
/**
 * Whether both are equal or both are null; never null.
 *
 * @example
 * NULL <=> NULL // true
 * 1 <=> NULL // false
 */
export function eqNullSafe<T extends AnyType = Void, Q = never, A extends Comparable<T> = Exclude<Comparable<T>, Null | Unknown>, Q2 = never>(value: Expr<T, Q> | string | number | bigint | boolean | Date | null, other: Expr<A, Q2> | Lit<T>): Column<Bool, Loose<NoInfer<Q | Q2>>> {
  return call('eqNullSafe', [value, other])
}
/**
 * Euler’s number raised to a power.
 *
 * @example
 * exp(0) // 1
 */
export function exp<T extends Numeric | Null | Unknown = Int32, Q = never>(value: Expr<T, Q> | number | bigint): Column<Float64 | NullIn<T>, NoInfer<Q>> {
  return call('exp', [value])
}
/**
 * The largest whole number that is not greater.
 *
 * @example
 * floor(-1.5) // "-2"
 */
export function floor<T extends Numeric | Null | Unknown = Int32, Q = never>(value: Expr<T, Q> | number | bigint): Column<FloorOf<T> | NullIn<T>, NoInfer<Q>> {
  return call('floor', [value])
}
/**
 * Whether the first is greater or equal.
 *
 * @example
 * 2 >= 2 // true
 */
export function ge<T extends AnyType = Void, Q = never, A extends Comparable<T> = Exclude<Comparable<T>, Null | Unknown>, Q2 = never>(value: Expr<T, Q> | string | number | bigint | boolean | Date | null, other: Expr<A, Q2> | Lit<T>): Column<Bool | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('ge', [value, other])
}
/**
 * The largest of the values; nulls are passed over.
 *
 * @example
 * greatest(1, NULL, 3) // 3
 */
export function greatest<const X extends readonly (Expr<Comparable<T>, any> | Lit<T>)[], T extends AnyType = Void, Q = never, A extends Comparable<T> = Exclude<Comparable<T>, Null | Unknown>, Q2 = never>(value: Expr<T, Q> | string | number | bigint | boolean | Date | null, other: Expr<A, Q2> | Lit<T>, ...others: X): Column<Common<T, A> | NullIn<A>, Loose<NoInfer<Q | Q2> | RefsOf<X>>> {
  return call('greatest', [value, other, ...others])
}
/**
 * Whether the first is greater.
 *
 * @example
 * 2 > 1 // true
 */
export function gt<T extends AnyType = Void, Q = never, A extends Comparable<T> = Exclude<Comparable<T>, Null | Unknown>, Q2 = never>(value: Expr<T, Q> | string | number | bigint | boolean | Date | null, other: Expr<A, Q2> | Lit<T>): Column<Bool | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('gt', [value, other])
}
/**
 * The value, or another one where it is null.
 *
 * @example
 * ifnull(NULL, 2) // 2
 * ifnull(1, 2) // 1
 */
export function ifNull<T extends AnyType = Void, Q = never, A extends Comparable<T> = Exclude<Comparable<T>, Null | Unknown>, Q2 = never>(value: Expr<T, Q> | string | number | bigint | boolean | Date | null, other: Expr<A, Q2> | Lit<T>): Column<Common<T, A> | NullIn<A>, Loose<NoInfer<Q | Q2>>> {
  return call('ifNull', [value, other])
}
/**
 * The same as like, whatever the case of the letters.
 *
 * @example
 * ilike('Spark', '_PARK') // true
 */
export function ilike<T extends Utf8 | Null | Unknown = Utf8, Q = never, A extends Utf8 | Null | Unknown = Utf8, Q2 = never>(text: Expr<T, Q> | string, pattern: Expr<A, Q2> | string, escape?: string): Column<Bool | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('ilike', [text, pattern, escape])
}
/**
 * The text in lower case, but the first character and those behind a space in upper case.
 *
 * @example
 * initcap('spark sql') // "Spark Sql"
 */
export function initcap<T extends Utf8 | Null | Unknown = Utf8, Q = never>(text: Expr<T, Q> | string): Column<Utf8 | NullIn<T>, NoInfer<Q>> {
  return call('initcap', [text])
}
/**
 * The position, from 1, of the first occurrence of a text in this one; 0 if there is none.
 *
 * @example
 * instr('abcb', 'b') // 2
 * instr('abc', 'x') // 0
 */
export function instr<T extends Utf8 | Null | Unknown = Utf8, Q = never, A extends Utf8 | Null | Unknown = Utf8, Q2 = never>(text: Expr<T, Q> | string, part: Expr<A, Q2> | string): Column<Int32 | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('instr', [text, part])
}
/**
 * The whole part of a quotient, cut towards zero, as a 64-bit integer.
 *
 * @example
 * 7 div 2 // 3
 * -7 div 2 // -3
 */
export function intDiv<T extends Integer | Decimal | Null | Unknown = Int32, Q = never, A extends Integer | Decimal | Null | Unknown = Int32, Q2 = never>(value: Expr<T, Q> | number | bigint, other: Expr<A, Q2> | number | bigint): Column<Int64 | NullIn<T | A>, NoInfer<Q | Q2>> {
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
export function isNaN<T extends Float | Null | Unknown = Float64, Q = never>(value: Expr<T, Q> | number): Column<Bool, Loose<NoInfer<Q>>> {
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
 * Whether the first is less or equal.
 *
 * @example
 * 2 <= 2 // true
 */
export function le<T extends AnyType = Void, Q = never, A extends Comparable<T> = Exclude<Comparable<T>, Null | Unknown>, Q2 = never>(value: Expr<T, Q> | string | number | bigint | boolean | Date | null, other: Expr<A, Q2> | Lit<T>): Column<Bool | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('le', [value, other])
}
/**
 * The smallest of the values; nulls are passed over.
 *
 * @example
 * least(3, NULL, 1) // 1
 */
export function least<const X extends readonly (Expr<Comparable<T>, any> | Lit<T>)[], T extends AnyType = Void, Q = never, A extends Comparable<T> = Exclude<Comparable<T>, Null | Unknown>, Q2 = never>(value: Expr<T, Q> | string | number | bigint | boolean | Date | null, other: Expr<A, Q2> | Lit<T>, ...others: X): Column<Common<T, A> | NullIn<A>, Loose<NoInfer<Q | Q2> | RefsOf<X>>> {
  return call('least', [value, other, ...others])
}
/**
 * The first characters of the text.
 *
 * @example
 * left('abcdef', 2) // "ab"
 */
export function left<T extends Utf8 | Null | Unknown = Utf8, Q = never, A extends Integer | Null | Unknown = Int32, Q2 = never>(text: Expr<T, Q> | string, count: Expr<A, Q2> | number | bigint): Column<Utf8 | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('left', [text, count])
}
/**
 * The number of characters.
 *
 * @example
 * length('abc') // 3
 * length('日本 😀') // 4
 */
export function length<T extends Utf8 | Null | Unknown = Utf8, Q = never>(text: Expr<T, Q> | string): Column<Int32 | NullIn<T>, NoInfer<Q>> {
  return call('length', [text])
}
/**
 * Whether the text matches a pattern, in which % stands for any characters and _ for one; a backslash (or the given character) before them takes that away.
 *
 * @example
 * like('Spark', '_park') // true
 * like('100%', '100^%', '^') // true
 * like('a
b', 'a%b') // true
 */
export function like<T extends Utf8 | Null | Unknown = Utf8, Q = never, A extends Utf8 | Null | Unknown = Utf8, Q2 = never>(text: Expr<T, Q> | string, pattern: Expr<A, Q2> | string, escape?: string): Column<Bool | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('like', [text, pattern, escape])
}
/**
 * The position, from 1, of the first occurrence of this text in another, at or behind a position; 0 if there is none.
 *
 * @example
 * locate('b', 'abcb') // 2
 * locate('b', 'abcb', 3) // 4
 */
export function locate<T extends Utf8 | Null | Unknown = Utf8, Q = never, A extends Utf8 | Null | Unknown = Utf8, Q2 = never, B extends Integer | Null | Unknown = Int32, Q3 = never>(part: Expr<T, Q> | string, text: Expr<A, Q2> | string, from?: Expr<B, Q3> | number | bigint): Column<Int32 | NullIn<T | A | B>, NoInfer<Q | Q2 | Q3>> {
  return call('locate', [part, text, from])
}
/**
 * The natural logarithm; null of zero and negative numbers.
 *
 * @example
 * ln(1) // 0
 * ln(0) // null
 */
export function log<T extends Numeric | Null | Unknown = Int32, Q = never>(value: Expr<T, Q> | number | bigint): Column<Float64 | Null, NoInfer<Q>> {
  return call('log', [value])
}
/**
 * The logarithm to base 10; null of zero and negative numbers.
 *
 * @example
 * log10(1000) // 3
 */
export function log10<T extends Numeric | Null | Unknown = Int32, Q = never>(value: Expr<T, Q> | number | bigint): Column<Float64 | Null, NoInfer<Q>> {
  return call('log10', [value])
}
/**
 * The logarithm to base 2; null of zero and negative numbers.
 *
 * @example
 * log2(8) // 3
 */
export function log2<T extends Numeric | Null | Unknown = Int32, Q = never>(value: Expr<T, Q> | number | bigint): Column<Float64 | Null, NoInfer<Q>> {
  return call('log2', [value])
}
/**
 * The text in lower case.
 *
 * @example
 * lower('ABC') // "abc"
 * lower('ΟΔΟΣ') // "οδος"
 */
export function lower<T extends Utf8 | Null | Unknown = Utf8, Q = never>(text: Expr<T, Q> | string): Column<Utf8 | NullIn<T>, NoInfer<Q>> {
  return call('lower', [text])
}
/**
 * The text filled up at its beginning (or cut) to so many characters.
 *
 * @example
 * lpad('7', 3, '0') // "007"
 * lpad('abc', 2) // "ab"
 */
export function lpad<T extends Utf8 | Null | Unknown = Utf8, Q = never, A extends Integer | Null | Unknown = Int32, Q2 = never, B extends Utf8 | Null | Unknown = Utf8, Q3 = never>(text: Expr<T, Q> | string, length: Expr<A, Q2> | number | bigint, pad?: Expr<B, Q3> | string): Column<Utf8 | NullIn<T | A | B>, NoInfer<Q | Q2 | Q3>> {
  return call('lpad', [text, length, pad])
}
/**
 * Whether the first is less.
 *
 * @example
 * 1 < 2 // true
 * 'b' < 'a' // false
 */
export function lt<T extends AnyType = Void, Q = never, A extends Comparable<T> = Exclude<Comparable<T>, Null | Unknown>, Q2 = never>(value: Expr<T, Q> | string | number | bigint | boolean | Date | null, other: Expr<A, Q2> | Lit<T>): Column<Bool | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('lt', [value, other])
}
/**
 * The text without spaces (or the given characters) at its beginning.
 *
 * @example
 * ltrim('  a ') // "a "
 */
export function ltrim<T extends Utf8 | Null | Unknown = Utf8, Q = never, A extends Utf8 | Null | Unknown = Utf8, Q2 = never>(text: Expr<T, Q> | string, characters?: Expr<A, Q2> | string): Column<Utf8 | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('ltrim', [text, characters])
}
/**
 * The remainder of a division, with the sign of the dividend.
 *
 * @example
 * 7 % 3 // 1
 * -7 % 3 // -1
 */
export function mod<T extends Numeric | Null | Unknown = Int32, Q = never, L extends number | bigint = never, A extends Numeric | Null | Unknown = NumberTag<L>, Q2 = never>(value: Expr<T, Q> | number | bigint, other: Expr<A, Q2> | L): Column<Promote<T, A> | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('mod', [value, other])
}
/**
 * The product of two numbers.
 *
 * @example
 * 2 * 3 // 6
 * 1.5 * 1.5 // "2.25"
 */
export function mul<T extends Numeric | Null | Unknown = Int32, Q = never, L extends number | bigint = never, A extends Numeric | Null | Unknown = NumberTag<L>, Q2 = never>(value: Expr<T, Q> | number | bigint, other: Expr<A, Q2> | L): Column<Promote<T, A> | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('mul', [value, other])
}
/**
 * Whether both differ; null where one is null.
 *
 * @example
 * 1 != 2 // true
 */
export function ne<T extends AnyType = Void, Q = never, A extends Comparable<T> = Exclude<Comparable<T>, Null | Unknown>, Q2 = never>(value: Expr<T, Q> | string | number | bigint | boolean | Date | null, other: Expr<A, Q2> | Lit<T>): Column<Bool | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('ne', [value, other])
}
/**
 * The number with the opposite sign.
 *
 * @example
 * negative(1) // -1
 */
export function neg<T extends Numeric | Null | Unknown = Int32, Q = never>(value: Expr<T, Q> | number | bigint): Column<NonNull<T> | NullIn<T>, NoInfer<Q>> {
  return call('neg', [value])
}
/**
 * The opposite; null stays null.
 *
 * @example
 * not true // false
 * not NULL // null
 */
export function not<T extends Bool | Null | Unknown = Bool, Q = never>(value: Expr<T, Q> | boolean): Column<Bool | NullIn<T>, NoInfer<Q>> {
  return call('not', [value])
}
/**
 * The value, or null where it equals another one.
 *
 * @example
 * nullif(1, 1) // null
 * nullif(1, 2) // 1
 */
export function nullIf<T extends AnyType = Void, Q = never, A extends Comparable<T> = Exclude<Comparable<T>, Null | Unknown>, Q2 = never>(value: Expr<T, Q> | string | number | bigint | boolean | Date | null, other: Expr<A, Q2> | Lit<T>): Column<NonNull<T> | Null, Loose<NoInfer<Q | Q2>>> {
  return call('nullIf', [value, other])
}
/**
 * The number of bytes of the text in UTF-8.
 *
 * @example
 * octet_length('abc') // 3
 * octet_length('é') // 2
 */
export function octetLength<T extends Utf8 | Null | Unknown = Utf8, Q = never>(text: Expr<T, Q> | string): Column<Int32 | NullIn<T>, NoInfer<Q>> {
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
export function pow<T extends Numeric | Null | Unknown = Int32, Q = never, A extends Numeric | Null | Unknown = Int32, Q2 = never>(value: Expr<T, Q> | number | bigint, exponent: Expr<A, Q2> | number | bigint): Column<Float64 | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('pow', [value, exponent])
}
/**
 * The text so many times.
 *
 * @example
 * repeat('ab', 3) // "ababab"
 * repeat('ab', -1) // ""
 */
export function repeat<T extends Utf8 | Null | Unknown = Utf8, Q = never, A extends Integer | Null | Unknown = Int32, Q2 = never>(text: Expr<T, Q> | string, times: Expr<A, Q2> | number | bigint): Column<Utf8 | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('repeat', [text, times])
}
/**
 * The text with every occurrence of one text replaced by another (by default left out).
 *
 * @example
 * replace('abcab', 'ab', 'x') // "xcx"
 * replace('abcab', 'ab') // "c"
 */
export function replace<T extends Utf8 | Null | Unknown = Utf8, Q = never, A extends Utf8 | Null | Unknown = Utf8, Q2 = never, B extends Utf8 | Null | Unknown = Utf8, Q3 = never>(text: Expr<T, Q> | string, search: Expr<A, Q2> | string, replacement?: Expr<B, Q3> | string): Column<Utf8 | NullIn<T | A | B>, NoInfer<Q | Q2 | Q3>> {
  return call('replace', [text, search, replacement])
}
/**
 * The characters of the text in reverse order.
 *
 * @example
 * reverse('abc') // "cba"
 */
export function reverse<T extends Utf8 | Null | Unknown = Utf8, Q = never>(text: Expr<T, Q> | string): Column<Utf8 | NullIn<T>, NoInfer<Q>> {
  return call('reverse', [text])
}
/**
 * The last characters of the text.
 *
 * @example
 * right('abcdef', 2) // "ef"
 */
export function right<T extends Utf8 | Null | Unknown = Utf8, Q = never, A extends Integer | Null | Unknown = Int32, Q2 = never>(text: Expr<T, Q> | string, count: Expr<A, Q2> | number | bigint): Column<Utf8 | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('right', [text, count])
}
/**
 * Whether a part of the text matches a regular expression (as Java writes them).
 *
 * @example
 * rlike('Spark 4', '[0-9]$') // true
 * rlike('Spark', '^park') // false
 */
export function rlike<T extends Utf8 | Null | Unknown = Utf8, Q = never, A extends Utf8 | Null | Unknown = Utf8, Q2 = never>(text: Expr<T, Q> | string, pattern: Expr<A, Q2> | string): Column<Bool | NullIn<T | A>, NoInfer<Q | Q2>> {
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
export function round<T extends Numeric | Null | Unknown = Int32, Q = never>(value: Expr<T, Q> | number | bigint, digits?: number): Column<NonNull<T> | NullIn<T>, NoInfer<Q>> {
  return call('round', [value, digits])
}
/**
 * The text filled up at its end (or cut) to so many characters.
 *
 * @example
 * rpad('ab', 5, 'xy') // "abxyx"
 * rpad('a', 3) // "a  "
 */
export function rpad<T extends Utf8 | Null | Unknown = Utf8, Q = never, A extends Integer | Null | Unknown = Int32, Q2 = never, B extends Utf8 | Null | Unknown = Utf8, Q3 = never>(text: Expr<T, Q> | string, length: Expr<A, Q2> | number | bigint, pad?: Expr<B, Q3> | string): Column<Utf8 | NullIn<T | A | B>, NoInfer<Q | Q2 | Q3>> {
  return call('rpad', [text, length, pad])
}
/**
 * The text without spaces (or the given characters) at its end.
 *
 * @example
 * rtrim('  a ') // "  a"
 */
export function rtrim<T extends Utf8 | Null | Unknown = Utf8, Q = never, A extends Utf8 | Null | Unknown = Utf8, Q2 = never>(text: Expr<T, Q> | string, characters?: Expr<A, Q2> | string): Column<Utf8 | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('rtrim', [text, characters])
}
/**
 * The integer with its bits moved to the left.
 *
 * @example
 * shiftleft(1, 2) // 4
 */
export function shiftLeft<T extends Integer | Null | Unknown = Int32, Q = never, A extends Integer | Null | Unknown = Int32, Q2 = never>(value: Expr<T, Q> | number | bigint, bits: Expr<A, Q2> | number | bigint): Column<Promote<T, Int32> | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('shiftLeft', [value, bits])
}
/**
 * The integer with its bits moved to the right, keeping its sign.
 *
 * @example
 * shiftright(-4, 1) // -2
 */
export function shiftRight<T extends Integer | Null | Unknown = Int32, Q = never, A extends Integer | Null | Unknown = Int32, Q2 = never>(value: Expr<T, Q> | number | bigint, bits: Expr<A, Q2> | number | bigint): Column<Promote<T, Int32> | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('shiftRight', [value, bits])
}
/**
 * Minus one, zero or one, as the number is negative, zero or positive.
 *
 * @example
 * sign(-2.5) // -1
 */
export function sign<T extends Numeric | Null | Unknown = Int32, Q = never>(value: Expr<T, Q> | number | bigint): Column<Float64 | NullIn<T>, NoInfer<Q>> {
  return call('sign', [value])
}
/**
 * The parts of the text between matches of a regular expression; with a limit above 0 at most so many, the last one whole.
 *
 * @example
 * split('a1b2c', '[0-9]') // ["a","b","c"]
 * split('a,b,c', ',', 2) // ["a","b,c"]
 * split('ab', '') // ["a","b"]
 */
export function split<T extends Utf8 | Null | Unknown = Utf8, Q = never, A extends Utf8 | Null | Unknown = Utf8, Q2 = never, B extends Integer | Null | Unknown = Int32, Q3 = never>(text: Expr<T, Q> | string, pattern: Expr<A, Q2> | string, limit?: Expr<B, Q3> | number | bigint): Column<List<Utf8> | NullIn<T | A | B>, NoInfer<Q | Q2 | Q3>> {
  return call('split', [text, pattern, limit])
}
/**
 * The square root; NaN of a negative number.
 *
 * @example
 * sqrt(4) // 2
 */
export function sqrt<T extends Numeric | Null | Unknown = Int32, Q = never>(value: Expr<T, Q> | number | bigint): Column<Float64 | NullIn<T>, NoInfer<Q>> {
  return call('sqrt', [value])
}
/**
 * Whether the text begins with another one.
 *
 * @example
 * startswith('abc', 'ab') // true
 */
export function startsWith<T extends Utf8 | Null | Unknown = Utf8, Q = never, A extends Utf8 | Null | Unknown = Utf8, Q2 = never>(text: Expr<T, Q> | string, prefix: Expr<A, Q2> | string): Column<Bool | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('startsWith', [text, prefix])
}
/**
 * The difference of two numbers.
 *
 * @example
 * 3 - 2 // 1
 */
export function sub<T extends Numeric | Null | Unknown = Int32, Q = never, L extends number | bigint = never, A extends Numeric | Null | Unknown = NumberTag<L>, Q2 = never>(value: Expr<T, Q> | number | bigint, other: Expr<A, Q2> | L): Column<Promote<T, A> | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('sub', [value, other])
}
/**
 * Part of the text: from a position that counts from 1 (negative: from the end), so many characters or all that follow.
 *
 * @example
 * substring('abcdef', 2, 3) // "bcd"
 * substring('abcdef', -2) // "ef"
 * substring('abc', -5, 3) // "a"
 */
export function substring<T extends Utf8 | Null | Unknown = Utf8, Q = never, A extends Integer | Null | Unknown = Int32, Q2 = never, B extends Integer | Null | Unknown = Int32, Q3 = never>(text: Expr<T, Q> | string, start: Expr<A, Q2> | number | bigint, length?: Expr<B, Q3> | number | bigint): Column<Utf8 | NullIn<T | A | B>, NoInfer<Q | Q2 | Q3>> {
  return call('substring', [text, start, length])
}
/**
 * The text without spaces (or the given characters) at both ends.
 *
 * @example
 * trim('  a b ') // "a b"
 * btrim('xyaxyx', 'xy') // "a"
 */
export function trim<T extends Utf8 | Null | Unknown = Utf8, Q = never, A extends Utf8 | Null | Unknown = Utf8, Q2 = never>(text: Expr<T, Q> | string, characters?: Expr<A, Q2> | string): Column<Utf8 | NullIn<T | A>, NoInfer<Q | Q2>> {
  return call('trim', [text, characters])
}
/**
 * The sum of two numbers, or null where it does not fit their type.
 *
 * @example
 * try_add(2147483647, 1) // null
 */
export function tryAdd<T extends Numeric | Null | Unknown = Int32, Q = never, L extends number | bigint = never, A extends Numeric | Null | Unknown = NumberTag<L>, Q2 = never>(value: Expr<T, Q> | number | bigint, other: Expr<A, Q2> | L): Column<Promote<T, A> | Null, NoInfer<Q | Q2>> {
  return call('tryAdd', [value, other])
}
/**
 * The quotient of two numbers, or null where the divisor is zero.
 *
 * @example
 * try_divide(1, 0) // null
 */
export function tryDiv<T extends Numeric | Null | Unknown = Int32, Q = never, L extends number | bigint = never, A extends Numeric | Null | Unknown = NumberTag<L>, Q2 = never>(value: Expr<T, Q> | number | bigint, other: Expr<A, Q2> | L): Column<DivOf<T, A> | Null, NoInfer<Q | Q2>> {
  return call('tryDiv', [value, other])
}
/**
 * The remainder of a division, or null where the divisor is zero.
 *
 * @example
 * try_mod(1, 0) // null
 */
export function tryMod<T extends Numeric | Null | Unknown = Int32, Q = never, L extends number | bigint = never, A extends Numeric | Null | Unknown = NumberTag<L>, Q2 = never>(value: Expr<T, Q> | number | bigint, other: Expr<A, Q2> | L): Column<Promote<T, A> | Null, NoInfer<Q | Q2>> {
  return call('tryMod', [value, other])
}
/**
 * The product of two numbers, or null where it does not fit their type.
 *
 * @example
 * try_multiply(2147483647, 2) // null
 */
export function tryMul<T extends Numeric | Null | Unknown = Int32, Q = never, L extends number | bigint = never, A extends Numeric | Null | Unknown = NumberTag<L>, Q2 = never>(value: Expr<T, Q> | number | bigint, other: Expr<A, Q2> | L): Column<Promote<T, A> | Null, NoInfer<Q | Q2>> {
  return call('tryMul', [value, other])
}
/**
 * The difference of two numbers, or null where it does not fit their type.
 *
 * @example
 * try_subtract(-2147483648, 1) // null
 */
export function trySub<T extends Numeric | Null | Unknown = Int32, Q = never, L extends number | bigint = never, A extends Numeric | Null | Unknown = NumberTag<L>, Q2 = never>(value: Expr<T, Q> | number | bigint, other: Expr<A, Q2> | L): Column<Promote<T, A> | Null, NoInfer<Q | Q2>> {
  return call('trySub', [value, other])
}
/**
 * The text in upper case.
 *
 * @example
 * upper('abc') // "ABC"
 * upper('straße') // "STRASSE"
 */
export function upper<T extends Utf8 | Null | Unknown = Utf8, Q = never>(text: Expr<T, Q> | string): Column<Utf8 | NullIn<T>, NoInfer<Q>> {
  return call('upper', [text])
}
