/**
 * How a function's declaration reads as TypeScript: as a method of its first argument's family, and as a free function.
 *
 *     substring<A extends Integer | Null | Unknown = Int32, Q = never>(
 *       start: Expr<A, Q> | number | bigint): ColumnOf<Utf8 | NullIn<T | A>, R | NoInfer<Q>>
 *
 * T is the first argument's tag, A, B, C those of the others; R, Q, Q2 … their references, one parameter for each argument,
 * since references are checked contravariantly; N, M what conditions prove. Operands' parameters stand inside `NoInfer` in
 * the result: otherwise a contextual return type would turn a column into `any`. Each has a default, since a JavaScript
 * literal never infers it.
 */
import type { ArgSpec } from '../../src/functions/arguments.js'
import type { FunctionDeclaration } from '../../src/functions/declare.js'
import { specialSignatures } from './special.js'

export type Form = 'method' | 'free'
/** Everything behind the name: type parameters, parameters and result; and the parameters' names as a call passes them on. */
export interface Written { readonly text: string; readonly passed: readonly string[] }
const letters = ['T', 'A', 'B', 'C', 'D', 'E', 'F', 'G']

/** What accepts a column known only at run time, or one that may be null. */
const maybe = (accepts: string): string => accepts === 'AnyType' ? accepts : `${accepts} | Null | Unknown`
const orLiteral = (js: string): string => js === 'never' ? '' : ` | ${js}`

/** The pieces of one signature, as its arguments add to them. */
class Pieces {
  readonly required: string[] = []
  readonly defaulted: string[] = []
  readonly parameters: string[] = []
  /** The tags that the result's rule sees. */
  readonly tags: string[] = []
  /** References of the operands: to be wrapped in NoInfer. */
  readonly references: string[] = []
  /** References that a tuple of operands holds. */
  readonly tupleReferences: string[] = []
  readonly proofs: string[] = []

  reference(): string {
    const name = this.references.length ? `Q${this.references.length + 1}` : 'Q'
    this.references.push(name)
    this.defaulted.push(`${name} = never`)
    return name
  }
  proof(): string {
    const name = this.proofs.length ? `M${this.proofs.length + 1}` : 'M'
    this.proofs.push(name)
    this.required.push(name)
    return name
  }
}

/** `decides`: the result's tag follows from this argument's, so the tag of a literal must be known. */
function receiver(p: Pieces, name: string, spec: ArgSpec, optional: string, decides: boolean): void {
  p.tags.push('T')
  if (spec.kind === 'condition') {
    const proof = p.proof()
    p.defaulted.unshift(`T extends ${maybe(spec.accepts)} = ${spec.literal}`)
    p.parameters.push(`${name}${optional}: Test<T, ${p.reference()}, ${proof}>`)
  } else if (decides && (spec.accepts === 'Numeric' || spec.accepts === 'AnyType')) {
    p.defaulted.unshift(`L0 extends ${spec.js} = never`, `T extends ${maybe(spec.accepts)} = LiteralTag<L0>`)
    p.parameters.push(`${name}${optional}: Expr<T, ${p.reference()}> | L0`)
  } else {
    p.defaulted.unshift(`T extends ${maybe(spec.accepts)} = ${spec.literal}`)
    p.parameters.push(`${name}${optional}: Expr<T, ${p.reference()}>${orLiteral(spec.js)}`)
  }
}
function operand(p: Pieces, name: string, spec: ArgSpec, letter: string, optional: string, decides: boolean): void {
  switch (spec.kind) {
    case 'constant':
      p.parameters.push(`${name}${optional}: ${spec.js}`)
      return
    case 'condition': {
      const proof = p.proof()
      p.required.push(`${letter} extends ${maybe(spec.accepts)}`)
      p.parameters.push(`${name}${optional}: Test<${letter}, ${p.reference()}, ${proof}>`)
      break
    }
    case 'number':
      p.defaulted.push('L extends number | bigint = never', `${letter} extends ${maybe(spec.accepts)} = NumberTag<L>`)
      p.parameters.push(`${name}${optional}: Expr<${letter}, ${p.reference()}> | L`)
      break
    case 'same':
      p.defaulted.push(...decides
        ? ['L extends Lit<T> = never', `${letter} extends Comparable<T> = Extract<LiteralBeside<L, T>, Comparable<T>>`]
        : [`${letter} extends Comparable<T> = Exclude<Comparable<T>, Null | Unknown>`])
      p.parameters.push(`${name}${optional}: Expr<${letter}, ${p.reference()}> | ${decides ? 'L' : 'Lit<T>'}`)
      break
    case 'value':
      // where the result takes a literal in, it takes the type of what it stands beside, as the smallest integer does
      p.defaulted.push(`${letter} extends ${maybe(spec.accepts)} = ${decides && spec.accepts === 'Integer' ? 'Int8' : spec.literal}`)
      p.parameters.push(`${name}${optional}: Expr<${letter}, ${p.reference()}>${orLiteral(spec.js)}`)
  }
  p.tags.push(letter)
}
/** Any number of operands: a tuple, from which tags and references are read. */
function operands(p: Pieces, name: string, spec: ArgSpec): void {
  if (spec.kind === 'constant') {
    p.parameters.push(`...${name}: readonly (${spec.js})[]`)
    return
  }
  const accepts = spec.kind === 'same' ? 'Comparable<T>' : maybe(spec.accepts)
  const literal = spec.kind === 'same' ? ' | Lit<T>' : orLiteral(spec.js)
  p.required.push(`const X extends readonly (Expr<${accepts}, any>${literal})[]`)
  p.parameters.push(`...${name}: X`)
  p.tags.push('TagsOf<X, T>')
  p.tupleReferences.push('RefsOf<X>')
}

