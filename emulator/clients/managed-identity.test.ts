import { ManagedIdentityCredential } from '@azure/identity'
import { decodeJwt } from 'jose'
import { expect, test, vi } from 'vitest'
import { bodyOf, startTestEmulator } from '../testing/emulator'

const emulator = await startTestEmulator({ now: Date.now })
const { managedIdentity } = await bodyOf<{
  managedIdentity: { identityEndpoint: string; identityHeader: string }
}>(await emulator.fetch('/_emulator/config'))
const [systemAssigned, userAssigned] = emulator.config.managedIdentities
if (!systemAssigned || !userAssigned) throw new Error('There are two sample identities.')

// What App Service sets. The library keeps to what it has found first, so the other form has a file of its own.
vi.stubEnv('IDENTITY_ENDPOINT', managedIdentity.identityEndpoint)
vi.stubEnv('IDENTITY_HEADER', managedIdentity.identityHeader)

// The scope that the ACS SDK asks with.
const SCOPE = 'https://communication.azure.com//.default'

async function claimsFor(credential: ManagedIdentityCredential) {
  const { token, expiresOnTimestamp } = await credential.getToken(SCOPE)
  const claims = decodeJwt(token)
  expect(expiresOnTimestamp).toBe(Number(claims.exp) * 1000)
  return claims
}

test('it gets a token of the system-assigned identity', async () => {
  expect(await claimsFor(new ManagedIdentityCredential())).toMatchObject({
    appid: systemAssigned.clientId,
    aud: 'https://communication.azure.com/',
  })
})

test.each([
  ['client id', new ManagedIdentityCredential({ clientId: userAssigned.clientId })],
  ['object id', new ManagedIdentityCredential({ objectId: userAssigned.objectId })],
  ['resource id', new ManagedIdentityCredential({ resourceId: userAssigned.resourceId ?? '' })],
])('it gets a token of a user-assigned identity by %s', async (_id, credential) => {
  const claims = await claimsFor(credential)
  expect(claims).toHaveProperty('appid', userAssigned.clientId)
})

test('it learns that an identity isn’t there', async () => {
  const credential = new ManagedIdentityCredential({ clientId: systemAssigned.tenantId })
  await expect(credential.getToken(SCOPE)).rejects.toMatchObject({
    name: 'CredentialUnavailableError',
    message: expect.stringContaining('No User Assigned or Delegated Managed Identity') as string,
  })
})
