import { decodeJwt } from 'jose'
import { beforeEach, expect, test } from 'vitest'
import { bodyOf, startTestEmulator } from '../../testing/emulator'
import { type Application, directoryOf, setupApp } from '../../testing/directory'
import {
  CHALLENGE,
  handedBack,
  openAuthorize,
  press,
  requestToken,
  sampleUser,
  signIn,
  spa,
  spaRequest,
  VERIFIER,
} from '../../testing/entra'
import { writeSeed } from '../../testing/seed'

// What a registration means at Entra's endpoints.

const emulator = await startTestEmulator({ seedFile: await writeSeed({ apps: [setupApp] }) })
const { call, addPassword, createApplication, createPrincipal } = await directoryOf(emulator)

beforeEach(emulator.reset)

const use = { id: '70000000-0000-4000-8000-000000000801', value: 'Calls.Use' }
const manage = { id: '70000000-0000-4000-8000-000000000802', value: 'Calls.Manage', type: 'Admin' }

async function createApi(scopes: object[] = [use, manage]): Promise<Application> {
  const api = await createApplication({ api: { oauth2PermissionScopes: scopes } })
  await createPrincipal(api)
  return api
}

function change({ id }: Application, body: object): Promise<Response> {
  return call(`/applications/${id}`, { method: 'PATCH', body })
}

/** What asking for a scope by the sample client app comes to for somebody who accepts: a code, or what hinders it. */
async function outcome(scope: string, name = 'ada'): Promise<string | undefined> {
  const response = await signIn(emulator, spaRequest({ scope }), name)
  if (response.status === 200) return /Need admin approval/.exec(await response.text())?.[0]
  const { code, error_description } = handedBack(response)
  return code === undefined ? error_description?.split(':')[0] : 'code'
}

test('a scope is asked for by client id, and by identifier URIs once they are registered', async () => {
  const api = await createApi()
  expect(await outcome(`${api.appId}/Calls.Use`)).toBe('code')
  const uri = `api://${api.appId}`
  expect(await outcome(`${uri}/Calls.Use`)).toBe('AADSTS500011')
  await change(api, { identifierUris: [uri, 'https://contoso.example/calls'] })
  expect(await outcome(`${uri}/Calls.Use`)).toBe('code')
  expect(await outcome('https://contoso.example/calls/Calls.Use')).toBe('code')
})

test('consent follows an API to another identifier URI', async () => {
  const api = await createApi()
  const silent = async (scope: string) => {
    const cookie = (await signIn(emulator, spaRequest())).headers.get('set-cookie') ?? ''
    const response = await openAuthorize(emulator, spaRequest({ scope, prompt: 'none' }), {
      cookie,
    })
    return handedBack(response).error
  }
  expect(await silent(`${api.appId}/Calls.Use`)).toBe('consent_required')
  await outcome(`${api.appId}/Calls.Use`)
  await change(api, { identifierUris: [`api://${api.appId}`] })
  expect(await silent(`api://${api.appId}/Calls.Use`)).toBeUndefined()
})

test('a scope of the type Admin is for administrators to grant', async () => {
  const { appId } = await createApi()
  expect(await outcome(`${appId}/Calls.Manage`)).toBe('Need admin approval')
  expect(await outcome(`${appId}/Calls.Manage`, 'katherine')).toBe('code')
})

test('a disabled scope is none', async () => {
  const { appId } = await createApi([use, { ...manage, isEnabled: false }])
  expect(await outcome(`${appId}/Calls.Manage`, 'katherine')).toBe('AADSTS70011')
})

test('a pre-authorized client needs no consent for the scopes it is pre-authorized for', async () => {
  const api = await createApi([use, { ...manage, type: 'User' }])
  const delegatedPermissionIds = [use.id]
  const preAuthorizedApplications = [{ appId: spa.client_id, delegatedPermissionIds }]
  await change(api, { api: { preAuthorizedApplications } })
  const account = { emulator_account: sampleUser('ada').username }
  const statusFor = async (scope: string) =>
    (await press(emulator, spaRequest({ scope: `${api.appId}/${scope}` }), account)).status
  expect(await statusFor('Calls.Use')).toBe(302)
  expect(await statusFor('Calls.Manage')).toBe(200)
})

test('/.default stands for what the registration requires', async () => {
  const graph = '00000003-0000-0000-c000-000000000000'
  const userRead = { id: 'e1fe6dd8-ba31-4d61-89e7-88639da4683d', type: 'Scope' }
  const redirectUri = 'https://app.example/signed-in'
  const application = await createApplication({
    web: { redirectUris: [redirectUri] },
    requiredResourceAccess: [{ resourceAppId: graph, resourceAccess: [userRead] }],
  })
  const { secretText } = await addPassword(application)
  const request = {
    client_id: application.appId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'https://graph.microsoft.com/.default',
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
  }
  const { code = '' } = handedBack(await signIn(emulator, request))
  const { body } = await requestToken(emulator, {
    grant_type: 'authorization_code',
    client_id: application.appId,
    client_secret: secretText,
    code,
    redirect_uri: redirectUri,
    code_verifier: VERIFIER,
  })
  expect(decodeJwt(body.access_token)).toMatchObject({ scp: 'User.Read', appid: application.appId })
})

test('consent makes the service principal of an app that has none', async () => {
  const redirectUri = 'https://app.example/'
  const { appId } = await createApplication({ spa: { redirectUris: [redirectUri] } })
  const path = `/servicePrincipals(appId='${appId}')`
  expect((await call(path)).status).toBe(404)
  const request = { client_id: appId, redirect_uri: redirectUri, scope: 'User.Read' }
  await signIn(emulator, { response_type: 'code', ...request })
  expect(await bodyOf(await call(path))).toMatchObject({ appId })
})

test('pages of a registered app may join local calls', async () => {
  const join = () =>
    emulator.fetch('/_emulator/calls/any/join', {
      method: 'POST',
      headers: { origin: 'https://app.example', 'content-type': 'application/json' },
      body: '{}',
    })
  expect((await join()).status).toBe(403)
  await createApplication({ spa: { redirectUris: ['https://app.example/'] } })
  expect((await join()).status).toBe(401)
})

test('the front page shows it', async () => {
  await createApplication({ displayName: 'Seen on the page' })
  expect(await (await emulator.fetch('/')).text()).toContain('Seen on the page')
})
