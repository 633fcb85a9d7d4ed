import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isTimeZone, isUtc, toInstant, toLocal } from './zone.js'

const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'America/St_Johns', 'Pacific/Apia', '+05:30',
  '-08', 'UTC+1', 'Africa/Casablanca']
const micros = fc.bigInt(BigInt(Date.UTC(1950, 0)) * 1000n, BigInt(Date.UTC(2060, 0)) * 1000n)

/** The wall clock as Intl shows it. */
function shown(instant: bigint, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(Number(instant / 1000n))
}
const text = (local: bigint): string => new Date(Number(local / 1000n)).toISOString().slice(0, 19).replace('T', ' ')

describe('time zones', () => {
  test('the wall clock is what Intl shows', () => {
    fc.assert(fc.property(fc.constantFrom(...zones.filter(z => z.includes('/'))), fc.integer({ min: -631_152_000, max: 2_840_140_800 }),
      (zone, second) => {
      const instant = BigInt(second) * 1_000_000n
      expect(text(toLocal(instant, zone))).toBe(shown(instant, zone))
    }), { numRuns: 500 })
  })
  test('back again, but for the second of two equal times', () => {
    fc.assert(fc.property(fc.constantFrom(...zones), micros, (zone, instant) => {
      const local = toLocal(instant, zone), back = toInstant(local, zone)
      expect(toLocal(back, zone)).toBe(local)
      expect(back <= instant).toBe(true)
    }), { numRuns: 1000 })
  })
  test('before 1970, and times skipped or repeated', () => {
    const at = (...parts: [number, number, number, number, number]): bigint => BigInt(Date.UTC(...parts)) * 1000n
    expect(toLocal(at(1916, 4, 1, 0, 0), 'Europe/Berlin')).toBe(at(1916, 4, 1, 2, 0))   // the first summer time
    expect(toInstant(at(2024, 2, 10, 2, 30), 'America/New_York')).toBe(at(2024, 2, 10, 7, 30))
    expect(toInstant(at(2024, 10, 3, 1, 30), 'America/New_York')).toBe(at(2024, 10, 3, 5, 30))
    expect(toInstant(at(2011, 11, 30, 12, 0), 'Pacific/Apia')).toBe(at(2011, 11, 30, 22, 0))   // a day that never was
  })
  test('names', () => {
    expect(['UTC', 'Z', '+00:00', 'GMT'].every(isUtc)).toBe(true)
    expect(isTimeZone('Europe/Paris')).toBe(true)
    expect(isTimeZone('Mars/Olympus')).toBe(false)
    expect(isTimeZone('+19:00')).toBe(false)
    expect(() => toLocal(0n, 'nowhere')).toThrow('INVALID_TIMEZONE')
  })
})
