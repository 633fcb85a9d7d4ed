import { list, utf8, type DataType } from '../../types/data-type.js'
import { integer, optional, string } from '../arguments.js'
import { computed, type Rule } from '../rules.js'
import { strict } from '../scalar.js'
import { javaExpression } from './pattern.js'

const textList: DataType = list(utf8, false)
const texts: Rule<readonly string[]> = computed(() => textList, () => 'List<Utf8>')

export const split = /*#__PURE__*/ strict('split', {
  summary: 'The parts of the text between matches of a regular expression; with a limit above 0 at most so many, the last one whole.',
  args: { text: string, pattern: string, limit: optional(integer) },
  returns: texts,
  raises: true,
  evaluate: ({ text, pattern, limit = -1 }) =>
    pattern === '' && text !== '' ? characters(text, limit) : parts(text, javaExpression(pattern, 'split'), limit),
  examples: [
    { sql: "split('a1b2c', '[0-9]')", result: ['a', 'b', 'c'] },
    { sql: "split('a,b,c', ',', 2)", result: ['a', 'b,c'] },
    { sql: "split('ab', '')", result: ['a', 'b'] },
  ],
})

function characters(text: string, limit: number): readonly string[] {
  const all = [...text]
  return limit <= 0 || limit >= all.length ? all : [...all.slice(0, limit - 1), all.slice(limit - 1).join('')]
}
function parts(text: string, expression: RegExp, limit: number): readonly string[] {
  const found: string[] = []
  let from = 0
  for (const match of text.matchAll(expression)) {
    if (limit > 0 && found.length === limit - 1) break
    const end = match.index + match[0].length
    if (end === 0) continue   // nothing at the very beginning is no part
    found.push(text.slice(from, match.index))
    from = end
  }
  return [...found, text.slice(from)]
}
