/** Options as plain JavaScript may give them: each is known and of its kind, or the error says which is not. */
import { raise } from '../errors/raise.js'
import { suggestion } from '../errors/suggestion.js'
import type { ExplainOptions, JsOptions, RunOptions } from './options.js'

/** What an option must be, or undefined when the value is that. */
export type OptionCheck = (value: unknown) => string | undefined
export type OptionChecks<O> = Readonly<Record<keyof O & string, OptionCheck>>

export const oneOf = (...allowed: readonly string[]): OptionCheck => value =>
  typeof value === 'string' && allowed.includes(value) ? undefined : `It must be one of ${allowed.join(', ')}.`
export const whole = (least: number, most = Number.MAX_SAFE_INTEGER): OptionCheck => value => {
  if (Number.isInteger(value) && Number(value) >= least && Number(value) <= most) return undefined
  return most === Number.MAX_SAFE_INTEGER ? `It must be a whole number, at least ${least}.`
    : `It must be a whole number from ${least} to ${most}.`
}
export const yesOrNo: OptionCheck = value => typeof value === 'boolean' ? undefined : 'It must be true or false.'
export const timeZoneName: OptionCheck = value => {
  try {
    if (typeof value === 'string') return void new Intl.DateTimeFormat('en', { timeZone: value })
  } catch { /* said below */ }
  return "It must be an IANA name such as 'Europe/Berlin' or 'UTC'."
}
export const text: OptionCheck = value => typeof value === 'string' && value !== '' ? undefined : 'It must be a text that is not empty.'
export const callback: OptionCheck = value => typeof value === 'function' ? undefined : 'It must be a function.'
const abortSignal: OptionCheck = value =>
  typeof value === 'object' && value !== null && 'aborted' in value && 'addEventListener' in value ? undefined
    : 'It must be an AbortSignal, such as AbortSignal.timeout(1000).'

export const jsChecks: OptionChecks<JsOptions> = {
  int64: oneOf('number', 'bigint', 'string'), decimal: oneOf('string', 'number'), date: oneOf('string', 'Date'),
  timestamp: oneOf('Date', 'string', 'micros'),
}
export const watchChecks: OptionChecks<Omit<RunOptions, keyof JsOptions>> = { signal: abortSignal, onProgress: callback }
export const runChecks: OptionChecks<RunOptions> = { ...jsChecks, ...watchChecks }
export const explainChecks: OptionChecks<ExplainOptions> = { metrics: yesOrNo, codegen: yesOrNo }

/**
 * The options as they were given. One that is undefined is not given.
 * @throws INVALID_ARGUMENT for what is no object, INVALID_CONFIG_VALUE naming the option and, for an unknown one, the nearest
 */
export function checkOptions<O extends object>(verb: string, given: O, checks: OptionChecks<O>): O {
  checkValues(verb, given, checks)
  const unknown = Object.keys(given).find(option => !Object.hasOwn(checks, option))
  return unknown === undefined ? given
    : invalid(unknown, (given as Cells)[unknown], `There is no such option. ${suggestion(unknown, Object.keys(checks))}`)
}
/** The same for some of the options: others are looked at elsewhere. */
export function checkValues<O extends object>(verb: string, given: O, checks: Readonly<Record<string, OptionCheck>>): O {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    const what = given === null ? 'null' : Array.isArray(given) ? 'a list' : `a ${typeof given}`
    return raise('INVALID_ARGUMENT', { verb, message: `options are an object such as { ${Object.keys(checks)[0]!}: … }, not ${what}` })
  }
  for (const [option, check] of Object.entries(checks)) {
    const value = (given as Cells)[option], hint = value === undefined ? undefined : check(value)
    if (hint !== undefined) return invalid(option, value, hint)
  }
  return given
}
type Cells = Readonly<Record<string, unknown>>
const invalid = (option: string, value: unknown,
  hint: string): never => raise('INVALID_CONFIG_VALUE', { option, value: shown(value), hint })
const shown = (value: unknown): string =>
  typeof value === 'object' && value !== null ? 'an object' : typeof value === 'function' ? 'a function' : String(value)
