/** From the words of a command line to an exit code: 0 done, 1 failed, 2 not understood, 130 interrupted. */
import { parseArgs } from 'node:util'
import type { Condition } from '../errors/catalogue.js'
import { raise, TypedFrameError } from '../errors/raise.js'
import { nearest } from '../errors/suggestion.js'
import { Arguments } from './arguments.js'
import { commands, type CommandEntry } from './commands.js'
import { commandHelp, mainHelp } from './help.js'

const DONE = 0, FAILED = 1, NOT_UNDERSTOOD = 2
/** By the user, as shells say it. */
export const INTERRUPTED = 130
const misunderstood: ReadonlySet<Condition> = new Set<Condition>(['INVALID_COMMAND_LINE', 'INVALID_CONFIG_VALUE'])

export async function run(words: readonly string[]): Promise<number> {
  const stop = new AbortController()
  let code = INTERRUPTED
  const interrupt = (): void => { stop.abort() }
  // a reader that has seen enough, as `head` has, is no failure
  const unread = ({ code: reason }: NodeJS.ErrnoException): void => {
    code = reason === 'EPIPE' ? DONE : FAILED
    stop.abort()
  }
  process.once('SIGINT', interrupt)
  process.stdout.on('error', unread)
  try {
    return await dispatch(words, stop.signal)
  } catch (error) {
    if (stop.signal.aborted) return code
    const message = error instanceof Error ? error.message : String(error)
    process.stderr.write(`typedframe: ${message.replace('[INVALID_COMMAND_LINE] ', '')}\n`)
    return error instanceof TypedFrameError && misunderstood.has(error.condition) ? NOT_UNDERSTOOD : FAILED
  } finally {
    process.off('SIGINT', interrupt)
  }
}
async function dispatch(words: readonly string[], signal: AbortSignal): Promise<number> {
  const [name, ...rest] = words
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') return print(helpOf(rest[0]))
  if (name === '--version' || name === '-v') return print(await version())
  const command = commandNamed(name), args = argumentsOf(name, command, rest)
  if (args.flag('help')) return print(commandHelp(name, command))
  const { run: work } = await command.load()
  return work(args, { signal, write: text => { process.stdout.write(text) } })
}
function print(text: string): number {
  process.stdout.write(text)
  return DONE
}
const helpOf = (name: string | undefined): string => name === undefined ? mainHelp() : commandHelp(name, commandNamed(name))

function commandNamed(name: string): CommandEntry {
  const known = Object.keys(commands), [near] = nearest(name, known)
  return Object.hasOwn(commands, name) ? commands[name]! : raise('INVALID_COMMAND_LINE', {
    problem: name.startsWith('-') ? `There is no option ${name} before a command` : `There is no command '${name}'`,
    hint: near === undefined ? `The commands are ${known.join(', ')}; see typedframe --help.` : `Did you mean '${near}'?`,
  })
}
function argumentsOf(name: string, { options, operands }: CommandEntry, words: readonly string[]): Arguments {
  const known = Object.keys(options),
    problem = (text: string, hint: string): never => raise('INVALID_COMMAND_LINE', { problem: text, hint })
  const { values, positionals, tokens } = parseArgs({
    args: [...words], strict: false, allowPositionals: true, tokens: true,
    options: Object.fromEntries(known.map(option => {
      const { short, value, multiple } = options[option]!
      return [option, { type: value === undefined ? 'boolean' as const : 'string' as const, ...short && { short },
        ...multiple && { multiple } }]
    })),
  })
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    const option = Object.hasOwn(options, token.name) ? options[token.name]! : undefined
    if (!option) {
      const near = nearest(token.name, known).map(n => `--${n}`)
      problem(`typedframe ${name} has no option ${token.rawName}`,
        near.length ? `Did you mean ${near.join(' or ')}?` : `See typedframe ${name} --help.`)
    } else if (option.value !== undefined && token.value === undefined) {
      problem(`${token.rawName} needs a value`, `Write ${token.rawName} ${option.value}.`)
    } else if (option.value === undefined && token.value !== undefined) {
      problem(`${token.rawName} takes no value`, `Write ${token.rawName} alone.`)
    }
  }
  const args = new Arguments(name, values, positionals)
  if (!args.flag('help') && (positionals.length < operands.least || positionals.length > operands.most)) {
    const count = positionals.length === 0 ? 'no files are' : positionals.length === 1 ? 'one file is' : `${positionals.length} files are`
    problem(`typedframe ${name} takes ${operands.text}; ${count} named`, `See typedframe ${name} --help.`)
  }
  return args
}
async function version(): Promise<string> {
  const { readFile } = await import('node:fs/promises')
  const { version: text } = JSON.parse(await readFile(new URL('../../../package.json', import.meta.url),
    'utf8')) as { readonly version: string }
  return `${text}\n`
}
