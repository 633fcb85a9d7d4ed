/**
 * Writes `src/dsl/generated/` from the declarations of functions: methods as interfaces, one a family, and free functions.
 * `--check` writes nothing and fails when the files are not current.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import type { Family } from '../src/functions/arguments.js'
import type { FunctionDeclaration } from '../src/functions/declare.js'
import { allFunctions } from '../src/functions/registry.js'
import { signatureOf } from './signatures/signature.js'

const HEAD = '// Generated from the declarations in src/functions by scripts/generate-signatures.ts. Do not edit.\n'
const interfaces: readonly Family[] = ['Any', 'String', 'Binary', 'Number', 'Integer', 'Float', 'Boolean', 'Time', 'List', 'Map', 'Struct']
const bases: Partial<Record<Family, Family>> = { Integer: 'Number', Float: 'Number' }

/** Where each name that a signature may use comes from. */
const origins: Readonly<Record<string, readonly string[]>> = {
  '../../types/literal.js': ['Lit', 'LiteralBeside', 'LiteralTag', 'NumberTag'],
  '../../types/tag.js': [
    'AnyType', 'Binary', 'Bool', 'Comparable', 'Date32', 'Decimal', 'ElementOf', 'Empty', 'FieldsOf', 'Float', 'Float32', 'Float64',
    'Int16', 'Int32', 'Int64', 'Int8', 'Integer', 'KeyOf', 'List', 'MapOf', 'NonNull', 'Null', 'NullIn', 'Numeric', 'Struct', 'Temporal',
    'Timestamp',
    'TimestampNtz', 'Unknown', 'Utf8', 'ValueOf', 'Void',
  ],
  '../../types/widening.js': ['AvgOf', 'Common', 'DivOf', 'FloorOf', 'Later', 'Promote', 'SumOf'],
  '../column.js': ['Aggregated', 'ColumnOf', 'Condition'],
  '../expr.js': ['Aggregate', 'Expr', 'Loose', 'Refs', 'Test', 'TRUE'],
  '../operands.js': ['FallbackNull', 'RefsOf', 'TagsOf'],
}
function imports(text: string): string {
  const code = text.replace(/\/\*\*[\s\S]*?\*\//g, '')
  return Object.entries(origins).map(([from, names]) => {
    const used = names.filter(n => new RegExp(`\\b${n}\\b`).test(code))
    return used.length ? `import type { ${used.join(', ')} } from '${from}'\n` : ''
  }).join('')
}
function documentation(f: FunctionDeclaration, pad: string): string {
  const result = (value: unknown): string => JSON.stringify(value, (_, v: unknown) => typeof v === 'bigint' ? String(v) : v)
  const examples = f.examples.map(e => `${pad} * ${e.sql} // ${result(e.result)}\n`)
  const rest = examples.length ? `${pad} *\n${pad} * @example\n${examples.join('')}` : ''
  return `${pad}/**\n${pad} * ${f.summary}\n${rest.replaceAll('*/', '*\\/')}${pad} */\n`
}
const familyOf = (f: FunctionDeclaration): Family | undefined => Object.values(f.args)[0]?.family

function methods(functions: readonly FunctionDeclaration[]): string {
  const body = interfaces.map(family => {
    const base = bases[family] ? ` extends ${bases[family]}Methods<T, R>` : ''
    const members = functions.filter(f => familyOf(f) === family).map(f => {
      const signature = signatureOf(f, 'method')
      return signature ? `${documentation(f, '  ')}  ${f.name}${signature.text}\n` : ''
    })
    const proof = family === 'Boolean' ? ', in N' : ''
    if (family === 'Boolean') members.unshift('  readonly [TRUE]: (columns: N) => void\n')
    const head = `export interface ${family}Methods<out T, out R${proof}>${base}`
    return `\n/** @ts-ignore variance is asserted */\n${head} {\n${members.join('')}}\n`
  }).join('')
  return HEAD + imports(body) + body
}
function freeFunctions(functions: readonly FunctionDeclaration[]): string {
  const body = functions.map(f => {
    const signature = signatureOf(f, 'free')
    if (!signature) return ''
    const body = `  return call('${f.name}', [${signature.passed.join(', ')}])`
    return `${documentation(f, '')}export function ${f.name}${signature.text} {\n${body}\n}\n`
  }).join('')
  return `${HEAD}import { call } from '../column-value.js'\n${imports(body)}\n${body}`
}
const sorted = [...allFunctions].sort((a, b) => a.name < b.name ? -1 : 1)
const files = { methods: methods(sorted), functions: freeFunctions(sorted) }
let stale = false
for (const [name, text] of Object.entries(files)) {
  const path = new URL(`../src/dsl/generated/${name}.ts`, import.meta.url)
  if (!process.argv.includes('--check')) writeFileSync(path, text)
  else if (readFileSync(path, 'utf8') !== text) {
    stale = true
    console.error(`src/dsl/generated/${name}.ts is not current: run npm run generate`)
  }
}
process.exit(stale ? 1 : 0)
