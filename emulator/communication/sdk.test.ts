import { CommunicationIdentityClient } from '@azure/communication-identity'
import { expect, test } from 'vitest'
import { CLIENT_APP_ID } from '../samples'
import { bodyOf, startTestEmulator } from '../testing/emulator'
import { passwordTokens, sampleUser, TEAMS_SCOPE } from '../testing/entra'

// The SDK signs with the time of day.
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

test('Microsoft’s client creates, issues, revokes and deletes', async () => {
  const user = await client.createUser()
  const { token, expiresOn } = await client.getToken(user, ['voip'], { tokenExpiresInMinutes: 60 })
  expect(token).toMatch(/^eyJ/)
  expect(Math.abs(expiresOn.getTime() - Date.now() - 3_600_000)).toBeLessThan(5_000)
  await client.revokeTokens(user)
  await client.deleteUser(user)
  await expect(client.getToken(user, ['voip'])).rejects.toMatchObject({
    statusCode: 401,
    code: 'IdentityNotOwned',
  })
})

test('it creates a user with a token in one call', async () => {
  const { user, token } = await client.createUserAndToken(['chat', 'voip.join'])
  expect(user.communicationUserId).toMatch(/^8:acs:/)
  expect(token).toMatch(/^eyJ/)
})

test('it is refused an identity of the other resource', async () => {
  const user = await other.createUser()
  await expect(client.getToken(user, ['voip'])).rejects.toMatchObject({ statusCode: 401 })
})

test('it exchanges a Teams user’s token', async () => {
  const { access_token } = await passwordTokens(emulator, 'ada', TEAMS_SCOPE)
  const { token } = await client.getTokenForTeamsUser({
    teamsUserAadToken: access_token,
    clientId: CLIENT_APP_ID,
    userObjectId: sampleUser('ada').objectId,
  })
  expect(token).toMatch(/^eyJ/)
})
