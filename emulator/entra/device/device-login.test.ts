import { beforeEach, expect, test } from 'vitest'
import { API_SCOPE } from '../../core/config/samples'
import {
  answerDevicePage,
  DEVICE_PAGE,
  pollForTokens,
  requestDeviceCode,
} from '../../testing/device'
import { startTestEmulator } from '../../testing/emulator'
import { FABRIKAM, sampleUser, TEAMS_SCOPE } from '../../testing/entra'

const emulator = await startTestEmulator()
const ada = { emulator_account: sampleUser('ada').username }
const consented = { scope: API_SCOPE }

beforeEach(emulator.reset)

async function textOf(response: Promise<Response>): Promise<string> {
  return (await response).text()
}

async function errorFor(deviceCode: string): Promise<string> {
  return (await pollForTokens(emulator, deviceCode)).body.error
}

test('a person enters the code, picks an account, and confirms the app', async () => {
  const { user_code, device_code } = await requestDeviceCode(emulator, consented)
  expect(await textOf(emulator.fetch(DEVICE_PAGE))).toContain('name="otc"')
  expect(await textOf(answerDevicePage(emulator, user_code))).toContain('Pick an account')
  const question = await textOf(answerDevicePage(emulator, user_code, ada))
  expect(question).toContain('Are you trying to sign in to Sample client app?')
  expect(await errorFor(device_code)).toBe('authorization_pending')
  const last = { ...ada, emulator_device: 'continue' }
  expect(await textOf(answerDevicePage(emulator, user_code, last))).toContain('signed in')
  expect((await pollForTokens(emulator, device_code)).status).toBe(200)
})

test('the code may be written in small letters and with a gap', async () => {
  const { user_code } = await requestDeviceCode(emulator)
  const written = `${user_code.slice(0, 4)} ${user_code.slice(4).toLowerCase()}`
  expect(await textOf(answerDevicePage(emulator, written))).toContain('Pick an account')
})

test('an address with the code fills the field in, and no more', async () => {
  const { user_code } = await requestDeviceCode(emulator)
  const text = await textOf(emulator.fetch(`${DEVICE_PAGE}?otc=${user_code}`))
  expect(text).toContain(`value="${user_code}"`)
  expect(text).not.toContain('Pick an account')
})

test('consent and a second factor are asked for first', async () => {
  const teams = await requestDeviceCode(emulator, { scope: TEAMS_SCOPE })
  expect(await textOf(answerDevicePage(emulator, teams.user_code, ada))).toContain(
    'Permissions requested',
  )
  const graph = await requestDeviceCode(emulator)
  const edsger = { emulator_account: sampleUser('edsger').username }
  expect(await textOf(answerDevicePage(emulator, graph.user_code, edsger))).toContain(
    'Approve sign-in',
  )
})

test.each([
  ['the question about the app', consented, { emulator_device: 'cancel' }],
  ['the question about consent', { scope: TEAMS_SCOPE }, { emulator_consent: 'cancel' }],
])('declining at %s ends it', async (_case, request, choice) => {
  const { user_code, device_code } = await requestDeviceCode(emulator, request)
  await answerDevicePage(emulator, user_code, { ...ada, ...choice })
  expect(await errorFor(device_code)).toBe('authorization_declined')
  expect((await answerDevicePage(emulator, user_code, ada)).status).toBe(400)
})

test('a code that is unknown, over or used asks for another', async () => {
  const { user_code } = await requestDeviceCode(emulator)
  expect(await textOf(answerDevicePage(emulator, 'UNKNOWN99'))).toContain('didn’t work')
  emulator.clock.now += 900_000
  expect(await textOf(answerDevicePage(emulator, user_code))).toContain('didn’t work')
  emulator.clock.now -= 900_000
})

test('a device that asked at a tenant shows the accounts of that tenant', async () => {
  const { user_code } = await requestDeviceCode(emulator, {}, FABRIKAM)
  const text = await textOf(answerDevicePage(emulator, user_code))
  expect(text).toContain('value="hedy@fabrikam.example"')
  expect(text).not.toContain('value="ada@contoso.example"')
})

test('what no page can mend is told on one', async () => {
  const scope = 'https://communication.azure.com/.default'
  const { user_code } = await requestDeviceCode(emulator, { scope })
  const response = await answerDevicePage(emulator, user_code, ada)
  expect([response.status, await response.text()]).toEqual([
    400,
    expect.stringContaining('AADSTS650056') as string,
  ])
})
