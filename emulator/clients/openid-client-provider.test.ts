import * as client from 'openid-client'
import { expect, test } from 'vitest'
import { startTestEmulator } from '../testing/emulator'
import { OIDC_REDIRECT, oidcClient, pickPerson, PROVIDER } from '../testing/oidc'

const emulator = await startTestEmulator({ now: Date.now })
const issuer = new URL(`${emulator.url}${PROVIDER}`)

function discover(authentication: client.ClientAuth): Promise<client.Configuration> {
  return client.discovery(issuer, oidcClient.client_id, undefined, authentication, {
    // Deprecated in name only, to stand out: the emulator speaks plain http.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks],
  })
}

async function signIn(configuration: client.Configuration, person = 'joan') {
  const pkceCodeVerifier = client.randomPKCECodeVerifier()
  const expectedState = client.randomState()
  const expectedNonce = client.randomNonce()
  const address = client.buildAuthorizationUrl(configuration, {
    redirect_uri: OIDC_REDIRECT,
    scope: 'openid profile email offline_access',
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    state: expectedState,
    nonce: expectedNonce,
  })
  const parameters = Object.fromEntries(address.searchParams)
  const response = await pickPerson(emulator, parameters, person)
  const back = new URL(response.headers.get('location') ?? '')
  const checks = { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true }
  return client.authorizationCodeGrant(configuration, back, checks)
}

test.each([
  ['client_secret_basic', client.ClientSecretBasic(oidcClient.client_secret)],
  ['client_secret_post', client.ClientSecretPost(oidcClient.client_secret)],
])('it discovers, signs in with %s, asks userinfo and refreshes', async (_name, authentication) => {
  const configuration = await discover(authentication)
  const tokens = await signIn(configuration)
  const { sub = '', ...claims } = tokens.claims() ?? {}
  expect(claims).not.toHaveProperty('oid')
  expect(claims).not.toHaveProperty('tid')
  expect(await client.fetchUserInfo(configuration, tokens.access_token, sub)).toMatchObject({
    name: 'Joan Clarke',
    email: 'joan@sample.example',
  })
  const next = await client.refreshTokenGrant(configuration, tokens.refresh_token ?? '')
  expect(next.claims()?.sub).toBe(sub)
})

test('it hears of a wrong secret', async () => {
  const configuration = await discover(client.ClientSecretPost('wrong'))
  const attempt = client.refreshTokenGrant(configuration, 'any')
  await expect(attempt).rejects.toMatchObject({ status: 401, error: 'invalid_client' })
})

test('it knows where to end the session', async () => {
  const configuration = await discover(client.ClientSecretBasic(oidcClient.client_secret))
  const address = client.buildEndSessionUrl(configuration, {
    post_logout_redirect_uri: 'http://localhost:3000/signed-out',
    id_token_hint: (await signIn(configuration)).id_token ?? '',
  })
  const response = await fetch(address, { redirect: 'manual' })
  expect(response.headers.get('location')).toBe('http://localhost:3000/signed-out')
})
