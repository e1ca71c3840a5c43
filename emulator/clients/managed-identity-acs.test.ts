import { CommunicationIdentityClient } from '@azure/communication-identity'
import { DefaultAzureCredential } from '@azure/identity'
import { expect, test, vi } from 'vitest'
import { bodyOf } from '../testing/emulator'
import { startHttpsEmulator } from '../testing/https'

const emulator = await startHttpsEmulator()
const { managedIdentity } = await bodyOf<{
  managedIdentity: { identityEndpoint: string; identityHeader: string }
}>(await emulator.fetch('/_emulator/config'))
vi.stubEnv('IDENTITY_ENDPOINT', managedIdentity.identityEndpoint)
vi.stubEnv('IDENTITY_HEADER', managedIdentity.identityHeader)

test('by a managed identity the ACS SDK manages the resource on which it has a role', async () => {
  const client = new CommunicationIdentityClient(emulator.url, new DefaultAzureCredential())
  const { communicationUserId } = await client.createUser()
  expect(communicationUserId).toMatch(/^8:acs:ac500000-0000-4000-8000-000000000001_/)
})
