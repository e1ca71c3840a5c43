import { expect, it } from 'vitest'
import { retryAfterFrom } from '@/tests/support/server/retry-after'
import { noResponseProblem, retryAfterSeconds, upstreamProblem } from './upstream-problem'

it.each([
  [429, '7', 503, 'upstream_throttled', 7],
  [429, undefined, 503, 'upstream_throttled', 10],
  [503, '7', 503, 'upstream_unavailable', 7],
  [503, null, 503, 'upstream_unavailable', 10],
  [500, '7', 502, 'upstream_failed', undefined],
  [401, undefined, 502, 'upstream_failed', undefined],
  [400, undefined, 502, 'upstream_failed', undefined],
])(
  'a service’s %i with Retry-After %s is %i %s, to be tried again from %s seconds on',
  (status, retryAfter, expected, code, seconds) => {
    const problem = upstreamProblem(status, retryAfter, new Error('refused'))
    expect([problem.status, problem.code]).toEqual([expected, code])
    expect(problem.headers['retry-after']).toEqual(seconds && retryAfterFrom(seconds))
  },
)

it.each([
  [Object.assign(new Error('late'), { name: 'TimeoutError' }), 'upstream_timeout'],
  [Object.assign(new Error('given up'), { name: 'AbortError' }), 'upstream_timeout'],
  [Object.assign(new Error('late'), { code: 'OAUTH_TIMEOUT' }), 'upstream_timeout'],
  [Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }), 'upstream_failed'],
  [new TypeError('fetch failed'), 'upstream_failed'],
])('no response because of %s is %s', (error, code) => {
  expect(noResponseProblem(error)).toMatchObject({ code, cause: error })
})

it('Retry-After is between a second and five minutes', () => {
  const inAnHour = new Date(Date.now() + 3_600_000).toUTCString()
  const anHourAgo = new Date(Date.now() - 3_600_000).toUTCString()
  expect(retryAfterSeconds(inAnHour)).toBe(300)
  expect(retryAfterSeconds(anHourAgo)).toBe(1)
  expect(retryAfterSeconds('300')).toBe(300)
  expect(retryAfterSeconds('301')).toBe(300)
  expect(retryAfterSeconds('')).toBeUndefined()
  expect(retryAfterSeconds('7 seconds')).toBeUndefined()
})
