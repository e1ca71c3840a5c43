import { decodeJwt } from 'jose'
import { beforeEach, expect, test } from 'vitest'
import {
  ASSERTING_APP,
  assertingApp,
  assertionRequest,
  publicJwk,
  signAssertion,
} from '../../testing/assertions'
import { directoryOf, setupApp } from '../../testing/directory'
import { bodyOf, startTestEmulator } from '../../testing/emulator'
import { requestToken, spa } from '../../testing/entra'
import { writeSeed } from '../../testing/seed'
import { startIssuer } from '../../testing/site'

const SUBJECT = 'repo:contoso/calls:ref:refs/heads/main'
const AUDIENCE = 'api://AzureADTokenExchange'
const OFFLINE = 'https://issuer.example'
const jwks = { keys: [publicJwk('foreign')] }

const online = await startIssuer(jwks)

const seeded = assertingApp({
  federatedCredentials: [{ issuer: OFFLINE, subject: SUBJECT, jwks }],
  knownClientApplications: [spa.client_id],
  exposedScopes: ['Calls.Use'],
})
const seedFile = await writeSeed({ apps: [setupApp, seeded] })
const emulator = await startTestEmulator({ seedFile })
const { call, createApplication, createPrincipal } = await directoryOf(emulator)

beforeEach(emulator.reset)

/** What an app gets for itself by a token of an issuer. */
async function ask(iss: string, client_id = ASSERTING_APP) {
  const claims = { iss, sub: SUBJECT, aud: AUDIENCE, exp: emulator.clock.now / 1000 + 60 }
  const header = { kid: publicJwk('foreign').kid }
  const assertion = await signAssertion(claims, { header })
  const { body } = await requestToken(emulator, { ...assertionRequest(assertion), client_id })
  return body.access_token ? decodeJwt(body.access_token).appid : body.error_codes
}

test('a credential that Graph adds is good at once, and no longer when it is removed', async () => {
  const app = await createApplication()
  await createPrincipal(app)
  const body = { name: 'main', issuer: online, subject: SUBJECT, audiences: [AUDIENCE] }
  const path = `/applications/${app.id}/federatedIdentityCredentials`
  await call(path, { method: 'POST', body })
  expect(await ask(online, app.appId)).toBe(app.appId)
  await call(`${path}/main`, { method: 'DELETE' })
  expect(await ask(online, app.appId)).toEqual([700025])
})

test('an app of the seed keeps its credentials and its known clients when Graph changes it', async () => {
  const path = `/applications(appId='${ASSERTING_APP}')`
  await call(path, { method: 'PATCH', body: { displayName: 'Changed' } })
  const changed = await bodyOf<{ displayName: string; api: object }>(await call(path))
  expect(changed).toMatchObject({
    displayName: 'Changed',
    api: { knownClientApplications: [spa.client_id] },
  })
  expect(await ask(OFFLINE)).toBe(ASSERTING_APP)
})
