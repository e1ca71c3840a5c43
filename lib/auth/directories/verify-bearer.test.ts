import { decodeJwt, decodeProtectedHeader, SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { entraDirectory } from './entra'

const cloud = localCloud()
const { verifyBearer } = entraDirectory

async function apiToken(changes: Record<string, unknown> = {}, options = {}) {
  const claims = decodeJwt(await cloud.emulator.apiToken('ada'))
  return cloud.emulator.sign({ ...claims, ...changes }, options)
}

function seconds(fromNow = 0) {
  return Math.floor(Date.now() / 1000) + fromNow
}

it('takes a v2.0 token and knows whose it is', async () => {
  const token = await cloud.emulator.apiToken('ada')
  expect(await verifyBearer(token)).toEqual({
    directory: cloud.emulator.config.tenantId,
    subject: cloud.emulator.user('ada').objectId,
    roles: [],
    proof: { kind: 'bearer', token },
  })
})

it('takes a v1.0 token, whose audience may be the app id URI', async () => {
  const { tenantId, serverApp, clientApp } = cloud.emulator.config
  const token = await apiToken({
    ver: '1.0',
    iss: `https://sts.windows.net/${tenantId}/`,
    aud: `api://${serverApp.clientId}`,
    azp: undefined,
    appid: clientApp.clientId,
  })
  expect(await verifyBearer(token)).toMatchObject({ directory: tenantId })
})

describe('refuses', () => {
  it.each<[string, string, () => Promise<string>]>([
    ['token_invalid', 'something that is no token', () => Promise.resolve('abc')],
    ['token_invalid', 'a token of another signer', () => apiToken({}, { key: 'foreign' })],
    ['token_invalid', 'an ACS token', () => apiToken({}, { key: 'acs' })],
    ['token_invalid', 'an unknown key id', () => apiToken({}, { header: { kid: 'made up' } })],
    ['token_invalid', 'alg none', () => Promise.resolve(unsigned())],
    ['token_invalid', 'HS256 with the public key as its secret', confused],
    ['token_invalid', 'no expiry', () => apiToken({ exp: undefined })],
    ['token_invalid', 'a token for later', () => apiToken({ nbf: seconds(120) })],
    [
      'token_invalid',
      'the audience of Graph',
      () => apiToken({ aud: 'https://graph.microsoft.com' }),
    ],
    ['token_invalid', 'a Teams token', () => cloud.emulator.teamsToken('ada')],
    [
      'token_invalid',
      'an id token',
      () => apiToken({ aud: cloud.emulator.config.clientApp.clientId }),
    ],
    ['token_invalid', 'another issuer', () => apiToken({ iss: 'https://evil.example' })],
    [
      'token_invalid',
      'a v2.0 token with the audience of v1.0',
      async () => {
        return apiToken({ aud: `api://${cloud.emulator.config.serverApp.clientId}` })
      },
    ],
    ['token_invalid', 'a version that is not its issuer’s', () => apiToken({ ver: '1.0' })],
    ['token_invalid', 'no object id', () => apiToken({ oid: undefined })],
    ['token_expired', 'an expired token', () => apiToken({ exp: seconds(-61) })],
    ['tenant_not_allowed', 'another tenant', foreignTenant],
    ['scope_missing', 'another scope', () => apiToken({ scp: 'User.Read' })],
    [
      'scope_missing',
      'a scope that only contains ours',
      () => apiToken({ scp: 'access_as_user2' }),
    ],
    [
      'scope_missing',
      'an app without a user',
      () => apiToken({ scp: undefined, roles: ['Admin'], idtyp: 'app' }),
    ],
    ['client_not_allowed', 'an unknown client app', () => apiToken({ azp: crypto.randomUUID() })],
    ['client_not_allowed', 'no client app', () => apiToken({ azp: undefined })],
  ])('with %s: %s', async (code, _, token) => {
    await expect(verifyBearer(await token())).rejects.toMatchObject({ code })
  })
})

it('allows a minute of difference between clocks', async () => {
  await expect(verifyBearer(await apiToken({ exp: seconds(-30) }))).resolves.toBeDefined()
  await expect(verifyBearer(await apiToken({ nbf: seconds(30) }))).resolves.toBeDefined()
})

it('serves known keys while the key server is down, whatever unknown ids are tried', async () => {
  await verifyBearer(await apiToken())
  await cloud.emulator.fault({ operation: 'entra.keys', status: 500, times: 100 })
  for (let attempt = 0; attempt < 8; attempt++) {
    const token = await apiToken({}, { header: { kid: `made up ${attempt}` } })
    await expect(verifyBearer(token)).rejects.toMatchObject({ code: expect.any(String) as string })
  }
  await expect(verifyBearer(await apiToken())).resolves.toBeDefined()
})

async function foreignTenant() {
  const tid = crypto.randomUUID()
  return apiToken({ tid, iss: `${cloud.emulator.url}/${tid}/v2.0` })
}

function unsigned() {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const { tenantId, serverApp } = cloud.emulator.config
  const claims = { aud: serverApp.clientId, tid: tenantId, exp: seconds(600) }
  return `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`
}

async function confused() {
  const token = await cloud.emulator.apiToken('ada')
  const { tenantId } = cloud.emulator.config
  const response = await fetch(`${cloud.emulator.url}/${tenantId}/discovery/v2.0/keys`)
  const { keys } = (await response.json()) as { keys: { kid: string }[] }
  const { kid } = decodeProtectedHeader(token)
  const publicKey = keys.find((key) => key.kid === kid)
  return new SignJWT(decodeJwt(token))
    .setProtectedHeader({ alg: 'HS256', ...(kid !== undefined && { kid }) })
    .sign(Buffer.from(JSON.stringify(publicKey)))
}
