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

// RFC 9110, 5.6.7: two obsolete forms are to be read, too.
it.each([
  ['Sun, 06 Nov 2044 08:49:37 GMT', 300],
  ['Sunday, 06-Nov-44 08:49:37 GMT', 300],
  ['Sun Nov  6 08:49:37 2044', 300],
  ['Sun Nov  6 08:49:37 1994', 1],
])('reads a date in each form that HTTP has: %s', (date, seconds) => {
  expect(retryAfterSeconds(date)).toBe(seconds)
})
