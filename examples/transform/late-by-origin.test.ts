import { expect, test } from 'vitest'
import { frame } from '../../src/index.js'
import '../../src/testing/index.js'
import { Flight, lateByOrigin } from './late-by-origin.js'

const flights = frame(Flight, [
  { origin: 'SFO', destination: 'JFK', delay: 20, distance: 2586 },
  { origin: 'SFO', destination: 'LAX', delay: 3, distance: 337 },
  { origin: 'OAK', destination: 'SEA', delay: 16, distance: 671 },
  { origin: 'OAK', destination: 'SEA', delay: 90, distance: 671 },
  { origin: 'SJC', destination: 'LAX', delay: null, distance: 308 },
])

test('late flights are counted per origin', async () => {
  await expect(lateByOrigin(flights)).toEqualRows([
    { origin: 'OAK', late: 2, worst: 90 },
    { origin: 'SFO', late: 1, worst: 20 },
  ])
})
test('the plan filters before it groups', async () => {
  await expect(lateByOrigin(flights)).toMatchPlan()
})
