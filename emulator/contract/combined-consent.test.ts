import { expect, test } from 'vitest'
import { API_SCOPE, CLIENT_APP_ID, samples, SERVER_APP_ID } from '../core/config/samples'
import { startTestEmulator, type TestEmulator } from '../testing/emulator'
import {
  handedBack,
  press,
  redemption,
  requestToken,
  sampleUser,
  server,
  signIn,
  SPA_ORIGIN,
  spaRequest,
} from '../testing/entra'
import { writeSeed } from '../testing/seed'

// Source: MicrosoftDocs/entra-docs, v2-oauth2-on-behalf-of-flow.md, "Gaining consent for the middle-tier application".

const [serverApp, clientApp] = samples.apps

/** An emulator where nobody has consented to anything but what `consentedScopes` says of the client. */
async function startUnconsented(
  knownClientApplications: string[],
  consentedScopes: string[] = [],
): Promise<TestEmulator> {
  const apps = [
    { ...serverApp, consentedScopes: [], knownClientApplications },
    { ...clientApp, consentedScopes },
  ]
  return startTestEmulator({ seedFile: await writeSeed({ apps }) })
}

const everything = spaRequest({ scope: `openid api://${SERVER_APP_ID}/.default` })
const account = { emulator_account: sampleUser('ada').username }

/** What on-behalf-of says once Ada has accepted what was asked. */
async function onBehalfOf(emulator: TestEmulator, request: Record<string, string>) {
  const { code = '' } = handedBack(await signIn(emulator, request))
  const { body } = await requestToken(emulator, redemption(code), { headers: SPA_ORIGIN })
  return requestToken(emulator, {
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    requested_token_use: 'on_behalf_of',
    ...server,
    assertion: body.access_token,
    scope: 'User.Read',
  })
}

const CONSENT_REQUIRED = {
  status: 400,
  body: { error: 'invalid_grant', suberror: 'consent_required', error_codes: [65001] },
}

test('a known client that asks for /.default consents once, on one page, for itself and for the API', async () => {
  const emulator = await startUnconsented([CLIENT_APP_ID])
  const text = await (await press(emulator, everything, account)).text()
  for (const part of [
    'access_as_user',
    'Teams.ManageCalls',
    'Sample server app',
    'User.ReadWrite',
  ]) {
    expect(text).toContain(part)
  }
  expect(await onBehalfOf(emulator, everything)).toMatchObject({ status: 200 })
  expect(handedBack(await press(emulator, everything, account))).toHaveProperty('code')
})

test('one that names single scopes consents for itself alone, and on-behalf-of is AADSTS65001', async () => {
  const emulator = await startUnconsented([CLIENT_APP_ID])
  const single = spaRequest({ scope: `openid ${API_SCOPE}` })
  expect(await (await press(emulator, single, account)).text()).not.toContain('User.Read')
  expect(await onBehalfOf(emulator, single)).toMatchObject(CONSENT_REQUIRED)
})

test('one that is pre-authorized is asked nothing, and on-behalf-of is AADSTS65001', async () => {
  const emulator = await startUnconsented([CLIENT_APP_ID], [API_SCOPE])
  expect(handedBack(await press(emulator, everything, account))).toHaveProperty('code')
  expect(await onBehalfOf(emulator, everything)).toMatchObject(CONSENT_REQUIRED)
})

test('a client that the API does not list consents to its own registration, and on-behalf-of is AADSTS65001', async () => {
  const emulator = await startUnconsented([])
  const text = await (await press(emulator, everything, account)).text()
  expect(text).toContain('Teams.ManageCalls')
  expect(text).not.toContain('User.ReadWrite')
  expect(await onBehalfOf(emulator, everything)).toMatchObject(CONSENT_REQUIRED)
})
