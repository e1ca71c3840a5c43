import { CommunicationIdentityClient, type TokenScope } from '@azure/communication-identity'
import { describe, expect, test } from 'vitest'
import { CLIENT_APP_ID, SERVER_APP_ID } from '../core/config/samples'
import { bodyOf, startTestEmulator } from '../testing/emulator'
import { passwordTokens, resign, sampleUser, TEAMS_SCOPE } from '../testing/entra'

// The client signs with the time of day.
const emulator = await startTestEmulator({ now: Date.now })
const { acs } = await bodyOf<{ acs: { connectionString: string }[] }>(
  await emulator.fetch('/_emulator/config'),
)
const [client, other] = acs.map(
  ({ connectionString }) =>
    new CommunicationIdentityClient(connectionString, {
      allowInsecureConnection: true,
      retryOptions: { maxRetries: 0 },
    }),
)
if (!client || !other) throw new Error('The emulator knows two resources.')

const scopeSets: TokenScope[][] = [
  ['chat'],
  ['voip'],
  ['chat', 'voip'],
  ['chat.join'],
  ['chat.join.limited'],
  ['voip.join'],
  ['chat', 'voip', 'chat.join', 'chat.join.limited', 'voip.join'],
]

const ACS_USER = /^8:acs:ac500000-0000-4000-8000-000000000001_[\da-f-]{36}$/

function minutesUntil(time: Date): number {
  return Math.round((time.getTime() - Date.now()) / 60_000)
}

function expiryError(minutes: number) {
  return {
    statusCode: 400,
    code: 'ValidationError',
    message: `ExpiresInMinutes value ${minutes} is invalid. Value must be within the [60, 1440] interval.`,
  }
}

test('it creates a user', async () => {
  expect((await client.createUser()).communicationUserId).toMatch(ACS_USER)
})

test.each(scopeSets.map((scopes) => [scopes.join(' '), scopes] as const))(
  'it creates a user with a token for %s, and issues another',
  async (_name, scopes) => {
    const { user, token, expiresOn } = await client.createUserAndToken([...scopes])
    expect(user.communicationUserId).toMatch(ACS_USER)
    expect(token).toMatch(/^eyJ/)
    expect(minutesUntil(expiresOn)).toBe(1440)
    expect((await client.getToken(user, [...scopes])).token).toMatch(/^eyJ/)
  },
)

test.each([60, 1440])('a token may live %i minutes', async (tokenExpiresInMinutes) => {
  const created = await client.createUserAndToken(['voip'], { tokenExpiresInMinutes })
  expect(minutesUntil(created.expiresOn)).toBe(tokenExpiresInMinutes)
  const issued = await client.getToken(created.user, ['voip'], { tokenExpiresInMinutes })
  expect(minutesUntil(issued.expiresOn)).toBe(tokenExpiresInMinutes)
})

test.each([59, 1441])('a token may not live %i minutes', async (tokenExpiresInMinutes) => {
  const options = { tokenExpiresInMinutes }
  const error = expiryError(tokenExpiresInMinutes)
  await expect(client.createUserAndToken(['voip'], options)).rejects.toMatchObject(error)
  const user = await client.createUser()
  await expect(client.getToken(user, ['voip'], options)).rejects.toMatchObject(error)
})

test('it revokes tokens, and deletes the user for good', async () => {
  const { user } = await client.createUserAndToken(['chat'])
  await client.revokeTokens(user)
  await client.deleteUser(user)
  await expect(client.getToken(user, ['chat'])).rejects.toMatchObject({ code: 'IdentityNotOwned' })
})

test('no scopes are no token', async () => {
  const user = await client.createUser()
  await expect(client.getToken(user, [])).rejects.toMatchObject({
    statusCode: 400,
    message: 'Invalid scopes - Scopes field is required.',
  })
})

test('it is denied everything about a foreign identity', async () => {
  const foreign = await other.createUser()
  for (const attempt of [
    client.getToken(foreign, ['voip']),
    client.revokeTokens(foreign),
    client.deleteUser(foreign),
  ]) {
    await expect(attempt).rejects.toMatchObject({
      statusCode: 401,
      code: 'IdentityNotOwned',
      message: "Provided identity doesn't belong to the resource.",
    })
  }
})

test('after a 429 it waits as it is told, and tries again', async () => {
  const patient = new CommunicationIdentityClient(acs[0]?.connectionString ?? '', {
    allowInsecureConnection: true,
  })
  const fault = { operation: 'acs.createIdentity', status: 429, retryAfter: 0 }
  await emulator.post('/_emulator/faults', fault)
  expect((await patient.createUser()).communicationUserId).toMatch(ACS_USER)
})

describe('the exchange of a Teams user’s token', async () => {
  const { access_token: good } = await passwordTokens(emulator, 'ada', TEAMS_SCOPE)
  const options = {
    teamsUserAadToken: good,
    clientId: CLIENT_APP_ID,
    userObjectId: sampleUser('ada').objectId,
  }

  test('gives a token that ends with it', async () => {
    const { token, expiresOn } = await client.getTokenForTeamsUser(options)
    expect(token).toMatch(/^eyJ/)
    expect(minutesUntil(expiresOn)).toBeGreaterThanOrEqual(59)
    expect(minutesUntil(expiresOn)).toBeLessThanOrEqual(75)
  })

  const notValid = [401, 'InvalidAccessToken', 'Provided access token is not valid.']
  const expired = await resign(emulator, good, { exp: 1 })
  const grace = sampleUser('grace').objectId

  test.each([
    ['an empty token', { teamsUserAadToken: '' }, notValid],
    ['an invalid token', { teamsUserAadToken: 'invalid' }, notValid],
    ['an expired token', { teamsUserAadToken: expired }, notValid],
    ['an empty app id', { clientId: '' }, validation('AppId: The AppId field is required.')],
    [
      'an invalid app id',
      { clientId: 'invalid' },
      validation('Provided AppId has invalid format.'),
    ],
    [
      'a wrong app id',
      { clientId: SERVER_APP_ID },
      validation('AAD application is not the expected one.'),
    ],
    ['an empty user id', { userObjectId: '' }, validation('UserId: The UserId field is required.')],
    [
      'an invalid user id',
      { userObjectId: 'invalid' },
      validation('Provided UserId has invalid format.'),
    ],
    [
      'a wrong user id',
      { userObjectId: grace },
      validation('Provided AAD token issued for unexpected user.'),
    ],
  ])('rejects %s', async (_case, change, [statusCode, code, message]) => {
    await expect(client.getTokenForTeamsUser({ ...options, ...change })).rejects.toMatchObject({
      statusCode,
      code,
      message,
    })
  })

  function validation(message: string) {
    return [400, 'ValidationError', message]
  }
})
