import { expect, it } from 'vitest'
import { goalsOf, isReached } from './goals'
import { BASELINE } from './results'
import { sample, sampleResults } from './sample-results'

it('each goal is measured by the figures it names', () => {
  const results = sampleResults(
    [
      sample(BASELINE, { connections: 64, p99: 90 }),
      sample('Express: GET /api/token', { requestsPerSecond: 250 }),
      sample('Express: GET /api/token/teams', { requestsPerSecond: 800, processorMs: 1.2 }),
      sample('GET /api/token', { requestsPerSecond: 3000, processorMs: 0.31 }),
      sample('GET /api/token', { connections: 64, p99: 45 }),
      sample('POST /api/token, never reused', { requestsPerSecond: 500 }),
      sample('GET /api/token/teams', { requestsPerSecond: 1600, processorMs: 0.6 }),
      sample('GET /api/token, PostgreSQL', { requestsPerSecond: 1800 }),
      sample('GET /api/token, session', { requestsPerSecond: 2500 }),
    ],
    {
      firstResponses: [
        { server: 'Express', starts: 3, milliseconds: 800 },
        { server: '`npm run start:api`', starts: 3, milliseconds: 600 },
      ],
      memory: [
        { server: '`npm start`', atRest: 150, afterLoad: 201 },
        { server: '`npm run start:api`', atRest: 80, afterLoad: 110 },
      ],
      workers: { shares: [0.55, 0.45], one: 3000, two: 5000, processorRatio: 1.2 },
    },
  )
  expect(goalsOf(results).map((goal) => [goal.measured, isReached(goal)])).toEqual([
    [3, false],
    [0.31, false],
    [2.5, true],
    [12, true],
    [2, false],
    [2, true],
    [2, true],
    [0.75, true],
    [0.5, true],
    [0.6, true],
    [0.55, true],
    [1.2, false],
    [201, false],
    [110, true],
  ])
})

it('what a run did not measure is no goal of it', () => {
  const goals = goalsOf(sampleResults([sample('GET /api/token')]))
  expect(goals.map(({ measured }) => measured)).toEqual([1, 1])
})
