import { raise } from '../errors/raise.js'

const units: Readonly<Record<string, number>> = { b: 1, k: 2 ** 10, kb: 2 ** 10, kib: 2 ** 10, m: 2 ** 20, mb: 2 ** 20, mib: 2 ** 20, g: 2 ** 30, gb: 2 ** 30, gib: 2 ** 30 }

/** Bytes of `'512MiB'`, `'2g'` (units of 1024, as Spark's) or a plain number. @throws INVALID_CONFIG_VALUE */
export function parseSize(option: string, size: string | number): number {
  const match = /^\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*$/i.exec(String(size))
  const unit = match?.[2] ? units[match[2].toLowerCase()] : 1
  if (!match || unit === undefined) return raise('INVALID_CONFIG_VALUE', { option, value: size, hint: "Write a number of bytes, or a text such as '512MiB' or '2g'." })
  const bytes = Math.floor(Number(match[1]) * unit)
  return bytes > 0 ? bytes : raise('INVALID_CONFIG_VALUE', { option, value: size, hint: "It must be more than nothing, such as '512MiB'." })
}
