// Generated from the declarations in src/functions by scripts/generate-signatures.ts. Do not edit.
import type { TRUE } from '../expr.js'

/** @ts-ignore variance is asserted */
export interface AnyMethods<out T, out R> {
}

/** @ts-ignore variance is asserted */
export interface StringMethods<out T, out R> {
}

/** @ts-ignore variance is asserted */
export interface BinaryMethods<out T, out R> {
}

/** @ts-ignore variance is asserted */
export interface NumberMethods<out T, out R> {
}

/** @ts-ignore variance is asserted */
export interface IntegerMethods<out T, out R> extends NumberMethods<T, R> {
}

/** @ts-ignore variance is asserted */
export interface FloatMethods<out T, out R> extends NumberMethods<T, R> {
}

/** @ts-ignore variance is asserted */
export interface BooleanMethods<out T, out R, in N> {
  readonly [TRUE]: (columns: N) => void
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
