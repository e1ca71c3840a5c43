import { beforeEach, describe, expect, test } from 'vitest'
import { CLIENT_APP_ID, samples } from '../core/config/samples'
import { startTestEmulator } from '../testing/emulator'
import {
  CONTOSO,
  handedBack,
  openAuthorize,
  passwordTokens,
  press,
  redemption,
  requestToken,
  resign,
  sampleUser,
  server,
  SERVER_REDIRECT,
  serverRequest,
  signIn,
  spa,
  SPA_ORIGIN,
  SPA_REDIRECT,
  spaRequest,
  spaTokens,
  TEAMS_SCOPE,
} from '../testing/entra'
import { writeSeed } from '../testing/seed'

// Source: MicrosoftDocs/entra-docs, docs/identity-platform/reference-error-codes.md and SDK recordings.

const emulator = await startTestEmulator()
const HOUR = 60 * 60_000
const DAY = 24 * HOUR

beforeEach(emulator.reset)

type Fields = Record<string, string>

/** Number, error and status of a rejected token request. */
async function rejection(fields: Fields, headers: Fields = {}, tenant = CONTOSO) {
  const { status, body } = await requestToken(emulator, fields, { headers, tenant })
  expect(body.error_description).toMatch(
    new RegExp(`^AADSTS${String(body.error_codes[0])}: .* Trace ID: .* Timestamp: .*Z$`),
  )
  return [body.error_codes[0], body.error, status]
}

function onBehalfOf(assertion: string, scope = 'User.Read'): Fields {
  const grant_type = 'urn:ietf:params:oauth:grant-type:jwt-bearer'
  return { grant_type, ...server, assertion, scope, requested_token_use: 'on_behalf_of' }
}

async function apiToken(name = 'ada'): Promise<string> {
  return (await passwordTokens(emulator, name)).access_token
}

async function spaCode(): Promise<string> {
  return handedBack(await signIn(emulator, spaRequest())).code ?? ''
}

async function serverRedemption(): Promise<Fields> {
  const { code = '' } = handedBack(await signIn(emulator, serverRequest()))
  return { grant_type: 'authorization_code', ...server, code, redirect_uri: SERVER_REDIRECT }
}

async function spaRefresh(): Promise<Fields> {
  const { refresh_token } = await spaTokens(emulator)
  return { grant_type: 'refresh_token', ...spa, refresh_token }
}

async function serverRefresh(): Promise<Fields> {
  const { body } = await requestToken(emulator, await serverRedemption())
  return { grant_type: 'refresh_token', ...server, refresh_token: body.refresh_token }
}

const { username, password } = sampleUser('ada')
const passwordGrant = { grant_type: 'password', ...spa, username, password, scope: 'User.Read' }

