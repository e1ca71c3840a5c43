import { decodeJwt } from 'jose'
import { beforeEach, expect, test } from 'vitest'
import { API_SCOPE } from '../core/config/samples'
import { bodyOf, startTestEmulator } from '../testing/emulator'
import {
  cookieOf,
  handedBack,
  openAuthorize,
  redemption,
  requestToken,
  sampleUser,
  signIn,
  spa,
  SPA_ORIGIN,
  spaRequest,
} from '../testing/entra'

// Source: MicrosoftDocs/entra-docs, claims-challenge.md and app-resilience-continuous-access-evaluation.md.

const emulator = await startTestEmulator()

beforeEach(emulator.reset)

const CAPABLE = JSON.stringify({ access_token: { xms_cc: { values: ['CP1'] } } })
const ada = sampleUser('ada').username

/** The client app's tokens and cookie of a fresh sign-in; `claims` declare what it understands. */
async function signedIn(claims?: string, scope = 'offline_access User.Read') {
  const response = await signIn(emulator, spaRequest({ scope, ...(claims && { claims }) }))
  const fields = redemption(handedBack(response).code ?? '')
  const { body } = await requestToken(emulator, fields, { headers: SPA_ORIGIN })
  return { ...body, cookie: cookieOf(response) }
}

function me(token: string): Promise<Response> {
  return emulator.fetch('/v1.0/me', { headers: { authorization: `Bearer ${token}` } })
}

function change(changes: object): Promise<Response> {
  return emulator.post(`/_emulator/users/${ada}`, changes)
}

test('xms_cc is in Graph’s tokens of a client that sends it, and in no others', async () => {
  const capable = await signedIn(CAPABLE)
  expect(decodeJwt(capable.access_token).xms_cc).toEqual(['CP1'])
  const without = await signedIn()
  expect(decodeJwt(without.access_token)).not.toHaveProperty('xms_cc')
  const forApi = await signedIn(CAPABLE, API_SCOPE)
  expect(decodeJwt(forApi.access_token)).not.toHaveProperty('xms_cc')
})

test('such a token lives up to 28 hours', async () => {
  const { expires_in } = await signedIn(CAPABLE)
  expect(expires_in).toBeGreaterThan(75 * 60)
  expect(expires_in).toBeLessThanOrEqual(28 * 3600)
})

test.each([
  { revokeSessions: true },
  { password: 'another' },
  { disabled: true },
  { deleted: true },
])(
  'after %o Graph responds 401 with a claims challenge to a token from before',
  async (changes) => {
    const { access_token } = await signedIn(CAPABLE)
    expect((await me(access_token)).status).toBe(200)
    await change(changes)
    const response = await me(access_token)
    expect(response.status).toBe(401)
    const header = response.headers.get('www-authenticate') ?? ''
    expect(header).toMatch(/^Bearer realm="", .*error="insufficient_claims", claims="[^"]+"$/)
    const claims = /claims="([^"]+)"/.exec(header)?.[1] ?? ''
    expect(JSON.parse(Buffer.from(claims, 'base64').toString())).toEqual({
      access_token: {
        nbf: { essential: true, value: expect.stringMatching(/^\d{10}$/) as string },
      },
    })
    expect(await bodyOf(response)).toMatchObject({
      error: {
        code: 'InvalidAuthenticationToken',
        message: expect.stringContaining('TokenIssuedBeforeRevocationTimestamp') as string,
      },
    })
  },
)

test('to a client without the capability a token is good until its end', async () => {
  const { access_token } = await signedIn()
  await change({ revokeSessions: true })
  expect((await me(access_token)).status).toBe(200)
})

test('the challenge is met by a fresh sign-in alone', async () => {
  const { refresh_token, cookie } = await signedIn(CAPABLE)
  await change({ revokeSessions: true })
  const claims = JSON.stringify({
    access_token: { nbf: { essential: true, value: '1768478401' }, xms_cc: { values: ['CP1'] } },
  })
  const fields = { grant_type: 'refresh_token', ...spa, refresh_token, claims }
  const { body } = await requestToken(emulator, fields, { headers: SPA_ORIGIN })
  expect(body.error_codes).toEqual([50173])
  const silent = spaRequest({ scope: 'User.Read', claims, prompt: 'none' })
  const response = await openAuthorize(emulator, silent, { cookie })
  expect(handedBack(response).error).toBe('login_required')

  const fresh = await signedIn(claims)
  expect((await me(fresh.access_token)).status).toBe(200)
})
