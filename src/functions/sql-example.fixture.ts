/** Evaluates the SQL of an example: literals, operators, calls. Each call is evaluated and, where it can be, compiled. */
import * as types from '../types/data-type.js'
import type { DataType } from '../types/data-type.js'
import type { EngineValue } from '../types/representation.js'
import { call, typed, type Typed } from './call.fixture.js'
import { castImplementation } from './conversion/cast.js'
import { decimalText } from './conversion/number-text.js'
import { dateText, timeText } from './conversion/time-text.js'
import { allFunctions, lookup } from './registry.js'

// number and suffix, X and text, word, sign
const parts = [
  /(\d+\.\d*|\.\d+|\d+)([LDSYF]|BD)?(?![A-Za-z_])/, /([xX]?)'((?:[^']|'')*)'/, /([A-Za-z_][A-Za-z0-9_]*)/,
  /(<=>|<=|>=|<>|!=|==|->|[-+*/%=<>()[\],&|^~])/,
]
const TOKEN = new RegExp(`\\s*(?:${parts.map(p => p.source).join('|')})`, 'y')
type Token = { readonly kind: 'number' | 'text' | 'bytes' | 'word' | 'sign'; readonly text: string; readonly suffix: string }

function tokens(sql: string): Token[] {
  const result: Token[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < sql.trimEnd().length) {
    const m = TOKEN.exec(sql)
    if (!m) throw new SyntaxError(`cannot read ${sql}`)
    const [, number, suffix = '', x, text, word, sign] = m
    if (number !== undefined) result.push({ kind: 'number', text: number, suffix })
    else if (text !== undefined) result.push({ kind: x ? 'bytes' : 'text', text: text.replaceAll("''", "'"), suffix: '' })
    else if (word !== undefined) result.push({ kind: 'word', text: word, suffix: '' })
    else result.push({ kind: 'sign', text: sign!, suffix: '' })
  }
  return result
}
const castNames: Readonly<Record<string, DataType>> = {
  boolean: types.bool, tinyint: types.int8, smallint: types.int16, int: types.int32, bigint: types.int64, float: types.float32,
  double: types.float64,
  string: types.utf8, binary: types.binary, date: types.date, timestamp: types.timestamp, timestamp_ntz: types.timestampNtz,
}
function cast({ type, value }: Typed, to: DataType): Typed {
  return typed(to, value === null ? null : castImplementation({ from: type, to, attempt: false, timeZone: 'UTC' }).evaluate({ value }))
}
function number(text: string, suffix: string): Typed {
  if (suffix === 'D') return typed(types.float64, Number(text))
  if (suffix === 'F') return typed(types.float32, Math.fround(Number(text)))
  if (suffix === 'Y') return typed(types.int8, Number(text))
  if (suffix === 'S') return typed(types.int16, Number(text))
  if (!text.includes('.')) return suffix !== 'L' && BigInt.asIntN(32, BigInt(text)) === BigInt(text) ? typed(types.int32, Number(text))
    : typed(types.int64, BigInt(text))
  // a literal keeps the zeros behind its point
  const scale = text.length - text.indexOf('.') - 1, unscaled = BigInt(text.replace('.', ''))
  return typed(types.decimal(Math.max(String(unscaled < 0n ? -unscaled : unscaled).length, scale), scale), unscaled)
}
function apply(name: string, args: readonly Typed[]): Typed {
  const target = castNames[name]
  if (target && args.length === 1 && !(name === 'date')) return cast(args[0]!, target)
  const literal = constructors[name]
  if (literal) return literal(args)
  const fn = bySparkName.get(name) ?? lookup(name)
  if (fn?.kind !== 'scalar') throw new SyntaxError(`there is no function ${name}`)
  const { type } = fn.resolve(args.map(a => ({ ...a, nullable: a.value === null, literal: a.value, flexible: false })), { grouped: false })
  return typed(type, call(fn, args))
}
/** A method of another function may have the same name: SQL means Spark's. */
const bySparkName = new Map([...allFunctions.flatMap(f => f.aliases.map(a => [a, f] as const)),
  ...allFunctions.map(f => [f.sparkName, f] as const)])

const typeOf = (items: readonly Typed[]): DataType => items.find(i => i.value !== null)?.type ?? types.voidType
const hasNull = (items: readonly Typed[]): boolean => items.some(i => i.value === null)
const values = (items: readonly Typed[]): EngineValue[] => items.map(i => i.value)
const array = (items: readonly Typed[]): Typed => typed(types.list(typeOf(items), hasNull(items)), values(items))
/** Functions that only write a nested value down. */
const constructors: Readonly<Record<string, (items: readonly Typed[]) => Typed>> = {
  array,
  map(items) {
    const keys = items.filter((_, n) => n % 2 === 0), content = items.filter((_, n) => n % 2 === 1)
    return typed(types.map(typeOf(keys), typeOf(content), hasNull(content)), keys.map((k, n) => [k.value, content[n]!.value]))
  },
  named_struct(items) {
    const content = items.filter((_, n) => n % 2 === 1)
    const fields = content.map((c, n) => types.field(String(items[2 * n]!.value), c.type, c.value === null))
    return typed(types.struct(fields), values(content))
  },
}

