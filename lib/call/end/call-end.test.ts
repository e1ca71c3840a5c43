import { expect, test } from 'vitest'
import { type CallEnd, isTokenRefused } from './call-end'

const service = (code: number, subCode: number): CallEnd => ({
  reason: 'service',
  code,
  subCode,
  callId: 'c',
})

test.each([
  [{ reason: 'token-ended' } as const, true],
  [service(401, 10009), true],
  [service(495, 4507), true],
  [service(495, 1), false],
  [service(0, 0), false],
  [{ reason: 'left' } as const, false],
  [{ reason: 'unreachable' } as const, false],
])('after %j another token is needed: %s', (end, isNeeded) => {
  expect(isTokenRefused(end)).toBe(isNeeded)
})
