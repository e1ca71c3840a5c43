import { decodeJwt } from 'jose'
import { describe, expect, it, vi } from 'vitest'
import { call } from '@/tests/support/server/call-handler'
import { localCloud } from '@/tests/support/server/local-cloud'
import { retryAfterFrom } from '@/tests/support/server/retry-after'
import { tokenResponse } from '@/lib/contract/schemas'
import { reconcile } from '@/lib/identity/pending/reconcile'
import { GET as getUser, POST as postUser } from '../user/route'
import { DELETE, GET, HEAD, POST } from './route'

const cloud = localCloud({
  ACS_TOKEN_SCOPES: 'voip,chat',
  ACS_TOKEN_MAX_EXPIRES_IN_MINUTES: '720',
})

async function counts() {
  return (await cloud.emulator.state()).counts
}

function minutesLeft(expiresOn: unknown): number {
  return Math.round((Date.parse(String(expiresOn)) - Date.now()) / 60_000)
}

describe('POST /api/token', () => {
  it('creates the identity with its token in one call of ACS', async () => {
    const caller = await cloud.caller('ada')
    const { status, body } = await call(POST, { method: 'POST', ...caller })
    expect(status).toBe(201)
    const { token, expiresOn, user } = tokenResponse.parse(body)
    expect(user.communicationUserId).toBe((await cloud.liveIdentities())[0])
    expect(decodeJwt(token).skypeid).toBe(user.communicationUserId.replace('8:', ''))
    expect(decodeJwt(token).acsScope).toBe('voip,chat')
    expect(minutesLeft(expiresOn)).toBe(60)
    expect(await counts()).toMatchObject({ 'acs.createIdentity': 1 })
    expect(await counts()).not.toHaveProperty('acs.issueToken')
  })

  it('hands out the same token again while more than half of its life is left', async () => {
    const caller = await cloud.caller('ada')
    await call(postUser, { method: 'POST', ...caller })
    const inTwelveMinutes = new Date(Date.now() + 12 * 60_000).toISOString()
    const body = { token: 'of twelve minutes', expiresOn: inTwelveMinutes }
    await cloud.emulator.fault({ operation: 'acs.issueToken', status: 200, body })
    const first = await call(POST, { method: 'POST', ...caller })
    const again = await call(POST, { method: 'POST', ...caller })
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 7 * 60_000 })
    const inSevenMinutes = await call(POST, { method: 'POST', ...caller })
    vi.useRealTimers()
    expect(first.body?.token).toBe('of twelve minutes')
    expect(again.body).toEqual(first.body)
    expect(inSevenMinutes.status).toBe(201)
    expect(inSevenMinutes.body?.token).not.toBe('of twelve minutes')
  })

  it('issues a new token where a fresh one is asked for, and hands that out from then on', async () => {
    const caller = await cloud.caller('ada')
    const ask = (body = {}) => call(POST, { method: 'POST', ...caller, body })
    await ask()
    const inAnHour = new Date(Date.now() + 3_600_000).toISOString()
    const body = { token: 'of its own', expiresOn: inAnHour }
    await cloud.emulator.fault({ operation: 'acs.issueToken', status: 200, body })
    const fresh = await ask({ fresh: true })
    expect(fresh).toMatchObject({ status: 201, body: { token: 'of its own' } })
    expect((await ask({ fresh: false })).body).toEqual(fresh.body)
    expect((await call(GET, caller)).body).toEqual(fresh.body)
    expect(await cloud.emulator.requests('acs.issueToken')).toHaveLength(1)
  })

  it('takes the token that an identity comes with for a fresh one', async () => {
    const caller = await cloud.caller('ada')
    const response = await call(POST, { method: 'POST', ...caller, body: { fresh: true } })
    expect(response.status).toBe(201)
    expect(await counts()).not.toHaveProperty('acs.issueToken')
  })

  it('names the identity twice, as clients of either kind read it', async () => {
    const { body } = await call(POST, { method: 'POST', ...(await cloud.caller('ada')) })
    const { user } = tokenResponse.parse(body)
    expect(user.id).toBe(user.communicationUserId)
  })

  it('issues what the body asks for', async () => {
    const caller = await cloud.caller('ada')
    const { body } = await call(POST, {
      method: 'POST',
      ...caller,
      body: { scopes: ['chat'], expiresInMinutes: 720 },
    })
    expect(decodeJwt(String(body?.token)).acsScope).toBe('chat')
    expect(minutesLeft(body?.expiresOn)).toBe(720)
  })

  it.each([
    [{ scopes: ['voip.join'] }, 'scopes.0'],
    [{ scopes: ['everything'] }, 'scopes.0'],
    [{ scopes: [] }, 'scopes'],
    [{ expiresInMinutes: 721 }, 'expiresInMinutes'],
    [{ expiresInMinutes: 59 }, 'expiresInMinutes'],
    [{ expiresInMinutes: 60.5 }, 'expiresInMinutes'],
    [{ fresh: 'yes' }, 'fresh'],
    [{ user: 'somebody else' }, ''],
    [[], ''],
    ['not JSON', undefined],
  ])('refuses the body %j, naming the place', async (body, path) => {
    const response = await call(POST, { method: 'POST', ...(await cloud.caller('ada')), body })
    expect(response).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
    if (path !== undefined) expect(response.body?.errors).toMatchObject([{ path }])
    expect(await cloud.liveIdentities()).toEqual([])
  })

  it('refuses a body above 16 KiB', async () => {
    const caller = await cloud.caller('ada')
    const response = await call(POST, { method: 'POST', ...caller, body: ' '.repeat(16_385) })
    expect(response).toMatchObject({ status: 413, body: { code: 'body_too_large' } })
  })

  it('refuses a body that is not declared as JSON', async () => {
    const headers = { 'content-type': 'text/plain' }
    const caller = await cloud.caller('ada')
    const response = await call(POST, { method: 'POST', ...caller, body: '{}', headers })
    expect(response).toMatchObject({ status: 415, body: { code: 'unsupported_media_type' } })
  })

  it('looks at the caller before the body', async () => {
    const response = await call(POST, { method: 'POST', body: 'not JSON' })
    expect(response).toMatchObject({ status: 401, body: { code: 'unauthenticated' } })
  })
})

