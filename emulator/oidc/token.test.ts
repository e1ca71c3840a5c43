import { decodeJwt, decodeProtectedHeader } from 'jose'
import { beforeEach, expect, test } from 'vitest'
import { bodyOf, startTestEmulator } from '../testing/emulator'
import { CONTOSO, handedBack } from '../testing/entra'
import {
  oidcClient,
  oidcRedemption,
  oidcRequest,
  pickPerson,
  PROVIDER,
  requestOidcToken,
  without,
} from '../testing/oidc'
import { writeSeed } from '../testing/seed'

const other = {
  provider: 'sample',
  clientId: 'other-client',
  redirectUris: ['http://localhost:8080/back'],
  audience: 'https://api.sample.example',
}
const seedFile = await writeSeed({ oidcClients: [other] })
const emulator = await startTestEmulator({ seedFile })

beforeEach(emulator.reset)

type Fields = Record<string, string>

async function codeFor(parameters: Fields = {}, person = 'joan'): Promise<string> {
  return handedBack(await pickPerson(emulator, oidcRequest(parameters), person)).code ?? ''
}

async function tokensFor(parameters: Fields = {}, person = 'joan') {
  const fields = oidcRedemption(await codeFor(parameters, person))
  return (await requestOidcToken(emulator, fields)).body
}

/** The tokens of the public client, which has no secret. */
async function otherTokens(person = 'joan') {
  const asked = { client_id: other.clientId, redirect_uri: other.redirectUris[0] ?? '' }
  const code = await codeFor(asked, person)
  const fields = without(oidcRedemption(code, asked), 'client_secret')
  return (await requestOidcToken(emulator, fields)).body
}

function userinfo(token: string, path = `${PROVIDER}/userinfo`): Promise<Response> {
  return emulator.fetch(path, { headers: { authorization: `Bearer ${token}` } })
}

test('an id token says who has signed in when, and nothing else about them', async () => {
  const { id_token = '' } = await tokensFor({ nonce: 'n-1' })
  const now = emulator.clock.now / 1000
  expect(decodeJwt(id_token)).toEqual({
    iss: `${emulator.url}${PROVIDER}`,
    sub: expect.stringMatching(/^[\w-]{43}$/) as string,
    aud: oidcClient.client_id,
    iat: now,
    exp: now + 3600,
    auth_time: now,
    nonce: 'n-1',
  })
})

test('a person has another subject for each client, and the same one each time', async () => {
  const subject = ({ id_token = '' }: Fields) => decodeJwt(id_token).sub
  const first = subject(await tokensFor())
  expect(subject(await tokensFor())).toBe(first)
  expect(subject(await tokensFor({}, 'dorothy'))).not.toBe(first)
  expect(subject(await otherTokens())).not.toBe(first)
})

test('an access token is for userinfo, and for the API the client is registered for', async () => {
  const issuer = `${emulator.url}${PROVIDER}`
  const { access_token = '' } = await tokensFor()
  expect(decodeProtectedHeader(access_token).typ).toBe('at+jwt')
  expect(decodeJwt(access_token)).toMatchObject({ aud: issuer, client_id: oidcClient.client_id })
  const { access_token: forApi = '' } = await otherTokens()
  expect(decodeJwt(forApi).aud).toEqual([other.audience, issuer])
})

test('userinfo tells what the scopes allow', async () => {
  const { access_token = '', id_token = '' } = await tokensFor()
  expect(await bodyOf(await userinfo(access_token))).toEqual({
    sub: decodeJwt(id_token).sub,
    name: 'Joan Clarke',
    given_name: 'Joan',
    family_name: 'Clarke',
    email: 'joan@sample.example',
    email_verified: true,
  })
  const { access_token: bare = '' } = await tokensFor({ scope: 'openid' })
  expect(Object.keys(await bodyOf(await userinfo(bare)))).toEqual(['sub'])
})

