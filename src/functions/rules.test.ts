import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import * as types from '../types/data-type.js'
import type { DataType } from '../types/data-type.js'
import type { ArgSpec } from './arguments.js'
import type { Argument, FunctionDeclaration } from './declare.js'
import { allFunctions } from './registry.js'

// A rule says what a call's type is at run time, and the same as TypeScript. Here the compiler compares the two, for every
// function over every kind of arguments that it takes, with and without null.

interface Tag { readonly name: string; readonly type: DataType; /** Comparable with each other. */ readonly group: string; readonly sets: readonly string[] }
const tag = (name: string, type: DataType, group: string, ...sets: readonly string[]): Tag =>
  ({ name, type, group, sets: [name, 'AnyType', ...sets] })
const tags: readonly Tag[] = [
  tag('Bool', types.bool, 'bool'), tag('Utf8', types.utf8, 'text'), tag('Binary', types.binary, 'bytes'),
  tag('Int8', types.int8, 'number', 'Integer', 'Numeric'), tag('Int16', types.int16, 'number', 'Integer', 'Numeric'),
  tag('Int32', types.int32, 'number', 'Integer', 'Numeric'), tag('Int64', types.int64, 'number', 'Integer', 'Numeric'),
  tag('Float32', types.float32, 'number', 'Float', 'Numeric'), tag('Float64', types.float64, 'number', 'Float', 'Numeric'),
  tag('Decimal', types.decimal(10, 2), 'number', 'Numeric'), tag('Date32', types.date, 'time', 'Temporal'),
  tag('Timestamp', types.timestamp, 'time', 'Temporal'), tag('TimestampNtz', types.timestampNtz, 'time', 'Temporal'),
]
const tagOf = (type: DataType): string => type.kind === 'list'
  ? `List<${orNull(tagOf(type.element), type.nullableElement)}>`
  : tags.find(t => t.type.kind === type.kind)!.name
const orNull = (name: string, nullable: boolean): string => nullable ? `${name} | Null` : name

interface Given { readonly tag: Tag; readonly nullable: boolean }
const given: readonly Given[] = tags.flatMap(t => [{ tag: t, nullable: false }, { tag: t, nullable: true }])
const accepts = (spec: ArgSpec, { tag: t }: Given): boolean => spec.accepts.split(' | ').some(a => t.sets.includes(a))
const argument = ({ tag: t, nullable }: Given): Argument => ({ type: t.type, nullable, literal: undefined, flexible: false })

/** The lists of one or two arguments that a function takes; undefined: it needs other ones. */
function argumentLists(f: FunctionDeclaration): readonly (readonly Given[])[] {
  const specs = Object.values(f.args).filter(s => s.given !== 'optional'), [first, second] = specs
  if (!first || specs.length > 2 || specs.some(s => s.kind === 'constant')) return []
  const firsts = given.filter(g => accepts(first, g))
  if (!second) return firsts.map(a => [a])
  return firsts.flatMap(a =>
    given.filter(b => accepts(second, b) && (second.kind !== 'same' || a.tag.group === b.tag.group)).map(b => [a, b]))
}
function assertion(f: FunctionDeclaration, list: readonly Given[], grouped: boolean): string {
  const { type, nullable } = f.resolve(list.map(argument), { grouped })
  const names = list.map(g => `(${orNull(g.tag.name, g.nullable)})`), tuple = `readonly [Expr<${names[1]}, any>]`
  // a variadic second argument is a tuple of columns
  const seen = f.variadic && list.length > 1 ? [names[0]!, `TagsOf<${tuple}, ${names[0]}>`] : names
  const text = f.returns.text(seen).replace('FallbackNull<X', `FallbackNull<${tuple}`).replace('| Empty', grouped ? '' : '| Null')
  return `check<Same<${text}, ${orNull(tagOf(type), nullable)}>>()   // ${f.name}(${names.join(', ')})`
}

test('result types read in TypeScript as they are at run time', () => {
  const ofRows = allFunctions.filter(f => f.name !== 'when')   // its signature is written by hand
  const assertions = ofRows.flatMap(f => argumentLists(f).flatMap(list =>
    f.kind === 'aggregate' ? [assertion(f, list, true), assertion(f, list, false)] : [assertion(f, list, true)]))
  expect(assertions.length).toBeGreaterThan(5000)

  const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/.$/, ''), folder = `${root}/node_modules/.cache/typedframe-rules`, file =
    `${folder}/rules.ts`
  const exported = (path: string): string => {
    const names = [...readFileSync(`${root}/src/${path}`, 'utf8').matchAll(/^export (?:interface|type) (\w+)/gm)].map(m => m[1])
    return `import type { ${names.join(', ')} } from '${root}/src/${path.replace('.ts', '.js')}'`
  }
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, [
    ...['types/tag.ts', 'types/widening.ts', 'dsl/operands.ts'].map(exported), `import type { Expr } from '${root}/src/dsl/expr.js'`,
    'type Same<A, B> = [A] extends [B] ? [B] extends [A] ? true : false : false', 'declare function check<_T extends true>(): void', ...assertions,
  ].join('\n'))
  const flags = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'NodeNext', '--target', 'ES2022', '--ignoreConfig', '--pretty',
    'false']
  const { stdout } = spawnSync(process.execPath, [`${root}/node_modules/typescript-7/bin/tsc`, ...flags, file], { encoding: 'utf8' })
  const lines = readFileSync(file, 'utf8').split('\n')
  const wrong = stdout.split('\n').filter(l => l.includes('error')).map(l => lines[Number(/\((\d+),/.exec(l)?.[1]) - 1] ?? l)
  expect(wrong).toEqual([])
}, 60_000)
