import { expect, it } from 'vitest'
import { report } from './report'
import { sample, sampleResults } from './sample-results'

it('a target has a row with what it did under a load', () => {
  const target = sample('GET /api/token', {
    connections: 16,
    cloudMs: 20,
    requestsPerSecond: 2345.6,
    processorMs: 0.314,
    p50: 4,
    p99: 9,
    cloudCalls: 1.004,
    failed: 2,
  })
  expect(report(sampleResults([target]))).toContain(
    '| GET /api/token | 16 | 20 | 2346 | 2.35 | 0.31 | 4 | 9 | 1.00 | 2 |',
  )
})

it('a goal says whether it was reached', () => {
  const text = report(sampleResults([sample('GET /api/token', { processorMs: 0.3014 })]))
  expect(text).toContain('| `GET /api/token`, CPU ms | 0.301 | ≤ 0.3 | missed |')
})

it('workers are reported where they were compared', () => {
  const workers = { shares: [0.52, 0.48], one: 3000, two: 4000, processorRatio: 1.05 }
  expect(report(sampleResults([], { workers }))).toContain('| 100 % | 52 % and 48 % |')
  expect(report(sampleResults([]))).not.toContain('two workers')
})
