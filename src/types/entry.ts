/**
 * The algebra of schemas. A verb's result is written as a union of entries and turned into an object by `Obj`. The result
 * of a mapped type keeps its mapper, so a schema derived from a schema derived from a schema … would drag all of them
 * along, and TypeScript gives up at depth 100. An interface reference carries no mapper, and the `infer` gives the mapped
 * type a mapper of its own: chains of verbs stay linear, and hovers stay flat.
 */
import type { Common } from './widening.js'
import type { NonNull, Null, NullIn, Unknown } from './tag.js'

/** One column. */
export interface Entry<K, T> {
  readonly k: K
  readonly t: T
}
/** A schema from a union of entries. Must stay an alias of its own with `infer`: inlined, chains die at 120 steps. */
export type Obj<U> = [U] extends [infer V extends Entry<any, any>] ? { [E in V as E['k']]: E['t'] } : never

/** A frame whose columns are known only at run time. */
export type Dynamic = { [column: string]: Unknown }

/** The entries of some columns. K is never intersected with `keyof S`: two unions of N names make N × N intersections. */
export type Ent<S, K extends keyof S = keyof S> = { [P in K]: Entry<P, S[P]> }[K]
export type WithoutNull<S, N> = { [P in keyof S]: Entry<P, P extends N ? NonNull<S[P]> : S[P]> }[keyof S]
export type WithNull<S, Except> = { [P in Exclude<keyof S, Except>]: Entry<P, S[P] | Null> }[Exclude<keyof S, Except>]
export type Renamed<S, M> = { [P in keyof S]: Entry<P extends keyof M ? M[P] : P, S[P]> }[keyof S]
/** Entries whose names are taken, under names with a suffix. */
export type Suffixed<U, Taken, X extends string> =
  U extends Entry<infer K extends string, infer T> ? (K extends Taken ? Entry<`${K}${X}`, T> : U) : never
export type UnionOf<A, B> = WithNull<A, keyof B> | WithNull<B, keyof A> | Both<A, B, keyof A & keyof B>
export type Both<A, B, K extends keyof A & keyof B> = { [P in K]: Entry<P, Common<A[P], B[P]> | NullIn<A[P] | B[P]>> }[K]
/** The names of the columns in a union of entries. */
export type EntryNames<U> = U extends Entry<infer K, any> ? K : never

/** A message where a type would be: the compiler prints it. */
export interface ColumnError<Message extends string> {
  readonly error: Message
}
/** Names on both sides, the keys aside. */
export type Duplicates<A, B, K> = string extends keyof A | keyof B ? never : Exclude<keyof A & keyof B, K> & string
export type SameFamily<A, B> = Unknown extends A | B ? true
  : Exclude<A, Null> extends { readonly family: infer F } ? ([B] extends [{ readonly family: F }] ? true : SameNumber<A, B>) : false
export type SameNumber<A, B> = [A | B] extends [{ readonly family: 'integer' | 'float' | 'decimal' }] ? true : false
/** Names whose columns cannot be compared. */
export type Mismatched<A, B, K extends keyof A & keyof B> = { [P in K]: SameFamily<A[P], B[P]> extends true ? never : P }[K] & string
/** What a renaming must also be: its new names do not meet columns that stay. */
export type Clash<S, M> = string extends keyof S ? unknown
  : { [P in keyof M]: M[P] extends Exclude<keyof S, keyof M> ? ColumnError<`column '${M[P] & string}' already exists`> : unknown }
