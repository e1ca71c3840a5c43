import { ConfidentialClientApplication, CryptoProvider } from '@azure/msal-node'
import { decodeJwt } from 'jose'
import { expect, test } from 'vitest'
import { API_SCOPE, SERVER_APP_ID } from '../core/config/samples'
import { startTestEmulator } from '../testing/emulator'
import {
  CONTOSO,
  followSignIn,
  passwordTokens,
  SERVER_REDIRECT,
  SERVER_SECRET,
} from '../testing/entra'
import { localAuthority } from '../testing/local-authority'

const emulator = await startTestEmulator({ now: Date.now })
const GRAPH_SCOPE = 'https://graph.microsoft.com/User.Read'

function confidentialClient(
  clientSecret = SERVER_SECRET,
  clientCapabilities: string[] = [],
): ConfidentialClientApplication {
  const authority = localAuthority(emulator.url, CONTOSO)
  const auth = { clientId: SERVER_APP_ID, clientSecret, clientCapabilities, ...authority }
  return new ConfidentialClientApplication({ auth })
}

async function signIn(app: ConfidentialClientApplication, scopes = [GRAPH_SCOPE]) {
  const { verifier, challenge } = await new CryptoProvider().generatePkceCodes()
  const request = { scopes, redirectUri: SERVER_REDIRECT }
  const address = await app.getAuthCodeUrl({
    ...request,
    codeChallenge: challenge,
    codeChallengeMethod: 'S256',
  })
  const code = (await followSignIn(emulator, address)).searchParams.get('code') ?? ''
  return app.acquireTokenByCode({ ...request, code, codeVerifier: verifier })
}

test('it redeems a code, and knows the account', async () => {
  const result = await signIn(confidentialClient())
  expect(result.account).toMatchObject({
    username: 'ada@contoso.example',
    tenantId: CONTOSO,
    name: 'Ada Lovelace',
  })
  expect(decodeJwt(result.accessToken)).toHaveProperty('aud', 'https://graph.microsoft.com')
})

test('it serves tokens from its cache, and refreshes when it must', async () => {
  const app = confidentialClient()
  const { account, accessToken } = await signIn(app)
  if (!account) throw new Error('There is no account.')
  const request = { account, scopes: [GRAPH_SCOPE] }
  expect((await app.acquireTokenSilent(request)).accessToken).toBe(accessToken)
  const refreshed = await app.acquireTokenSilent({ ...request, forceRefresh: true })
  expect(refreshed).toMatchObject({ fromCache: false, account: { username: account.username } })
  expect(refreshed.accessToken).not.toBe(accessToken)
})

test('it acts on behalf of a caller', async () => {
  const { access_token: oboAssertion } = await passwordTokens(emulator, 'grace', API_SCOPE)
  const request = { oboAssertion, scopes: [GRAPH_SCOPE] }
  const result = await confidentialClient().acquireTokenOnBehalfOf(request)
  expect(result?.account?.username).toBe('grace@contoso.example')
  expect(decodeJwt(result?.accessToken ?? '')).toHaveProperty('appid', SERVER_APP_ID)
})

test('a second factor that is missing is an interaction it knows to ask for', async () => {
  const { access_token: oboAssertion } = await passwordTokens(emulator, 'edsger', API_SCOPE)
  const attempt = confidentialClient().acquireTokenOnBehalfOf({
    oboAssertion,
    scopes: [GRAPH_SCOPE],
  })
  await expect(attempt).rejects.toMatchObject({
    name: 'InteractionRequiredAuthError',
    errorCode: 'interaction_required',
    subError: 'basic_action',
    claims: expect.stringContaining('capolids') as string,
  })
})

test('it gets a token for the app itself', async () => {
  const scopes = [`api://${SERVER_APP_ID}/.default`]
  const result = await confidentialClient().acquireTokenByClientCredential({ scopes })
  expect(decodeJwt(result?.accessToken ?? '')).toMatchObject({
    aud: SERVER_APP_ID,
    azp: SERVER_APP_ID,
    roles: ['Maintenance.Run'],
  })
})

test('a wrong secret is rejected as Entra does', async () => {
  const attempt = confidentialClient('wrong').acquireTokenByClientCredential({
    scopes: [`api://${SERVER_APP_ID}/.default`],
  })
  await expect(attempt).rejects.toMatchObject({
    errorCode: 'invalid_client',
    errorMessage: expect.stringContaining('AADSTS7000215') as string,
  })
})

test('with the capability CP1 it hears of a revocation from Graph, and must sign in again', async () => {
  const app = confidentialClient(SERVER_SECRET, ['CP1'])
  const { account, accessToken } = await signIn(app)
  if (!account) throw new Error('There is no account.')
  const callGraph = (token: string) =>
    emulator.fetch('/v1.0/me', { headers: { authorization: `Bearer ${token}` } })
  expect((await callGraph(accessToken)).status).toBe(200)

  await emulator.post(`/_emulator/users/${account.username}`, { revokeSessions: true })
  const challenged = await callGraph(accessToken)
  expect(challenged.status).toBe(401)
  const header = challenged.headers.get('www-authenticate') ?? ''
  const encoded = /claims="([^"]+)"/.exec(header)?.[1] ?? ''
  const claims = Buffer.from(encoded, 'base64').toString()
  const silent = app.acquireTokenSilent({ account, scopes: [GRAPH_SCOPE], claims })
  await expect(silent).rejects.toMatchObject({
    errorCode: 'invalid_grant',
    errorMessage: expect.stringContaining('AADSTS50173') as string,
  })
  expect((await callGraph((await signIn(app)).accessToken)).status).toBe(200)
})
