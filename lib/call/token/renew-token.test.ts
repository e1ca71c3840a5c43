import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ProblemCode } from '@/lib/contract/problems'
import type { ProblemResponse } from '@/lib/contract/schemas'
import type { CallToken, GetToken, TokenOutcome } from './call-token'
import { renewToken } from './renew-token'

beforeEach(() => {
  vi.useFakeTimers({ now: 0 })
})
afterEach(() => {
  vi.useRealTimers()
})

const MINUTE = 60_000
const SECOND = 1_000

/** A token that nobody can decode. */
function token(name: string, minutes: number): CallToken {
  return { token: name, expiresOn: new Date(Date.now() + minutes * MINUTE).toISOString() }
}

function refused(status: number, code: ProblemCode = 'unauthenticated'): TokenOutcome {
  return { ok: false, problem: { status, code } as ProblemResponse }
}

/** Begins to renew a token with ten minutes left; `getToken` responds by the attempt's number. */
function begin(respond: (attempt: number) => TokenOutcome | Promise<TokenOutcome>, minutes = 10) {
  const settled = vi.fn()
  let attempts = 0
  let isStopped = false
  const getToken = vi.fn<GetToken>(async () => respond(++attempts))
  void renewToken(token('old', minutes), getToken, () => isStopped).then(settled)
  const stop = () => (isStopped = true)
  return { getToken, settled, stop }
}

test.each([
  refused(0),
  refused(408),
  refused(429),
  refused(503),
  refused(400, 'teams_token_expiring'),
  refused(401, 'teams_token_expired'),
])('what says nothing about the person is retried after a pause: %j', async (outcome) => {
  const { getToken, settled } = begin((attempt) =>
    attempt < 4 ? outcome : { ok: true, token: token('new', 60) },
  )
  await vi.advanceTimersByTimeAsync(34 * SECOND)
  expect(getToken).toHaveBeenCalledTimes(3)
  expect(settled).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1 * SECOND)
  expect(settled).toHaveBeenCalledExactlyOnceWith({
    ok: true,
    token: expect.objectContaining({ token: 'new' }) as CallToken,
  })
})

test.each([refused(400, 'teams_token_wrong_client'), refused(401), refused(403)])(
  'a decision is final: %j',
  async (outcome) => {
    const { getToken, settled } = begin(() => outcome)
    await vi.advanceTimersByTimeAsync(0)
    expect(settled).toHaveBeenCalledExactlyOnceWith(outcome)
    await vi.advanceTimersByTimeAsync(20 * MINUTE)
    expect(getToken).toHaveBeenCalledOnce()
  },
)

test('a fault that lasts is final when the token has ended, not before', async () => {
  const { getToken, settled } = begin(() => refused(0))
  await vi.advanceTimersByTimeAsync(10 * MINUTE - 1)
  expect(settled).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  expect(settled).toHaveBeenCalledExactlyOnceWith(refused(0))
  // Twice a minute, after the first few: nobody is flooded.
  expect(getToken.mock.calls.length).toBeLessThan(26)
})

test('a token that ended while the computer slept is renewed for a minute', async () => {
  const { settled } = begin(
    (attempt) => (attempt < 3 ? refused(0) : { ok: true, token: token('new', 60) }),
    -30,
  )
  await vi.advanceTimersByTimeAsync(15 * SECOND)
  expect(settled).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ ok: true }))
})

test('a token that ends no later comes from a cache, which is then passed by', async () => {
  const old = token('old', 10)
  const { getToken, settled } = begin((attempt) => ({
    ok: true,
    token: attempt === 1 ? old : token('new', 60),
  }))
  await vi.advanceTimersByTimeAsync(5 * SECOND)
  expect(getToken.mock.calls).toEqual([[{ isFresh: false }], [{ isFresh: true }]])
  expect(settled).toHaveBeenCalledOnce()
})

test('where no later token is issued, the end of the old one is final', async () => {
  const old = token('old', 10)
  const { settled } = begin(() => ({ ok: true, token: old }))
  await vi.advanceTimersByTimeAsync(10 * MINUTE)
  expect(settled).toHaveBeenCalledExactlyOnceWith({
    ok: false,
    problem: expect.objectContaining({ code: 'token_expired' }) as ProblemResponse,
  })
})

test.each([
  ['never comes', () => new Promise<TokenOutcome>(() => undefined), 35],
  ['is an exception', () => Promise.reject(new TypeError('Failed to fetch')), 5],
])('a response that %s is a transient fault', async (_, respond, seconds) => {
  const { settled } = begin((attempt) =>
    attempt === 1 ? respond() : { ok: true, token: token('new', 60) },
  )
  await vi.advanceTimersByTimeAsync(seconds * SECOND - 1)
  expect(settled).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  expect(settled).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ ok: true }))
})

test('after the call nothing is asked any more', async () => {
  const { getToken, settled, stop } = begin(() => refused(503))
  await vi.advanceTimersByTimeAsync(1 * SECOND)
  stop()
  await vi.advanceTimersByTimeAsync(20 * MINUTE)
  expect(getToken).toHaveBeenCalledOnce()
  expect(settled).toHaveBeenCalledExactlyOnceWith(undefined)
})
