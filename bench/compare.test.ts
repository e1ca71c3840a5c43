import { expect, it } from 'vitest'
import type { Sample } from './load'
import { compare } from './compare'
import { sample, sampleResults } from './sample-results'

const TARGET = 'GET /api/token'

function rowOf(now: Partial<Sample>, then: Partial<Sample>): string | undefined {
  const results = sampleResults([sample(TARGET, now)])
  return compare(results, sampleResults([sample(TARGET, then)]))
    .split('\n')
    .find((line) => line.includes(TARGET))
}

it('each figure is in relation to what it was', () => {
  const now = { requestsPerSecond: 3000, processorMs: 0.3 }
  const then = { requestsPerSecond: 2000, processorMs: 0.4 }
  expect(rowOf(now, then)).toBe(`| ${TARGET} | 16 | 0 | 1.50 | 0.75 |  |`)
})

it.each([
  ['fewer requests by more than a quarter', { requestsPerSecond: 790 }],
  ['more processor time by more than a quarter', { processorMs: 1.26 }],
])('%s is worse', (_, now) => {
  expect(rowOf(now, {})).toMatch(/worse \|$/)
})

it.each([
  ['fewer requests by less', { requestsPerSecond: 810 }],
  ['more processor time by less', { processorMs: 1.24 }],
])('%s is not', (_, now) => {
  expect(rowOf(now, {})).not.toContain('worse')
})

it('a target is compared under the same load alone', () => {
  expect(rowOf({ connections: 1, cloudMs: 20 }, {})).toBe(`| ${TARGET} | 1 | 20 | – | – | new |`)
})

it('says when the results are those of another machine', () => {
  const here = sampleResults([])
  const there = { ...here, machine: { ...here.machine, cores: 64 } }
  expect(compare(here, there)).toContain('another machine')
  expect(compare(here, here)).not.toContain('another machine')
})
