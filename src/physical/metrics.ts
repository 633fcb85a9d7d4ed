/** Counters of one run, per physical operator, by Spark's names: `numOutputRows`, `bytesRead`, `peakMemory` … */
import type { PhysicalPlan } from './plan.js'

export class Metrics {
  readonly #byPlan = new Map<PhysicalPlan, Map<string, number>>()

  add(plan: PhysicalPlan, name: string, n: number): void {
    const counters = this.of(plan)
    counters.set(name, (counters.get(name) ?? 0) + n)
  }
  max(plan: PhysicalPlan, name: string, n: number): void {
    const counters = this.of(plan)
    counters.set(name, Math.max(counters.get(name) ?? 0, n))
  }
  of(plan: PhysicalPlan): Map<string, number> {
    let counters = this.#byPlan.get(plan)
    if (!counters) this.#byPlan.set(plan, counters = new Map())
    return counters
  }
  /** One counter over all operators. */
  total(name: string): number {
    let sum = 0
    for (const counters of this.#byPlan.values()) sum += counters.get(name) ?? 0
    return sum
  }
  format(plan: PhysicalPlan): string {
    return [...this.of(plan)].map(([name, n]) => `${name}: ${name === 'time' || name.endsWith('Time') ? `${n.toFixed(1)} ms` : n.toLocaleString('en-US')}`).join(', ')
  }
}
