import { expect, test } from 'vitest'
import type { FunctionDeclaration } from './declare.js'
import { allFunctions, families, lookup } from './registry.js'
import { evaluateSql } from './sql-example.fixture.js'

const examples = Object.entries(families).flatMap(([family, functions]) => Object.values<FunctionDeclaration>(functions)
  .filter(f => f.kind === 'scalar' && f.deterministic)
  .flatMap(f => f.examples.map(e => ({ family, name: f.name, ...e }))))
test.each(examples)('$family/$name: $sql', ({ sql, result }) => {
  const actual = evaluateSql(sql)
  if (typeof result === 'number' && !Number.isInteger(result)) expect(actual).toBeCloseTo(result, 12)
  else expect(actual).toEqual(result)
})

test('every function is documented and found by all its names', () => {
  for (const f of allFunctions) {
    expect(f.examples.length, `${f.name} has no example`).toBeGreaterThan(0)
    expect(f.summary, f.name).toMatch(/^[A-Z].*\.$/)
    expect(lookup(f.name)).toBe(f)
    for (const alias of f.aliases) expect(lookup(alias), alias).toBeDefined()
  }
})
test('names are unique', () => {
  const names = allFunctions.map(f => f.name)
  expect(names.filter((n, i) => names.indexOf(n) !== i)).toEqual([])
})
