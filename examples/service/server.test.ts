import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { session } from '../../src/index.js'
import { dataset } from '../datasets.js'
import { serve } from './server.js'

const file = dataset('flights-3m.parquet')
const tf = session()
const server = serve(tf, file)
let base = ''

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.close()
  await tf.close()
})

test('streams the late flights of an origin as JSON lines', async () => {
  const text = await (await fetch(`${base}/late?origin=SFO`)).text()
  const rows = text.trim().split('\n').map(line => JSON.parse(line) as { destination: string; late: number; worst: number })
  expect(rows.length).toBeGreaterThan(30)
  expect(rows[0]!.late).toBeGreaterThanOrEqual(rows[1]!.late)
  expect(rows.every(r => r.worst > 15)).toBe(true)
})
test('says what to ask for', async () => {
  const response = await fetch(`${base}/`)
  expect(response.status).toBe(404)
  expect(await response.text()).toContain('/late?origin=')
})
