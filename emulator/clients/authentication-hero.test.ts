import { CommunicationIdentityClient } from '@azure/communication-identity'
import { ConfidentialClientApplication } from '@azure/msal-node'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { expect, test } from 'vitest'
import { SERVER_APP_ID } from '../core/config/samples'
import { startTestEmulator } from '../testing/emulator'
import { CONTOSO, passwordTokens, sampleUser, SERVER_SECRET, TEAMS_SCOPE } from '../testing/entra'
import { localAuthority } from '../testing/local-authority'

// What Microsoft's sample of an authentication server does in Node.js, call by call, in our words
// (Azure-Samples/communication-services-authentication-hero-nodejs): it takes the keys of v1.0, asks on
// behalf of the caller for `user.read` in lower case, and writes an open extension with that token.

const emulator = await startTestEmulator({ now: Date.now })
const [resource] = emulator.config.resources
const identities = new CommunicationIdentityClient(
  `endpoint=${emulator.url}/;accesskey=${resource?.accessKey ?? ''}`,
  { allowInsecureConnection: true },
)
const EXTENSION = 'com.contoso.identityMapping'

async function onBehalfOf(oboAssertion: string): Promise<string> {
  const auth = {
    clientId: SERVER_APP_ID,
    clientSecret: SERVER_SECRET,
    ...localAuthority(emulator.url, CONTOSO),
  }
  const result = await new ConfidentialClientApplication({ auth }).acquireTokenOnBehalfOf({
    oboAssertion,
    scopes: ['user.read'],
  })
  return result?.accessToken ?? ''
}

async function graph(token: string, path: string, method = 'GET', body?: object) {
  const response = await fetch(`${emulator.url}/v1.0${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return {
    status: response.status,
    body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>,
  }
}

test('the caller’s token verifies with the keys of v1.0', async () => {
  const { access_token } = await passwordTokens(emulator, 'ada')
  const keys = createRemoteJWKSet(new URL(`${emulator.url}/${CONTOSO}/discovery/keys`))
  const { payload } = await jwtVerify(access_token, keys, { audience: SERVER_APP_ID })
  expect(payload.oid).toBe(sampleUser('ada').objectId)
})

test('an identity is made, kept in the person’s profile, found there, and deleted', async () => {
  const { access_token } = await passwordTokens(emulator, 'ada')
  const token = await onBehalfOf(access_token)
  const profile = '/me?$expand=extensions&$select=id'
  expect((await graph(token, profile)).body.extensions ?? []).toEqual([])

  const { user } = await identities.createUserAndToken(['chat', 'voip'])
  const added = await graph(token, '/me/extensions', 'POST', {
    '@odata.type': 'microsoft.graph.openTypeExtension',
    extensionName: EXTENSION,
    acsUserIdentity: user.communicationUserId,
  })
  expect([added.status, added.body.acsUserIdentity]).toEqual([201, user.communicationUserId])
  expect((await graph(token, profile)).body.extensions).toMatchObject([
    { extensionName: EXTENSION, acsUserIdentity: user.communicationUserId },
  ])
  expect((await identities.getToken(user, ['chat', 'voip'])).token).toMatch(/^eyJ/)

  expect((await graph(token, `/me/extensions/${EXTENSION}`, 'DELETE')).status).toBe(204)
  await identities.deleteUser(user)
  await expect(identities.getToken(user, ['voip'])).rejects.toMatchObject({ statusCode: 401 })
})

test('a Teams user’s token is exchanged', async () => {
  const { access_token: teamsUserAadToken } = await passwordTokens(emulator, 'ada', TEAMS_SCOPE)
  const { token } = await identities.getTokenForTeamsUser({
    teamsUserAadToken,
    clientId: emulator.config.apps[1]?.clientId ?? '',
    userObjectId: sampleUser('ada').objectId,
  })
  expect(token).toMatch(/^eyJ/)
})
