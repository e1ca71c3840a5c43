import { beforeEach, describe, expect, test } from 'vitest'
import { CLIENT_APP_ID, SERVER_APP_ID } from '../core/config/samples'
import {
  createIdentity,
  errorOf,
  identityPath,
  sendSigned,
  VERSION,
} from '../testing/communication'
import { startTestEmulator } from '../testing/emulator'
import { passwordTokens, resign, sampleUser, TEAMS_SCOPE } from '../testing/entra'

// Source: azure-sdk-for-js, sdk/communication/communication-identity, recordings of the service.

const emulator = await startTestEmulator()
const grace = sampleUser('grace').objectId

beforeEach(emulator.reset)

async function issue(body: object): Promise<unknown[]> {
  const path = identityPath(await createIdentity(emulator), '/:issueAccessToken')
  return errorOf(await sendSigned(emulator, path, { body }))
}

async function teamsToken(): Promise<string> {
  return (await passwordTokens(emulator, 'ada', TEAMS_SCOPE)).access_token
}

async function exchange(fields: object): Promise<unknown[]> {
  const known = { appId: CLIENT_APP_ID, userId: sampleUser('ada').objectId }
  const body = { token: await teamsToken(), ...known, ...fields }
  const path = `/teamsUser/:exchangeAccessToken?${VERSION}`
  return errorOf(await sendSigned(emulator, path, { body }))
}

describe('ACS errors', () => {
  test('issue with [] scopes', async () => {
    expect(await issue({ scopes: [] })).toEqual([
      400,
      'ValidationError',
      'Invalid scopes - Scopes field is required.',
      'scopes',
    ])
  })

  // Recorded with the Python SDK: test_get_token_with_no_scopes.
  test.each([{ scopes: null }, {}])('issue with %j', async (body) => {
    expect(await issue(body)).toEqual([
      400,
      'ValidationError',
      'Scopes: The Scopes field is required.',
      'Scopes',
    ])
  })

  test.each([59, 1441])('expiry %i', async (expiresInMinutes) => {
    const error = [
      400,
      'ValidationError',
      `ExpiresInMinutes value ${expiresInMinutes} is invalid. Value must be within the [60, 1440] interval.`,
      'ExpiresInMinutes',
    ]
    expect(await issue({ scopes: ['voip'], expiresInMinutes })).toEqual(error)
    const body = { createTokenWithScopes: ['voip'], expiresInMinutes }
    const created = await sendSigned(emulator, `/identities?${VERSION}`, { body })
    expect(await errorOf(created)).toEqual(error)
  })

  test.each([
    ['issue', 'POST', '/:issueAccessToken', { scopes: ['voip'] }],
    ['revoke', 'POST', '/:revokeAccessTokens', undefined],
    ['delete', 'DELETE', '', undefined],
  ])('identity of another resource: %s', async (_name, method, operation, body) => {
    const path = identityPath(await createIdentity(emulator, 1), operation)
    expect(await errorOf(await sendSigned(emulator, path, { method, body }))).toEqual([
      401,
      'IdentityNotOwned',
      "Provided identity doesn't belong to the resource.",
    ])
  })

  test.each([
    ['empty', () => ''],
    ['invalid', () => 'invalid'],
    ['expired', async () => resign(emulator, await teamsToken(), { exp: 1 })],
  ])('exchange: %s Teams token', async (_name, token) => {
    expect(await exchange({ token: await token() })).toEqual([
      401,
      'InvalidAccessToken',
      'Provided access token is not valid.',
    ])
  })

  // Recorded with the Java SDK: getTokenForTeamsUserWithNullParams.
  test.each([null, undefined])('exchange: %s as Teams token', async (token) => {
    expect(await exchange({ token })).toEqual([
      400,
      'ValidationError',
      "The body is either missing or doesn't contain any token.",
    ])
  })

  test.each([
    ['empty appId', { appId: '' }, 'AppId: The AppId field is required.', 'AppId'],
    ['empty userId', { userId: '' }, 'UserId: The UserId field is required.', 'UserId'],
    ['appId not a GUID', { appId: 'x' }, 'Provided AppId has invalid format.', 'appId'],
    ['userId not a GUID', { userId: 'x' }, 'Provided UserId has invalid format.', 'userId'],
    [
      'well formed, other app',
      { appId: SERVER_APP_ID },
      'AAD application is not the expected one.',
      'appId',
    ],
    [
      'well formed, other user',
      { userId: grace },
      'Provided AAD token issued for unexpected user.',
      'userId',
    ],
  ])('exchange: %s', async (_name, fields, message, target) => {
    expect(await exchange(fields)).toEqual([400, 'ValidationError', message, target])
  })

  test('HMAC wrong: 401 without a body, and Denied for a wrong content hash', async () => {
    const path = `/identities?${VERSION}`
    const wrongDate = { 'x-ms-date': new Date(emulator.clock.now + 1000).toUTCString() }
    const response = await sendSigned(emulator, path, { headers: wrongDate })
    expect([response.status, await response.text()]).toEqual([401, ''])
    const wrongHash = { 'x-ms-content-sha256': 'AAAA' }
    const denied = await sendSigned(emulator, path, { headers: wrongHash })
    expect((await errorOf(denied)).slice(0, 2)).toEqual([401, 'Denied'])
  })
})

test('check order on exchange: token, then required fields, then GUID format, then claims', async () => {
  const messageOf = async (fields: object) => (await exchange(fields))[2]
  const wrong = { appId: SERVER_APP_ID, userId: grace }
  expect(await messageOf({ token: 'x', appId: '' })).toBe('Provided access token is not valid.')
  expect(await messageOf({ appId: 'x', userId: '' })).toBe('UserId: The UserId field is required.')
  expect(await messageOf({ ...wrong, userId: 'x' })).toBe('Provided UserId has invalid format.')
  expect(await messageOf(wrong)).toBe('AAD application is not the expected one.')
})
