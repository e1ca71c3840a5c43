import { describe, expect, test } from 'vitest'
import { bodyOf, startTestEmulator } from '../testing/emulator'
import {
  declineForDevice,
  pollForTokens,
  requestDeviceCode,
  signInForDevice,
} from '../testing/device'
import { CONTOSO } from '../testing/entra'

const emulator = await startTestEmulator()

// docs/identity-platform/v2-oauth2-device-code.md; AADSTS numbers as in azure-activedirectory-library-for-nodejs
// #137, azure-sdk-for-python #32375 and reference-error-codes.md.
describe('device code', () => {
  async function outcome(device_code: string) {
    const { status, body } = await pollForTokens(emulator, device_code)
    return [body.error_codes, body.error, status]
  }

  test('discovery has device_authorization_endpoint', async () => {
    const discovery = await emulator.fetch(`/${CONTOSO}/v2.0/.well-known/openid-configuration`)
    expect(await bodyOf(discovery)).toMatchObject({
      device_authorization_endpoint: `${emulator.url}/${CONTOSO}/oauth2/v2.0/devicecode`,
    })
  })

  test('its response has a code of nine characters, 900 seconds, an interval and a message, no verification_uri_complete', async () => {
    const codes = await requestDeviceCode(emulator)
    expect(codes).toEqual({
      device_code: expect.any(String) as string,
      user_code: expect.stringMatching(/^[A-Z\d]{9}$/) as string,
      verification_uri: `${emulator.url}/common/oauth2/deviceauth`,
      expires_in: 900,
      interval: 5,
      message: expect.stringContaining(codes.user_code) as string,
    })
  })

  test('70016 authorization_pending, 400', async () => {
    const { device_code } = await requestDeviceCode(emulator)
    expect(await outcome(device_code)).toEqual([[70016], 'authorization_pending', 400])
  })

  test('70020 expired_token, 400', async () => {
    const { device_code } = await requestDeviceCode(emulator)
    emulator.clock.now += 900_000
    expect(await outcome(device_code)).toEqual([[70020], 'expired_token', 400])
  })

  test('70018 bad_verification_code, 400', async () => {
    expect(await outcome('unknown')).toEqual([[70018], 'bad_verification_code', 400])
  })

  test('authorization_declined, 400', async () => {
    const { device_code, user_code } = await requestDeviceCode(emulator)
    await declineForDevice(emulator, user_code)
    expect((await outcome(device_code)).slice(1)).toEqual(['authorization_declined', 400])
  })

  test('the grant is urn:ietf:params:oauth:grant-type:device_code; MSAL’s device_code goes, too', async () => {
    for (const grant_type of ['urn:ietf:params:oauth:grant-type:device_code', 'device_code']) {
      const { device_code, user_code } = await requestDeviceCode(emulator)
      await signInForDevice(emulator, user_code)
      expect((await pollForTokens(emulator, device_code, { grant_type })).status).toBe(200)
    }
  })
})
