/** Values as text that does not depend on the place: floats to 12 digits, since engines differ in the last of sine and power. */
import { TypedFrameError } from '../../src/index.js'

export function valueText(v: unknown): string {
  if (typeof v === 'number') return Number.isFinite(v) ? String(Number(v.toPrecision(12))) : String(v)
  if (typeof v === 'bigint') return `${v}n`
  if (v instanceof Date) return v.toISOString()
  if (v instanceof Uint8Array) return `bytes ${[...v].map(b => b.toString(16).padStart(2, '0')).join('')}`
  if (v instanceof Map) return `map {${[...v].map(([k, x]) => `${valueText(k)} → ${valueText(x)}`).join(', ')}}`
  if (Array.isArray(v)) return `[${v.map(valueText).join(', ')}]`
  if (typeof v === 'object' && v !== null) return `{${Object.entries(v).map(([k, x]) => `${k}: ${valueText(x)}`).join(', ')}}`
  return typeof v === 'string' ? JSON.stringify(v) : String(v)
}

/** All rows where they are few, otherwise how many, a digest, and the first and last. */
export function rowsText(rows: readonly object[], { sorted = false } = {}): string[] {
  const lines = rows.map(valueText)
  if (sorted) lines.sort()
  return lines.length <= 50 ? lines : [`${lines.length} rows, digest ${digest(lines)}`, ...lines.slice(0, 5), '…', ...lines.slice(-5)]
}

function digest(lines: readonly string[]): string {
  let h = 0x811c9dc5
  for (const line of lines) for (let n = 0; n < line.length; n++) h = Math.imul(h ^ line.charCodeAt(n), 0x01000193)
  return (h >>> 0).toString(16)
}

/** What the library says of a mistake; any other error is a failure of the program. */
export async function errorText(work: () => unknown): Promise<string> {
  try {
    return `no error: ${valueText(await work())}`
  } catch (error) {
    if (error instanceof TypedFrameError) return `${error.condition} ${error.sqlState} ${error.message}`
    throw error
  }
}