/** Undefined: the function has no such form. */
export function signatureOf(f: FunctionDeclaration, form: Form): Written | undefined {
  if (f.name in specialSignatures) return specialSignatures[f.name]![form]
  const args = Object.entries(f.args)
  if (form === 'method' && (!args.length || args[0]![1].kind === 'constant')) return undefined

  const p = new Pieces()
  const text = f.returns.text(args.filter(([, s]) => s.kind !== 'constant').map((_, n) => letters[n]!)).replace(/NullIn<[^>]*>/g, '')
  const decides = (letter: string): boolean => new RegExp(`\\b${letter}\\b`).test(text)
  args.forEach(([name, spec], n) => {
    const optional = spec.given === 'optional' ? '?' : ''
    if (n === 0 && form === 'method') {
      p.tags.push('T')
      if (spec.given === 'many') operands(p, name, { ...spec, kind: 'same' })
    } else if (n === 0 && spec.kind !== 'constant') {
      receiver(p, spec.given === 'many' ? 'value' : name, spec, optional, decides('T'))
      if (spec.given === 'many') operands(p, name, { ...spec, kind: 'same' })
    } else if (spec.given === 'many') operands(p, name, spec)
    else operand(p, name, spec, letters[n]!, optional, decides(letters[n]!))
  })
  const generics = [...p.required, ...p.defaulted]
  return {
    text: `${generics.length ? `<${generics.join(', ')}>` : ''}(${p.parameters.join(', ')}): ${resultOf(f, form, p)}`,
    passed: p.parameters.map(parameter => parameter.replace(/\??:.*/, '')),
  }
}

function resultOf(f: FunctionDeclaration, form: Form, p: Pieces): string {
  const { returns } = f
  const first = Object.values(f.args)[0]
  // A variadic first argument is one name to the rule, whatever the signature makes of it.
  const tags = first?.given === 'many' ? [p.tags.join(' | ')] : p.tags
  const tag = returns.text(tags)
  if (returns.refs === 'aggregate') return `Aggregated<${tag}>`
  const own = form === 'method' ? 'R' : undefined
  const operandsOf = p.references.length ? `NoInfer<${p.references.join(' | ')}>` : undefined
  const all = [own, operandsOf, ...p.tupleReferences].filter(Boolean).join(' | ') || 'never'
  const mode = returns.refs === 'loose' ? `Loose<${all}>` : all
  if (!returns.proves) return `ColumnOf<${tag}, ${mode}>`
  const refs = own ?? 'NoInfer<Q>'
  const proof = form === 'method' ? 'N' : first?.kind === 'condition' ? 'NoInfer<M>' : refs
  return `Condition<${tag}, ${mode}, ${returns.proves({ refs, proof }, form === 'method' ? 'M' : 'M2')}>`
}
