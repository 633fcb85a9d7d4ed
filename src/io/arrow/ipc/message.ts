/** Messages: what stands before the bytes of a batch, and at the end of a file. */
import type { Fail } from '../array.js'
import type { ArrowField } from '../type.js'
import { Table } from './flatbuffer.js'
import { readSchema } from './schema.js'

export interface BatchLayout {
  readonly rows: number
  /** Of each array in order of depth: its rows, and how many of them are null. */
  readonly nodes: readonly { readonly rows: number; readonly nulls: number }[]
  /** Where each buffer lies in the body. */
  readonly buffers: readonly { readonly offset: number; readonly bytes: number }[]
  readonly codec: 'lz4' | 'zstd' | undefined
  /** How many buffers each column of views has. */
  readonly variadic: readonly number[]
}
export type Message = { readonly bodyBytes: number } & (
  | { readonly kind: 'schema'; readonly fields: readonly ArrowField[] }
  | { readonly kind: 'batch'; readonly layout: BatchLayout }
  | { readonly kind: 'dictionary'; readonly id: bigint; readonly isDelta: boolean; readonly layout: BatchLayout }
  | { readonly kind: 'other' }
)
const OLDEST_VERSION = 3
const MOST_ROWS = 2 ** 31

export function readMessage(bytes: Uint8Array, fail: Fail): Message {
  return guarded(fail, () => {
    const message = Table.root(bytes), header = message.table(2), bodyBytes = sizeOf(message.long(3), fail)
    if (message.short(0) < OLDEST_VERSION) return fail('it is of a version of Arrow before 0.8')
    switch (header && message.byte(1)) {
      case 1: return { bodyBytes, kind: 'schema', fields: readSchema(header!, fail) }
      case 2: return { bodyBytes, kind: 'dictionary', id: header!.long(0), isDelta: header!.byte(2) !== 0,
        layout: readLayout(header!.table(1), bodyBytes, fail) }
      case 3: return { bodyBytes, kind: 'batch', layout: readLayout(header!, bodyBytes, fail) }
      default: return { bodyBytes, kind: 'other' }
    }
  })
}
/** Where a message of a file lies. */
export interface Block { readonly offset: number; readonly metadataBytes: number; readonly bodyBytes: number }
export interface Footer {
  readonly fields: readonly ArrowField[]
  readonly dictionaries: readonly Block[]
  readonly batches: readonly Block[]
}

export function readFooter(bytes: Uint8Array, fail: Fail): Footer {
  return guarded(fail, () => {
    const footer = Table.root(bytes), schema = footer.table(1)
    const blocks = (n: number): Block[] => {
      const { at, count } = footer.list(n, 24), { view } = footer
      return Array.from({ length: count }, (_, k) => ({
        offset: sizeOf(view.getBigInt64(at + 24 * k, true), fail), metadataBytes: view.getInt32(at + 24 * k + 8, true),
        bodyBytes: sizeOf(view.getBigInt64(at + 24 * k + 16, true), fail),
      }))
    }
    return { fields: schema ? readSchema(schema, fail) : fail('its footer has no schema'), dictionaries: blocks(2), batches: blocks(3) }
  })
}

function readLayout(batch: Table | undefined, bodyBytes: number, fail: Fail): BatchLayout {
  if (!batch) return fail('a dictionary has no values')
  const { view } = batch, rows = sizeOf(batch.long(0), fail)
  const nodes = batch.list(1, 16), buffers = batch.list(2, 16), counts = batch.list(4, 8)
  if (rows >= MOST_ROWS) return fail(`a batch would have ${rows} rows`)
  const compression = batch.table(3), codec = compression && (['lz4', 'zstd'] as const)[compression.byte(0)]
  if (compression && codec === undefined) return fail(`its compression is number ${compression.byte(0)}, which nobody knows`)
  return {
    rows, codec,
    nodes: Array.from({ length: nodes.count }, (_, n) => ({
      rows: sizeOf(view.getBigInt64(nodes.at + 16 * n, true), fail), nulls: sizeOf(view.getBigInt64(nodes.at + 16 * n + 8, true), fail),
    })),
    buffers: Array.from({ length: buffers.count }, (_, n) => {
      const offset = sizeOf(view.getBigInt64(buffers.at + 16 * n, true), fail)
      const bytes = sizeOf(view.getBigInt64(buffers.at + 16 * n + 8, true), fail)
      return bytes === 0 || offset + bytes <= bodyBytes ? { offset, bytes } : fail('a buffer lies beyond the end of its batch')
    }),
    variadic: Array.from({ length: counts.count }, (_, n) => sizeOf(view.getBigInt64(counts.at + 8 * n, true), fail)),
  }
}
const sizeOf = (given: bigint, fail: Fail): number =>
  given >= 0n && given <= Number.MAX_SAFE_INTEGER ? Number(given) : fail(`a size in its metadata is ${given}`)

function guarded<T>(fail: Fail, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof RangeError) return fail('its metadata is damaged')
    throw error
  }
}
