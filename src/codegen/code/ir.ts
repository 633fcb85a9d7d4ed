/** What the builder records: a short list of structured instructions, from which both bytes and the readable dump are written. */
import type { Load, Opcode, Store, WasmType } from '../wasm/opcodes.js'

/** One machine word, computed once. */
export interface Word { readonly type: WasmType; readonly id: number }
/** A mutable local, or a parameter. */
export interface Local { readonly type: WasmType; readonly name: string; readonly id: number }
export interface Label { readonly name: string }
/** A function outside this module: a prebuilt kernel, or of the host. */
export interface Import {
  readonly module: 'kernel' | 'host'
  readonly name: string
  readonly params: readonly WasmType[]
  readonly results: readonly WasmType[]
}

type Args = { readonly args: readonly Word[] }
export type Computation = Args & { readonly out: Word } & (
  | { readonly kind: 'const'; readonly value: number | bigint }
  | { readonly kind: 'op'; readonly op: Opcode }
  | { readonly kind: 'load'; readonly op: Load; readonly offset: number }
  | { readonly kind: 'get'; readonly local: Local })
export type Statement = Args & (
  | { readonly kind: 'store'; readonly op: Store; readonly offset: number }
  | { readonly kind: 'set'; readonly local: Local }
  | { readonly kind: 'call'; readonly callee: Import; readonly outs: readonly Word[] }
  | { readonly kind: 'if'; readonly then: readonly Instruction[]; readonly else: readonly Instruction[] }
  | { readonly kind: 'block' | 'loop'; readonly label: Label; readonly body: readonly Instruction[] }
  | { readonly kind: 'br' | 'brIf'; readonly label: Label }
  | { readonly kind: 'copyBytes' | 'return' | 'trap' }
  | { readonly kind: 'comment'; readonly text: string })
export type Instruction = Computation | Statement
export const computes = (i: Instruction): i is Computation => 'out' in i

export interface WasmFunction {
  readonly name: string
  readonly params: readonly Local[]
  readonly results: readonly WasmType[]
  readonly body: readonly Instruction[]
  /** Names of words, for the dump only. */
  readonly hints: ReadonlyMap<Word, string>
}

/** Where something stands: in which loop, and how many writes come before it. */
interface Place { readonly loop: number; readonly writes: number }
interface Folding { readonly folded: ReadonlySet<Word>; readonly definitions: ReadonlyMap<Word, Computation> }

/**
 * Which words need no local: those nobody uses, and those whose only use can compute them in place. Constants always can,
 * pure values within the same loop, loads and reads of variables only if nothing is written in between as well.
 */
export function foldable(body: readonly Instruction[]): Folding {
  const { definitions, born, users } = survey(body)
  const folded = new Set<Word>(), dead = new Set<Instruction>(), settled = new Map<Word, Place>()
  // uses come after definitions, so going backwards the place of every user is settled already
  for (const [word, definition] of [...definitions].reverse()) {
    const uses = (users.get(word) ?? []).filter(u => !dead.has(u.by))
    if (definition.kind === 'const' || !uses.length) {
      folded.add(word)
      if (!uses.length) dead.add(definition)
      continue
    }
    if (uses.length > 1) continue
    const { by, place } = uses[0]!, start = born.get(word)!
    const end = computes(by) && folded.has(by.out) ? settled.get(by.out)! : place
    const reads = definition.kind === 'load' || definition.kind === 'get'
    if (start.loop !== end.loop || (reads && start.writes !== end.writes)) continue
    folded.add(word)
    settled.set(word, end)
  }
  return { folded, definitions }
}

interface User { readonly by: Instruction; readonly place: Place }
function survey(body: readonly Instruction[]) {
  const definitions = new Map<Word, Computation>(), born = new Map<Word, Place>(), users = new Map<Word, User[]>()
  let writes = 0, loops = 0
  const walk = (list: readonly Instruction[], loop: number): void => {
    for (const i of list) {
      const place = { loop, writes }
      for (const a of i.args) {
        const known = users.get(a)
        if (known) known.push({ by: i, place })
        else users.set(a, [{ by: i, place }])
      }
      if (computes(i)) {
        definitions.set(i.out, i)
        born.set(i.out, place)
        continue
      }
      switch (i.kind) {
        case 'store': case 'set': case 'call': case 'copyBytes': writes++; break
        case 'if': walk(i.then, loop); walk(i.else, loop); writes++; break
        case 'block': walk(i.body, loop); break
        case 'loop': writes++; walk(i.body, ++loops); writes++; break
      }
    }
  }
  walk(body, 0)
  return { definitions, born, users }
}
