import { CommunicationIdentityClient } from '@azure/communication-identity'
import { decodeJwt } from 'jose'
import { beforeEach, describe, expect, test } from 'vitest'
import { IDENTITY_VERSIONS } from '../communication/api-version'
import { CLIENT_APP_ID, samples, SERVER_APP_ID } from '../core/config/samples'
import {
  createIdentity,
  errorOf,
  identityPath,
  sendSigned,
  VERSION,
} from '../testing/communication'
import { bodyOf, startTestEmulator } from '../testing/emulator'
import { signatureHeaders } from '../testing/signature-headers'
import { passwordTokens, requestToken, sampleUser, server, TEAMS_SCOPE } from '../testing/entra'

const emulator = await startTestEmulator()
const [resource] = samples.resources
const MINUTE = 60_000

beforeEach(emulator.reset)

interface Token {
  token: string
  expiresOn: string
}

async function issued(body: object): Promise<Token> {
  const path = identityPath(await createIdentity(emulator), '/:issueAccessToken')
  return bodyOf<Token>(await sendSigned(emulator, path, { body }))
}

function statusAt(clockDifference: number): Promise<number> {
  const headers = signatureHeaders(emulator, 'POST', `/identities?${VERSION}`)
  emulator.clock.now += clockDifference
  return emulator
    .fetch(`/identities?${VERSION}`, { method: 'POST', headers })
    .then(({ status }) => status)
    .finally(() => (emulator.clock.now -= clockDifference))
}