describe('GET /api/token', () => {
  it('responds with 404 to a caller without an identity, and creates none', async () => {
    const response = await call(GET, await cloud.caller('ada'))
    expect(response).toMatchObject({ status: 404, body: { code: 'mapping_not_found' } })
    expect(await cloud.liveIdentities()).toEqual([])
  })

  it('issues a token for an existing identity', async () => {
    const caller = await cloud.caller('ada')
    const created = await call(postUser, { method: 'POST', ...caller })
    const { status, body } = await call(GET, caller)
    expect(status).toBe(201)
    expect(tokenResponse.parse(body).user.communicationUserId).toBe(created.body?.acsUserIdentity)
  })

  it('creates the identity where that is asked for', async () => {
    const caller = await cloud.caller('ada')
    const first = await call(GET, { ...caller, query: '?create=true' })
    const again = await call(GET, { ...caller, query: '?create=true' })
    expect([first.status, again.status]).toEqual([201, 201])
    expect(again.body).toEqual(first.body)
    expect(await cloud.liveIdentities()).toEqual([tokenResponse.parse(first.body).user.id])
  })

  it.each(['?create=false', '?Create=true', '?cache=1'])('creates none for %s', async (query) => {
    const response = await call(GET, { ...(await cloud.caller('ada')), query })
    expect(response).toMatchObject({ status: 404, body: { code: 'mapping_not_found' } })
    expect(await cloud.liveIdentities()).toEqual([])
  })

  it.each(['?create', '?create=1', '?create=True', '?create=true&create=false'])(
    'refuses %s',
    async (query) => {
      const response = await call(GET, { ...(await cloud.caller('ada')), query })
      expect(response).toMatchObject({
        status: 400,
        body: { code: 'invalid_request', errors: [{ path: 'create' }] },
      })
      expect(await cloud.liveIdentities()).toEqual([])
    },
  )

  it('asks ACS again after a passing fault', async () => {
    const caller = await cloud.caller('ada')
    await call(postUser, { method: 'POST', ...caller })
    await cloud.emulator.fault({ operation: 'acs.issueToken', status: 500, times: 2 })
    expect(await call(GET, caller)).toMatchObject({ status: 201 })
  })

  it('waits as long as ACS asks, where that is soon', async () => {
    const caller = await cloud.caller('ada')
    await call(postUser, { method: 'POST', ...caller })
    await cloud.emulator.fault({ operation: 'acs.issueToken', status: 429, retryAfter: 1 })
    const askedAt = Date.now()
    expect(await call(GET, caller)).toMatchObject({ status: 201 })
    expect(Date.now() - askedAt).toBeGreaterThanOrEqual(1000)
  })

  it('responds at once where ACS asks for a longer pause than the request has', async () => {
    const caller = await cloud.caller('ada')
    await call(postUser, { method: 'POST', ...caller })
    await cloud.emulator.fault({ operation: 'acs.issueToken', status: 429, retryAfter: 30 })
    const askedAt = Date.now()
    const response = await call(GET, caller)
    expect(response).toMatchObject({ status: 503, body: { code: 'upstream_throttled' } })
    expect(response.headers.get('retry-after')).toEqual(retryAfterFrom(30))
    expect(Date.now() - askedAt).toBeLessThan(1000)
  })

  it('gives up on an ACS that does not respond', { tags: 'slow' }, async () => {
    const caller = await cloud.caller('ada')
    await call(postUser, { method: 'POST', ...caller })
    await cloud.emulator.fault({ operation: 'acs.issueToken', delayMs: 20_000 })
    const askedAt = Date.now()
    const response = await call(GET, caller)
    expect(response).toMatchObject({ status: 504, body: { code: 'upstream_timeout' } })
    expect(Date.now() - askedAt).toBeLessThan(15_000)
  })

  it.each([
    ['no token', {}],
    ['a token about to expire', { token: 'x', expiresOn: new Date().toISOString() }],
  ])('responds with 502 when ACS responds with %s', async (_, body) => {
    const caller = await cloud.caller('ada')
    await call(postUser, { method: 'POST', ...caller })
    await cloud.emulator.fault({ operation: 'acs.issueToken', status: 200, body })
    const response = await call(GET, caller)
    expect(response).toMatchObject({ status: 502, body: { code: 'upstream_failed' } })
  })
})