test('userinfo takes no id token, no token of Entra’s, and Graph none of the provider’s', async () => {
  const { access_token = '', id_token = '' } = await tokensFor()
  for (const token of ['nonsense', id_token]) {
    const response = await userinfo(token)
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"')
  }
  expect((await userinfo(access_token, '/oidc/userinfo')).status).toBe(401)
})

test('its keys are its own', async () => {
  const keysAt = async (path: string) =>
    (await bodyOf<{ keys: { kid: string }[] }>(await emulator.fetch(path))).keys
  const own = await keysAt(`${PROVIDER}/jwks`)
  const { id_token = '' } = await tokensFor()
  expect(own).toMatchObject([{ kid: decodeProtectedHeader(id_token).kid }])
  const [entra] = await keysAt(`/${CONTOSO}/discovery/v2.0/keys`)
  expect(entra?.kid).not.toBe(own[0]?.kid)
})

test('a code is good once, for a minute, for its client, redirect URI and verifier', async () => {
  const fields = oidcRedemption(await codeFor())
  expect((await requestOidcToken(emulator, fields)).status).toBe(200)
  const ofOther = oidcRedemption(await codeFor(), { client_id: other.clientId })
  const attempts: Fields[] = [
    fields,
    oidcRedemption(await codeFor(), { redirect_uri: 'http://localhost:3000/other' }),
    oidcRedemption(await codeFor(), { code_verifier: 'another' }),
    without(oidcRedemption(await codeFor()), 'code_verifier'),
    without(ofOther, 'client_secret'),
  ]
  for (const attempt of attempts) {
    const { status, body } = await requestOidcToken(emulator, attempt)
    expect([status, body.error]).toEqual([400, 'invalid_grant'])
  }
  const late = oidcRedemption(await codeFor())
  emulator.clock.now += 60_001
  expect((await requestOidcToken(emulator, late)).body.error).toBe('invalid_grant')
})

test('a refresh token is there with offline_access alone, and ends with a reset', async () => {
  expect(await tokensFor({ scope: 'openid' })).not.toHaveProperty('refresh_token')
  const { refresh_token = '', id_token = '' } = await tokensFor()
  const fields = { grant_type: 'refresh_token', ...oidcClient, refresh_token }
  const { body } = await requestOidcToken(emulator, fields)
  expect(decodeJwt(body.id_token ?? '').sub).toBe(decodeJwt(id_token).sub)
  await emulator.reset()
  expect((await requestOidcToken(emulator, fields)).body.error).toBe('invalid_grant')
})

test('a client authenticates by Basic or by post, not by both, and not with a wrong secret', async () => {
  const { client_id, client_secret } = oidcClient
  const basic = (secret: string) => ({
    authorization: `Basic ${Buffer.from(`${client_id}:${secret}`).toString('base64')}`,
  })
  const bare = without(oidcRedemption(await codeFor()), 'client_secret')
  const wrong = await requestOidcToken(emulator, bare, basic('wrong'))
  expect([wrong.status, wrong.body.error]).toEqual([401, 'invalid_client'])
  expect(wrong.headers.get('www-authenticate')).toMatch(/^Basic /)
  const both = await requestOidcToken(emulator, { ...bare, client_secret }, basic(client_secret))
  expect([both.status, both.body.error]).toEqual([400, 'invalid_request'])
  expect((await requestOidcToken(emulator, bare)).body.error).toBe('invalid_client')
  expect((await requestOidcToken(emulator, bare, basic(client_secret))).status).toBe(200)
})

test('a public client needs a challenge, and another grant type is unsupported', async () => {
  const asked = { client_id: other.clientId, redirect_uri: other.redirectUris[0] ?? '' }
  const response = await pickPerson(emulator, without(oidcRequest(asked), 'code_challenge'))
  expect(handedBack(response).error).toBe('invalid_request')
  const fields = { ...oidcClient, grant_type: 'client_credentials' }
  expect((await requestOidcToken(emulator, fields)).body.error).toBe('unsupported_grant_type')
})
