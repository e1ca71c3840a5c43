import { expect, it } from 'vitest'
import { chart, THEMES } from './chart'
import { sample, sampleResults } from './sample-results'

const { rows } = sampleResults([
  sample('bare node:http', { requestsPerSecond: 30_000 }),
  sample('GET /api/token', { requestsPerSecond: 3456 }),
  sample('GET /api/user', { requestsPerSecond: 5678, connections: 64 }),
  sample('GET /api/token/teams', { requestsPerSecond: 789, cloudMs: 20 }),
])
const texts = [...chart(rows, THEMES.light).matchAll(/<text[^>]*>([^<]*)</g)].map(
  ([, text]) => text,
)

it('a target has a bar with its ratio', () => {
  expect(texts).toEqual(expect.arrayContaining(['GET /api/token', '3.46', '1.00']))
})

it('the ratio that would dwarf the others is told instead of drawn', () => {
  expect(texts).not.toContain('bare node:http')
  expect(texts).toContain('16 connections, longer is better; bare node:http, not drawn: 30.0')
})

it('other loads are not in it', () => {
  expect(texts).not.toEqual(expect.arrayContaining([expect.stringContaining('/api/user')]))
  expect(texts).not.toEqual(expect.arrayContaining([expect.stringContaining('/api/token/teams')]))
})

it('the axis begins at 0', () => {
  expect(texts).toContain('0')
})
