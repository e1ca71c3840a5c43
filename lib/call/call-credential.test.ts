import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ProblemAnswer } from '@/lib/contract/schemas'
import { createCallCredential, type TokenOutcome } from './call-credential'

beforeEach(() => {
  vi.useFakeTimers({ now: 0 })
})
afterEach(() => {
  vi.useRealTimers()
})

const MINUTE = 60_000

/** A token that lives for an hour from now. */
function newToken(): string {
  const claims = { exp: Math.floor(Date.now() / 1000) + 3600, n: Math.random() }
  return `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`
}

function refused(status: number): TokenOutcome {
  return { ok: false, problem: { status } as ProblemAnswer }
}

test('a token is renewed ten minutes before it ends, and again', async () => {
  const first = newToken()
  const credential = createCallCredential(first, () =>
    Promise.resolve({ ok: true, token: newToken() }),
  )
  const renewed: string[] = []
  credential.onRenewed((token) => renewed.push(token))
  await vi.advanceTimersByTimeAsync(49 * MINUTE)
  expect(await credential.token()).toBe(first)
  await vi.advanceTimersByTimeAsync(2 * MINUTE)
  expect(renewed).toHaveLength(1)
  expect(await credential.token()).toBe(renewed[0])
  await vi.advanceTimersByTimeAsync(50 * MINUTE)
  expect(renewed).toHaveLength(2)
  credential.dispose()
})

test.each([0, 429, 503])('what passes (%i) is tried again', async (status) => {
  const outcomes = [refused(status), refused(status)]
  const credential = createCallCredential(newToken(), () =>
    Promise.resolve(outcomes.shift() ?? { ok: true, token: newToken() }),
  )
  const [renewed, gone] = [vi.fn(), vi.fn()]
  credential.onRenewed(renewed)
  credential.onRefused(gone)
  await vi.advanceTimersByTimeAsync(51 * MINUTE)
  expect(renewed).toHaveBeenCalledOnce()
  expect(gone).not.toHaveBeenCalled()
  credential.dispose()
})

test.each([401, 403])('a refusal (%i) is told once', async (status) => {
  const getToken = vi.fn(() => Promise.resolve(refused(status)))
  const credential = createCallCredential(newToken(), getToken)
  const gone = vi.fn()
  credential.onRefused(gone)
  await vi.advanceTimersByTimeAsync(59 * MINUTE)
  expect(gone).toHaveBeenCalledExactlyOnceWith({ status })
  expect(getToken).toHaveBeenCalledOnce()
  credential.dispose()
})

test('after the call nothing is renewed', async () => {
  const getToken = vi.fn(() => Promise.resolve(refused(500)))
  const credential = createCallCredential(newToken(), getToken)
  credential.dispose()
  await vi.advanceTimersByTimeAsync(90 * MINUTE)
  expect(getToken).not.toHaveBeenCalled()
})
