/** Every function by name: the method name, Spark's name, and aliases. */
import * as aggregate from './aggregate/index.js'
import * as boolean from './boolean/index.js'
import * as collection from './collection/index.js'
import * as comparison from './comparison/index.js'
import * as conditional from './conditional/index.js'
import * as datetime from './datetime/index.js'
import type { FunctionDeclaration } from './declare.js'
import * as number from './number/index.js'
import * as string from './string/index.js'

/** One object a family: its declarations by name. A family's `index.ts` exports declarations and nothing else. */
export const families = { number, comparison, boolean, conditional, string, datetime, collection, aggregate } as const satisfies
  Readonly<Record<string, Readonly<Record<string, FunctionDeclaration>>>>

export const allFunctions: readonly FunctionDeclaration[] =
  Object.values(families).flatMap((family): FunctionDeclaration[] => Object.values(family))

const byName = new Map<string, FunctionDeclaration>()
for (const f of allFunctions) for (const name of [...f.aliases, f.sparkName]) byName.set(name, f)
for (const f of allFunctions) byName.set(f.name, f)   // a method's own name wins over another function's alias

export const lookup = (name: string): FunctionDeclaration | undefined => byName.get(name)
