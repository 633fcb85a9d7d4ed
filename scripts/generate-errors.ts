/** Writes the table of conditions into docs/guide/errors.md, or says with --check whether it is current. */
import { readFileSync, writeFileSync } from 'node:fs'
import { conditions } from '../src/errors/catalogue.js'

const path = new URL('../docs/guide/errors.md', import.meta.url), text = readFileSync(path, 'utf8')
const rows = Object.entries(conditions).map(([name, { sqlState, message }]) => `| \`${name}\` | ${sqlState} | ${message.replaceAll('|', String.raw`\|`)} |`)
const table = ['| condition | SQLSTATE | message |', '|---|---|---|', ...rows].join('\n')
const made = text.replace(/(<!-- conditions:.*-->\n)[\s\S]*(<!-- end -->)/, (_, start: string, end: string) => `${start}${table}\n${end}`)
if (!process.argv.includes('--check')) writeFileSync(path, made)
else if (made !== text) {
  console.error('docs/guide/errors.md does not list the conditions as they are: run npm run generate')
  process.exit(1)
}
