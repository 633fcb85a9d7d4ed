/** Programs only to be type-checked: mixed pipelines of any length over any number of columns, and long chains of one verb. */
const tags = ['Int64', 'Utf8 | Null', 'Float64', 'Decimal | Null', 'Bool', 'Timestamp', 'Int32 | Null', 'Date32']
const IMPORTS = "import { count } from 'typedframe'\n"
  + "import type { Bool, DataFrame, Date32, Decimal, DefaultJs, Float64, Int32, Int64, Null, Timestamp, Utf8 } from 'typedframe'\n"
  + 'declare function frame<S>(): DataFrame<S, DefaultJs>\n'

/** Ten kinds of steps in turn; the last lines read a result and a row. `misspelled`: one step names a column that is not there. */
export function mixedProgram(columns: number, steps: number, misspelled = false): string {
  const schema = Array.from({ length: columns }, (_, n) => `c${n}: ${tags[n % tags.length]}`).join('; ')
  const lines = Array.from({ length: steps }, (_, n) => mixedStep(n))
  if (misspelled) lines[steps >> 1] = '.filter($ => $.c0x.gt(3))'
  return `${IMPORTS}const df = frame<{ ${schema} }>()
export const res = df
  ${lines.join('\n  ')}
type Anys<D> = D extends DataFrame<infer S, any> ? { [K in keyof S]: 0 extends 1 & S[K] ? K : never }[keyof S] : 'no frame'
export const none: [Anys<typeof res> | Anys<typeof fin>] extends [never] ? true : false = true
export const fin = res.groupBy('c0').agg($ => ({ total: $.c2.sum(), n: count() }))
export async function main() {
  const rows = await fin.collect(), key: number = rows[0]!.c0, all = await res.collect()
  return [key, all[0]!.c0, all[0]!.c2] as const
}
`
}
function mixedStep(n: number): string {
  switch (n % 10) {
    case 0: return `.withColumns($ => ({ w${n}: $.c0.mul(2), v${n}: $.c2.add($.c0) }))`
    case 1: return `.filter($ => $.w${n - 1}.gt(3).and($.c1.isNotNull()))`
    case 2: return `.withColumns($ => ({ c2: $.c2.mul($.w${n - 2}), u${n}: $.c1.upper() }))`
    case 3: return `.rename({ v${n - 3}: 'r${n}' })`
    case 4: return `.drop('w${n - 4}')`
    case 5: return `.orderBy('c0', 'r${n - 2}').limit(100)`
    case 6: return `.join(frame<{ c0: Int64; j${n}a: Utf8; j${n}b: Float64 }>(), 'c0', { how: 'left' })`
    case 7: return `.fillNulls({ j${n - 1}b: 0 })`
    case 8: return `.filter($ => $.j${n - 2}b.gt($.c2).or($.j${n - 2}a.isNull()))`
    default: return `.dropNulls('j${n - 3}a')`
  }
}

/** One step of a chain; the column c2 is not touched. */
export const chains: Readonly<Record<string, (n: number) => string>> = {
  select: n => `.select('c0', 'c1', 'c2', 'c3', $ => ({ s${n}: $.c0.add(1) }))`,
  withColumns: n => `.withColumns($ => ({ w${n}: $.c0 }))`,
  drop: n => `.withColumns($ => ({ d${n}: $.c0 })).drop('d${n}')`,
  rename: n => `.rename({ ${n ? `q${n - 1}` : 'c3'}: 'q${n}' })`,
  filter: n => `.filter($ => $.c0.gt(${n}))`,
  dropNulls: () => ".dropNulls('c1')",
  fillNulls: () => '.fillNulls({ c1: 0 })',
  orderBy: () => ".orderBy('c0', $ => $.c1.desc())",
  limit: n => `.limit(${n}).offset(1).distinct().sample(0.5)`,
  mixed: n => n % 2 ? ".dropNulls('c1')" : `.withColumns($ => ({ w${n}: $.c0 }))`,
  join: n => `.join(frame<{ c0: Int64; j${n}: Utf8 }>(), 'c0', { how: 'left' })`,
  joinPairs: n => `.join(frame<{ k${n}: Int64; j${n}: Utf8 }>(), { c0: 'k${n}' })`,
  joinOn: n => `.joinOn(frame<{ k${n}: Int64 }>(), (l, r) => l.c0.eq(r.k${n}))`,
  crossJoin: n => `.crossJoin(frame<{ k${n}: Int64 }>())`,
  groupBy: n => `.groupBy('c0', 'c1', 'c2', 'c3').agg($ => ({ g${n}: $.c0.sum() })).drop('g${n}')`,
  union: () => '.union(df)',
  unionByName: () => '.unionByName(df, { allowMissingColumns: true })',
  intersect: () => '.intersect(df).except(df)',
}
export function chainProgram(step: (n: number) => string, steps: number): string {
  return `${IMPORTS}const df = frame<{ c0: Int64; c1: Int32 | Null; c2: Float64 | Null; c3: Utf8 }>()
export const r = df
  ${Array.from({ length: steps }, (_, n) => step(n)).join('\n  ')}
export const z = r.$.c2
export async function main() {
  const x: number | null = (await r.collect())[0]!.c2
  return x
}
`
}
