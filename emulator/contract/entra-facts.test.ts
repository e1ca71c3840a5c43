import { decodeJwt, decodeProtectedHeader } from 'jose'
import { beforeEach, expect, test } from 'vitest'
import { API_SCOPE, CLIENT_APP_ID, SERVER_APP_ID } from '../core/config/samples'
import { bodyOf, startTestEmulator } from '../testing/emulator'
import {
  CONTOSO,
  handedBack,
  passwordTokens,
  redemption,
  requestToken,
  resign,
  sampleUser,
  server,
  serverRequest,
  signIn,
  spa,
  SPA_ORIGIN,
  spaRequest,
  spaTokens,
  TEAMS_SCOPE,
} from '../testing/entra'

// Source: MicrosoftDocs/entra-docs, docs/identity-platform, and SDK recordings.

const emulator = await startTestEmulator()

beforeEach(emulator.reset)

async function read(path: string): Promise<Record<string, unknown>> {
  return bodyOf(await emulator.fetch(path))
}

async function refresh(refresh_token: string) {
  const fields = { grant_type: 'refresh_token', ...spa, refresh_token }
  return (await requestToken(emulator, fields, { headers: SPA_ORIGIN })).body
}

test('discovery, keys and instance discovery are where clients look', async () => {
  const discovery = await read(`/${CONTOSO}/v2.0/.well-known/openid-configuration`)
  expect(discovery).toMatchObject({
    issuer: `${emulator.url}/${CONTOSO}/v2.0`,
    jwks_uri: `${emulator.url}/${CONTOSO}/discovery/v2.0/keys`,
  })
  const { access_token } = await passwordTokens(emulator, 'ada')
  const { keys } = await read(`/${CONTOSO}/discovery/v2.0/keys`)
  expect(keys).toMatchObject([{ kid: decodeProtectedHeader(access_token).kid }])
  expect(await read('/common/discovery/instance')).toHaveProperty('tenant_discovery_endpoint')
})

test('a token for an API is v2.0: aud its GUID, iss …/{tid}/v2.0, azp, azpacr, preferred_username', async () => {
  const { access_token } = await passwordTokens(emulator, 'ada')
  expect(decodeJwt(access_token)).toMatchObject({
    ver: '2.0',
    aud: SERVER_APP_ID,
    iss: `${emulator.url}/${CONTOSO}/v2.0`,
    azp: CLIENT_APP_ID,
    azpacr: '0',
    preferred_username: 'ada@contoso.example',
    scp: 'access_as_user',
  })
})

test.each([
  ['Graph', 'User.Read', 'https://graph.microsoft.com'],
  ['ACS', TEAMS_SCOPE, 'https://auth.msft.communication.azure.com'],
])(
  'a token for %s is v1.0: iss https://sts.windows.net/{tid}/, appid, unique_name',
  async (_name, scope, aud) => {
    const { access_token } = await passwordTokens(emulator, 'ada', scope)
    expect(decodeJwt(access_token)).toMatchObject({
      ver: '1.0',
      aud,
      iss: `https://sts.windows.net/${CONTOSO}/`,
      appid: CLIENT_APP_ID,
      unique_name: 'ada@contoso.example',
    })
  },
)

test.each([
  ['v1.0', 'User.Read User.ReadWrite', 'User.Read User.ReadWrite'],
  ['v2.0', API_SCOPE, 'access_as_user'],
])(
  '%s tokens have oid, tid, pairwise sub, scp with spaces, iat and nbf five minutes back, exp, uti, rh, aio',
  async (_version, scope, scp) => {
    const { access_token, expires_in } = await passwordTokens(emulator, 'ada', scope)
    const now = emulator.clock.now / 1000
    const claims = decodeJwt(access_token)
    expect(claims).toMatchObject({
      oid: sampleUser('ada').objectId,
      tid: CONTOSO,
      scp,
      iat: now - 300,
      nbf: now - 300,
      exp: now + expires_in,
    })
    for (const name of ['uti', 'rh', 'aio']) expect(claims[name]).toBeTypeOf('string')
    const others = await passwordTokens(emulator, 'ada', TEAMS_SCOPE)
    expect(decodeJwt(others.access_token).sub).not.toBe(claims.sub)
  },
)

test('a token response has refresh_token only with offline_access, id_token only with openid, client_info when asked', async () => {
  const always = ['access_token', 'expires_in', 'ext_expires_in', 'scope', 'token_type']
  const membersFor = async (scope: string) =>
    Object.keys(await passwordTokens(emulator, 'ada', scope))
  expect((await membersFor(API_SCOPE)).sort()).toEqual(always)
  expect(await membersFor(`offline_access ${API_SCOPE}`)).toContain('refresh_token')
  expect(await membersFor(`openid ${API_SCOPE}`)).toContain('id_token')
  const { objectId, tenantId, username, password } = sampleUser('ada')
  const fields = { grant_type: 'password', ...spa, username, password, scope: API_SCOPE }
  const { body } = await requestToken(emulator, { ...fields, client_info: '1' })
  expect(JSON.parse(Buffer.from(body.client_info, 'base64url').toString())).toEqual({
    uid: objectId,
    utid: tenantId,
  })
})

