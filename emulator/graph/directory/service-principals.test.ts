import { beforeEach, expect, test } from 'vitest'
import { SERVER_APP_ID } from '../../core/config/samples'
import { bodyOf, startTestEmulator } from '../../testing/emulator'
import { directoryOf, setupApp, tokenErrorOf } from '../../testing/directory'
import {
  CONTOSO,
  openAuthorize,
  press,
  requestToken,
  spaRequest,
  TEAMS_SCOPE,
} from '../../testing/entra'
import { graphErrorOf } from '../../testing/graph-app'
import { writeSeed } from '../../testing/seed'

const LONELY = '70000000-0000-4000-8000-000000000300'
const TEAMS_SERVICE = '1fd5118e-2576-4263-8130-9503064c837a'

const seedFile = await writeSeed({
  tenants: [
    {
      id: LONELY,
      displayName: 'Lonely',
      domain: 'lonely.example',
      hasCommunicationServices: false,
    },
  ],
  users: [
    {
      tenantId: LONELY,
      objectId: '70000000-0000-4000-8000-000000000303',
      username: 'lou@lonely.example',
      password: 'sample-password-of-lou',
      displayName: 'Lou Cole',
      givenName: 'Lou',
      surname: 'Cole',
      mail: 'lou@lonely.example',
    },
  ],
  apps: [setupApp],
})
const emulator = await startTestEmulator({ seedFile })
const directory = await directoryOf(emulator)

beforeEach(emulator.reset)

async function appIdsIn(tenant: string, query = ''): Promise<string[]> {
  const { call } = await directoryOf(emulator, tenant)
  const response = await call(`/servicePrincipals${query}`)
  return (await bodyOf<{ value: { appId: string }[] }>(response)).value.map(({ appId }) => appId)
}

test('Microsoft’s own are there, and those of the seed’s apps', async () => {
  const graph = '00000003-0000-0000-c000-000000000000'
  expect(await appIdsIn(CONTOSO)).toEqual(
    expect.arrayContaining([graph, TEAMS_SERVICE, SERVER_APP_ID]),
  )
  expect(await appIdsIn(CONTOSO, `?$filter=appId eq '${graph}'`)).toEqual([graph])
  const { id } = await directory.principal(graph)
  expect(await bodyOf(await directory.call(`/servicePrincipals/${id}`))).toMatchObject({
    displayName: 'Microsoft Graph',
    servicePrincipalNames: [graph, 'https://graph.microsoft.com'],
  })
})

test('a new application has none until one is made, and can have one', async () => {
  const { appId, id: objectId } = await directory.createApplication()
  expect((await directory.call(`/servicePrincipals(appId='${appId}')`)).status).toBe(404)
  const response = await directory.call('/servicePrincipals', { method: 'POST', body: { appId } })
  expect(response.status).toBe(201)
  const { id } = await bodyOf<{ id: string }>(response)
  expect(id).not.toBe(objectId)
  expect(await directory.principal(appId)).toMatchObject({ id, appId, displayName: 'Any' })
  const again = await directory.call('/servicePrincipals', { method: 'POST', body: { appId } })
  expect(await graphErrorOf(again)).toEqual([
    409,
    'Request_MultipleObjectsWithSameKeyValue',
    `The service principal cannot be created, updated, or restored because the service principal name ${appId} is already in use.`,
  ])
})

test('without an application there is no service principal', async () => {
  const body = { appId: '70000000-0000-4000-8000-000000000301' }
  const response = await directory.call('/servicePrincipals', { method: 'POST', body })
  expect((await graphErrorOf(response)).slice(0, 2)).toEqual([400, 'NoBackingApplicationObject'])
})

test('an app without one gets no token for itself: AADSTS7000229', async () => {
  const application = await directory.createApplication()
  const { secretText } = await directory.addPassword(application)
  expect(await tokenErrorOf(emulator, application.appId, secretText)).toBe(7000229)
  const { id } = await directory.createPrincipal(application)
  expect(await tokenErrorOf(emulator, application.appId, secretText)).toBeUndefined()
  await directory.call(`/servicePrincipals/${id}`, { method: 'DELETE' })
  expect(await tokenErrorOf(emulator, application.appId, secretText)).toBe(7000229)
})

test('an API without one is unknown to who asks for its scopes: AADSTS500011', async () => {
  const scope = { id: '70000000-0000-4000-8000-000000000302', value: 'Calls.Use' }
  const api = { oauth2PermissionScopes: [scope] }
  const application = await directory.createApplication({ api })
  const ask = async () => {
    const request = spaRequest({ scope: `${application.appId}/Calls.Use`, prompt: 'none' })
    return (await openAuthorize(emulator, request)).headers.get('location')
  }
  expect(await ask()).toContain('AADSTS500011')
  await directory.createPrincipal(application)
  expect(await ask()).toContain('login_required')
})

test('a tenant that lacks ACS’s gets it, and its people can be asked for Teams scopes', async () => {
  const lonely = await directoryOf(emulator, LONELY)
  const ask = async () => {
    const account = { emulator_account: 'lou@lonely.example' }
    const response = await press(emulator, spaRequest({ scope: TEAMS_SCOPE }), account, LONELY)
    return response.headers.get('location') ?? (await response.text())
  }
  expect(await appIdsIn(LONELY)).not.toContain(TEAMS_SERVICE)
  expect(await ask()).toContain('AADSTS650052')
  await lonely.createPrincipal({ appId: TEAMS_SERVICE })
  expect(await appIdsIn(LONELY)).toContain(TEAMS_SERVICE)
  expect(await ask()).toContain('Manage calls in Teams')
})

test('an application of one tenant is no other tenant’s: AADSTS700016, and 50194 where none is named', async () => {
  const application = await directory.createApplication()
  const { secretText: client_secret } = await directory.addPassword(application)
  const fields = {
    grant_type: 'client_credentials',
    client_id: application.appId,
    client_secret,
    scope: 'https://graph.microsoft.com/.default',
  }
  const errorAt = async (tenant: string) =>
    (await requestToken(emulator, fields, { tenant })).body.error_codes
  expect(await errorAt(LONELY)).toEqual([700016])
  expect(await errorAt('organizations')).toEqual([50194])
  const page = await openAuthorize(emulator, { client_id: application.appId }, { tenant: LONELY })
  expect(await page.text()).toContain('AADSTS700016')
})
