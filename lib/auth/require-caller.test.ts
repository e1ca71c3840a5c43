import { NextRequest } from 'next/server'
import { encode } from 'next-auth/jwt'
import { describe, expect, it } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { sessionCookie } from '@/tests/support/server/session-cookie'
import { requireCaller, requireTokenCaller } from './require-caller'

const cloud = localCloud()
const claims = { sid: 'session-1', directory: crypto.randomUUID(), subject: crypto.randomUUID() }

function request(method: string, headers: Record<string, string>) {
  return new NextRequest('http://localhost:3000/api/token', { method, headers })
}

async function withCookie(method: string, headers: Record<string, string> = {}) {
  return request(method, { cookie: `acs-auth.session=${await sessionCookie(claims)}`, ...headers })
}

describe('with a session cookie', () => {
  it('a read finds the caller', async () => {
    expect(await requireCaller(await withCookie('GET'))).toEqual({
      directory: claims.directory,
      subject: claims.subject,
      roles: [],
      proof: { kind: 'session', sessionId: claims.sid, renewAt: undefined },
    })
  })

  it('a write from one of the app’s pages finds the caller', async () => {
    const write = await withCookie('POST', { origin: 'http://localhost:3000' })
    expect(await requireCaller(write)).toMatchObject({ subject: claims.subject })
  })

  it.each<Record<string, string>>([{}, { origin: 'https://evil.example' }, { origin: 'null' }])(
    'a write with %j is refused',
    async (headers) => {
      const write = await withCookie('DELETE', headers)
      await expect(requireCaller(write)).rejects.toMatchObject({ code: 'cross_site' })
    },
  )

  it('a read that hands out a token must come from one of the app’s pages', async () => {
    const own = await withCookie('GET', { 'sec-fetch-site': 'same-origin' })
    await expect(requireTokenCaller(own)).resolves.toMatchObject({ subject: claims.subject })
    for (const site of ['cross-site', 'same-site', 'none', '']) {
      const foreign = await withCookie('GET', { 'sec-fetch-site': site })
      await expect(requireTokenCaller(foreign)).rejects.toMatchObject({ code: 'cross_site' })
    }
  })

  it.each([
    ['of another secret', () => sessionCookie(claims, 'another secret')],
    ['that has expired', () => expired()],
    ['of a session that is over, though the cookie lives on', () => sessionCookie(over())],
    ['that says of no end', () => sessionCookie({ ...claims, endsAt: undefined as never })],
    ['without a session id', () => sessionCookie({ ...claims, sid: undefined as never })],
    ['that is nonsense', () => Promise.resolve('nonsense')],
  ])('a cookie %s is none', async (_, cookie) => {
    const read = request('GET', { cookie: `acs-auth.session=${await cookie()}` })
    await expect(requireCaller(read)).rejects.toMatchObject({ code: 'unauthenticated' })
  })
})

describe('with an Authorization header', () => {
  it('the Bearer token decides, even beside a cookie', async () => {
    const authorization = `Bearer ${await cloud.emulator.apiToken('grace')}`
    const caller = await requireCaller(await withCookie('POST', { authorization }))
    expect(caller.subject).toBe(cloud.emulator.user('grace').objectId)
  })

  it('a token may be handed out to any origin', async () => {
    const authorization = `bearer ${await cloud.emulator.apiToken('ada')}`
    const headers = { authorization, 'sec-fetch-site': 'cross-site' }
    await expect(requireTokenCaller(request('GET', headers))).resolves.toBeDefined()
  })

  it('a token may follow several spaces (RFC 9110, 11.6.2)', async () => {
    const authorization = `Bearer  ${await cloud.emulator.apiToken('ada')}`
    await expect(requireCaller(request('GET', { authorization }))).resolves.toBeDefined()
  })

  it('a token that another scheme comes before is none', async () => {
    const authorization = `Basic, Bearer ${await cloud.emulator.apiToken('ada')}`
    await expect(requireCaller(request('GET', { authorization }))).rejects.toMatchObject({
      code: 'unauthenticated',
    })
  })

  it.each(['Basic YWRhOmFkYQ==', 'Bearer', 'Bearer a b'])(
    '%s is no Bearer token',
    async (value) => {
      const read = await withCookie('GET', { authorization: value })
      await expect(requireCaller(read)).rejects.toMatchObject({ code: 'unauthenticated' })
    },
  )

  it('a session’s own cookie value is not taken for a token', async () => {
    const authorization = `Bearer ${await sessionCookie(claims)}`
    await expect(requireCaller(request('GET', { authorization }))).rejects.toMatchObject({
      code: 'token_invalid',
    })
  })
})

it('without either, nobody is there', async () => {
  await expect(requireCaller(request('GET', {}))).rejects.toMatchObject({ code: 'unauthenticated' })
})

function over() {
  return { ...claims, endsAt: Math.floor(Date.now() / 1000) }
}

function expired() {
  const secret = process.env.NEXTAUTH_SECRET ?? ''
  const token = { gen: 0, name: 'Ada', username: 'ada', endsAt: 2 ** 31, ...claims }
  return encode({ token, secret, maxAge: -60 })
}
