/** Schemas as a TypeScript file. */
import { dirname, relative } from 'node:path'
import type { DataType, Field } from '../../types/data-type.js'
import type { SchemaGroup } from './groups.js'
import { isIdentifier } from './names.js'

const LONGEST = 140

/** `out`: where the text will be; files are named from there, so that it says the same wherever the command is run. */
export function schemaText(groups: readonly SchemaGroup[], out: string | undefined): string {
  const from = out === undefined ? '.' : dirname(out)
  return `// Made by \`typedframe schema\`: run it again rather than change this file.
import { schema, t, type Infer, type Row } from 'typedframe'
${groups.map(group => `
/** ${group.paths.map(path => comment(relative(from, path))).join(', ')} */
export const ${group.name} = schema({
${group.fields.map(f => `  ${member(f)},`).join('\n')}
})
export type ${group.name} = Infer<typeof ${group.name}>
export type ${group.name}Row = Row<typeof ${group.name}>
`).join('')}`
}
const comment = (path: string): string => path.replaceAll('\\', '/').replaceAll('*/', '*\\/').replace(/[\r\n\u2028\u2029]/g, ' ')

const member = ({ name, type, nullable }: Field): string => `${key(name)}: ${typeText(type, nullable)}`
/** As a key alone, `__proto__` would not be a column. */
const key = (name: string): string => name === '__proto__' ? `['__proto__']` : isIdentifier(name) ? name : quoted(name)
/** JSON's escapes are JavaScript's; single quotes are asked for, and two line ends that JSON leaves as they are. */
const quoted = (text: string): string => {
  const json = JSON.stringify(text).slice(1, -1).replaceAll(String.raw`\"`, '"').replaceAll("'", String.raw`\'`)
  return `'${json.replaceAll('\u2028', String.raw`\u2028`).replaceAll('\u2029', String.raw`\u2029`)}'`
}

function typeText(type: DataType, nullable: boolean): string {
  if (type.kind === 'void') return 't.void'
  return `t.${plain(type)}${nullable ? '.nullable()' : ''}`
}
function plain(type: DataType): string {
  switch (type.kind) {
    case 'decimal': return `decimal(${type.precision}, ${type.scale})`
    case 'list': return `list(${typeText(type.element, type.nullableElement)})`
    case 'map': return `map(${typeText(type.key, false)}, ${typeText(type.value, type.nullableValue)})`
    case 'struct': {
      const members = type.fields.map(member), line = `struct({ ${members.join(', ')} })`
      return line.length <= LONGEST ? line : `struct({\n${members.map(m => `${m.replace(/^/gm, '    ')},`).join('\n')}\n  })`
    }
    default: return type.kind
  }
}
