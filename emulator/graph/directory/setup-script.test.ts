import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeJwt } from 'jose'
import { expect, test } from 'vitest'
import { bodyOf, startTestEmulator, type TestEmulator } from '../../testing/emulator'
import { directoryOf, setupApp } from '../../testing/directory'
import { CHALLENGE, handedBack, press, requestToken, VERIFIER } from '../../testing/entra'
import { sendToGraph } from '../../testing/graph-app'
import { writeSeed } from '../../testing/seed'

const TENANT = '70000000-0000-4000-8000-000000000601'
const REDIRECT_URI = 'https://calls.tailspin.example/signed-in'
const GRAPH_SERVICE = '00000003-0000-0000-c000-000000000000'
const USER_READ = 'e1fe6dd8-ba31-4d61-89e7-88639da4683d'
const SCOPE = '70000000-0000-4000-8000-000000000602'

const person = {
  tenantId: TENANT,
  objectId: '70000000-0000-4000-8000-000000000603',
  username: 'lee@tailspin.example',
  password: 'sample-password-of-lee',
  displayName: 'Lee Baker',
  givenName: 'Lee',
  surname: 'Baker',
  mail: 'lee@tailspin.example',
}

const seedFile = await writeSeed({
  samples: false,
  tenants: [{ id: TENANT, displayName: 'Tailspin', domain: 'tailspin.example' }],
  users: [person],
  apps: [setupApp],
})

/** An API and a page that calls it, with all that they need, made through Graph alone. */
async function setUp(emulator: TestEmulator) {
  const { call, addPassword, createApplication, createPrincipal, post, principal } =
    await directoryOf(emulator, TENANT)
  const api = await createApplication({
    displayName: 'Calls API',
    api: {
      requestedAccessTokenVersion: 2,
      oauth2PermissionScopes: [{ id: SCOPE, value: 'Calls.Use' }],
    },
    requiredResourceAccess: [
      { resourceAppId: GRAPH_SERVICE, resourceAccess: [{ id: USER_READ, type: 'Scope' }] },
    ],
  })
  const client = await createApplication({
    displayName: 'Calls in the browser',
    spa: { redirectUris: [REDIRECT_URI] },
    requiredResourceAccess: [
      { resourceAppId: api.appId, resourceAccess: [{ id: SCOPE, type: 'Scope' }] },
    ],
  })
  const delegatedPermissionIds = [SCOPE]
  await call(`/applications/${api.id}`, {
    method: 'PATCH',
    body: {
      identifierUris: [`api://${api.appId}`],
      api: { preAuthorizedApplications: [{ appId: client.appId, delegatedPermissionIds }] },
    },
  })
  const { id: clientId } = await createPrincipal(api)
  await createPrincipal(client)
  await post('/oauth2PermissionGrants', {
    clientId,
    consentType: 'AllPrincipals',
    resourceId: (await principal(GRAPH_SERVICE)).id,
    scope: 'User.Read',
  })
  const { secretText } = await addPassword(api)
  return { api: api.appId, client: client.appId, secret: secretText }
}

type Setup = Awaited<ReturnType<typeof setUp>>

async function signIn(emulator: TestEmulator, { api, client }: Setup) {
  const request = {
    client_id: client,
    response_type: 'code',
    redirect_uri: REDIRECT_URI,
    scope: `openid profile offline_access api://${api}/Calls.Use`,
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
  }
  const response = await press(emulator, request, { emulator_account: person.username }, TENANT)
  const { code = '' } = handedBack(response)
  const redemption = {
    grant_type: 'authorization_code',
    client_id: client,
    code,
    redirect_uri: REDIRECT_URI,
    code_verifier: VERIFIER,
  }
  const { origin } = new URL(REDIRECT_URI)
  return requestToken(emulator, redemption, { headers: { origin }, tenant: TENANT })
}

function onBehalfOf(emulator: TestEmulator, { api, secret }: Setup, assertion: string) {
  return requestToken(
    emulator,
    {
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      requested_token_use: 'on_behalf_of',
      client_id: api,
      client_secret: secret,
      assertion,
      scope: 'https://graph.microsoft.com/User.Read',
    },
    { tenant: TENANT },
  )
}

test('from an empty tenant to a person whom an API calls Graph for, at once and without a question', async () => {
  const emulator = await startTestEmulator({ seedFile })
  const setup = await setUp(emulator)
  const { body } = await signIn(emulator, setup)
  expect(decodeJwt(body.access_token)).toMatchObject({
    aud: setup.api,
    azp: setup.client,
    scp: 'Calls.Use',
    tid: TENANT,
    ver: '2.0',
  })
  const graphToken = (await onBehalfOf(emulator, setup, body.access_token)).body.access_token
  expect(await bodyOf(await sendToGraph(emulator, graphToken, '/me'))).toMatchObject({
    userPrincipalName: person.username,
  })
})

test('without the grant the API lacks consent, and without pre-authorization the person is asked', async () => {
  const emulator = await startTestEmulator({ seedFile })
  const setup = await setUp(emulator)
  const { call } = await directoryOf(emulator, TENANT)
  const grants = await bodyOf<{ value: { id: string }[] }>(await call('/oauth2PermissionGrants'))
  await call(`/oauth2PermissionGrants/${grants.value[0]?.id ?? ''}`, { method: 'DELETE' })
  const { body } = await signIn(emulator, setup)
  const refused = await onBehalfOf(emulator, setup, body.access_token)
  expect(refused.body.error_codes).toEqual([65001])

  const preAuthorizedApplications: object[] = []
  await call(`/applications(appId='${setup.api}')`, {
    method: 'PATCH',
    body: { api: { preAuthorizedApplications } },
  })
  await expect(signIn(emulator, setup)).rejects.toThrow('Invalid URL')
})

test('an API that does not ask for v2.0 tokens gets v1.0 ones, for its identifier URI', async () => {
  const emulator = await startTestEmulator({ seedFile })
  const setup = await setUp(emulator)
  const { call } = await directoryOf(emulator, TENANT)
  await call(`/applications(appId='${setup.api}')`, {
    method: 'PATCH',
    body: { api: { requestedAccessTokenVersion: null } },
  })
  const { body } = await signIn(emulator, setup)
  expect(decodeJwt(body.access_token)).toMatchObject({
    aud: `api://${setup.api}`,
    iss: `https://sts.windows.net/${TENANT}/`,
    ver: '1.0',
  })
  expect((await onBehalfOf(emulator, setup, body.access_token)).status).toBe(200)
})

test('what was set up survives a restart with a state file, and a reset forgets it', async () => {
  const stateFile = join(await mkdtemp(join(tmpdir(), 'emulator-')), 'state.json')
  const first = await startTestEmulator({ seedFile, stateFile })
  const setup = await setUp(first)
  await first.close()
  const second = await startTestEmulator({ seedFile, stateFile })
  const { body } = await signIn(second, setup)
  expect((await onBehalfOf(second, setup, body.access_token)).status).toBe(200)
  await second.reset()
  const { body: after } = await onBehalfOf(second, setup, body.access_token)
  expect(after.error_codes).toEqual([700016])
})
