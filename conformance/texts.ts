/** Text functions, patterns, and collections. */
import { ask, constant, text } from './ask.js'
import { valuesOf } from './values.js'

const all = valuesOf('string')
const positions = ['-2147483648', '-3', '-1', '0', '1', '2', '3', '7', '2147483647']
const parts = ['', 'a', 'abc', 'b', ' ', '日', '😀', 'xyz', 'ß', '\u0301', 'over the']
const some = ['', 'abc', 'abcabc', ' a b ', '日本語', '😀x😀', 'aaaa', 'e\u0301']

export function askTexts(): void {
  for (const name of ['upper', 'lower', 'length', 'octetLength', 'initcap', 'reverse', 'trim', 'ltrim', 'rtrim']) {
    ask('texts', name, ['string'], { columns: [[...all, 'ŉ ǆ ﬁ', 'ς Σ ΑΣ', 'ı I i', 'hello wORLD foo-bar_baz', '\t x\n', '\u00a0x\u3000',
      'ÀÉ ὈΔ', 'ⓐ Ⅷ 𐐨']] })
    for (const type of ['int', 'double', 'boolean', 'date', 'binary']) ask('texts', name, [type])
  }
  for (const name of ['contains', 'startsWith', 'endsWith', 'instr']) {
    ask('texts', name, ['string', 'string'], { columns: [some, parts], most: 100 })
    ask('texts', name, ['int', 'int'])
  }
  ask('texts', 'locate', ['string', 'string'], { columns: [parts, some], most: 60 })
  ask('texts', 'locate', ['string', 'string', 'int'], { columns: [parts, some, positions], most: 90 })
  ask('texts', 'substring', ['string', 'int'], { columns: [some, positions], most: 80 })
  ask('texts', 'substring', ['string', 'int', 'int'], { columns: [some, positions, positions], most: 150 })
  ask('texts', 'substring', ['bigint', 'string', 'tinyint'], { columns: [['12345', '-7'], ['2', '-1', 'x'], ['1', '3']] })
  for (const name of ['left', 'right']) ask('texts', name, ['string', 'int'], { columns: [some, positions], most: 80 })
  for (const name of ['lpad', 'rpad']) {
    const lengths = ['-1', '0', '1', '2', '5', '12']
    ask('texts', name, ['string', 'int'], { columns: [some, lengths] })
    ask('texts', name, ['string', 'int', 'string'], { columns: [some, lengths, ['', '-', 'xy', '😀b', '日本語']], most: 150 })
  }
  ask('texts', 'repeat', ['string', 'int'], { columns: [some, ['-1', '0', '1', '3']] })
  ask('texts', 'replace', ['string', 'string'], { columns: [some, parts], most: 60 })
  ask('texts', 'replace', ['string', 'string', 'string'], { columns: [some, parts, ['', 'z', 'aa', '日', '$0', '\\']], most: 90 })
  for (const name of ['trim', 'ltrim', 'rtrim']) ask('texts', name, ['string', 'string'],
    { columns: [[...some, 'xyaxyx', 'ab😀ba'], ['', 'a', 'ab', 'xy', '日語', '😀b', ' ']], most: 80 })
  ask('texts', 'concat', ['string'])
  ask('texts', 'concat', ['string', 'string', 'string'], { most: 40 })
  for (const types of [['int', 'string'], ['date', 'double'], ['binary', 'binary'], ['boolean', 'timestamp_ntz']]) ask('texts', 'concat',
    types, { most: 16 })
  ask('texts', 'concatWs', ['string', 'string', 'string', 'string'],
    { columns: [[', ', '', '😀'], ['a', '', null], ['b', null], [null, '日']] })
  ask('texts', 'concatWs', ['string', 'int', 'date'], { columns: [['-', null], ['1', null], ['2024-02-29', null]] })
  ask('texts', 'concatWs', ['string'])
  askPatterns()
  askCollections()
}
function askPatterns(): void {
  const like = ['', '%', '_', 'a%', '%c', '%b%', 'a_c', 'abc', 'a\\%b%', '\\_', '%\\%%', 'a%b_c\\\\', 'a\\', '\\a', '日%', '_本_', '😀_',
    '__', '%o_e%', 'ABC', '%\n%', '.*', '[a]%', 'ß', 'ΟΔΟΣ', 'İ%']
  const subjects = ['', 'abc', 'a%b_c\\', 'a%bx', '_', '日本語', '😀x', 'ab\ncd\t', 'xx', 'ß', 'ΟΔΟΣ', 'οδος', 'İi', valuesOf('string').at(-1)!]
  for (const name of ['like', 'ilike']) {
    ask('patterns', name, ['string', 'string'], { columns: [subjects, like], most: 400 })
    for (const pattern of like.slice(0, 14)) ask('patterns', name, ['string'], { args: [0, text(pattern)], columns: [subjects] })
    for (const pattern of ['a^%b%', '%^_%', '^^', 'a^', '^a']) ask('patterns', name, ['string'], { args: [0, text(pattern), text('^')],
      columns: [['a%b_c', 'a_', '^', 'a', 'abc', '']] })
    for (const escape of ['', '^^', '%', '_', 'a']) ask('patterns', name, ['string'], { args: [0, text('a%b'), text(escape)],
      columns: [['a%b', 'axb', 'ab']] })
    ask('patterns', name, ['int', 'string'], { columns: [['12', '-3'], ['1%', '-_']] })
  }
  const regex = [
    '', 'b', '^a', 'c$', 'a.c', '[0-9]+', '\\d', '\\p{L}+', '\\p{Lu}', '(?i)ABC', '(?s)b.c', '(?m)^c', '\\bb', '(a)(b)\\2', '(?<=a)b',
      'a|b', 'x{2}', 'x{2,1}', '(', '[', '*', 'a++b',
    '[a-z&&[^b]]', '\\Qa%b\\E', '\\Z', '\\z', '\\A', '\\h', '\\R', '\\x61', '\\u0061', '[[:alpha:]]', '\\p{Alpha}', '(?<n>a)', '^$', '.',
      '..', '^.$', '\\s+', '\\w+', '日', '\\w{3}', '[^a]', '(?x)a b', 'a{,2}', '}', ']', '\\_', '\\-',
  ]
  const strings = ['', 'abc', 'abb', 'a1b22', 'ab\ncd', 'a%b', '日本語', '😀', 'xx', 'é']
  for (const pattern of regex) {
    ask('patterns', 'rlike', ['string'], { args: [0, text(pattern)], columns: [strings] })
    ask('patterns', 'split', ['string'], { args: [0, text(pattern)], columns: [strings] })
  }
  ask('patterns', 'rlike', ['string', 'string'], { columns: [strings, regex.slice(0, 12)], most: 60 })
  ask('patterns', 'split', ['string', 'string', 'int'],
    { columns: [['', 'a,b,,c,,', ',a', 'abc', '日,本'], [',', '', ',,', '[,b]', '\\.'], ['-1', '0', '1', '2', '100']], most: 150 })
}
function askCollections(): void {
  const indices = ['-2147483648', '-4', '-1', '0', '1', '2', '3', '2147483647']
  for (const type of ['array<int>', 'array<double>', 'array<string>', 'array<array<int>>']) {
    const element = type.slice(6, -1), values = [...valuesOf(element), ...element === 'string' ? ['a'] : []]
    for (const name of ['at', 'elementAt']) ask('collections', name, [type, 'int'], { columns: [valuesOf(type), indices], most: 60 })
    for (const name of ['arrayContains', 'arrayPosition']) ask('collections', name, [type, element], { columns: [valuesOf(type), values],
      most: 60 })
    ask('collections', 'size', [type])
  }
  for (const [list, value] of [['array<int>', 'bigint'], ['array<bigint>', 'int'], ['array<int>', 'string'], ['array<int>', 'double'],
    ['array<string>', 'int']]) {
    for (const name of ['arrayContains', 'arrayPosition']) ask('collections', name, [list!, value!],
      { columns: [valuesOf(list!), value === 'string' ? ['1', '3', 'x'] : valuesOf(value!)], most: 20 })
  }
  ask('collections', 'arrayJoin', ['array<string>', 'string'], { columns: [valuesOf('array<string>'), ['', ', ', '😀']] })
  ask('collections', 'arrayJoin', ['array<string>', 'string', 'string'],
    { columns: [valuesOf('array<string>'), ['', ', '], ['', '?', '日']] })
  ask('collections', 'arrayJoin', ['array<int>', 'string'])
  for (const type of ['map<string,int>', 'map<int,string>']) {
    for (const name of ['size', 'mapKeys', 'mapValues']) ask('collections', name, [type])
    const key = type.startsWith('map<s') ? 'string' : 'int', keys = key === 'string' ? ['a', 'b', '', '日本', 'A'] : ['1', '-2', '0']
    for (const name of ['get', 'mapContainsKey']) ask('collections', name, [type, key], { columns: [valuesOf(type), keys] })
  }
  ask('collections', 'get', ['map<int,string>', 'bigint'], { columns: [valuesOf('map<int,string>'), ['1', '9223372036854775807']] })
  for (const name of ['a', 'b', 'c']) ask('collections', 'field', ['struct<a:int,b:string>'], { args: [0, constant('string', name)] })
}
