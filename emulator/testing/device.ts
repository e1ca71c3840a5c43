import { bodyOf, type TestEmulator } from './emulator'
import { CONTOSO, requestToken, sampleUser, spa } from './entra'

export const DEVICE_PAGE = '/common/oauth2/deviceauth'

export interface DeviceCodes {
  device_code: string
  user_code: string
  verification_uri: string
  expires_in: number
  interval: number
  message: string
}

/** Asks for codes as the client app on a device; fields replace or add to the request. */
export async function requestDeviceCode(
  emulator: TestEmulator,
  fields: Record<string, string> = {},
  tenant = CONTOSO,
): Promise<DeviceCodes> {
  const body = new URLSearchParams({ ...spa, scope: 'User.Read', ...fields })
  const path = `/${tenant}/oauth2/v2.0/devicecode`
  return bodyOf<DeviceCodes>(await emulator.fetch(path, { method: 'POST', body }))
}

/** Sends a form of the device's page: the code, and what the person chose. */
export function answerDevicePage(
  emulator: TestEmulator,
  otc: string,
  choices: Record<string, string> = {},
): Promise<Response> {
  const body = new URLSearchParams({ otc, ...choices })
  return emulator.fetch(DEVICE_PAGE, { method: 'POST', body })
}

/** Signs a sample user in for a device, consent and confirmation included. */
export async function signInForDevice(
  emulator: TestEmulator,
  userCode: string,
  name = 'ada',
): Promise<Response> {
  const account = { emulator_account: sampleUser(name).username }
  const accepted = { ...account, emulator_approved: 'yes', emulator_consent: 'accept' }
  await answerDevicePage(emulator, userCode, accepted)
  return answerDevicePage(emulator, userCode, { ...accepted, emulator_device: 'continue' })
}

/** Declines at the question about the permissions or the app. */
export function declineForDevice(emulator: TestEmulator, userCode: string): Promise<Response> {
  return answerDevicePage(emulator, userCode, {
    emulator_account: sampleUser('ada').username,
    emulator_consent: 'cancel',
    emulator_device: 'cancel',
  })
}

/** Polls the token endpoint as the client app. */
export function pollForTokens(
  emulator: TestEmulator,
  device_code: string,
  fields: Record<string, string> = {},
  tenant = CONTOSO,
) {
  const grant_type = 'urn:ietf:params:oauth:grant-type:device_code'
  return requestToken(emulator, { grant_type, ...spa, device_code, ...fields }, { tenant })
}
