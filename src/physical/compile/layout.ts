/**
 * The control block: how the host and a compiled function talk. Addresses and counts are u32.
 *
 * | at  | what                                                                    |
 * |-----|-------------------------------------------------------------------------|
 * | 0   | rows of the batch                                                       |
 * | 4   | rows selected                                                           |
 * | 8   | failing site (0: none), 12: its row, 16: its state                      |
 * | 20  | selection: u32 rows                                                     |
 * | 24  | group pointers, 28: the other side's (merge), 32: offset of the states  |
 * | 40  | arena for text of the batch: next byte, end                             |
 * | 48  | arena for text in states: next byte, end                                |
 * | 64  | 256 bytes for kernels to work in                                        |
 * | 320 | literals, 16 bytes each                                                 |
 * | …   | columns, 8 each: cells, validity                                        |
 * | …   | outputs, 8 each: cells, validity                                        |
 * | …   | constant texts, 8 each: address, length                                 |
 */
export const control = {
  rows: 0, selected: 4, site: 8, failingRow: 12, failingState: 16, selection: 20, pointers: 24, otherPointers: 28, stateOffset: 32,
  batchArena: 40, stateArena: 48, scratch: 64, literals: 320,
} as const
/** Numbers by which compiled code asks the host for room. */
export const arenas = { batch: 0, states: 1 } as const

/** Where the slots of one program are. */
export class Layout {
  readonly #columns: number
  readonly #outputs: number
  readonly #constants: number
  constructor(literals: number, columns: number, outputs: number) {
    this.#columns = control.literals + 16 * literals
    this.#outputs = this.#columns + 8 * columns
    this.#constants = this.#outputs + 8 * outputs
  }
  literal(slot: number): number { return control.literals + 16 * slot }
  column(slot: number): number { return this.#columns + 8 * slot }
  output(n: number): number { return this.#outputs + 8 * n }
  constant(n: number): number { return this.#constants + 8 * n }
}
