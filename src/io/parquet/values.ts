/** The values of a page, without its nulls, read in steps. */
import type { Memory } from '../../memory/memory.js'
import { Damaged, type Decoder } from './decoder.js'

export interface Values {
  /** The next n values as cells at `to`. */
  read(n: number, to: number): void
  /** Passes over the next n values. */
  skip(n: number): void
  /** Address of the next n cells where they lie already (then they count as read), or 0. */
  lend(n: number): number
}

/** Bytes of a hybrid's state: see kernels/parquet.ts. */
export const HYBRID_BYTES = 32
/** Values that are taken to scratch at a time. */
export const SCRATCH_VALUES = 16_384

const none = (n: number): void => {
  if (n > 0) throw new Damaged('a page has too few values')
}
export const noValues: Values = {
  read: none,
  skip: none,
  lend: () => 0,
}

export function plainValues({ kernels }: Memory, decoder: Decoder, from: number, end: number): Values {
  let next = from
  return {
    read(n, to) { next = decoder.decode(next, end, n, to) },
    skip(n) {
      const { width } = decoder
      const to = width > 0 ? next + n * width : kernels.plainSkip(next, end, n) >>> 0
      if (to === 0 || to > end) throw new Damaged('its values reach beyond their page')
      next = to
    },
    lend(n) {
      const at = next
      if (!decoder.direct || at % 8 !== 0 || at + n * decoder.width > end) return 0
      next += n * decoder.width
      return at
    },
  }
}

/** `room`: how many cells may be read from `cells` on, of which the first `count` are the dictionary. */
export interface Dictionary { readonly cells: number; readonly count: number; readonly room: number }

/** Indices into a dictionary: a byte that tells their width, then the hybrid. */
export function dictionaryValues(
  memory: Memory, decoder: Decoder, dictionary: Dictionary, from: number, end: number, state: number, scratch: number,
): Values {
  const { kernels } = memory
  const width = from < end ? memory.u8[from]! : 33
  if (width > 32) throw new Damaged('the width of its dictionary indices is wrong')
  kernels.hybridOpen(state, from + 1, end, width)
  return {
    skip(n) {
      if (kernels.hybridSkip(state, n) < 0) throw new Damaged('its dictionary indices are wrong')
    },
    lend: () => 0,
    read(n, to) {
      if (2 ** width <= dictionary.room) {
        if (kernels.hybridCells(state, n, decoder.cellBytes, dictionary.cells, dictionary.count, to) < 0) throw new Damaged('its dictionary indices are wrong')
      } else for (let done = 0; done < n; done += SCRATCH_VALUES) {
        const step = Math.min(SCRATCH_VALUES, n - done)
        if (kernels.hybridRead(state, step, dictionary.count, scratch) < 0) throw new Damaged('its dictionary indices are wrong')
        kernels.dictionaryCells(decoder.cellBytes, dictionary.cells, scratch, step, to + done * decoder.cellBytes)
      }
    },
  }
}

/** Booleans, a bit each. */
export function bitValues(memory: Memory, from: number, end: number): Values {
  let at = 0
  return {
    lend: () => 0,
    skip(n) { at += n },
    read(n, to) {
      if (at + n > (end - from) * 8) throw new Damaged('its values reach beyond its page')
      memory.kernels.unpackBools(from, at, n, to)
      at += n
    },
  }
}

/** Booleans as a hybrid, behind its length. */
export function runValues(memory: Memory, from: number, end: number, state: number, scratch: number): Values {
  const { kernels } = memory
  kernels.hybridOpen(state, Math.min(from + 4, end), end, 1)
  return {
    skip(n) {
      if (kernels.hybridSkip(state, n) < 0) throw new Damaged('its booleans are wrong')
    },
    lend: () => 0,
    read(n, to) {
      for (let done = 0; done < n; done += SCRATCH_VALUES) {
        const step = Math.min(SCRATCH_VALUES, n - done)
        if (kernels.hybridRead(state, step, 2, scratch) < 0) throw new Damaged('its booleans are wrong')
        kernels.narrowToBytes(scratch, step, to + done)
      }
    },
  }
}