describe('DELETE /api/token', () => {
  it('revokes, and hands out none of the earlier tokens again', async () => {
    const caller = await cloud.caller('ada')
    const before = await call(POST, { method: 'POST', ...caller })
    expect(await call(DELETE, { method: 'DELETE', ...caller })).toMatchObject({ status: 204 })
    expect(await counts()).toMatchObject({ 'acs.revokeTokens': 1 })
    const after = await call(GET, caller)
    expect(after.body?.user).toEqual(before.body?.user)
    expect(await counts()).toMatchObject({ 'acs.issueToken': 1 })
  })

  it('responds with 204 to a caller without an identity', async () => {
    const response = await call(DELETE, { method: 'DELETE', ...(await cloud.caller('ada')) })
    expect(response.status).toBe(204)
  })

  it('responds with 202 where ACS cannot be reached, and revokes later', async () => {
    const caller = await cloud.caller('ada')
    await call(POST, { method: 'POST', ...caller })
    await cloud.emulator.fault({ operation: 'acs.revokeTokens', drop: 'before', times: 3 })
    const response = await call(DELETE, { method: 'DELETE', ...caller })
    expect(response).toMatchObject({ status: 202, body: { pending: true } })
    // What ACS issues meanwhile may fall to the revocation: it is not kept for others.
    await call(GET, caller)
    await call(GET, caller)
    expect(await counts()).toMatchObject({ 'acs.issueToken': 2 })
    expect(await counts()).not.toHaveProperty('acs.revokeTokens')

    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 20_000 })
    await reconcile()
    vi.useRealTimers()
    expect(await counts()).toMatchObject({ 'acs.revokeTokens': 1 })
    await call(GET, caller)
    await call(GET, caller)
    expect(await counts()).toMatchObject({ 'acs.issueToken': 3 })
    expect(await call(getUser, caller)).toMatchObject({ status: 200 })
  })

  it('responds with 409 where ACS does not know the identity', async () => {
    const caller = await cloud.caller('ada')
    await call(POST, { method: 'POST', ...caller })
    await cloud.emulator.reset()
    const response = await call(DELETE, { method: 'DELETE', ...caller })
    expect(response).toMatchObject({ status: 409, body: { code: 'identity_unusable' } })
  })
})

it('HEAD does no work and is answered 405', async () => {
  const caller = await cloud.caller('ada')
  await call(postUser, { method: 'POST', ...caller })
  const response = await call(HEAD, { method: 'HEAD', ...caller, query: '?create=true' })
  expect(response.status).toBe(405)
  expect(response.headers.get('allow')).toBe('GET, POST, DELETE')
  expect(await cloud.emulator.requests('acs.issueToken')).toEqual([])
})
