import { afterEach, expect, test, vi } from 'vitest'
import { Arena } from '../../memory/arena.js'
import { Memory } from '../../memory/memory.js'
import { Pool } from '../../memory/pool.js'
import { vectorOf } from '../../memory/vector.js'
import { bool, field, float64, int32, utf8, type DataType } from '../../types/data-type.js'
import { rowText } from './row-code.js'

const memory = new Memory({ wasmPages: 1024 }), pool = new Pool(memory)
afterEach(() => {
  vi.unstubAllGlobals()
  vi.resetModules()
})

/** Names that would do harm in code, or to objects. */
const NAMES = ['id', '__proto__', 'constructor', '1', '', "'];throw 1//", '`${x}`', 'row', 'name0', '\u2028', 'toString']
const TYPES: readonly [DataType, (n: number) => unknown][] = [
  [int32, n => n], [float64, n => n / 4], [utf8, n => `text ${n % 10}`], [bool, n => n % 3 === 0],
  [int32, n => n % 2 === 0 ? null : n], [bool, n => [true, false, null][n % 3]], [utf8, n => n % 5 === 0 ? null : `${n}`],
]
async function read(rows: number, lasting = false): Promise<void> {
  const { rowReader } = await import('./row-reader.js')
  const task = pool.task('test'), arena = new Arena(task, 'test')
  const columns = NAMES.map((name, c) => ({ name, type: TYPES[c % TYPES.length]![0], value: TYPES[c % TYPES.length]![1] }))
  const all = Array.from({ length: rows }, (_, n) => columns.map(c => c.value(n)))
  const reader = rowReader(columns.map(c => field(c.name, c.type)), memory, {}, task, lasting)
  const batch = { rows, columns: columns.map((c, n) => vectorOf(c.type, all.map(row => row[n]) as never, arena)) }
  // twice: few rows are made another way than many
  for (let round = 0; round < 2; round++) {
    const made = reader(batch)
    expect(made).toHaveLength(rows)
    expect(made.map(row => NAMES.map(name => Object.getOwnPropertyDescriptor(row, name)!.value as unknown))).toEqual(all)
    expect(Object.keys(made[rows - 1]!)).toEqual(['1', ...NAMES.filter(name => name !== '1')])
    expect(Object.getPrototypeOf(made[rows - 1]!)).toBe(Object.prototype)
  }
  arena.close()
  task.close()
}

test('names are never code', async () => {
  await read(1000)
  await read(5000)
  await read(5000, true)
})
test('no character of a name stands in the text of code', () => {
  const hasTexts = NAMES.map((_, c) => c % 2 === 0), escapes = /"(\\u[0-9a-f]{4})*"/g
  const text = rowText(NAMES, hasTexts), harmless = rowText(NAMES.map((name, c) => name === '__proto__' ? name : `c${c}`), hasTexts)
  expect(text.replace(escapes, '')).toBe(harmless.replace(escapes, ''))
  expect(text.match(escapes)!.map(name => JSON.parse(name) as string)).toEqual([NAMES[0], ...NAMES])
})
test('rows of no columns', async () => {
  const { rowReader } = await import('./row-reader.js'), reader = rowReader([], memory)
  for (let round = 0; round < 2; round++) expect(reader({ rows: 5000, columns: [] })).toEqual(Array.from({ length: 5000 }, () => ({})))
})
test('rows where code may not be made', async () => {
  const forbidden = vi.fn(function () { throw new EvalError('unsafe-eval is not allowed') })
  vi.stubGlobal('Function', forbidden)
  await read(5000)
  expect(forbidden).toHaveBeenCalledOnce()
})
