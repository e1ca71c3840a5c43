import { decodeJwt } from 'jose'
import { beforeEach, expect, test } from 'vitest'
import { CLIENT_APP_ID } from '../../core/config/samples'
import { pollForTokens, requestDeviceCode, signInForDevice } from '../../testing/device'
import { bodyOf, startTestEmulator } from '../../testing/emulator'
import { CONTOSO, FABRIKAM, requestToken, sampleUser, server, spa } from '../../testing/entra'

const emulator = await startTestEmulator()

beforeEach(emulator.reset)

async function signedInDevice(scope = 'User.Read', name = 'ada'): Promise<string> {
  const { device_code, user_code } = await requestDeviceCode(emulator, { scope })
  await signInForDevice(emulator, user_code, name)
  return device_code
}

async function numberOf(poll: ReturnType<typeof pollForTokens>): Promise<number | undefined> {
  return (await poll).body.error_codes[0]
}

test('a device gets the tokens of whoever signed in for it, and refreshes them', async () => {
  const scope = 'openid offline_access User.Read'
  const { body } = await pollForTokens(emulator, await signedInDevice(scope))
  expect(decodeJwt(body.access_token)).toMatchObject({
    oid: sampleUser('ada').objectId,
    appid: CLIENT_APP_ID,
    scp: 'openid User.Read',
  })
  expect(decodeJwt(body.id_token)).toHaveProperty('aud', CLIENT_APP_ID)
  const { refresh_token } = body
  const refreshed = await requestToken(emulator, {
    grant_type: 'refresh_token',
    ...spa,
    refresh_token,
  })
  expect(refreshed.status).toBe(200)
})

test('a second factor shown on the page counts', async () => {
  const { body } = await pollForTokens(emulator, await signedInDevice('User.Read', 'edsger'))
  expect(decodeJwt(body.access_token)).toHaveProperty('amr', ['pwd', 'mfa'])
})

test('a code is good once, and for its client alone', async () => {
  const code = await signedInDevice()
  expect(await numberOf(pollForTokens(emulator, code, server))).toBe(70018)
  expect((await pollForTokens(emulator, code)).status).toBe(200)
  expect(await numberOf(pollForTokens(emulator, code))).toBe(54005)
})

test('it is over after fifteen minutes, signed in or not', async () => {
  const codes = [await signedInDevice(), (await requestDeviceCode(emulator)).device_code]
  emulator.clock.now += 900_000
  for (const code of codes) expect(await numberOf(pollForTokens(emulator, code))).toBe(70020)
})

test('an unknown code is AADSTS70018, a grant of another tenant 700005', async () => {
  expect(await numberOf(pollForTokens(emulator, 'unknown'))).toBe(70018)
  const code = await signedInDevice()
  expect(await numberOf(pollForTokens(emulator, code, {}, FABRIKAM))).toBe(700005)
})

test.each([
  ['no scope', { scope: '' }, 900144],
  ['an unknown scope', { scope: 'User.Fly' }, 70011],
  ['no app', { client_id: '' }, 900144],
  ['an unknown app', { client_id: CONTOSO }, 700016],
])('codes are not given for %s', async (_case, fields, number) => {
  expect(await requestDeviceCode(emulator, fields)).toHaveProperty('error_codes', [number])
})

test('the record of requests has no device code', async () => {
  await pollForTokens(emulator, 'secret')
  const requests = await emulator.fetch('/_emulator/requests?operation=entra.token')
  expect(await bodyOf(requests)).toMatchObject([{ body: { device_code: '***' } }])
})
