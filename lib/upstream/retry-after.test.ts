import { expect, it } from 'vitest'
import { retryAfterSeconds } from './upstream-problem'

it.each([
  ['7', 7],
  ['0', 1],
  ['86400', 300],
  [null, undefined],
  ['soon', undefined],
])('reads Retry-After %s as %s seconds', (header, seconds) => {
  expect(retryAfterSeconds(header)).toBe(seconds)
})

it('reads a date as the seconds until then', () => {
  const inAMinute = new Date(Date.now() + 60_000).toUTCString()
  expect(retryAfterSeconds(inAMinute)).toBeGreaterThanOrEqual(59)
  expect(retryAfterSeconds(inAMinute)).toBeLessThanOrEqual(60)
})
