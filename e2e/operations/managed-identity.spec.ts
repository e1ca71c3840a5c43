import { startApp } from '../../tests/support/programs/app'
import { serveManagedIdentities } from '../../tests/support/programs/managed-identities'
import { expect, test } from '../../tests/support/browser/test'
import { localhostCertificate, portOf, serveOverTls } from '../../tests/support/programs/tls'

test('with a managed identity, no access key is needed', async ({ app, emulator }) => {
  const resource = await serveOverTls(emulator.url, localhostCertificate)
  const identities = await serveManagedIdentities(emulator)
  const instance = await startApp({
    emulator,
    databaseUrl: app.databaseUrl,
    settings: {
      ACS_CONNECTION_STRING: '',
      ACS_ENDPOINT: `https://localhost:${portOf(resource)}`,
      // As App Service tells its apps where their identities are served.
      IDENTITY_ENDPOINT: `http://localhost:${portOf(identities)}/msi/token`,
      IDENTITY_HEADER: 'only this app knows',
      NODE_EXTRA_CA_CERTS: localhostCertificate.certificate,
    },
  })
  const headers = { authorization: `Bearer ${await emulator.apiToken('ada')}` }
  const token = await fetch(`${instance.url}/api/token`, { method: 'POST', headers })
  expect(token.status).toBe(201)
  const [call] = await emulator.requests('acs.createIdentity')
  expect(call).toMatchObject({ status: 201 })
  await instance.stop()
  resource.close()
  identities.close()
})
