import { describe, expect, it, vi } from 'vitest'
import { call } from '@/tests/support/server/call-handler'
import { localCloud } from '@/tests/support/server/local-cloud'
import { sessionCookie } from '@/tests/support/server/session-cookie'
import { saveGrant } from '@/lib/auth/session/grant-store'
import { profileResponse } from '@/lib/contract/schemas'
import { GET } from './route'

const cloud = localCloud()

/** A signed-in session of Ada's, with the grant that signing in leaves behind. */
async function signedIn(refreshToken?: string) {
  const sid = crypto.randomUUID()
  const { tenantId: tid } = cloud.emulator.config
  const oid = cloud.emulator.user('ada').objectId
  await saveGrant(
    sid,
    { directory: tid, subject: oid },
    refreshToken ?? (await cloud.emulator.refreshToken('ada')),
    new Date(Date.now() + 12 * 3_600_000),
  )
  return { session: await sessionCookie({ sid, directory: tid, subject: oid }) }
}

describe('GET /api/profile', () => {
  it('serves a Bearer caller on their behalf', async () => {
    const { status, body } = await call(GET, await cloud.caller('ada'))
    expect(status).toBe(200)
    expect(profileResponse.parse(body)).toMatchObject({
      displayName: cloud.emulator.user('ada').displayName,
      userPrincipalName: cloud.emulator.user('ada').username,
      businessPhones: ['+1 425 555 0101'],
    })
  })

  it('serves a session caller by their stored grant', async () => {
    const { status, body } = await call(GET, await signedIn())
    expect(status).toBe(200)
    expect(body?.userPrincipalName).toBe(cloud.emulator.user('ada').username)
  })

  it('asks Entra once for callers at the same time, and not again while the token lasts', async () => {
    const session = await signedIn()
    const before = (await cloud.emulator.requests('entra.token')).length
    await Promise.all(Array.from({ length: 10 }, () => call(GET, session)))
    await call(GET, session)
    expect(await cloud.emulator.requests('entra.token')).toHaveLength(before + 1)
  })

  it('asks Entra again once the access token has expired', async () => {
    const session = await signedIn()
    await call(GET, session)
    const before = (await cloud.emulator.requests('entra.token')).length
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2 * 3_600_000 })
    const inTwoHours = await call(GET, session)
    vi.useRealTimers()
    expect(inTwoHours.status).toBe(200)
    expect(await cloud.emulator.requests('entra.token')).toHaveLength(before + 1)
  })

  it('gets a new token when Graph refuses the one it has', async () => {
    const session = await signedIn()
    await call(GET, session)
    await cloud.emulator.fault({
      operation: 'graph.me',
      status: 401,
      code: 'InvalidAuthenticationToken',
    })
    expect(await call(GET, session)).toMatchObject({ status: 200 })
  })

  it('asks for a sign-in where Graph refuses a fresh token, too', async () => {
    await cloud.emulator.fault({
      operation: 'graph.me',
      status: 401,
      code: 'InvalidAuthenticationToken',
      times: 2,
    })
    const response = await call(GET, await cloud.caller('ada'))
    expect(response).toMatchObject({ status: 401, body: { code: 'interaction_required' } })
  })

  it('asks for a sign-in where the session has no grant that can be read', async () => {
    const { tenantId: tid } = cloud.emulator.config
    const session = await sessionCookie({
      sid: 'none',
      directory: tid,
      subject: crypto.randomUUID(),
    })
    const response = await call(GET, { session })
    expect(response).toMatchObject({ status: 401, body: { code: 'interaction_required' } })
  })

  it('asks for a sign-in where Entra no longer takes the grant', async () => {
    const response = await call(GET, await signedIn('made up'))
    expect(response).toMatchObject({ status: 401, body: { code: 'interaction_required' } })
  })

  it('passes on the claims that Entra demands', async () => {
    const { status, body, headers } = await call(GET, await cloud.caller('edsger'))
    expect(status).toBe(401)
    expect(body?.code).toBe('interaction_required')
    expect(JSON.parse(String(body?.claims))).toHaveProperty('access_token')
    const challenge = headers.get('www-authenticate') ?? ''
    const claims = /error="insufficient_claims".*claims="([^"]+)"/.exec(challenge)?.[1] ?? ''
    expect(Buffer.from(claims, 'base64').toString()).toBe(body?.claims)
  })

  it.each([
    ['entra.token', 429, 503, 'upstream_throttled'],
    ['entra.token', 500, 502, 'upstream_failed'],
    ['graph.me', 429, 503, 'upstream_throttled'],
    ['graph.me', 503, 503, 'upstream_unavailable'],
    ['graph.me', 500, 502, 'upstream_failed'],
  ])('responds to a fault of %s (%i) with %i %s', async (operation, status, ...expected) => {
    const caller = await cloud.caller('ada')
    await cloud.emulator.fault({ operation, status })
    const response = await call(GET, caller)
    expect([response.status, response.body?.code]).toEqual(expected)
  })

  it.each(['entra.token', 'graph.me'])(
    'gives up on a %s that does not respond',
    { tags: 'slow' },
    async (operation) => {
      const caller = await cloud.caller('ada')
      await cloud.emulator.fault({ operation, delayMs: 20_000 })
      const response = await call(GET, caller)
      expect(response).toMatchObject({ status: 504, body: { code: 'upstream_timeout' } })
    },
  )

  it.each(['entra.token', 'graph.me'])('survives a %s that hangs up', async (operation) => {
    const caller = await cloud.caller('ada')
    await cloud.emulator.fault({ operation, drop: 'before' })
    const response = await call(GET, caller)
    expect(response).toMatchObject({ status: 502, body: { code: 'upstream_failed' } })
  })
})
