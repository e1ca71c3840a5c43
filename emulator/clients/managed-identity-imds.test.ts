import { ManagedIdentityCredential } from '@azure/identity'
import { decodeJwt } from 'jose'
import { expect, test, vi } from 'vitest'
import { startTestEmulator } from '../testing/emulator'

const emulator = await startTestEmulator({ now: Date.now })
const [systemAssigned, userAssigned] = emulator.config.managedIdentities
if (!systemAssigned || !userAssigned) throw new Error('There are two sample identities.')

// In place of http://169.254.169.254.
vi.stubEnv('AZURE_POD_IDENTITY_AUTHORITY_HOST', emulator.url)

test.each([
  ['the system-assigned identity', new ManagedIdentityCredential(), systemAssigned],
  [
    'a user-assigned one by client id',
    new ManagedIdentityCredential({ clientId: userAssigned.clientId }),
    userAssigned,
  ],
  [
    'one by resource id',
    new ManagedIdentityCredential({ resourceId: userAssigned.resourceId ?? '' }),
    userAssigned,
  ],
])('it gets a token of %s, as on a virtual machine', async (_case, credential, { clientId }) => {
  const { token } = await credential.getToken('https://communication.azure.com//.default')
  expect(decodeJwt(token)).toHaveProperty('appid', clientId)
})