describe('AADSTS errors', () => {
  test('50013 invalid_grant, 400: assertion bad', async () => {
    const forged = await resign(emulator, await apiToken(), {}, 'foreign')
    expect(await rejection(onBehalfOf(forged))).toEqual([50013, 'invalid_grant', 400])
  })

  test('500131 invalid_grant, 400: its audience is not the caller', async () => {
    const other = await resign(emulator, await apiToken(), { aud: CLIENT_APP_ID })
    expect(await rejection(onBehalfOf(other))).toEqual([500131, 'invalid_grant', 400])
  })

  test('500133 invalid_grant, 400: outside its time', async () => {
    const ended = await resign(emulator, await apiToken(), { exp: 1 })
    expect(await rejection(onBehalfOf(ended))).toEqual([500133, 'invalid_grant', 400])
  })

  test('65001 invalid_grant with suberror consent_required, 400: no consent', async () => {
    const fields = onBehalfOf(await apiToken(), TEAMS_SCOPE)
    expect(await rejection(fields)).toEqual([65001, 'invalid_grant', 400])
    const { body } = await requestToken(emulator, fields)
    expect(body.suberror).toBe('consent_required')
  })

  test('54005 invalid_grant, 400: code already redeemed', async () => {
    const fields = redemption(await spaCode())
    await requestToken(emulator, fields, { headers: SPA_ORIGIN })
    expect(await rejection(fields, SPA_ORIGIN)).toEqual([54005, 'invalid_grant', 400])
  })

  test('70008 invalid_grant, 400: grant expired', async () => {
    const fields = redemption(await spaCode())
    emulator.clock.now += 10 * 60_000 + 1
    expect(await rejection(fields, SPA_ORIGIN)).toEqual([70008, 'invalid_grant', 400])
  })

  test('700082 invalid_grant, 400: refresh token inactive', async () => {
    const fields = await serverRefresh()
    emulator.clock.now += 90 * DAY
    expect(await rejection(fields)).toEqual([700082, 'invalid_grant', 400])
  })

  test('700084 invalid_grant, 400: SPA refresh life (24 h) over', async () => {
    const fields = await spaRefresh()
    emulator.clock.now += DAY
    expect(await rejection(fields, SPA_ORIGIN)).toEqual([700084, 'invalid_grant', 400])
  })

  test('50173 invalid_grant, 400: grant revoked', async () => {
    const fields = await spaRefresh()
    await emulator.reset()
    expect(await rejection(fields, SPA_ORIGIN)).toEqual([50173, 'invalid_grant', 400])
  })

  test('501481 invalid_grant, 400: PKCE verifier does not match', async () => {
    const fields = redemption(await spaCode(), { code_verifier: 'another' })
    expect(await rejection(fields, SPA_ORIGIN)).toEqual([501481, 'invalid_grant', 400])
  })

  test('7000215 invalid_client, 401: wrong secret', async () => {
    const fields = { ...passwordGrant, ...server, client_secret: 'wrong' }
    expect(await rejection(fields)).toEqual([7000215, 'invalid_client', 401])
  })

  test('7000218 invalid_client, 401: secret missing', async () => {
    const fields = { ...passwordGrant, client_id: server.client_id }
    expect(await rejection(fields)).toEqual([7000218, 'invalid_client', 401])
  })

  test('700016 unauthorized_client, 400: app not in tenant', async () => {
    const fields = { ...passwordGrant, client_id: CONTOSO }
    expect(await rejection(fields)).toEqual([700016, 'unauthorized_client', 400])
  })

  test('9002326 invalid_request, 400: cross-origin redemption without SPA redirect', async () => {
    const fields = await serverRedemption()
    expect(await rejection(fields, SPA_ORIGIN)).toEqual([9002326, 'invalid_request', 400])
  })

  test('9002327 invalid_request, 400: SPA code without Origin', async () => {
    expect(await rejection(redemption(await spaCode()))).toEqual([9002327, 'invalid_request', 400])
  })

  test.each([
    [50076, 'edsger'],
    [50079, 'barbara'],
  ])('%i interaction_required with claims, 400: MFA needed', async (number, name) => {
    const fields = onBehalfOf(await apiToken(name))
    expect(await rejection(fields)).toEqual([number, 'interaction_required', 400])
    const { body } = await requestToken(emulator, fields)
    expect(JSON.parse(body.claims)).toHaveProperty('access_token')
  })

  test('50011 is an HTML page at authorize, never a redirect: redirect URI not registered', async () => {
    const request = spaRequest({ redirect_uri: `${SPA_REDIRECT}/other` })
    const response = await openAuthorize(emulator, request)
    expect(response.headers.get('location')).toBeNull()
    expect(response.headers.get('content-type')).toContain('text/html')
    expect(await response.text()).toContain('AADSTS50011')
  })

  test('70011 invalid_scope, 400: scope', async () => {
    const fields = { ...passwordGrant, scope: 'User.Fly' }
    expect(await rejection(fields)).toEqual([70011, 'invalid_scope', 400])
  })

  test('500011 invalid_resource, 400: no service principal', async () => {
    const fields = { ...passwordGrant, scope: 'https://nowhere.example/Read' }
    expect(await rejection(fields)).toEqual([500011, 'invalid_resource', 400])
  })

  test('700038 invalid_request, 400: a client id of zeros', async () => {
    const client_id = '00000000-0000-0000-0000-000000000000'
    expect(await rejection({ ...passwordGrant, client_id })).toEqual([
      700038,
      'invalid_request',
      400,
    ])
  })

  test('90002 invalid_request, 400: tenant', async () => {
    const outcome = await rejection(passwordGrant, {}, 'nowhere.example')
    expect(outcome).toEqual([90002, 'invalid_request', 400])
  })

  test('50126 invalid_grant, 400: password', async () => {
    const fields = { ...passwordGrant, password: 'wrong' }
    expect(await rejection(fields)).toEqual([50126, 'invalid_grant', 400])
  })

  test('650052 at authorize: tenant lacks the ACS service principal', async () => {
    const tenants = [{ ...samples.tenants[0], hasCommunicationServices: false }]
    const without = await startTestEmulator({ seedFile: await writeSeed({ tenants }) })
    const request = spaRequest({ scope: TEAMS_SCOPE })
    const response = await press(without, request, { emulator_account: username })
    expect(handedBack(response).error_description).toMatch(
      /^AADSTS650052: .*1fd5118e-2576-4263-8130-9503064c837a/,
    )
  })
})