test('identity ids are 8:acs:<resourceGuid>_<8hex-4-4-4-12>', async () => {
  expect(await createIdentity(emulator)).toMatch(
    /^8:acs:ac500000-0000-4000-8000-000000000001_[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/,
  )
})

test('in the path the id is percent-encoded, and the signature covers the raw URL', async () => {
  const encoded = identityPath(await createIdentity(emulator), '/:issueAccessToken')
  const body = { scopes: ['voip'] }
  expect(encoded).toMatch(/^\/identities\/8%3Aacs%3A.*\/:issueAccessToken/)
  expect((await sendSigned(emulator, encoded, { body })).status).toBe(200)
  const raw = decodeURIComponent(encoded)
  expect((await sendSigned(emulator, raw, { body })).status).toBe(200)
  const headers = signatureHeaders(emulator, 'POST', raw, JSON.stringify(body))
  const init = { method: 'POST', headers, body: JSON.stringify(body) }
  expect((await emulator.fetch(encoded, init)).status).toBe(401)
})

test('createUser sends an empty body of JSON type; revoke and delete send no content type', async () => {
  const headers = { 'content-length': '0', 'content-type': 'application/json' }
  expect((await sendSigned(emulator, `/identities?${VERSION}`, { headers })).status).toBe(201)
  const path = identityPath(await createIdentity(emulator), '/:revokeAccessTokens')
  const untyped = new Headers(signatureHeaders(emulator, 'POST', path))
  untyped.delete('content-type')
  expect((await emulator.fetch(path, { method: 'POST', headers: untyped })).status).toBe(204)
})

test('the SDK rejects plain http unless it is allowed', async () => {
  const connection = `endpoint=${emulator.url}/;accesskey=${resource?.accessKey ?? ''}`
  const strict = new CommunicationIdentityClient(connection)
  await expect(strict.createUser()).rejects.toThrow('allowInsecureConnection')
})

test.each(['chat', 'voip'])('scope %s is there in every version', async (scope) => {
  for (const version of IDENTITY_VERSIONS) {
    const path = `/identities?api-version=${version}`
    const body = { createTokenWithScopes: [scope] }
    expect((await sendSigned(emulator, path, { body })).status).toBe(201)
  }
})

test.each(['chat.join', 'chat.join.limited', 'voip.join'])(
  'scope %s is there from 2023-10-01',
  async (scope) => {
    for (const version of IDENTITY_VERSIONS) {
      const path = `/identities?api-version=${version}`
      const body = { createTokenWithScopes: [scope] }
      const { status } = await sendSigned(emulator, path, { body })
      expect([version, status]).toEqual([version, version < '2023-10-01' ? 400 : 201])
    }
  },
)

test('expiresInMinutes is 60 to 1440, and 1440 when it is missing', async () => {
  const scopes = ['voip']
  expect((await issued({ scopes, expiresInMinutes: 60 })).expiresOn).toContain('01-15T13:00:00')
  expect((await issued({ scopes, expiresInMinutes: 1440 })).expiresOn).toContain('01-16T12:00:00')
  expect((await issued({ scopes })).expiresOn).toContain('01-16T12:00:00')
})

test('expiresOn carries seven fraction digits and +00:00', async () => {
  const { expiresOn } = await issued({ scopes: ['voip'] })
  expect(expiresOn).toBe('2026-01-16T12:00:00.0000000+00:00')
})

// Recorded with all SDKs.
test('bodies of success name a charset, bodies of errors do not', async () => {
  const typeOf = async (path: string) =>
    (await sendSigned(emulator, path)).headers.get('content-type')
  expect(await typeOf(`/identities?${VERSION}`)).toBe('application/json; charset=utf-8')
  expect(await typeOf('/identities')).toBe('application/json')
})

test('responses carry api-supported-versions, MS-CV, X-Processing-Time and the client’s request id', async () => {
  const headers = { 'x-ms-client-request-id': 'mine' }
  const response = await sendSigned(emulator, `/identities?${VERSION}`, { headers })
  expect(response.headers.get('api-supported-versions')).toContain('2026-09-23')
  expect(response.headers.get('ms-cv')).toBeTruthy()
  expect(response.headers.get('x-processing-time')).toMatch(/^\d+ms$/)
  expect(response.headers.get('x-ms-client-request-id')).toBe('mine')
})

// Recorded: azure-sdk-for-python and azure-sdk-for-js, communication-identity.
describe('api-supported-versions', () => {
  const listed = async (path: string, body: unknown) =>
    (await sendSigned(emulator, path, { body })).headers.get('api-supported-versions')

  test('lists previews, and begins with the first version of the operation', async () => {
    const ofIdentities =
      '2020-07-20-preview2, 2021-02-22-preview1, 2021-03-07, 2021-10-31-preview, 2021-11-01, 2022-06-01, 2022-10-01, 2023-10-01'
    const issue = identityPath(await createIdentity(emulator), '/:issueAccessToken')
    expect(await listed(`/identities?${VERSION}`, undefined)).toMatch(
      new RegExp(`^${ofIdentities},`),
    )
    expect(await listed(issue, { scopes: ['voip'], expiresInMinutes: 1 })).toMatch(ofIdentities)
    const { access_token: token } = await passwordTokens(emulator, 'ada', TEAMS_SCOPE)
    const body = { token, appId: 'invalid', userId: 'invalid' }
    expect(await listed(`/teamsUser/:exchangeAccessToken?${VERSION}`, body)).toMatch(
      /^2021-10-31-preview, 2022-06-01, 2022-10-01,/,
    )
  })

  test('is absent where a body lacks a field, or the token to be exchanged is not good', async () => {
    const issue = identityPath(await createIdentity(emulator), '/:issueAccessToken')
    const exchange = `/teamsUser/:exchangeAccessToken?${VERSION}`
    expect(await listed(issue, { scopes: null })).toBeNull()
    expect(await listed(exchange, {})).toBeNull()
    expect(await listed(exchange, { token: 'invalid', appId: '', userId: '' })).toBeNull()
    const { access_token: token } = await passwordTokens(emulator, 'ada', TEAMS_SCOPE)
    expect(await listed(exchange, { token, appId: '', userId: '' })).toBeNull()
  })
})

test('the date may differ by 15 minutes, either way', async () => {
  for (const difference of [-15, 15]) {
    expect(await statusAt(difference * MINUTE)).toBe(201)
    expect(await statusAt(Math.sign(difference) * (15 * MINUTE + 1000))).toBe(401)
  }
})

test('a server may come with an Entra token whose audience has a slash at the end or none', async () => {
  for (const scope of [
    'https://communication.azure.com/.default',
    'https://communication.azure.com//.default',
  ]) {
    const fields = { grant_type: 'client_credentials', ...server, scope }
    const { body } = await requestToken(emulator, fields)
    const headers = { authorization: `Bearer ${body.access_token}` }
    const response = await emulator.fetch(`/identities?${VERSION}`, { method: 'POST', headers })
    expect(response.status).toBe(201)
  }
  const fields = { grant_type: 'client_credentials', ...server }
  const scope = `api://${SERVER_APP_ID}/.default`
  const { body } = await requestToken(emulator, { ...fields, scope })
  const headers = { authorization: `Bearer ${body.access_token}` }
  const response = await emulator.fetch(`/identities?${VERSION}`, { method: 'POST', headers })
  expect((await errorOf(response)).slice(0, 2)).toEqual([401, 'Denied'])
})

test('an ACS user’s token has the service’s claims, scopes with commas', async () => {
  const { token } = await issued({ scopes: ['chat', 'voip'], expiresInMinutes: 60 })
  const iat = emulator.clock.now / 1000
  expect(decodeJwt(token)).toEqual({
    skypeid: expect.stringMatching(/^acs:ac500000-\S+_\S+$/) as string,
    scp: 1792,
    csi: String(iat),
    iat,
    exp: iat + 3600,
    rgn: expect.any(String) as string,
    acsScope: 'chat,voip',
    resourceId: resource?.resourceId,
    resourceLocation: expect.any(String) as string,
  })
})

test('a Teams user’s token has theirs, and ends with the Entra token', async () => {
  const { access_token } = await passwordTokens(emulator, 'ada', TEAMS_SCOPE)
  const { objectId: userId, tenantId: tid } = sampleUser('ada')
  const body = { token: access_token, appId: CLIENT_APP_ID, userId }
  const path = `/teamsUser/:exchangeAccessToken?${VERSION}`
  const { token, expiresOn } = await bodyOf<Token>(await sendSigned(emulator, path, { body }))
  const entra = decodeJwt(access_token)
  expect(decodeJwt(token)).toMatchObject({
    skypeid: `orgid:${userId}`,
    scp: 1024,
    tid,
    exp: entra.exp,
    acsScope: 'voip,chat',
    aad_iat: String(entra.iat),
    aad_uti: entra.uti,
    aad_appid: CLIENT_APP_ID,
  })
  expect(Date.parse(expiresOn)).toBe((entra.exp ?? 0) * 1000)
})
