import { decodeJwt } from 'jose'
import { beforeEach, expect, test } from 'vitest'
import { API_SCOPE, samples } from '../../core/config/samples'
import { startTestEmulator } from '../../testing/emulator'
import {
  CONTOSO,
  FABRIKAM,
  handedBack,
  redemption,
  requestToken,
  sampleUser,
  server,
  SERVER_REDIRECT,
  serverRequest,
  signIn,
  SPA_ORIGIN,
  SPA_REDIRECT,
  spaRequest,
  TEAMS_SCOPE,
} from '../../testing/entra'
import { writeSeed } from '../../testing/seed'

const emulator = await startTestEmulator()

beforeEach(emulator.reset)

type Fields = Record<string, string>

async function spaCode(parameters: Fields = {}): Promise<string> {
  return handedBack(await signIn(emulator, spaRequest(parameters))).code ?? ''
}

function redeem(fields: Fields, headers: Fields = SPA_ORIGIN, tenant = CONTOSO) {
  return requestToken(emulator, fields, { headers, tenant })
}

async function serverRedemption(parameters: Fields = {}): Promise<Fields> {
  const { code = '' } = handedBack(await signIn(emulator, serverRequest(parameters)))
  return { grant_type: 'authorization_code', ...server, code, redirect_uri: SERVER_REDIRECT }
}

test('a single-page app redeems its code with PKCE, across origins', async () => {
  const code = await spaCode()
  const { status, body } = await redeem(redemption(code, { client_info: '1' }))
  expect(status).toBe(200)
  expect(body).toMatchObject({
    token_type: 'Bearer',
    scope: API_SCOPE,
    ext_expires_in: body.expires_in,
    refresh_token: expect.any(String) as string,
    refresh_token_expires_in: 86_400,
    id_token: expect.any(String) as string,
    client_info: expect.any(String) as string,
  })
  expect(body.refresh_token.length).toBeGreaterThan(900)
})

test('a server redeems without scope: those of the request count', async () => {
  const { body } = await redeem(await serverRedemption(), {})
  expect(body.scope).toBe('openid profile email User.Read User.ReadWrite')
  expect(decodeJwt(body.access_token)).toMatchObject({
    aud: 'https://graph.microsoft.com',
    scp: 'openid profile email User.Read User.ReadWrite',
  })
})

test('of several resources the first wins, unless scope names one', async () => {
  const scope = `openid ${API_SCOPE} ${TEAMS_SCOPE}`
  const first = await redeem(redemption(await spaCode({ scope })))
  expect(first.body.scope).toBe(API_SCOPE)
  const named = await redeem(redemption(await spaCode({ scope }), { scope: TEAMS_SCOPE }))
  expect(named.body.scope).toBe(TEAMS_SCOPE)
  const both = await redeem(redemption(await spaCode({ scope }), { scope }))
  expect(both.body.error_codes).toEqual([28000])
})

test('only openid brings an id token, only offline_access a refresh token', async () => {
  const { body } = await redeem(redemption(await spaCode({ scope: API_SCOPE })))
  expect(Object.keys(body).sort()).toEqual([
    'access_token',
    'expires_in',
    'ext_expires_in',
    'scope',
    'token_type',
  ])
})

test('a code is good once: AADSTS54005', async () => {
  const fields = redemption(await spaCode())
  expect((await redeem(fields)).status).toBe(200)
  const { status, body } = await redeem(fields)
  expect([status, body.error, body.error_codes]).toEqual([400, 'invalid_grant', [54005]])
})

test('a code is good for ten minutes: AADSTS70008', async () => {
  const fields = redemption(await spaCode())
  emulator.clock.now += 10 * 60_000 + 1
  expect((await redeem(fields)).body).toMatchObject({
    error: 'invalid_grant',
    error_codes: [70008],
  })
})

test('a failed attempt does not use the code up', async () => {
  const code = await spaCode()
  await redeem(redemption(code, { code_verifier: 'wrong' }))
  expect((await redeem(redemption(code))).status).toBe(200)
})

test.each([
  ['a verifier that does not match', { code_verifier: 'wrong' }, 501481, 'invalid_grant'],
  ['another redirect URI', { redirect_uri: 'http://localhost:3000/' }, 500112, 'invalid_client'],
  ['an unknown code', { code: 'unknown' }, 9002313, 'invalid_grant'],
  ['another client', { ...server, code_verifier: '' }, 9002313, 'invalid_grant'],
])('%s is rejected', async (_case, fields, number, error) => {
  const { body } = await redeem(redemption(await spaCode(), fields))
  expect([body.error_codes, body.error]).toEqual([[number], error])
})

