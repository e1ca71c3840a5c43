import { expect, test } from 'vitest'
import { startTestEmulator } from '../testing/emulator'
import { CONTOSO, openAuthorize, press, sampleUser, spaRequest } from '../testing/entra'

// Source: msal-common, RequestParameterBuilder.addPopupOriginCheckDone; microsoft-authentication-library-for-js #8393.

const emulator = await startTestEmulator()

function policyOf(response: Response): string | null {
  return response.headers.get('cross-origin-opener-policy')
}

const account = { emulator_account: sampleUser('ada').username }

test('authorize and logout respond with a Cross-Origin-Opener-Policy', async () => {
  expect(policyOf(await openAuthorize(emulator, spaRequest()))).toBe('same-origin')
  expect(policyOf(await press(emulator, spaRequest(), account))).toBe('same-origin')
  expect(policyOf(await emulator.fetch(`/${CONTOSO}/oauth2/v2.0/logout`))).toBe('same-origin')
})

test('pocd=1, by which MSAL says that it has checked its popup, makes them leave it out', async () => {
  const checked = spaRequest({ pocd: '1' })
  expect(policyOf(await openAuthorize(emulator, checked))).toBeNull()
  expect(policyOf(await press(emulator, checked, account))).toBeNull()
  expect(policyOf(await emulator.fetch(`/${CONTOSO}/oauth2/v2.0/logout?pocd=1`))).toBeNull()
})

test('what is no page of theirs has none', async () => {
  const discovery = `/${CONTOSO}/v2.0/.well-known/openid-configuration`
  expect(policyOf(await emulator.fetch(discovery))).toBeNull()
})
