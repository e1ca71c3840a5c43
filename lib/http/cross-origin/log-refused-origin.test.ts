import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { logRefusedOrigin } from './log-refused-origin'

const warn = vi.hoisted(() => vi.fn())
vi.mock('@/lib/observability/log', () => ({ log: () => ({ warn }) }))

// Each test has an hour of its own: what was named before is forgotten.
let hours = 0
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ++hours * 3_600_000 })
})
afterEach(() => {
  vi.useRealTimers()
  warn.mockReset()
})

const names = () => warn.mock.calls.map(([entry]) => (entry as { origin: string }).origin)

it('an origin is named once a minute', () => {
  for (let count = 0; count < 5; count++) logRefusedOrigin('https://client.example')
  expect(names()).toEqual(['https://client.example'])
  vi.setSystemTime(Date.now() + 60_000)
  logRefusedOrigin('https://client.example')
  expect(names()).toHaveLength(2)
})

it('made-up origins are at most ten lines a minute', () => {
  for (let count = 0; count < 1000; count++) logRefusedOrigin(`https://${count}.example`)
  expect(names()).toHaveLength(10)
})

it('a name is shortened, and has nothing in it that an origin has not', () => {
  logRefusedOrigin(`https://"\n{}é${'a'.repeat(10_000)}`)
  expect(names()[0]).toMatch(/^https:\/\/\?{5}a+$/)
  expect(names()[0]).toHaveLength(100)
})
