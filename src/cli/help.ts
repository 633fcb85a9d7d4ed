/** What `--help` prints, made of the list of commands. */
import { commands, type CommandEntry } from './commands.js'

const indented = (rows: readonly (readonly [string, string])[]): string => {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n')
}
export const mainHelp = (): string => `typedframe: data files from the command line

Usage: typedframe COMMAND …

Commands
${indented(Object.entries(commands).map(([name, { summary }]) => [`${name} ${commands[name]!.usage}`, summary]))}

Options
${indented([['--help', 'show this; typedframe COMMAND --help says more'], ['--version', 'print the version']])}
`
export const commandHelp = (name: string, { summary, usage, options, examples }: CommandEntry): string => `typedframe ${name}: ${summary}

Usage: typedframe ${name} ${usage}

Options
${indented(Object.entries(options).map(([option, { short, value, help }]) =>
    [`--${option}${value === undefined ? '' : ` ${value}`}${short === undefined ? '' : `, -${short}`}`, help]))}

Examples
${examples.map(e => `  typedframe ${name} ${e}`).join('\n')}
`
