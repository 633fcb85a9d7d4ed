/** Random expressions over the columns of a frame, with what they say in words. */
import { coalesce, lit, when } from '../../src/index.js'
import { below, chance, kinds, pick, randomValue, types, type ColumnInfo, type Gen, type Kind } from './data.js'

// Frames of random shape have no type that the compiler could know.
export type AnyColumn = any
export type AnyColumns = Record<string, AnyColumn>
export interface Made { readonly text: string; readonly build: ($: AnyColumns) => AnyColumn }

const numeric: readonly Kind[] = ['int32', 'int64', 'float64', 'decimal']
const call = (text: string, build: ($: AnyColumns) => AnyColumn): Made => ({ text, build })

export function expression(g: Gen, kind: Kind, columns: readonly ColumnInfo[], depth: number): Made {
  const same = columns.filter(c => c.kind === kind)
  if (depth <= 0 || chance(g, 25)) {
    if (same.length && chance(g, 85)) {
      const { name } = pick(g, same)
      return call(name, $ => $[name])
    }
    return constant(g, kind)
  }
  const sub = (k: Kind): Made => expression(g, k, columns, depth - 1)
  const general = [() => conditional(sub('bool'), sub(kind), sub(kind)), () => firstOf(sub(kind), sub(kind))]
  return pick(g, [...general, ...specific(g, kind, sub, allowed => kindAmong(g, columns, allowed))])()
}

function constant(g: Gen, kind: Kind): Made {
  const value = randomValue(g, kind)
  if (kind === 'utf8' || kind === 'bool' || kind === 'float64') return call(JSON.stringify(value), () => (lit as AnyColumn)(value).cast(types[kind]))
  return call(`${kind} ${String(value)}`, () => lit(String(value)).cast(types[kind] as never))
}
const conditional = (c: Made, a: Made, b: Made): Made =>
  call(`when(${c.text}, ${a.text}, ${b.text})`, $ => (when(c.build($), a.build($)) as AnyColumn).otherwise(b.build($)))
const firstOf = (a: Made, b: Made): Made => call(`coalesce(${a.text}, ${b.text})`, $ => (coalesce as AnyColumn)(a.build($), b.build($)))
const method = (name: string, a: Made, ...rest: readonly Made[]): Made =>
  call(`${a.text}.${name}(${rest.map(r => r.text).join(', ')})`, $ => a.build($)[name](...rest.map(r => r.build($))))
const plain = (name: string, a: Made, ...args: readonly unknown[]): Made =>
  call(`${a.text}.${name}(${args.map(x => JSON.stringify(x)).join(', ')})`, $ => a.build($)[name](...args))
const castTo = (a: Made, kind: Kind): Made => call(`${a.text}.cast(${kind})`, $ => a.build($).cast(types[kind]))
const tryCastTo = (a: Made, kind: Kind): Made => call(`${a.text}.tryCast(${kind})`, $ => a.build($).tryCast(types[kind]))

/** Mostly a kind that some column has: expressions over constants alone find little. */
export function kindAmong(g: Gen, columns: readonly ColumnInfo[], allowed: readonly Kind[] = kinds): Kind {
  const present = columns.map(c => c.kind).filter(k => allowed.includes(k))
  return present.length && chance(g, 80) ? pick(g, present) : pick(g, allowed)
}

