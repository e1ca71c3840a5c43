import { expect, test } from 'vitest'
import { bodyOf, startTestEmulator } from '../testing/emulator'
import { writeSeed } from '../testing/seed'

const emulator = await startTestEmulator()

test('config has what a client must be configured with', async () => {
  const config = await bodyOf(await emulator.fetch('/_emulator/config'))
  expect(config).toEqual({
    tenantId: 'c0000000-0000-4000-8000-000000000001',
    serverApp: {
      clientId: 'a0000000-0000-4000-8000-000000000001',
      clientSecret: 'emulator-sample-secret-not-for-production',
      redirectUris: expect.arrayContaining([
        'http://localhost:3000/api/auth/callback/azure-ad',
      ]) as string[],
    },
    clientApp: {
      clientId: 'a0000000-0000-4000-8000-000000000002',
      redirectUris: expect.arrayContaining(['http://localhost:3000/auth-redirect']) as string[],
    },
    acs: [1, 2].map((number) => ({
      resourceId: `ac500000-0000-4000-8000-00000000000${number}`,
      connectionString: `endpoint=${emulator.url}/;accesskey=${accessKey(number)}`,
    })),
    managedIdentity: {
      identityEndpoint: `${emulator.url}/MSI/token`,
      identityHeader: 'emulator-sample-identity-header-not-for-production',
      identities: emulator.config.managedIdentities,
    },
    oidc: [
      {
        issuer: `${emulator.url}/oidc/sample`,
        clientId: 'sample-client',
        clientSecret: 'emulator-sample-oidc-secret-not-for-production',
      },
    ],
    users: expect.arrayContaining([
      {
        username: 'ada@contoso.example',
        password: 'sample-password-of-ada',
        objectId: 'b0000000-0000-4000-8000-000000000001',
        displayName: 'Ada Lovelace',
        teamsLicence: true,
        roles: [],
      },
    ]) as object[],
    apiScope: 'api://a0000000-0000-4000-8000-000000000001/access_as_user',
    teamsScopes: [
      'https://auth.msft.communication.azure.com/Teams.ManageCalls',
      'https://auth.msft.communication.azure.com/Teams.ManageChats',
    ],
  })
})

test('without the samples it names no app that is not there', async () => {
  const tenant = {
    id: '70000000-0000-4000-8000-000000000701',
    displayName: 'Tailspin',
    domain: 'tailspin.example',
  }
  const kim = {
    tenantId: tenant.id,
    objectId: '70000000-0000-4000-8000-000000000702',
    username: 'kim@tailspin.example',
    password: 'sample',
    displayName: 'Kim Abel',
    givenName: 'Kim',
    surname: 'Abel',
    mail: 'kim@tailspin.example',
    roles: ['Global Administrator'],
  }
  const seedFile = await writeSeed({ samples: false, tenants: [tenant], users: [kim] })
  const empty = await startTestEmulator({ seedFile })
  const config = await bodyOf(await empty.fetch('/_emulator/config'))
  expect(config).toMatchObject({ tenantId: tenant.id, acs: [] })
  for (const name of ['serverApp', 'clientApp', 'apiScope']) expect(config).not.toHaveProperty(name)
})

function accessKey(number: number): string {
  return Buffer.from(`emulator-sample-key-${number}-not-for-production`).toString('base64')
}
