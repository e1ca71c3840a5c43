import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ProblemResponse } from '@/lib/contract/schemas'
import { createCallCredential } from './call-credential'
import type { CallToken, TokenOutcome } from './call-token'

beforeEach(() => {
  vi.useFakeTimers({ now: 0 })
})
afterEach(() => {
  vi.useRealTimers()
})

const MINUTE = 60_000
let tokens = 0

/** A token that nobody can decode, and that lives for an hour from now. */
function newToken(): CallToken {
  return {
    token: `opaque ${++tokens}`,
    expiresOn: new Date(Date.now() + 60 * MINUTE).toISOString(),
  }
}

function refused(status: number): TokenOutcome {
  return { ok: false, problem: { status } as ProblemResponse }
}

test('a token is renewed ten minutes before the end that it was given with, and again', async () => {
  const first = newToken()
  const credential = createCallCredential(first, () =>
    Promise.resolve({ ok: true, token: newToken() }),
  )
  const renewed = vi.fn()
  credential.onRenewed(renewed)
  await vi.advanceTimersByTimeAsync(49 * MINUTE)
  expect(await credential.token()).toBe(first.token)
  await vi.advanceTimersByTimeAsync(2 * MINUTE)
  expect(renewed).toHaveBeenCalledOnce()
  const second = await credential.token()
  expect(second).not.toBe(first.token)
  expect(await credential.forSdk.getToken()).toEqual({
    token: second,
    expiresOnTimestamp: 110 * MINUTE,
  })
  await vi.advanceTimersByTimeAsync(50 * MINUTE)
  expect(renewed).toHaveBeenCalledTimes(2)
  credential.dispose()
})

test('who hears of a new token is handed it', async () => {
  const credential = createCallCredential(newToken(), () =>
    Promise.resolve({ ok: true, token: { ...newToken(), token: 'new' } }),
  )
  const handed = new Promise((resolve) => credential.onRenewed(() => resolve(credential.token())))
  await vi.advanceTimersByTimeAsync(50 * MINUTE)
  expect(await handed).toBe('new')
  credential.dispose()
})

test('while Entra is unavailable the current token is used, then the next one', async () => {
  const first = newToken()
  const credential = createCallCredential(first, () =>
    Promise.resolve(
      Date.now() < 55 * MINUTE
        ? refused(503)
        : { ok: true, token: { ...newToken(), token: 'new' } },
    ),
  )
  const gone = vi.fn()
  credential.onRefused(gone)
  await vi.advanceTimersByTimeAsync(54 * MINUTE)
  expect((await credential.forSdk.getToken()).token).toBe(first.token)
  expect(await credential.token()).toBe(first.token)
  await vi.advanceTimersByTimeAsync(2 * MINUTE)
  expect((await credential.forSdk.getToken()).token).toBe('new')
  expect(gone).not.toHaveBeenCalled()
  credential.dispose()
})

test.each([401, 403])('a refusal (%i) is told once, and takes nothing away', async (status) => {
  const first = newToken()
  const getToken = vi.fn(() => Promise.resolve(refused(status)))
  const credential = createCallCredential(first, getToken)
  const gone = vi.fn()
  credential.onRefused(gone)
  await vi.advanceTimersByTimeAsync(59 * MINUTE)
  expect(gone).toHaveBeenCalledExactlyOnceWith({ status })
  expect(getToken).toHaveBeenCalledOnce()
  expect((await credential.forSdk.getToken()).token).toBe(first.token)
  credential.dispose()
})

test('after the call nothing is renewed', async () => {
  const getToken = vi.fn(() => Promise.resolve(refused(500)))
  const credential = createCallCredential(newToken(), getToken)
  credential.dispose()
  await vi.advanceTimersByTimeAsync(90 * MINUTE)
  expect(getToken).not.toHaveBeenCalled()
})
