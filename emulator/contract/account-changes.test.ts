import { beforeEach, expect, test } from 'vitest'
import { startTestEmulator } from '../testing/emulator'
import {
  CONTOSO,
  cookieOf,
  FABRIKAM,
  handedBack,
  openAuthorize,
  passwordTokens,
  requestToken,
  sampleUser,
  server,
  signIn,
  spa,
  SPA_ORIGIN,
  spaRequest,
  spaTokens,
} from '../testing/entra'

// Source: MicrosoftDocs/entra-docs, refresh-tokens.md ("Token revocation") and reference-error-codes.md.

const emulator = await startTestEmulator()

beforeEach(emulator.reset)

type Fields = Record<string, string>

function change(user: string, changes: object): Promise<Response> {
  return emulator.post(`/_emulator/users/${user}`, changes)
}

async function outcome(fields: Fields, headers: Fields = {}, tenant = CONTOSO) {
  const { status, body } = await requestToken(emulator, fields, { headers, tenant })
  return status === 200 ? 'granted' : `${body.error} ${String(body.error_codes[0])}`
}

function refreshInBrowser(refresh_token: string): Promise<string> {
  return outcome({ grant_type: 'refresh_token', ...spa, refresh_token }, SPA_ORIGIN)
}

async function serverRefresh(): Promise<() => Promise<string>> {
  const scope = 'offline_access User.Read'
  const { refresh_token } = await passwordTokens(emulator, 'ada', scope, server)
  return () => outcome({ grant_type: 'refresh_token', ...server, refresh_token })
}

async function silently(cookie: string): Promise<string | undefined> {
  const request = spaRequest({ prompt: 'none' })
  const { error_description } = handedBack(await openAuthorize(emulator, request, { cookie }))
  return error_description?.split(':')[0]
}

const ada = sampleUser('ada').username

// Both with error_uri: https://github.com/Azure/azure-cli/issues/18945, 16745
test.each([
  [{ disabled: true }, 50057],
  [{ revokeSessions: true }, 50173],
])('%o makes a refresh %i invalid_grant, 400, with error_uri', async (changes, number) => {
  const { refresh_token } = await spaTokens(emulator)
  await change(ada, changes)
  const fields = { grant_type: 'refresh_token', ...spa, refresh_token }
  const { status, body } = await requestToken(emulator, fields, { headers: SPA_ORIGIN })
  expect([status, body.error, body.error_codes]).toEqual([400, 'invalid_grant', [number]])
  expect(body.error_uri).toBe(`https://login.microsoftonline.com/error?code=${number}`)
})

test('50034 invalid_grant, 400: the account was deleted', async () => {
  const { refresh_token } = await spaTokens(emulator)
  await change(ada, { deleted: true })
  expect(await refreshInBrowser(refresh_token)).toBe('invalid_grant 50034')
})

test('50057 is for who knows the password, and for on-behalf-of', async () => {
  const { access_token: assertion } = await passwordTokens(emulator, 'ada')
  await change(ada, { disabled: true })
  const { username, password } = sampleUser('ada')
  const fields = { grant_type: 'password', ...spa, username, password, scope: 'User.Read' }
  expect(await outcome(fields)).toBe('invalid_grant 50057')
  expect(await outcome({ ...fields, password: 'wrong' })).toBe('invalid_grant 50126')
  const grant_type = 'urn:ietf:params:oauth:grant-type:jwt-bearer'
  const onBehalfOf = { assertion, scope: 'User.Read', requested_token_use: 'on_behalf_of' }
  expect(await outcome({ grant_type, ...server, ...onBehalfOf })).toBe('invalid_grant 50057')
})

test('a password its owner changes ends cookies and the refresh tokens of public clients: 50173', async () => {
  const cookie = cookieOf(await signIn(emulator, spaRequest()))
  const { refresh_token } = await spaTokens(emulator)
  const ofServer = await serverRefresh()
  await change(ada, { password: 'another' })
  expect(await refreshInBrowser(refresh_token)).toBe('invalid_grant 50173')
  expect(await silently(cookie)).toBe('AADSTS50058')
  expect(await ofServer()).toBe('granted')
})

test('a revocation ends cookies and the refresh tokens of all clients: 50173', async () => {
  const cookie = cookieOf(await signIn(emulator, spaRequest()))
  const ofServer = await serverRefresh()
  await change(ada, { revokeSessions: true })
  expect(await ofServer()).toBe('invalid_grant 50173')
  expect(await silently(cookie)).toBe('AADSTS50058')
})

test('a guest’s refresh tokens are revoked in their own tenant, not in the one they visit', async () => {
  const { username, password } = sampleUser('radia')
  const scope = 'offline_access User.Read'
  const signedIn = { grant_type: 'password', ...server, username, password, scope }
  const { body } = await requestToken(emulator, signedIn, { tenant: FABRIKAM })
  const fields = { grant_type: 'refresh_token', ...server, refresh_token: body.refresh_token }
  await change('b0000000-0000-4000-8000-000000000012', { revokeSessions: true })
  expect(await outcome(fields, {}, FABRIKAM)).toBe('granted')
  await change('b0000000-0000-4000-8000-000000000011', { revokeSessions: true })
  expect(await outcome(fields, {}, FABRIKAM)).toBe('invalid_grant 50173')
})
