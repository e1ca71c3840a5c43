import { Client } from '@microsoft/microsoft-graph-client'
import { beforeEach, expect, test } from 'vitest'
import { startTestEmulator } from '../testing/emulator'
import { passwordTokens, sampleUser, server, spa } from '../testing/entra'

const emulator = await startTestEmulator({ now: Date.now })

beforeEach(emulator.reset)

/** A client for Ada. It asks its own provider for https only, so the token goes along as a header. */
async function graphClient(
  scope = 'User.ReadWrite',
  app: Record<string, string> = server,
): Promise<Client> {
  const { access_token } = await passwordTokens(emulator, 'ada', scope, app)
  return Client.init({
    baseUrl: `${emulator.url}/`,
    authProvider: (done) => done(null, access_token),
    fetchOptions: { headers: { authorization: `Bearer ${access_token}` } },
  })
}

const settings = {
  '@odata.type': 'microsoft.graph.openTypeExtension',
  extensionName: 'example.contoso.settings',
  theme: 'dark',
}

test('it reads the signed-in user, and what is selected of them', async () => {
  const client = await graphClient()
  expect(await client.api('/me').get()).toMatchObject({
    id: sampleUser('ada').objectId,
    userPrincipalName: 'ada@contoso.example',
  })
  const selected = (await client.api('/me').select('displayName,mail').get()) as object
  expect(Object.keys(selected)).toEqual(['@odata.context', 'displayName', 'mail'])
})

test('it creates, expands and deletes open extensions', async () => {
  const client = await graphClient()
  await client.api('/me/extensions').post(settings)
  expect(await client.api('/me').expand('extensions').get()).toMatchObject({
    extensions: [{ extensionName: 'example.contoso.settings', theme: 'dark' }],
  })
  await client.api('/me/extensions/example.contoso.settings').delete()
  await expect(client.api('/me/extensions/example.contoso.settings').get()).rejects.toMatchObject({
    statusCode: 404,
    code: 'ResourceNotFound',
  })
})

test('it hears why it is rejected', async () => {
  const client = await graphClient('User.Read', spa)
  await expect(client.api('/me/extensions').post(settings)).rejects.toMatchObject({
    statusCode: 403,
    code: 'Authorization_RequestDenied',
    requestId: expect.stringMatching(/^[\da-f-]{36}$/) as string,
  })
})

test('when throttled it waits as it is told, and tries again', async () => {
  const client = await graphClient()
  await emulator.post('/_emulator/faults', { operation: 'graph.me', status: 429, retryAfter: 0 })
  expect(await client.api('/me').get()).toHaveProperty('displayName', 'Ada Lovelace')
})
