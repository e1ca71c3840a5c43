import { AzureCommunicationTokenCredential } from '@azure/communication-common'
import { decodeJwt } from 'jose'
import { expect, test } from 'vitest'
import { CONTOSO, passwordTokens, sampleUser } from '../testing/entra'
import { assignEntraUser, CLIENTS_SCOPE } from '../testing/entra-users'
import { startHttpsEmulator } from '../testing/https'

const emulator = await startHttpsEmulator()
emulator.clock.now = Date.now()
await assignEntraUser(emulator, 'ada')

function credentialOf(name: string): AzureCommunicationTokenCredential {
  return new AzureCommunicationTokenCredential({
    resourceEndpoint: emulator.url,
    scopes: [`${CLIENTS_SCOPE}/VoIP`],
    tokenCredential: {
      async getToken(scopes) {
        const { access_token } = await passwordTokens(emulator, name, [scopes].flat().join(' '))
        return {
          token: access_token,
          expiresOnTimestamp: Number(decodeJwt(access_token).exp) * 1000,
        }
      },
    },
  })
}

test('communication-common exchanges an Entra user’s token by itself', async () => {
  const { token, expiresOnTimestamp } = await credentialOf('ada').getToken()
  expect(decodeJwt(token)).toMatchObject({
    skypeid: `acs:ac500000-0000-4000-8000-000000000001_wf_${CONTOSO}_${sampleUser('ada').objectId}`,
    acsScope: 'voip',
    exp: expiresOnTimestamp / 1000,
  })
})

test('it learns that a user is not assigned', async () => {
  await expect(credentialOf('grace').getToken()).rejects.toThrow(/Status: 403.*Forbidden/)
})