const levels: readonly (readonly string[])[] =
  [['or'], ['and'], [], ['=', '==', '!=', '<>', '<', '<=', '>', '>=', '<=>'], ['|'], ['^'], ['&'], ['+', '-'], ['*', '/', '%', 'div']]
const NOT = 2, COMPARISON = 3

class Parser {
  #at = 0
  constructor(private readonly list: readonly Token[]) {}
  #is(text: string): boolean {
    const t = this.list[this.#at]
    return t !== undefined && (t.kind === 'sign' || t.kind === 'word') && t.text.toLowerCase() === text
  }
  #take(text: string): boolean {
    if (!this.#is(text)) return false
    this.#at++
    return true
  }
  #need(text: string): void {
    if (!this.#take(text)) throw new SyntaxError(`'${text}' is missing before ${this.list[this.#at]?.text ?? 'the end'}`)
  }

  all(): Typed {
    const result = this.#level(0)
    if (this.#at < this.list.length) throw new SyntaxError(`what is ${this.list[this.#at]!.text}?`)
    return result
  }
  #level(n: number): Typed {
    if (n === levels.length) return this.#unary()
    if (n === NOT) return this.#take('not') ? apply('not', [this.#level(NOT)]) : this.#level(n + 1)
    let left = this.#level(n + 1)
    if (n === COMPARISON) left = this.#predicate(left)
    for (;;) {
      const sign = levels[n]!.find(s => this.#is(s))
      if (!sign) return left
      this.#at++
      left = apply(sign, [left, this.#level(n + 1)])
    }
  }
  /** is null, between, in, like. */
  #predicate(left: Typed): Typed {
    if (this.#take('is')) {
      const not = this.#take('not')
      const result = this.#take('null') ? apply('isNull', [left]) : this.#take('true') ? apply('isTrue', [left])
        : (this.#need('false'), apply('isFalse', [left]))
      return not ? apply('not', [result]) : result
    }
    if (this.#take('between')) {
      const lower = this.#level(COMPARISON + 1)
      this.#need('and')
      return apply('between', [left, lower, this.#level(COMPARISON + 1)])
    }
    if (this.#take('in')) return apply('in', [left, ...this.#list('(', ')')])
    return this.#take('like') ? apply('like', [left, this.#level(COMPARISON + 1)]) : left
  }
  #list(open: string, close: string): Typed[] {
    this.#need(open)
    const items: Typed[] = []
    if (this.#take(close)) return items
    do items.push(this.#level(0)); while (this.#take(','))
    this.#need(close)
    return items
  }
  #unary(): Typed {
    if (this.#take('~')) return apply('~', [this.#unary()])
    if (!this.#take('-')) return this.#primary()
    const next = this.list[this.#at]
    if (next?.kind !== 'number') return apply('negative', [this.#unary()])
    this.#at++
    return number(`-${next.text}`, next.suffix)
  }
  #primary(): Typed {
    if (this.#take('(')) {
      const inner = this.#level(0)
      this.#need(')')
      return inner
    }
    const t = this.list[this.#at++]
    if (!t) throw new SyntaxError('an expression is missing')
    if (t.kind === 'number') return number(t.text, t.suffix)
    if (t.kind === 'text') return typed(types.utf8, t.text)
    if (t.kind === 'bytes') return typed(types.binary, Uint8Array.from(t.text.match(/../g) ?? [], h => Number.parseInt(h, 16)))
    return this.#word(t.text.toLowerCase(), t.text)
  }
  #word(word: string, written: string): Typed {
    if (word === 'null') return typed(types.voidType, null)
    if (word === 'true' || word === 'false') return typed(types.bool, word === 'true')
    if (word === 'case') return this.#case()
    const next = this.list[this.#at]
    if (next?.kind === 'text' && castNames[word]) {
      this.#at++
      return cast(typed(types.utf8, next.text), castNames[word])
    }
    if (word === 'array' && this.#is('[')) return array(this.#list('[', ']'))
    return apply(castNames[word] || constructors[word] ? word : written, this.#list('(', ')'))
  }
  #case(): Typed {
    const branches: Typed[] = []
    while (this.#take('when')) {
      branches.push(this.#level(0))
      this.#need('then')
      branches.push(this.#level(0))
    }
    if (this.#take('else')) branches.push(this.#level(0))
    this.#need('end')
    return apply('when', branches)
  }
}

/** The value of an example as examples write their results. */
export function evaluateSql(sql: string): unknown {
  const { type, value } = new Parser(tokens(sql)).all()
  return shown(value, type)
}
/** Decimals and times as text; int64 as a number where it is one exactly. */
function shown(value: EngineValue, type: DataType): unknown {
  if (value === null) return null
  switch (type.kind) {
    case 'decimal': return decimalText(value as bigint, type.scale)
    case 'int64': return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
    case 'date': return dateText(value as number)
    case 'timestamp': return `${timeText(value as bigint).replace(' ', 'T')}Z`
    case 'timestampNtz': return timeText(value as bigint).replace(' ', 'T')
    case 'list': return (value as readonly EngineValue[]).map(v => shown(v, type.element))
    default: return value
  }
}
