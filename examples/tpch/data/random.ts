/** A small seeded generator (32-bit state, full period): the same seed gives the same data on every machine. */
export class Random {
  private state: number

  constructor(seed: number, stream: number) {
    this.state = (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) + Math.imul(stream + 1, 0xc2b2ae35)) | 0
    for (let n = 0; n < 8; n++) this.bits()
  }
  /** 32 uniform bits. */
  bits(): number {
    this.state = (this.state + 0x6d2b79f5) | 0
    let t = Math.imul(this.state ^ (this.state >>> 15), this.state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return (t ^ (t >>> 14)) >>> 0
  }
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.bits() / 0x1_0000_0000 * (high - low + 1))
  }
  pick<T>(from: readonly T[]): T { return from[this.between(0, from.length - 1)]! }
}
