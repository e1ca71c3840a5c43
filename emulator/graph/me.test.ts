import { expect, test } from 'vitest'
import { SERVER_APP_ID } from '../core/config/samples'
import { bodyOf, startTestEmulator } from '../testing/emulator'
import { passwordTokens, requestToken, resign, sampleUser, server, spa } from '../testing/entra'
import { callGraph } from '../testing/graph'

const emulator = await startTestEmulator()
const ada = sampleUser('ada')

interface GraphErrorBody {
  error: { code: string; message: string; innerError: Record<string, string> }
}

async function errorWith(token: string | undefined): Promise<[number, string, string]> {
  const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {}
  const response = await emulator.fetch('/v1.0/me', { headers })
  const { error } = await bodyOf<GraphErrorBody>(response)
  return [response.status, error.code, error.message]
}

test('it is the signed-in user, in the usual properties', async () => {
  const response = await callGraph(emulator, '/me', { scope: 'User.Read' })
  expect(response.status).toBe(200)
  expect(await bodyOf(response)).toEqual({
    '@odata.context': `${emulator.url}/v1.0/$metadata#users/$entity`,
    businessPhones: ada.businessPhones,
    displayName: 'Ada Lovelace',
    givenName: 'Ada',
    id: ada.objectId,
    jobTitle: 'Analyst',
    mail: 'ada@contoso.example',
    mobilePhone: null,
    officeLocation: ada.officeLocation,
    preferredLanguage: 'en-US',
    surname: 'Lovelace',
    userPrincipalName: 'ada@contoso.example',
  })
})

test('$select narrows it, and an unknown property is 400', async () => {
  const selected = await callGraph(emulator, '/me?$select=displayName,userType', { name: 'mary' })
  expect(await bodyOf(selected)).toEqual({
    '@odata.context': `${emulator.url}/v1.0/$metadata#users(displayName,userType)/$entity`,
    displayName: 'Mary Jackson',
    userType: 'Guest',
  })
  const unknown = await callGraph(emulator, '/me?$select=shoeSize')
  expect(unknown.status).toBe(400)
  expect((await bodyOf<GraphErrorBody>(unknown)).error.message).toContain("'shoeSize'")
})

test('$expand=extensions adds the open extensions', async () => {
  expect(await bodyOf(await callGraph(emulator, '/me?$expand=extensions'))).toMatchObject({
    id: ada.objectId,
    extensions: [],
  })
  expect((await callGraph(emulator, '/me?$expand=manager')).status).toBe(400)
})

test('a token that will not do is InvalidAuthenticationToken, each for its reason', async () => {
  const { access_token: good } = await passwordTokens(emulator, 'ada', 'User.Read', server)
  const { access_token: api } = await passwordTokens(emulator, 'ada')
  const reasons: [string | undefined, string][] = [
    [undefined, 'Access token is empty.'],
    ['nonsense', 'IDX14100: JWT is not well formed.'],
    [await resign(emulator, good, {}, 'foreign'), 'Signature is invalid.'],
    [api, 'Access token validation failure. Invalid audience.'],
    [
      await resign(emulator, api, { aud: 'https://graph.microsoft.com' }),
      'Access token validation failure. Invalid audience.',
    ],
    [await resign(emulator, good, { exp: 1 }), 'Lifetime validation failed, the token is expired.'],
  ]
  for (const [token, message] of reasons) {
    expect(await errorWith(token)).toEqual([401, 'InvalidAuthenticationToken', message])
  }
})

test('a missing scope is 403', async () => {
  const { access_token } = await passwordTokens(emulator, 'ada', 'openid profile', spa)
  expect(await errorWith(access_token)).toEqual([
    403,
    'Authorization_RequestDenied',
    'Insufficient privileges to complete the operation.',
  ])
})

test('an app on its own has no /me', async () => {
  const scope = 'https://graph.microsoft.com/.default'
  const fields = { grant_type: 'client_credentials', ...server, scope }
  const { body } = await requestToken(emulator, fields)
  expect((await errorWith(body.access_token)).slice(0, 2)).toEqual([400, 'BadRequest'])
  expect(server.client_id).toBe(SERVER_APP_ID)
})

test('an error carries the ids support asks for, and the challenge', async () => {
  const response = await emulator.fetch('/v1.0/me', { headers: { 'client-request-id': 'mine' } })
  const { error } = await bodyOf<GraphErrorBody>(response)
  expect(error.innerError).toEqual({
    date: '2026-01-15T12:00:00',
    'request-id': expect.any(String) as string,
    'client-request-id': 'mine',
  })
  expect(response.headers.get('www-authenticate')).toContain('Bearer')
  expect(response.headers.get('client-request-id')).toBe('mine')
})
