/** The result and the arguments of verbs over two frames. */
import type { Both, ColumnError, Duplicates, Ent, Mismatched, SameFamily, Suffixed, WithNull } from '../types/entry.js'
import type { DataFrame } from './data-frame.js'

export type How = 'inner' | 'left' | 'right' | 'full' | 'semi' | 'anti'
/** The names that appear once in the result: keys by name, and pairs of one name. */
export type Shared<K> = K extends string ? K : K extends readonly (infer N)[] ? N : { [L in keyof K]: K[L] extends L ? L : never }[keyof K]

/** The entries of the left and the right side. K: keys that appear once. */
export type JoinTable<A, B, K> = {
  inner: [Ent<A>, Ent<B, Exclude<keyof B, K>>]
  left: [Ent<A>, WithNull<B, K>]
  right: [WithNull<A, K>, Ent<B>]
  full: [WithNull<A, K> | Both<A, B, Extract<keyof B, K> & keyof A>, WithNull<B, K>]
  semi: [Ent<A>, never]
  anti: [Ent<A>, never]
}
export type Joined<A, B, K, H extends How, X extends string> = JoinedBy<A, B, Shared<K>, H, X>
export type JoinedBy<A, B, K, H extends How, X extends string> = [X] extends [never]
  ? JoinTable<A, B, K>[H][0] | JoinTable<A, B, K>[H][1]
  : JoinTable<A, B, K>[H][0] | Suffixed<JoinTable<A, B, K>[H][1], keyof A, X>
export type Conditional<A, B, H extends How, X extends string> = JoinedBy<A, B, never, H, X>
export type Crossed<A, B, X extends string> = JoinedBy<A, B, never, 'inner', X>

/** The other frame, or why it does not go together. */
export type JoinArg<A, B, K, H, X> = [MismatchedKeys<A, B, K>] extends [never]
  ? UniqueArg<A, B, Shared<K>, H, X>
  : ColumnError<`join key '${MismatchedKeys<A, B, K>}' has different types on the two sides: cast one of them`>
/**
 * The left names of keys that cannot be compared. Name by name: an intersection of K with all names would cost as much as
 * there are. A misspelled key leaves K at its constraint, to which lists of any length belong: then the key is what is wrong.
 */
export type MismatchedKeys<A, B, K> = readonly never[] extends K ? never
  : K extends string ? MismatchedName<A, B, K, K>
  : K extends readonly (infer N)[] ? MismatchedNames<A, B, N>
  : { [L in keyof K]: MismatchedName<A, B, L, K[L]> }[keyof K]
/** One name of the list at a time, or each would be compared with all. */
export type MismatchedNames<A, B, N> = N extends string ? MismatchedName<A, B, N, N> : never
export type MismatchedName<A, B, L, R> =
  L extends keyof A ? (R extends keyof B ? (SameFamily<A[L], B[R]> extends true ? never : L & string) : never) : never
export type OnArg<A, B, H, X> = UniqueArg<A, B, never, H, X>
export type CrossArg<A, B, X> = UniqueArg<A, B, never, 'inner', X>
/** The other frame, if no name but the keys K is on both sides, or a suffix X is given. */
export type UniqueArg<A, B, K, H, X> = [X] extends [never]
  ? [H extends 'semi' | 'anti' ? never : Duplicates<A, B, K>] extends [never]
    ? DataFrame<B>
    : ColumnError<`column '${Duplicates<A, B, K>}' exists on both sides of the join: drop or rename it, or pass { suffix }`>
  : DataFrame<B>

export type OneSided<A, B> = string extends keyof A | keyof B ? never : Exclude<keyof A, keyof B> | Exclude<keyof B, keyof A>
export type UnionArg<A, B, Missing> = [Mismatched<A, B, keyof A & keyof B>] extends [never]
  ? [Missing] extends [true]
    ? DataFrame<B>
    : [OneSided<A, B>] extends [never]
      ? DataFrame<B>
      : ColumnError<`column '${OneSided<A, B> & string}' is on one side only: pass { allowMissingColumns: true }`>
  : ColumnError<`column '${Mismatched<A, B, keyof A & keyof B>}' has different types on the two sides: cast one of them`>
/** As for `unionByName` without missing columns. */
export type SetArg<A, B> = [Mismatched<A, B, keyof A & keyof B>] extends [never]
  ? [OneSided<A, B>] extends [never]
    ? DataFrame<B>
    : ColumnError<`column '${OneSided<A, B> & string}' is on one side only`>
  : ColumnError<`column '${Mismatched<A, B, keyof A & keyof B>}' has different types on the two sides: cast one of them`>
