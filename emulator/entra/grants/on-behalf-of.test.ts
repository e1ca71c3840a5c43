import { decodeJwt } from 'jose'
import { beforeEach, expect, test } from 'vitest'
import { API_SCOPE, CLIENT_APP_ID, SERVER_APP_ID } from '../../core/config/samples'
import { startTestEmulator } from '../../testing/emulator'
import {
  FABRIKAM,
  handedBack,
  passwordTokens,
  press,
  redemption,
  requestToken,
  resign,
  sampleUser,
  server,
  spa,
  SPA_ORIGIN,
  spaRequest,
  TEAMS_SCOPE,
} from '../../testing/entra'

const emulator = await startTestEmulator()

beforeEach(emulator.reset)

async function apiToken(name = 'ada'): Promise<string> {
  return (await passwordTokens(emulator, name)).access_token
}

function onBehalfOf(assertion: string, fields: Record<string, string> = {}, tenant?: string) {
  return requestToken(
    emulator,
    {
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      requested_token_use: 'on_behalf_of',
      ...server,
      assertion,
      scope: 'https://graph.microsoft.com/User.Read',
      ...fields,
    },
    tenant === undefined ? {} : { tenant },
  )
}

test('a caller’s token becomes a Graph token for the same user', async () => {
  const assertion = await apiToken()
  const { status, body } = await onBehalfOf(assertion)
  expect(status).toBe(200)
  expect(body.scope.split(' ')).toContain('https://graph.microsoft.com/User.Read')
  expect(decodeJwt(body.access_token)).toMatchObject({
    aud: 'https://graph.microsoft.com',
    appid: SERVER_APP_ID,
    oid: sampleUser('ada').objectId,
    sid: decodeJwt(assertion).sid,
  })
  expect(body).not.toHaveProperty('refresh_token')
})

test('.default stands for what the server app is consented to', async () => {
  const { body } = await onBehalfOf(await apiToken(), {
    scope: 'offline_access https://graph.microsoft.com/.default',
  })
  expect(decodeJwt(body.access_token).scp).toContain('User.Read')
  expect(body.scope).toContain('https://graph.microsoft.com/User.ReadWrite')
  expect(body).toHaveProperty('refresh_token')
})

test.each([
  ['nonsense', () => 'nonsense', 50013],
  ['a foreign signature', (token: string) => resign(emulator, token, {}, 'foreign'), 50013],
  ['an ACS signature', (token: string) => resign(emulator, token, {}, 'acs'), 50013],
  ['a token about no user', (token: string) => resign(emulator, token, { scp: undefined }), 50013],
  ['another audience', (token: string) => resign(emulator, token, { aud: CLIENT_APP_ID }), 500131],
  ['an ended token', (token: string) => resign(emulator, token, { exp: 1 }), 500133],
  ['a future token', (token: string) => resign(emulator, token, { nbf: 9e9 }), 500133],
] as const)('%s is rejected', async (_case, change, number) => {
  const { status, body } = await onBehalfOf(await change(await apiToken()))
  expect([status, body.error, body.error_codes]).toEqual([400, 'invalid_grant', [number]])
})

test('a Graph token is no assertion: its audience is not the caller', async () => {
  const { access_token } = await passwordTokens(emulator, 'ada', 'User.Read')
  expect((await onBehalfOf(access_token)).body.error_codes).toEqual([500131])
})

test('a public client cannot act on behalf of anyone', async () => {
  const { client_id } = spa
  const { status, body } = await requestToken(emulator, {
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    client_id,
  })
  expect([status, body.error_codes]).toEqual([401, [7000218]])
})

test('a scope the server app has no consent for is AADSTS65001', async () => {
  const { body } = await onBehalfOf(await apiToken(), { scope: TEAMS_SCOPE })
  expect([body.error, body.suberror]).toEqual(['invalid_grant', 'consent_required'])
})

test('another tenant’s endpoint is rejected', async () => {
  const { body } = await onBehalfOf(await apiToken(), {}, FABRIKAM)
  expect(body.error_codes).toEqual([700005])
})

test('a missing second factor is AADSTS50076, and passing the claims on mends it', async () => {
  const { status, body } = await onBehalfOf(await apiToken('edsger'))
  expect([status, body.error, body.error_codes]).toEqual([400, 'interaction_required', [50076]])

  const { code = '' } = handedBack(
    await press(emulator, spaRequest({ claims: body.claims }), {
      emulator_account: sampleUser('edsger').username,
      emulator_approved: 'yes',
    }),
  )
  const signedIn = await requestToken(emulator, redemption(code), { headers: SPA_ORIGIN })
  expect(signedIn.body.scope).toBe(API_SCOPE)
  expect((await onBehalfOf(signedIn.body.access_token)).status).toBe(200)
})

test('requested_token_use is required', async () => {
  const { body } = await onBehalfOf(await apiToken(), { requested_token_use: '' })
  expect(body.error_codes).toEqual([900144])
})
