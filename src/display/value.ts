/** One value as people read it in a table. */
import type { JsOptions } from '../logical/options.js'
import type { DataType } from '../types/data-type.js'
import { visible } from './text.js'

/** The options under which every value can be shown: nothing overflows, nothing is rounded. */
export const displayOptions: Required<JsOptions> = { int64: 'bigint', decimal: 'string', date: 'string', timestamp: 'string' }

/** `timeZone`: where timestamps are shown (UTC if not given). */
export function formatCell(value: unknown, type: DataType, timeZone?: string): string {
  if (value === null || value === undefined) return 'null'
  switch (type.kind) {
    case 'utf8': return visible(String(value))
    case 'date': return value instanceof Date ? value.toISOString().slice(0, 10) : String(value)
    case 'timestamp': return formatInstant(value, timeZone)
    case 'timestampNtz': return trimFraction(String(value instanceof Date ? value.toISOString() : value).replace('T', ' ').replace('Z', ''))
    case 'binary': return hex(value as Uint8Array)
    case 'list': return `[${(value as readonly unknown[]).map(v => formatCell(v, type.element, timeZone)).join(', ')}]`
    case 'struct': {
      const members = value as Readonly<Record<string, unknown>>
      return `{${type.fields.map(f => `${f.name}: ${formatCell(members[f.name], f.type, timeZone)}`).join(', ')}}`
    }
    case 'map': {
      const entries = [...(value as ReadonlyMap<unknown, unknown>)]
      return `{${entries.map(([k, v]) => `${formatCell(k, type.key, timeZone)} → ${formatCell(v, type.value, timeZone)}`).join(', ')}}`
    }
    case 'float32': case 'float64': return Object.is(value, -0) ? '0' : String(value)
    default: return visible(String(value))
  }
}
const trimFraction = (text: string): string => text.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')
const MAX_BYTES = 32
function hex(bytes: Uint8Array): string {
  const shown = Array.from(bytes.subarray(0, MAX_BYTES), b => b.toString(16).toUpperCase().padStart(2, '0')).join(' ')
  return bytes.length > MAX_BYTES ? `[${shown} …]` : `[${shown}]`
}

const formats = new Map<string, Intl.DateTimeFormat>()
function zoneFormat(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
    })
    formats.set(timeZone, format)
  }
  return format
}
/** An instant (a Date, ISO text or microseconds) as wall-clock time of the zone. */
function formatInstant(value: unknown, timeZone = 'UTC'): string {
  const iso = value instanceof Date ? value.toISOString() : typeof value === 'bigint' ? undefined : String(value)
  const millis = iso === undefined ? Number((value as bigint) / 1000n) : Date.parse(iso)
  if (Number.isNaN(millis)) return String(value)
  const fraction = iso === undefined ? `.${String(((value as bigint) % 1_000_000n + 1_000_000n) % 1_000_000n).padStart(6, '0')}`
    : /\.\d+/.exec(iso)?.[0] ?? ''
  const wall = timeZone === 'UTC' ? new Date(millis).toISOString().replace(/\.\d+Z$/, '').replace('T', ' ')
    : zoneFormat(timeZone).format(millis).replace(', ', ' ')
  return trimFraction(wall + fraction)
}
