import { beforeEach, expect, test } from 'vitest'
import { CLIENT_APP_ID, SERVER_APP_ID } from '../../core/config/samples'
import { startTestEmulator } from '../../testing/emulator'
import {
  CONTOSO,
  handedBack,
  press,
  sampleUser,
  SERVER_REDIRECT,
  serverRequest,
  SPA_REDIRECT,
  spaRequest,
  TEAMS_SCOPE,
} from '../../testing/entra'

const emulator = await startTestEmulator()

beforeEach(emulator.reset)

type Fields = Record<string, string>

const administrator = { emulator_account: sampleUser('katherine').username }
const accepting = { ...administrator, emulator_consent: 'accept' }
const forServer = { client_id: SERVER_APP_ID, redirect_uri: SERVER_REDIRECT, state: 'x y' }
const forClient = { client_id: CLIENT_APP_ID, redirect_uri: SPA_REDIRECT, state: 'x y' }
const readAll = 'https://graph.microsoft.com/User.Read.All'

function send(path: string, fields: Fields): Promise<Response> {
  const body = new URLSearchParams(fields)
  return emulator.fetch(`/${CONTOSO}/${path}`, { method: 'POST', body })
}

/** What Alan, who administers nothing, gets when he signs in. */
async function signInAlan(request: Fields): Promise<string> {
  const response = await press(emulator, request, { emulator_account: sampleUser('alan').username })
  return response.status === 302 ? Object.keys(handedBack(response)).join() : response.text()
}

test('without an administrator signed in it asks for one', async () => {
  const response = await emulator.fetch(
    `/${CONTOSO}/v2.0/adminconsent?${new URLSearchParams({ ...forServer, scope: readAll })}`,
  )
  expect(await response.text()).toContain('Pick an account')
})

test('it asks before it grants, and says for whom', async () => {
  const shown = await send('v2.0/adminconsent', { ...forServer, scope: readAll, ...administrator })
  const text = await shown.text()
  expect(text).toContain('for your organization, Contoso')
  expect(text).toContain('User.Read.All')
  expect(await signInAlan(serverRequest({ scope: readAll }))).toContain('Need admin approval')
})

test('what is granted nobody in the tenant is asked for, and the app hears what it was', async () => {
  const response = await send('v2.0/adminconsent', { ...forServer, scope: readAll, ...accepting })
  expect(response.headers.get('location')?.startsWith(`${SERVER_REDIRECT}?`)).toBe(true)
  expect(handedBack(response)).toEqual({
    admin_consent: 'True',
    tenant: CONTOSO,
    scope: readAll,
    state: 'x y',
  })
  expect(await signInAlan(serverRequest({ scope: readAll }))).toContain('code')
})

test('.default, and the address without a version, grant what the registration asks for', async () => {
  const scope = `https://auth.msft.communication.azure.com/.default`
  const response = await send('v2.0/adminconsent', { ...forClient, scope, ...accepting })
  expect(handedBack(response).scope?.split(' ')).toContain(TEAMS_SCOPE)
  expect(await signInAlan(spaRequest({ scope: TEAMS_SCOPE }))).toContain('code')

  await emulator.reset()
  expect(await signInAlan(spaRequest({ scope: TEAMS_SCOPE }))).toContain('Permissions requested')
  const old = await send('adminconsent', { ...forClient, ...accepting })
  expect(handedBack(old)).toEqual({ admin_consent: 'True', tenant: CONTOSO, state: 'x y' })
  expect(await signInAlan(spaRequest({ scope: TEAMS_SCOPE }))).toContain('code')
})

test('an administrator who cancels grants nothing, and the app hears that', async () => {
  const canceling = { ...administrator, emulator_consent: 'cancel' }
  const response = await send('v2.0/adminconsent', { ...forServer, scope: readAll, ...canceling })
  expect(handedBack(response)).toMatchObject({
    admin_consent: 'True',
    error: 'consent_required',
    error_description: expect.stringMatching(/^AADSTS65004: /) as string,
  })
  const old = await send('adminconsent', { ...forServer, ...canceling })
  expect(handedBack(old).error).toBe('permission_denied')
  expect(await signInAlan(serverRequest({ scope: readAll }))).toContain('Need admin approval')
})

test('anyone else is rejected on a page', async () => {
  const choice = { ...accepting, emulator_account: sampleUser('ada').username }
  const response = await send('v2.0/adminconsent', { ...forServer, scope: readAll, ...choice })
  expect(response.status).toBe(400)
  expect(await response.text()).toContain('AADSTS90093')
})

test.each([
  [{}, 'invalid_request'],
  [{ scope: 'User.Fly' }, 'invalid_scope'],
  [{ scope: 'https://nowhere.example/Read' }, 'invalid_resource'],
])('%j is told to the app by redirect', async (fields: Fields, error) => {
  const response = await send('v2.0/adminconsent', { ...forServer, ...fields, ...accepting })
  expect(handedBack(response)).toMatchObject({ error, state: 'x y' })
})

test('at sign-in, too, an administrator may consent for everyone', async () => {
  const request = spaRequest({ scope: TEAMS_SCOPE })
  await press(emulator, request, accepting)
  expect(await signInAlan(request)).toContain('Permissions requested')
  await emulator.reset()
  await press(emulator, request, { ...accepting, emulator_organization: 'yes' })
  expect(await signInAlan(request)).toContain('code')
})

test('nobody else’s consent counts for everyone', async () => {
  const request = spaRequest({ scope: TEAMS_SCOPE })
  const choices = { ...accepting, emulator_account: sampleUser('ada').username }
  await press(emulator, request, { ...choices, emulator_organization: 'yes' })
  expect(await signInAlan(request)).toContain('Permissions requested')
})
