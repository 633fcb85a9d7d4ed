/** What one says when asking for a result. */

/** How values become JavaScript; see `types/js.ts` for the types they give. */
export interface JsOptions {
  readonly int64?: 'number' | 'bigint' | 'string'
  readonly decimal?: 'string' | 'number'
  readonly date?: 'string' | 'Date'
  readonly timestamp?: 'Date' | 'string' | 'micros'
}
export interface Progress {
  readonly rowsRead: number
  readonly bytesRead: number
  /** 0 … 1 when the size of the inputs is known. */
  readonly fraction: number | undefined
  readonly elapsedMs: number
}
export interface RunOptions extends JsOptions {
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}
export interface ExplainOptions { readonly metrics?: boolean; readonly codegen?: boolean }
export type RowObject = Record<string, unknown>
