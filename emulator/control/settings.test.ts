import { beforeEach, expect, test } from 'vitest'
import { bodyOf, startTestEmulator } from '../testing/emulator'
import { passwordTokens, requestToken, server } from '../testing/entra'

const emulator = await startTestEmulator()

beforeEach(emulator.reset)

async function settings() {
  return bodyOf(await emulator.fetch('/_emulator/settings'))
}

async function outcomeOnBehalfOf(name: string) {
  const { status, body } = await requestToken(emulator, {
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    requested_token_use: 'on_behalf_of',
    ...server,
    assertion: (await passwordTokens(emulator, name)).access_token,
    scope: 'User.Read',
  })
  return status === 200 ? 'granted' : body.error_codes
}

test('they are shown, changed one by one, and forgotten by a reset', async () => {
  expect(await settings()).toMatchObject({
    serviceLimits: false,
    secondFactor: { 'ada@contoso.example': 'none', 'edsger@contoso.example': 'required' },
  })
  const response = await emulator.post('/_emulator/settings', { serviceLimits: true })
  expect(await bodyOf(response)).toMatchObject({ serviceLimits: true })
  await emulator.post('/_emulator/settings', {
    secondFactor: { 'ADA@contoso.example': 'required' },
  })
  expect(await settings()).toMatchObject({
    serviceLimits: true,
    secondFactor: { 'ada@contoso.example': 'required' },
  })
  await emulator.reset()
  expect(await settings()).toMatchObject({
    serviceLimits: false,
    secondFactor: { 'ada@contoso.example': 'none' },
  })
})

test('a second factor is required of a user from one moment to the next', async () => {
  expect(await outcomeOnBehalfOf('ada')).toBe('granted')
  await emulator.post('/_emulator/settings', {
    secondFactor: { 'ada@contoso.example': 'required' },
  })
  expect(await outcomeOnBehalfOf('ada')).toEqual([50076])
  await emulator.post('/_emulator/settings', {
    secondFactor: { 'ada@contoso.example': 'unregistered' },
  })
  expect(await outcomeOnBehalfOf('ada')).toEqual([50079])
  await emulator.post('/_emulator/settings', { secondFactor: { 'ada@contoso.example': 'none' } })
  expect(await outcomeOnBehalfOf('ada')).toBe('granted')
})

test('demanded, the former word for required, still means it', async () => {
  await emulator.post('/_emulator/settings', {
    secondFactor: { 'ada@contoso.example': 'demanded' },
  })
  expect(await settings()).toMatchObject({ secondFactor: { 'ada@contoso.example': 'required' } })
})

test('an unknown account or setting changes nothing', async () => {
  for (const body of [
    { serviceLimits: true, secondFactor: { 'nobody@contoso.example': 'none' } },
    { serviceLimits: true, secondFactor: { 'ada@contoso.example': 'maybe' } },
    { serviceLimits: true, speed: 'high' },
  ]) {
    expect((await emulator.post('/_emulator/settings', body)).status).toBe(400)
  }
  expect(await settings()).toMatchObject({ serviceLimits: false })
})
