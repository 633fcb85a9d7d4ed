/** The words of one command, as its code asks for them. */
import { raise } from '../errors/raise.js'
import { nearest } from '../errors/suggestion.js'

type Value = string | boolean | readonly (string | boolean)[] | undefined

export class Arguments {
  constructor(private readonly command: string, private readonly values: Readonly<Record<string, Value>>,
    readonly operands: readonly string[]) {}

  flag(option: string): boolean { return this.values[option] === true }
  text(option: string): string | undefined {
    const value = this.values[option]
    return typeof value === 'string' ? value : undefined
  }
  /** Of an option that may be given several times. */
  texts(option: string): readonly string[] {
    const value = this.values[option]
    return Array.isArray(value) ? value.map(String) : []
  }
  whole(option: string): number | undefined {
    const text = this.text(option)
    if (text === undefined) return undefined
    return /^\d{1,15}$/.test(text) ? Number(text) : this.refuse(`--${option} cannot be '${text}'`, 'It must be a whole number.')
  }
  oneOf<T extends string>(option: string, allowed: readonly T[]): T | undefined {
    const text = this.text(option)
    if (text === undefined) return undefined
    const found = allowed.find(a => a === text), [near] = nearest(text, allowed)
    return found ?? this.refuse(`--${option} cannot be '${text}'`,
      near === undefined ? `It must be one of ${allowed.join(', ')}.` : `Did you mean '${near}'?`)
  }
  /** @throws INVALID_COMMAND_LINE, which ends with exit code 2 */
  refuse(problem: string,
    hint = `See typedframe ${this.command} --help.`): never { return raise('INVALID_COMMAND_LINE', { problem, hint }) }
}
/** What a command may do to the world around it, besides files. */
export interface Terminal {
  readonly signal: AbortSignal
  /** To the standard output. */
  write(text: string): void
}
/** Gives the exit code. */
export type Run = (args: Arguments, terminal: Terminal) => Promise<number>