test('a single-page app without a challenge is AADSTS9002325', async () => {
  const { code_challenge, ...request } = spaRequest()
  expect(code_challenge).toBeDefined()
  const { code = '' } = handedBack(await signIn(emulator, request))
  expect((await redeem(redemption(code))).body.error_codes).toEqual([9002325])
})

test('a single-page app’s code without Origin is AADSTS9002327', async () => {
  const { body } = await redeem(redemption(await spaCode()), {})
  expect([body.error, body.error_codes]).toEqual(['invalid_request', [9002327]])
})

test('a web app’s code with Origin is AADSTS9002326', async () => {
  const { body } = await redeem(await serverRedemption(), SPA_ORIGIN)
  expect([body.error, body.error_codes]).toEqual(['invalid_request', [9002326]])
})

test('a code of one tenant is rejected by another', async () => {
  const { body } = await redeem(redemption(await spaCode()), SPA_ORIGIN, FABRIKAM)
  expect(body.error_codes).toEqual([700005])
})

test('a scope nobody consented to is AADSTS65001', async () => {
  const { status, body } = await redeem(redemption(await spaCode(), { scope: TEAMS_SCOPE }))
  expect([status, body.error, body.suberror, body.error_codes]).toEqual([
    400,
    'invalid_grant',
    'consent_required',
    [65001],
  ])
})

test('a Fabrikam account gets tokens of its own tenant at organizations', async () => {
  const { code = '' } = handedBack(
    await emulator.fetch('/organizations/oauth2/v2.0/authorize', {
      method: 'POST',
      body: new URLSearchParams({
        ...spaRequest(),
        emulator_account: sampleUser('hedy').username,
      }),
    }),
  )
  const { body } = await redeem(redemption(code), SPA_ORIGIN, 'organizations')
  expect(decodeJwt(body.access_token)).toMatchObject({
    tid: FABRIKAM,
    iss: `${emulator.url}/${FABRIKAM}/v2.0`,
  })
})

test('an app with a secret and a page of its own redeems what the page was given without the secret', async () => {
  const [serverApp] = samples.apps
  const redirectUris = { ...serverApp!.redirectUris, spa: [SPA_REDIRECT] }
  const seedFile = await writeSeed({ apps: [{ ...serverApp, redirectUris }] })
  const hybrid = await startTestEmulator({ seedFile })
  const { client_id } = server
  const ask = (fields: Fields, headers: Fields) => requestToken(hybrid, fields, { headers })

  const request = spaRequest({ client_id, scope: 'offline_access User.Read' })
  const code = async () => handedBack(await signIn(hybrid, request)).code ?? ''
  const page = { ...redemption(await code()), client_id }
  expect((await ask(page, {})).body.error_codes).toEqual([7000218])
  const { body } = await ask(page, SPA_ORIGIN)
  expect(body.scope).toBe('User.Read User.ReadWrite')
  const refresh = { grant_type: 'refresh_token', client_id, refresh_token: body.refresh_token }
  expect((await ask(refresh, SPA_ORIGIN)).status).toBe(200)
  expect((await ask(refresh, {})).body.error_codes).toEqual([7000218])

  // What the server was given stays the server's, and so does what it is granted for itself.
  const asked = serverRequest({ scope: 'offline_access User.Read' })
  const { code: serverCode = '' } = handedBack(await signIn(hybrid, asked))
  const redirect_uri = SERVER_REDIRECT
  const stolen = { grant_type: 'authorization_code', client_id, code: serverCode, redirect_uri }
  expect((await ask(stolen, SPA_ORIGIN)).body.error_codes).toEqual([9002326])
  const { body: kept } = await ask({ ...stolen, ...server }, {})
  const stolenRefresh = { ...refresh, refresh_token: kept.refresh_token }
  expect((await ask(stolenRefresh, SPA_ORIGIN)).body.error_codes).toEqual([9002326])
  const itself = {
    grant_type: 'client_credentials',
    client_id,
    scope: `api://${client_id}/.default`,
  }
  expect((await ask(itself, SPA_ORIGIN)).body.error_codes).toEqual([7000218])
})
