/**
 * Strings that are kept with the cells of cached frames, so that a frame whose rows are handed out again has its texts at hand.
 * They lie outside the memory of the session: so many of them at most, the oldest go first, and all go with their frame.
 */
import type { KeptTexts } from '../../memory/batch.js'

/** Columns of batches: 16 MiB of references, and strings that are shared by the cells that hold the same. */
const MOST_KEPT = 128

const order: WeakRef<KeptTexts>[] = []

/** Keeps `texts[codes[k]]` for the cells from `first` on, if those before them are kept. */
export function keepTexts(kept: KeptTexts, first: number, codes: Uint32Array, texts: readonly (string | null)[]): void {
  if (first === 0) begin(kept)
  const { strings } = kept
  if (strings?.length !== first) return
  for (let k = 0; k < codes.length; k++) strings.push(texts[codes[k]!]!)
}
function begin(kept: KeptTexts): void {
  kept.strings = []
  order.push(new WeakRef(kept))
  if (order.length <= MOST_KEPT) return
  const oldest = order.shift()!.deref()
  if (oldest && oldest !== kept) oldest.strings = undefined
}
