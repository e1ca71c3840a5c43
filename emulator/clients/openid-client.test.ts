import { decodeJwt } from 'jose'
import * as client from 'openid-client'
import { expect, onTestFinished, test, vi } from 'vitest'
import { API_SCOPE, CLIENT_APP_ID, SERVER_APP_ID } from '../core/config/samples'
import { startTestEmulator } from '../testing/emulator'
import {
  CONTOSO,
  followSignIn,
  passwordTokens,
  sampleUser,
  SERVER_REDIRECT,
  SERVER_SECRET,
  SPA_ORIGIN,
  SPA_REDIRECT,
} from '../testing/entra'

const emulator = await startTestEmulator({ now: Date.now })
const issuer = new URL(`${emulator.url}/${CONTOSO}/v2.0`)
// Deprecated in name only, to stand out: the emulator speaks plain http.
// eslint-disable-next-line @typescript-eslint/no-deprecated
const insecure = { execute: [client.allowInsecureRequests] }
const checkingSignatures = { execute: [...insecure.execute, client.enableNonRepudiationChecks] }
const server = await client.discovery(issuer, SERVER_APP_ID, SERVER_SECRET, undefined, insecure)

/** The server app, as a client that checks the signatures of id tokens, too. */
function discoverChecking() {
  return client.discovery(issuer, SERVER_APP_ID, SERVER_SECRET, undefined, checkingSignatures)
}

/** Signs Ada in to the server app with PKCE, state and nonce. */
async function signIn(configuration: client.Configuration, scope: string, redirect_uri: string) {
  const pkceCodeVerifier = client.randomPKCECodeVerifier()
  const expectedState = client.randomState()
  const expectedNonce = client.randomNonce()
  const address = client.buildAuthorizationUrl(configuration, {
    redirect_uri,
    scope,
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    state: expectedState,
    nonce: expectedNonce,
  })
  const back = await followSignIn(emulator, address)
  const checks = { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true }
  return client.authorizationCodeGrant(configuration, back, checks)
}

test('discovery gives it a server it can work with', () => {
  const metadata = server.serverMetadata()
  expect(metadata.issuer).toBe(issuer.href)
  expect(metadata.userinfo_endpoint).toBe(`${emulator.url}/oidc/userinfo`)
})

test('it redeems a code with PKCE, and the id token passes its checks', async () => {
  const tokens = await signIn(server, 'openid profile email User.Read', SERVER_REDIRECT)
  expect(tokens.claims()).toMatchObject({
    aud: SERVER_APP_ID,
    iss: issuer.href,
    tid: CONTOSO,
    preferred_username: 'ada@contoso.example',
  })
  const subject = tokens.claims()?.sub ?? ''
  expect(await client.fetchUserInfo(server, tokens.access_token, subject)).toMatchObject({
    name: 'Ada Lovelace',
    email: 'ada@contoso.example',
  })
})

test('it refreshes, and the signature of the new id token verifies', async () => {
  const checking = await discoverChecking()
  const first = await signIn(checking, 'openid offline_access User.Read', SERVER_REDIRECT)
  const next = await client.refreshTokenGrant(checking, first.refresh_token ?? '')
  expect(next.refresh_token).not.toBe(first.refresh_token)
  expect(next.claims()?.sub).toBe(first.claims()?.sub)
})

test('it acts on behalf of a caller', async () => {
  const { access_token: assertion } = await passwordTokens(emulator, 'ada', API_SCOPE)
  const { access_token } = await client.genericGrantRequest(
    server,
    'urn:ietf:params:oauth:grant-type:jwt-bearer',
    {
      assertion,
      scope: 'https://graph.microsoft.com/User.Read',
      requested_token_use: 'on_behalf_of',
    },
  )
  expect(decodeJwt(access_token)).toMatchObject({
    aud: 'https://graph.microsoft.com',
    oid: sampleUser('ada').objectId,
  })
})

test('it hears Entra’s reasons, with the claims of a challenge', async () => {
  const { access_token: assertion } = await passwordTokens(emulator, 'edsger', API_SCOPE)
  const attempt = client.genericGrantRequest(
    server,
    'urn:ietf:params:oauth:grant-type:jwt-bearer',
    { assertion, scope: 'User.Read', requested_token_use: 'on_behalf_of' },
  )
  await expect(attempt).rejects.toMatchObject({
    status: 400,
    error: 'interaction_required',
    cause: { error_codes: [50076], claims: expect.stringContaining('capolids') as string },
  })
})

test('as a single-page app it redeems across origins', async () => {
  const single = await client.discovery(issuer, CLIENT_APP_ID, undefined, client.None(), insecure)
  single[client.customFetch] = (url, { headers, ...options }) =>
    fetch(url, { ...options, headers: { ...headers, ...SPA_ORIGIN } } as RequestInit)
  const tokens = await signIn(single, `openid ${API_SCOPE}`, SPA_REDIRECT)
  expect(decodeJwt(tokens.access_token)).toMatchObject({ aud: SERVER_APP_ID, azp: CLIENT_APP_ID })
})

test('it gets tokens for the app itself', async () => {
  const scope = `api://${SERVER_APP_ID}/.default`
  const { access_token } = await client.clientCredentialsGrant(server, { scope })
  expect(decodeJwt(access_token)).toMatchObject({ azp: SERVER_APP_ID, roles: ['Maintenance.Run'] })
})

test('a key it doesn’t know makes it fetch the keys again', async () => {
  const checking = await discoverChecking()
  await signIn(checking, 'openid', SERVER_REDIRECT)
  await emulator.post('/_emulator/rotate-key', {})
  // It asks the key server once a minute at most.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 })
  onTestFinished(() => void vi.useRealTimers())
  const tokens = await signIn(checking, 'openid', SERVER_REDIRECT)
  expect(tokens.claims()).toHaveProperty('aud', SERVER_APP_ID)
})
