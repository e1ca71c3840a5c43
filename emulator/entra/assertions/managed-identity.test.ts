import { decodeJwt } from 'jose'
import { expect, test } from 'vitest'
import { samples } from '../../core/config/samples'
import { ASSERTING_APP, assertingApp, assertionRequest } from '../../testing/assertions'
import { bodyOf, startTestEmulator } from '../../testing/emulator'
import { CONTOSO, requestToken } from '../../testing/entra'
import { freePort } from '../../testing/free-port'
import { askImds } from '../../testing/managed-identity'
import { writeSeed } from '../../testing/seed'

// docs/workload-id/workload-identity-federation-config-app-trust-managed-identity.md: the issuer is the tenant's,
// the subject the identity's object id.
const port = await freePort()
const [other, trusted] = samples.managedIdentities
const credential = {
  issuer: `http://localhost:${port}/${CONTOSO}/v2.0`,
  subject: trusted?.objectId ?? '',
}
const emulator = await startTestEmulator({
  port,
  seedFile: await writeSeed({ apps: [assertingApp({ federatedCredentials: [credential] })] }),
})

async function assertionOf(clientId = '', resource = 'api://AzureADTokenExchange') {
  const response = await askImds(emulator, { resource, client_id: clientId })
  return (await bodyOf<{ access_token: string }>(response)).access_token
}

test('a managed identity’s token for the exchange is a v2.0 one, with the exchange’s id as its audience', async () => {
  expect(decodeJwt(await assertionOf(trusted?.clientId))).toMatchObject({
    aud: 'fb60f99c-7a34-4190-8149-302f77469936',
    iss: credential.issuer,
    sub: credential.subject,
    ver: '2.0',
  })
})

test('it stands for an app that trusts the identity', async () => {
  const request = assertionRequest(await assertionOf(trusted?.clientId))
  const { status, body } = await requestToken(emulator, request)
  expect(status).toBe(200)
  expect(decodeJwt(body.access_token)).toMatchObject({ appid: ASSERTING_APP, appidacr: '2' })
})

test('another identity’s is AADSTS700213', async () => {
  const request = assertionRequest(await assertionOf(other?.clientId))
  expect((await requestToken(emulator, request)).body.error_codes).toEqual([700213])
})

test('one for another resource is no assertion', async () => {
  const graph = await assertionOf(trusted?.clientId, 'https://graph.microsoft.com')
  expect((await requestToken(emulator, assertionRequest(graph))).body.error_codes).toEqual([700211])
})

test('after a rotation of the keys both old and new tokens do', async () => {
  const before = await assertionOf(trusted?.clientId)
  await emulator.post('/_emulator/rotate-key', {})
  for (const assertion of [before, await assertionOf(trusted?.clientId)]) {
    expect((await requestToken(emulator, assertionRequest(assertion))).status).toBe(200)
  }
})

test('a database’s token is a v1.0 one for the resource of open source databases', async () => {
  const resource = 'https://ossrdbms-aad.database.windows.net'
  expect(decodeJwt(await assertionOf(trusted?.clientId, resource))).toMatchObject({
    aud: resource,
    appid: trusted?.clientId,
    ver: '1.0',
  })
})
