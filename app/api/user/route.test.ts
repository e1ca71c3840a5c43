import { describe, expect, it, vi } from 'vitest'
import { call } from '@/tests/support/server/call-handler'
import { localCloud } from '@/tests/support/server/local-cloud'
import { tables } from '@/tests/support/server/mappings'
import { retryAfterFrom } from '@/tests/support/server/retry-after'
import { identityResponse } from '@/lib/contract/schemas'
import { reconcile } from '@/lib/identity/pending/reconcile'
import { GET as getToken } from '../token/route'
import { DELETE, GET, PATCH, POST, PUT } from './route'

const cloud = localCloud()

describe('GET /api/user', () => {
  it('responds with 404 to a caller without an identity', async () => {
    expect(await call(GET, await cloud.caller('ada'))).toMatchObject({
      status: 404,
      body: { code: 'mapping_not_found', status: 404 },
    })
  })

  it('responds with the identity that POST created', async () => {
    const caller = await cloud.caller('ada')
    const { body } = await call(POST, { method: 'POST', ...caller })
    expect(await call(GET, caller)).toMatchObject({ status: 200, body })
  })
})

describe('POST /api/user', () => {
  it('creates an identity once, and finds it afterwards', async () => {
    const caller = await cloud.caller('ada')
    const first = await call(POST, { method: 'POST', ...caller })
    const second = await call(POST, { method: 'POST', ...caller })
    expect([first.status, second.status]).toEqual([201, 200])
    expect(second.body).toEqual(first.body)
    expect(await cloud.liveIdentities()).toEqual([
      identityResponse.parse(first.body).acsUserIdentity,
    ])
  })

  it('creates one identity for 50 calls at once', async () => {
    const caller = await cloud.caller('grace')
    const calls = Array.from({ length: 50 }, () => call(POST, { method: 'POST', ...caller }))
    const responses = await Promise.all(calls)
    expect(responses.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(responses.filter(({ status }) => status === 200)).toHaveLength(49)
    expect(new Set(responses.map(({ body }) => body?.acsUserIdentity)).size).toBe(1)
    expect(await cloud.liveIdentities()).toHaveLength(1)
  })

  it('gives each caller an identity of their own', async () => {
    const ada = await call(POST, { method: 'POST', ...(await cloud.caller('ada')) })
    const grace = await call(POST, { method: 'POST', ...(await cloud.caller('grace')) })
    expect(ada.body?.acsUserIdentity).not.toBe(grace.body?.acsUserIdentity)
  })

  it('never repeats a creation whose response was lost, and the next call creates anew', async () => {
    const caller = await cloud.caller('ada')
    await cloud.emulator.fault({ operation: 'acs.createIdentity', drop: 'after' })
    const lost = await call(POST, { method: 'POST', ...caller })
    expect(lost).toMatchObject({ status: 502, body: { code: 'upstream_failed' } })
    const next = await call(POST, { method: 'POST', ...caller })
    expect(next.status).toBe(201)
    const { counts } = await cloud.emulator.state()
    expect(counts['acs.createIdentity']).toBe(2)
  })

  it.each([
    [429, 7, 503, 'upstream_throttled', 7],
    [503, undefined, 503, 'upstream_unavailable', 10],
    [500, undefined, 502, 'upstream_failed', null],
    [401, undefined, 502, 'upstream_failed', null],
  ])(
    'responds to a %i of ACS (Retry-After %s) with %i %s',
    async (status, retryAfter, expected, code, seconds) => {
      const caller = await cloud.caller('ada')
      await cloud.emulator.fault({
        operation: 'acs.createIdentity',
        status,
        ...(retryAfter && { retryAfter }),
      })
      const { status: answered, body, headers } = await call(POST, { method: 'POST', ...caller })
      expect([answered, body?.code]).toEqual([expected, code])
      expect(headers.get('retry-after')).toEqual(seconds && retryAfterFrom(seconds))
      expect(await cloud.liveIdentities()).toEqual([])
    },
  )

  it('asks ACS for nobody’s identity while it throttles, and claims none', async () => {
    await cloud.emulator.fault({ operation: 'acs.createIdentity', status: 429, retryAfter: 30 })
    for (const username of ['ada', 'grace']) {
      const response = await call(POST, { method: 'POST', ...(await cloud.caller(username)) })
      expect(response).toMatchObject({ status: 503, body: { code: 'upstream_throttled' } })
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(20)
    }
    expect(await cloud.emulator.requests('acs.createIdentity')).toHaveLength(1)
    expect(await (await tables()).findMany({ select: { subject: true } })).toEqual([])
  })

  it('responds with 502 when ACS names no identity', async () => {
    await cloud.emulator.fault({ operation: 'acs.createIdentity', status: 200, body: {} })
    const response = await call(POST, { method: 'POST', ...(await cloud.caller('ada')) })
    expect(response).toMatchObject({ status: 502, body: { code: 'upstream_failed' } })
  })

  it('replaces an identity that ACS no longer knows', async () => {
    const caller = await cloud.caller('ada')
    const before = await call(POST, { method: 'POST', ...caller })
    await cloud.emulator.reset() // ACS knows the identity no more
    expect(await call(getToken, caller)).toMatchObject({
      status: 409,
      body: { code: 'identity_unusable' },
    })
    const after = await call(POST, { method: 'POST', ...caller })
    expect(after.status).toBe(201)
    expect(after.body?.acsUserIdentity).not.toBe(before.body?.acsUserIdentity)
    expect(await call(getToken, caller)).toMatchObject({ status: 201 })
    expect(await call(POST, { method: 'POST', ...caller })).toMatchObject({ status: 200 })
  })
})

describe('DELETE /api/user', () => {
  it('ends the mapping and deletes the identity', async () => {
    const caller = await cloud.caller('ada')
    await call(POST, { method: 'POST', ...caller })
    const response = await call(DELETE, { method: 'DELETE', ...caller })
    expect(response).toMatchObject({ status: 204, body: undefined })
    expect(await call(GET, caller)).toMatchObject({ status: 404 })
    expect(await cloud.liveIdentities()).toEqual([])
  })

  it('responds with 204 when there is nothing to delete', async () => {
    const response = await call(DELETE, { method: 'DELETE', ...(await cloud.caller('ada')) })
    expect(response.status).toBe(204)
  })

  it('gives another identity afterwards', async () => {
    const caller = await cloud.caller('ada')
    const before = await call(POST, { method: 'POST', ...caller })
    await call(DELETE, { method: 'DELETE', ...caller })
    const after = await call(POST, { method: 'POST', ...caller })
    expect(after.status).toBe(201)
    expect(after.body?.acsUserIdentity).not.toBe(before.body?.acsUserIdentity)
  })

  it('deletes later what ACS could not delete now', async () => {
    const caller = await cloud.caller('ada')
    await call(POST, { method: 'POST', ...caller })
    await cloud.emulator.fault({ operation: 'acs.deleteIdentity', status: 500, times: 3 })
    expect(await call(DELETE, { method: 'DELETE', ...caller })).toMatchObject({ status: 204 })
    expect(await call(GET, caller)).toMatchObject({ status: 404 })
    expect(await cloud.liveIdentities()).toHaveLength(1)

    await reconcile() // too early: the request's own attempt may still be under way
    expect(await cloud.liveIdentities()).toHaveLength(1)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 20_000 })
    await reconcile()
    vi.useRealTimers()
    expect(await cloud.liveIdentities()).toEqual([])
  })
})

describe('other methods', () => {
  it.each([PUT, PATCH])('are answered 405 with Allow', async (handler) => {
    const response = await call(handler, { method: 'PUT' })
    expect(response).toMatchObject({ status: 405, body: { code: 'method_not_allowed' } })
    expect(response.headers.get('allow')).toBe('GET, POST, DELETE')
  })
})
