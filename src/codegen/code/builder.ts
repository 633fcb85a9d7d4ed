/**
 * The typed builder in which functions, operators and aggregates write their code: control and recording from `Recorder`,
 * operations by kind of value.
 */
import type { Condition } from '../../errors/catalogue.js'
import { ArenaOperations } from './arena.js'
import { BoolOperations } from './bool.js'
import { writeCall, type Callable } from './callable.js'
import { DecOperations } from './dec.js'
import { F64Operations } from './f64.js'
import { I32Operations } from './i32.js'
import { I64Operations } from './i64.js'
import type { Label } from './ir.js'
import { Recorder, type Var } from './recorder.js'
import { StrOperations } from './str.js'
import type { Bool, I32, Kind, Lazy, Nullable, Of, Value } from './value.js'

export { kernel, type Callable } from './callable.js'
export type { Var } from './recorder.js'

export class Code extends Recorder {
  readonly bool = new BoolOperations(this)
  readonly i64 = new I64Operations(this, this.bool)
  readonly i32 = new I32Operations(this, this.i64)
  readonly f64 = new F64Operations(this, this.bool)
  readonly str = new StrOperations(this, this.bool, this.i32, this.i64)
  readonly dec = new DecOperations(this, this.bool, this.i32, this.i64,
    (callee, args, failure) => this.#call(callee, args, failure), () => this.#scratch())
  /** New text that lives as long as the batch. */
  readonly arena = new ArenaOperations(this, this.bool, this.i32)
  /** 256 bytes in which kernels work on decimals and return them; whoever compiles the function provides them. */
  scratch: I32 | undefined

  /** Calls a kernel. A status that is not 0 of one that returns a decimal is ignored: see `callOrFail`. */
  call<P extends readonly Kind[], R extends Kind>(callee: Callable<P, R>, ...args: { [N in keyof P]: Of<P[N]> }): Of<R> {
    return this.#call(callee, args as readonly Value[], undefined) as Of<R>
  }
  /** Calls a kernel that returns a decimal, and fails where its status is not 0. */
  callOrFail<P extends readonly Kind[]>(callee: Callable<P, 'dec'>, failure: Condition, ...args: { [N in keyof P]: Of<P[N]> }): Of<'dec'> {
    return this.#call(callee, args as readonly Value[], failure) as Of<'dec'>
  }
  #call(callee: Callable, args: readonly Value[], failure: Condition | undefined): Value {
    return writeCall(this, callee, args, () => this.#scratch(), failure)
  }

  #scratch(): I32 {
    if (!this.scratch) throw new TypeError('this code has no scratch memory')
    return this.scratch
  }

  /** `for (let i = from; i < to; i += step)`, unsigned; `next` skips to the following round. */
  for(from: I32, to: I32, body: (i: I32, next: Label) => void, step = 1, name = 'i'): void {
    const i = this.var(from, name)
    this.block(exit => this.loop(again => {
      this.goto(exit, this.i32.geu(i.get(), to))
      this.block(next => body(i.get(), next), 'next')
      i.set(this.i32.add(i.get(), this.i32.const(step)))
      this.goto(again)
    }))
  }
  /**
   * A value that is computed also where `idle` holds, but whose failures do not count there: no branch unless something
   * fails. Where it is idle the value is rubbish. `idle` is asked only on failure.
   */
  late<V extends Value>(idle: () => Bool | undefined, make: () => Nullable<V>): Nullable<V> {
    let value: Var<V> | undefined, isNull: Var<Bool> | undefined
    this.block(skip => {
      const outer = this.onFailure
      this.onFailure = condition => {
        const none = idle()
        if (none) this.goto(skip, none)
        outer(condition)
      }
      const made = make()
      value = this.declareLike(made.value, 'late')
      value.set(made.value)
      if (made.isNull) {
        isNull = this.declare('bool', 'null')
        isNull.set(made.isNull)
      }
      this.onFailure = outer
    }, 'late')
    return { value: value!.get(), isNull: isNull?.get() }
  }
  /** The arguments of a strict function: what one behind a null argument would raise does not count. */
  inOrder(args: readonly Lazy[]): readonly Nullable[] {
    const made: Nullable[] = []
    for (const arg of args) {
      const missing = this.bool.anyNull(made.map(m => m.isNull))
      made.push(missing && !arg.cheap ? this.late(() => missing, arg) : arg())
    }
    return made
  }
  /** A value that is never null. */
  known<V extends Value>(value: V): Nullable<V> { return { value, isNull: undefined } }
  isTrue(b: Nullable<Bool>): Bool { return this.bool.isTrue(b) }
}