function specific(g: Gen, kind: Kind, sub: (k: Kind) => Made, among: (allowed?: readonly Kind[]) => Kind): readonly (() => Made)[] {
  switch (kind) {
    case 'bool': return [
      () => { const k = among(); return method(pick(g, ['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'eqNullSafe']), sub(k), sub(k)) },
      () => method(pick(g, ['and', 'or']), sub('bool'), sub('bool')),
      () => method('not', sub('bool')),
      () => method(pick(g, ['isNull', 'isNotNull']), sub(among())),
      () => plain('like', sub('utf8'), pick(g, ['a%', '%a', '%a%b%', '_', '%', 'a_', ''])),
      () => method(pick(g, ['startsWith', 'endsWith', 'contains']), sub('utf8'), sub('utf8')),
      () => { const k = among(['int32', 'utf8', 'date', 'decimal']); return plain('isIn', sub(k), randomValue(g, k), randomValue(g, k)) },
      () => { const k = among(numeric); return method('between', sub(k), sub(k), sub(k)) },
    ]
    case 'int32': return [
      () => method(pick(g, ['add', 'sub', 'mul', 'tryAdd', 'tryMul', 'mod', 'tryMod']), sub('int32'), sub('int32')),
      () => method(pick(g, ['neg', 'abs']), sub('int32')),
      () => method('length', sub('utf8')),
      () => method(pick(g, ['year', 'month', 'day', 'quarter', 'dayOfWeek', 'dayOfYear']), sub('date')),
      () => method(pick(g, ['hour', 'minute', 'second', 'year']), sub('timestampNtz')),
      () => tryCastTo(sub(among(['utf8', 'int64', 'float64', 'decimal', 'bool'])), 'int32'),
      () => castTo(sub('bool'), 'int32'),
    ]
    case 'int64': return [
      () => method(pick(g, ['add', 'sub', 'mul', 'tryAdd', 'trySub', 'tryMul']), sub('int64'), sub(among(['int32', 'int64']))),
      () => castTo(sub('int32'), 'int64'),
      () => tryCastTo(sub(among(['utf8', 'float64', 'decimal'])), 'int64'),
      () => method('neg', sub('int64')),
    ]
    case 'float64': return [
      () => method(pick(g, ['add', 'sub', 'mul']), sub('float64'), sub(among(['int32', 'float64']))),
      () => method(pick(g, ['div', 'tryDiv']), sub('float64'), sub('float64')),
      () => method(pick(g, ['abs', 'neg', 'sqrt']), sub('float64')),
      () => castTo(sub(among(['int32', 'int64', 'decimal'])), 'float64'),
      () => plain('round', sub('float64'), below(g, 3)),
    ]
    case 'decimal': return [
      () => tryCastTo(method(pick(g, ['add', 'sub', 'mul']), sub('decimal'), sub('decimal')), 'decimal'),
      () => tryCastTo(method('div', sub('decimal'), sub('decimal')), 'decimal'),
      () => castTo(sub('int32'), 'decimal'),
      () => tryCastTo(sub(among(['utf8', 'float64', 'int64'])), 'decimal'),
      () => method(pick(g, ['abs', 'neg']), sub('decimal')),
    ]
    case 'utf8': return [
      () => method(pick(g, ['upper', 'lower', 'trim', 'ltrim', 'rtrim', 'reverse']), sub('utf8')),
      () => method('concat', sub('utf8'), sub('utf8')),
      () => plain('substring', sub('utf8'), below(g, 7) - 3, below(g, 4)),
      () => plain('replace', sub('utf8'), 'a', pick(g, ['', 'xy', 'a'])),
      () => castTo(sub(among(['int32', 'int64', 'float64', 'bool', 'date', 'decimal', 'timestampNtz'])), 'utf8'),
      () => plain('lpad', sub('utf8'), below(g, 6), '*'),
    ]
    case 'date': return [
      () => plain('addDays', sub('date'), below(g, 60) - 30),
      () => plain('addMonths', sub('date'), below(g, 30) - 15),
      () => method('lastDay', sub('date')),
      () => plain('trunc', sub('date'), pick(g, ['year', 'month', 'week', 'quarter'])),
      () => castTo(sub('timestampNtz'), 'date'),
      () => tryCastTo(sub('utf8'), 'date'),
    ]
    case 'timestampNtz': return [
      () => plain('trunc', sub('timestampNtz'), pick(g, ['year', 'month', 'day', 'hour', 'minute'])),
      () => castTo(sub('date'), 'timestampNtz'),
    ]
  }
}
