import { expect, test } from 'vitest'
import { differences } from './difference.js'

test('equal bags in another order have no differences', () => {
  expect(differences([{ a: 1, b: NaN }, { a: 2, b: null }], [{ a: 2, b: null }, { a: 1, b: NaN }])).toEqual([])
})
test('repeats count', () => {
  expect(differences([{ a: 1 }], [{ a: 1 }, { a: 1 }])).toEqual(['missing: { a: 1 }'])
  expect(differences([{ a: 1 }, { a: 1 }], [{ a: 1 }])).toEqual(['not expected: { a: 1 }'])
})
test('a row that differs in one column is told by that column', () => {
  expect(differences([{ id: 1, name: 'x', n: 3n }], [{ id: 1, name: 'y', n: 3n }]))
    .toEqual([`in { id: 1, name: "y", n: 3n }: column 'name': expected "y", got "x"`])
})
test('ordered rows are compared one by one', () => {
  expect(differences([{ a: 2 }, { a: 1 }], [{ a: 1 }, { a: 2 }], { ordered: true }))
    .toEqual([`row 0, column 'a': expected 1, got 2`, `row 1, column 'a': expected 2, got 1`])
})
test('numbers may be nearly equal', () => {
  expect(differences([{ a: 1.0000001 }], [{ a: 1 }], { tolerance: 1e-6 })).toEqual([])
  expect(differences([{ a: 1.0000001 }], [{ a: 1 }])).toHaveLength(1)
})
test('dates, maps, lists and structs are compared by content', () => {
  const row = () => ({ at: new Date(5), m: new Map([['k', 1]]), l: [1, null], s: { x: 'y' }, bytes: new Uint8Array([1, 2]) })
  expect(differences([row()], [row()])).toEqual([])
  expect(differences([row()], [{ ...row(), l: [1, 2] }])).toHaveLength(1)
})
