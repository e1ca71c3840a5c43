import { expect, it } from 'vitest'
import { BASELINE, rowsOf } from './results'
import { sample } from './sample-results'

it('a row has the medians of its runs', () => {
  const runs = [700, 90, 800].map((requestsPerSecond) =>
    sample(BASELINE, { requestsPerSecond, p99: requestsPerSecond / 10 }),
  )
  expect(rowsOf(runs)).toMatchObject([{ requestsPerSecond: 700, p99: 70 }])
})

it('failures of all runs add up', () => {
  const runs = [sample(BASELINE, { failed: 1 }), sample(BASELINE), sample(BASELINE, { failed: 2 })]
  expect(rowsOf(runs)).toMatchObject([{ failed: 3 }])
})

it('requests are in relation to the bare route with as many connections', () => {
  const rows = rowsOf([
    sample(BASELINE, { requestsPerSecond: 100 }),
    sample(BASELINE, { requestsPerSecond: 400, connections: 64 }),
    sample('GET /api/token', { requestsPerSecond: 200 }),
    sample('GET /api/token', { requestsPerSecond: 200, connections: 64 }),
  ])
  expect(rows.map(({ ofBareNext }) => ofBareNext)).toEqual([1, 1, 2, 0.5])
})

it('a slow cloud makes a row of its own, in relation to the bare route, which calls no cloud', () => {
  const rows = rowsOf([
    sample(BASELINE, { requestsPerSecond: 100 }),
    sample('GET /api/token/teams', { requestsPerSecond: 80 }),
    sample('GET /api/token/teams', { requestsPerSecond: 50, cloudMs: 20 }),
  ])
  expect(rows.map(({ cloudMs, ofBareNext }) => [cloudMs, ofBareNext])).toEqual([
    [0, 1],
    [0, 0.8],
    [20, 0.5],
  ])
})