test('an error has description, codes, timestamp, trace_id and correlation_id', async () => {
  const { body } = await requestToken(emulator, { grant_type: 'none', ...spa })
  expect(body).toEqual({
    error: 'unsupported_grant_type',
    error_description: expect.stringMatching(
      /^AADSTS70003: .* Trace ID: [\da-f-]{36} Correlation ID: [\da-f-]{36} Timestamp: 2026-01-15 12:00:00Z$/,
    ) as string,
    error_codes: [70003],
    timestamp: '2026-01-15 12:00:00Z',
    trace_id: expect.stringMatching(/^[\da-f-]{36}$/) as string,
    correlation_id: expect.stringMatching(/^[\da-f-]{36}$/) as string,
  })
})

test('on-behalf-of takes an assertion whose audience is the caller, as GUID or as api:// URI', async () => {
  const { access_token } = await passwordTokens(emulator, 'ada')
  const grant_type = 'urn:ietf:params:oauth:grant-type:jwt-bearer'
  for (const aud of [SERVER_APP_ID, `api://${SERVER_APP_ID}`]) {
    const assertion = await resign(emulator, access_token, { aud })
    const asked = { assertion, scope: 'User.Read', requested_token_use: 'on_behalf_of' }
    const { status, body } = await requestToken(emulator, { grant_type, ...server, ...asked })
    expect(status).toBe(200)
    expect(decodeJwt(body.access_token)).toMatchObject({ appid: SERVER_APP_ID })
  }
})

test('every refresh returns a new token, the old one stays valid, and 24 hours is all for a SPA', async () => {
  const first = await spaTokens(emulator)
  emulator.clock.now += 60_000
  const second = await refresh(first.refresh_token)
  expect(second.refresh_token).not.toBe(first.refresh_token)
  expect(second.refresh_token_expires_in).toBe(24 * 3600 - 60)
  expect(await refresh(first.refresh_token)).toHaveProperty('refresh_token')
})

test('codes live ten minutes, once', async () => {
  const { code = '' } = handedBack(await signIn(emulator, spaRequest()))
  emulator.clock.now += 10 * 60_000
  const redeem = () => requestToken(emulator, redemption(code), { headers: SPA_ORIGIN })
  expect([(await redeem()).status, (await redeem()).status]).toEqual([200, 400])
})

test('one token request names one resource; sign-in consents to the others, fetched separately', async () => {
  const scope = `openid offline_access ${API_SCOPE} ${TEAMS_SCOPE}`
  const { refresh_token, scope: granted } = await spaTokens(emulator, { scope })
  expect(granted).toBe(API_SCOPE)
  const fields = { grant_type: 'refresh_token', ...spa, refresh_token }
  const both = `${API_SCOPE} ${TEAMS_SCOPE}`
  const rejected = await requestToken(emulator, { ...fields, scope: both }, { headers: SPA_ORIGIN })
  expect(rejected.body.error_codes).toEqual([28000])
  const teams = { ...fields, scope: TEAMS_SCOPE }
  const fetched = await requestToken(emulator, teams, { headers: SPA_ORIGIN })
  expect(fetched.body.scope).toBe(TEAMS_SCOPE)
})

test.each(['query', 'fragment', 'form_post'])(
  'response_mode %s carries code and state',
  async (mode) => {
    const request = serverRequest({ response_mode: mode, state: 'mine' })
    const response = await signIn(emulator, request)
    if (mode === 'form_post') {
      const text = await response.text()
      expect(text).toContain('name="state" value="mine"')
      expect(text).toContain('name="code"')
    } else
      expect(handedBack(response)).toMatchObject({
        state: 'mine',
        code: expect.anything() as string,
      })
  },
)

// Microsoft's sample communication-services-authentication-hero-nodejs verifies with them.
test('v1.0 keys are at /{tenant}/discovery/keys, the same ones, without an issuer', async () => {
  const { keys } = (await read(`/${CONTOSO}/discovery/v2.0/keys`)) as { keys: object[] }
  const v1 = (await read(`/${CONTOSO}/discovery/keys`)) as { keys: object[] }
  expect(v1.keys).toEqual(keys.map((key) => ({ ...key, issuer: undefined })))
  expect(v1.keys[0]).not.toHaveProperty('issuer')
  expect((await emulator.fetch('/nowhere.example/discovery/keys')).status).toBe(400)
})

// https://github.com/AzureAD/microsoft-authentication-library-for-go/issues/214
test('scope names are read without regard to case, and answered as they are registered', async () => {
  const { access_token, scope } = await passwordTokens(emulator, 'ada', 'USER.read')
  expect(scope).toBe('User.Read')
  expect(decodeJwt(access_token).scp).toBe('User.Read')
  const full = API_SCOPE.replace('access_as_user', 'Access_As_User')
  expect((await passwordTokens(emulator, 'ada', full)).scope).toBe(API_SCOPE)
})

test('error_uri comes with 500011 and 7000215, not with others', async () => {
  const { username, password } = sampleUser('ada')
  const fields = { grant_type: 'password', ...spa, username, password }
  const errorUri = async (more: Record<string, string>) =>
    (await requestToken(emulator, { ...fields, scope: API_SCOPE, ...more })).body.error_uri
  const page = 'https://login.microsoftonline.com/error?code='
  expect(await errorUri({ scope: 'https://nowhere.example/Read' })).toBe(`${page}500011`)
  expect(await errorUri({ ...server, client_secret: 'wrong' })).toBe(`${page}7000215`)
  expect(await errorUri({ password: 'wrong' })).toBeUndefined()
})
