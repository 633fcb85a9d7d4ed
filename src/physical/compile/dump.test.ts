import { expect, it } from 'vitest'
import { attribute, literal } from '../../logical/expression.js'
import { int64, utf8 } from '../../types/data-type.js'
import { dumpStage } from './dump.js'
import { call } from './expressions.fixture.js'

it('shows filters and outputs as loops a person can read', () => {
  const a = attribute('a', int64, true), s = attribute('odd\n// name', utf8, false)
  const text = dumpStage({ input: [a, s], filters: [call('>', a, literal(5n, int64))], outputs: [call('+', a, literal(1n, int64)), s] })
  expect(text).toMatch(/function filter\(control: i32\): i32[\s\S]*selected\d+ = \(selected\d+ \+/)
  expect(text).toContain('// output 0: a + 1')
  expect(text).toContain('// column1: "odd\\n// name"')
  expect(text.split('\n').filter(line => line.startsWith('// name'))).toEqual([])
})
