import { PublicClientApplication } from '@azure/msal-node'
import { decodeJwt } from 'jose'
import { expect, test } from 'vitest'
import { CLIENT_APP_ID } from '../core/config/samples'
import { declineForDevice, signInForDevice } from '../testing/device'
import { startTestEmulator } from '../testing/emulator'
import { CONTOSO } from '../testing/entra'
import { localAuthority } from '../testing/local-authority'

const emulator = await startTestEmulator({ now: Date.now })
const auth = { clientId: CLIENT_APP_ID, ...localAuthority(emulator.url, CONTOSO) }
const app = new PublicClientApplication({ auth })

// It asks again after the five seconds that it is told.
test('it signs in by a code that a person enters elsewhere', { timeout: 15_000 }, async () => {
  const result = await app.acquireTokenByDeviceCode({
    scopes: ['https://graph.microsoft.com/User.Read'],
    deviceCodeCallback: ({ userCode }) => void signInForDevice(emulator, userCode, 'grace'),
  })
  expect(result?.account?.username).toBe('grace@contoso.example')
  expect(decodeJwt(result?.accessToken ?? '')).toMatchObject({ appid: CLIENT_APP_ID })
})

test('it learns that the person declined', { timeout: 15_000 }, async () => {
  const attempt = app.acquireTokenByDeviceCode({
    scopes: ['https://graph.microsoft.com/User.Read'],
    deviceCodeCallback: ({ userCode }) => void declineForDevice(emulator, userCode),
  })
  await expect(attempt).rejects.toThrow('authorization_declined')
})
