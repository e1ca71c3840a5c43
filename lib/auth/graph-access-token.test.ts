import { afterEach, describe, expect, it, vi } from 'vitest'
import { withRequestContext } from '@/lib/observability/request-context'
import { localCloud } from '@/tests/support/server/local-cloud'
import { retryAfterFrom } from '@/tests/support/server/retry-after'
import { callerNamed } from '@/tests/support/server/callers'
import type { Caller } from './caller'
import { forgetGraphAccessToken, graphAccessToken } from './graph-access-token'
import { findGrant, saveGrant } from './session/grant-store'

const cloud = localCloud()
afterEach(() => vi.useRealTimers())

function ids() {
  return {
    directory: cloud.emulator.config.tenantId,
    subject: cloud.emulator.user('ada').objectId,
  }
}

/** Ada with a token of her own, or with a session that has a grant. */
async function byToken(): Promise<Caller> {
  return {
    ...ids(),
    roles: [],
    proof: { kind: 'bearer', token: await cloud.emulator.apiToken('ada') },
  }
}

async function bySession(): Promise<Caller> {
  const sessionId = crypto.randomUUID()
  const inADay = new Date(Date.now() + 24 * 3_600_000)
  await saveGrant(sessionId, ids(), await cloud.emulator.refreshToken('ada'), inADay)
  return { ...ids(), roles: [], proof: { kind: 'session', sessionId } }
}

/** How often Entra is asked for a token meanwhile. */
async function asked(work: () => Promise<unknown>) {
  const before = (await cloud.emulator.requests('entra.token')).length
  await work()
  return (await cloud.emulator.requests('entra.token')).length - before
}

function answer(body: object) {
  return cloud.emulator.fault({ operation: 'entra.token', status: 200, body })
}

describe('an access token for Graph', () => {
  it('is asked for once, and again when it is about to end or was forgotten', async () => {
    for (const caller of [await byToken(), await bySession()]) {
      await answer({ access_token: 'of ten minutes', token_type: 'Bearer', expires_in: 600 })
      expect(await asked(() => graphAccessToken(caller))).toBe(1)
      expect(await asked(() => graphAccessToken(caller))).toBe(0)
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 535_000 })
      expect(await graphAccessToken(caller)).toBe('of ten minutes')
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10_000 })
      expect(await asked(() => graphAccessToken(caller))).toBe(1)
      forgetGraphAccessToken(caller)
      expect(await asked(() => graphAccessToken(caller))).toBe(1)
      vi.useRealTimers()
    }
  })

  it.each([{ expires_in: 30 }, {}])('that ends at once (%j) is not kept', async (life) => {
    const caller = await byToken()
    await answer({ access_token: 'short', token_type: 'Bearer', ...life })
    expect(await graphAccessToken(caller)).toBe('short')
    await vi.waitFor(async () => expect(await graphAccessToken(caller)).not.toBe('short'))
  })

  it('is each caller’s own', async () => {
    const [one, other] = [await bySession(), await bySession()]
    const [token, otherToken] = [await byToken(), await byToken()]
    const callers = [one, other, token, otherToken]
    expect(await asked(() => Promise.all(callers.map((each) => graphAccessToken(each))))).toBe(4)
    expect(await asked(() => Promise.all(callers.map((each) => graphAccessToken(each))))).toBe(0)
  })

  it('that Entra could not give is asked for again by the next caller', async () => {
    const caller = await byToken()
    await cloud.emulator.fault({ operation: 'entra.token', status: 500 })
    await expect(graphAccessToken(caller)).rejects.toMatchObject({ code: 'upstream_failed' })
    await expect(graphAccessToken(caller)).resolves.toBeTypeOf('string')
  })

  it('is awaited no longer than its request goes on, and kept for the next', async () => {
    const caller = await byToken()
    const before = (await cloud.emulator.requests('entra.token')).length
    const waiting = withRequestContext(
      'correlation',
      () => AbortSignal.abort(),
      () => graphAccessToken(caller),
    )
    await expect(waiting).rejects.toMatchObject({ name: 'Problem', code: 'upstream_timeout' })
    await expect(graphAccessToken(caller)).resolves.toBeTypeOf('string')
    expect(await cloud.emulator.requests('entra.token')).toHaveLength(before + 1)
  })
})

describe('a session’s grant', () => {
  it('that is gone has its person sign in again', async () => {
    const caller = callerNamed(crypto.randomUUID())
    const work = () =>
      expect(graphAccessToken(caller)).rejects.toMatchObject({ code: 'interaction_required' })
    expect(await asked(work)).toBe(0)
  })

  it('is replaced by the one that Entra gives for it', async () => {
    const caller = await bySession()
    const { sessionId } = caller.proof as { sessionId: string }
    await answer({
      access_token: 'a',
      token_type: 'Bearer',
      expires_in: 600,
      refresh_token: 'next',
    })
    await graphAccessToken(caller)
    expect(await findGrant(sessionId)).toBe('next')
    const [request] = (await cloud.emulator.requests('entra.token')).slice(-1)
    expect(request?.body).toMatchObject({ scope: 'openid User.Read offline_access' })
  })

  it('stays where Entra gives no other', async () => {
    const caller = await bySession()
    const { sessionId } = caller.proof as { sessionId: string }
    const before = await findGrant(sessionId)
    await answer({ access_token: 'a', token_type: 'Bearer', expires_in: 600 })
    await graphAccessToken(caller)
    expect(await findGrant(sessionId)).toBe(before)
  })
})

it.each([
  [400, { error: 'invalid_grant', suberror: 'consent_required' }, 'consent_required'],
  [400, { error: 'invalid_grant' }, 'interaction_required'],
  [400, { error: 'interaction_required' }, 'interaction_required'],
  [400, { error: 'invalid_scope' }, 'upstream_failed'],
  [401, { error: 'invalid_client' }, 'upstream_failed'],
  [429, { error: 'temporarily_unavailable' }, 'upstream_throttled'],
  [503, { error: 'temporarily_unavailable' }, 'upstream_unavailable'],
  [500, { error: 'server_error' }, 'upstream_failed'],
  [503, 'not what OAuth asks for', 'upstream_unavailable'],
  [429, 'not what OAuth asks for', 'upstream_throttled'],
  [200, 'not what OAuth asks for', 'upstream_failed'],
  [200, { token_type: 'Bearer' }, 'upstream_failed'],
])('Entra’s %i with %j is %s', async (status, body, code) => {
  const caller = await byToken()
  await cloud.emulator.fault({ operation: 'entra.token', status, body })
  await expect(graphAccessToken(caller)).rejects.toMatchObject({ code })
})

it('Retry-After is passed on, and the claims that Entra asks for', async () => {
  const caller = await byToken()
  const busy = { error: 'temporarily_unavailable' }
  await cloud.emulator.fault({ operation: 'entra.token', status: 429, body: busy, retryAfter: 7 })
  await expect(graphAccessToken(caller)).rejects.toMatchObject({
    headers: { 'retry-after': retryAfterFrom(7) },
  })
  const demand = { error: 'interaction_required', claims: '{"access_token":{}}' }
  await cloud.emulator.fault({ operation: 'entra.token', status: 400, body: demand })
  await expect(graphAccessToken(caller)).rejects.toMatchObject({ claims: demand.claims })
})
