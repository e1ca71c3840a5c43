import { beforeEach, expect, test } from 'vitest'
import { SERVER_APP_ID } from '../../core/config/samples'
import { bodyOf, startTestEmulator } from '../../testing/emulator'
import { FABRIKAM, requestToken, server, SERVER_SECRET, spa } from '../../testing/entra'
import { callGraph } from '../../testing/graph'
import { appWithRoles, graphApp, graphErrorOf } from '../../testing/graph-app'
import { writeSeed } from '../../testing/seed'

const writer = appWithRoles(51, 'Application.ReadWrite.All')
const reader = appWithRoles(52, 'Application.Read.All')
const emulator = await startTestEmulator({ seedFile: await writeSeed({ apps: [writer, reader] }) })
const call = await graphApp(emulator, writer)
const denied = [
  403,
  'Authorization_RequestDenied',
  'Insufficient privileges to complete the operation.',
]

beforeEach(emulator.reset)

interface Application {
  id: string
  appId: string
  displayName: string
  [property: string]: unknown
}

async function create(fields: object = {}): Promise<Application> {
  const body = { displayName: 'Any', ...fields }
  return bodyOf<Application>(await call('/applications', { method: 'POST', body }))
}

async function patch({ id }: Application, body: object): Promise<unknown[]> {
  const response = await call(`/applications/${id}`, { method: 'PATCH', body })
  return response.status === 204 ? [204] : graphErrorOf(response)
}

async function read({ id }: Application): Promise<Application> {
  return bodyOf<Application>(await call(`/applications/${id}`))
}

async function listed(query = ''): Promise<string[]> {
  const { value } = await bodyOf<{ value: Application[] }>(await call(`/applications${query}`))
  return value.map(({ displayName }) => displayName)
}

test('a new application has ids, and what the body leaves out has its default', async () => {
  const response = await call('/applications', { method: 'POST', body: { displayName: 'Any' } })
  expect(response.status).toBe(201)
  expect(await bodyOf(response)).toMatchObject({
    '@odata.context': `${emulator.url}/v1.0/$metadata#applications/$entity`,
    id: expect.stringMatching(/^[\da-f-]{36}$/) as string,
    appId: expect.stringMatching(/^[\da-f-]{36}$/) as string,
    createdDateTime: '2026-01-15T12:00:00.000Z',
    signInAudience: 'AzureADMyOrg',
    identifierUris: [],
    api: { requestedAccessTokenVersion: null, oauth2PermissionScopes: [] },
    passwordCredentials: [],
  })
})

test('it is read by its id and by its client id, not by one in place of the other', async () => {
  const { id, appId } = await create()
  for (const path of [`/${id}`, `(appId='${appId}')`, `(appId=%27${appId}%27)`]) {
    expect(await bodyOf(await call(`/applications${path}`))).toMatchObject({ id, appId })
  }
  for (const path of [`/${appId}`, `(appId='${id}')`]) {
    const [status, code] = await graphErrorOf(await call(`/applications${path}`))
    expect([status, code]).toEqual([404, 'Request_ResourceNotFound'])
  }
})

test('it is listed in its tenant alone, and found by client id and name', async () => {
  const { appId } = await create({ displayName: "Ada's app" })
  await create({ displayName: 'Another' })
  expect(await listed()).toEqual(expect.arrayContaining(["Ada's app", 'Another']))
  expect(await listed(`?$filter=appId eq '${appId}'`)).toEqual(["Ada's app"])
  expect(await listed("?$filter=displayName eq 'ada''s app'")).toEqual(["Ada's app"])
  expect(await listed("?$filter=startswith(displayName,'ada')")).toEqual(["Ada's app"])
  expect(await listed("?$filter=displayName eq 'none'&$select=displayName")).toEqual([])
  const elsewhere = await graphApp(emulator, writer, FABRIKAM)
  const response = await elsewhere(`/applications(appId='${appId}')`)
  expect(response.status).toBe(404)
})

test('another filter, and an unknown property, are rejected', async () => {
  for (const query of ["$filter=displayName ne 'a'", "$filter=size eq '1'", '$select=size']) {
    expect((await call(`/applications?${query}`)).status).toBe(400)
  }
})

test('a change of one part leaves the others, and replaces lists', async () => {
  const application = await create({
    web: { redirectUris: ['https://app.example/one'], logoutUrl: 'https://app.example/out' },
    spa: { redirectUris: ['http://localhost/'] },
  })
  const changes = { displayName: 'Changed', web: { redirectUris: ['https://app.example/two'] } }
  expect(await patch(application, changes)).toEqual([204])
  expect(await read(application)).toMatchObject({
    appId: application.appId,
    displayName: 'Changed',
    web: { redirectUris: ['https://app.example/two'], logoutUrl: 'https://app.example/out' },
    spa: { redirectUris: ['http://localhost/'] },
  })
})

test('what it cannot have is rejected, and nothing is kept of it', async () => {
  const application = await create()
  const wrong = [
    { size: 1 },
    { appId: SERVER_APP_ID },
    { passwordCredentials: [] },
    { displayName: '' },
    { web: 'nowhere' },
    { web: { redirectUris: ['nowhere'] } },
    { api: { requestedAccessTokenVersion: 3 } },
  ]
  for (const body of wrong) {
    const [status, code] = await patch(application, { spa: { redirectUris: [] }, ...body })
    expect([status, code]).toEqual([400, 'Request_BadRequest'])
  }
  expect(await patch(application, { size: 1 })).toContain("Invalid property 'size'.")
  expect(await read(application)).toMatchObject({ displayName: 'Any' })
})

test('a deleted one is gone, and signs nobody in', async () => {
  const { id, appId } = await create()
  const response = await call(`/applications/${id}`, { method: 'DELETE' })
  expect([response.status, await response.text()]).toEqual([204, ''])
  expect((await call(`/applications/${id}`)).status).toBe(404)
  const fields = { grant_type: 'client_credentials', client_id: appId, client_secret: 'any' }
  expect((await requestToken(emulator, fields)).body.error_codes).toEqual([700016])
})

test('an app of the seed is shown, changed and deleted like any other, until a reset', async () => {
  const path = `/applications(appId='${SERVER_APP_ID}')`
  const before = await bodyOf<Application>(await call(path))
  expect(before).toMatchObject({
    displayName: 'Sample server app',
    identifierUris: [`api://${SERVER_APP_ID}`],
    api: { oauth2PermissionScopes: [{ value: 'access_as_user' }] },
    requiredResourceAccess: [{ resourceAppId: '00000003-0000-0000-c000-000000000000' }],
  })
  expect(JSON.stringify(before)).not.toContain(SERVER_SECRET)
  expect(await patch(before, { displayName: 'Renamed' })).toEqual([204])
  expect(await listed(`?$filter=appId eq '${SERVER_APP_ID}'`)).toEqual(['Renamed'])
  const scope = 'https://graph.microsoft.com/.default'
  const fields = { grant_type: 'client_credentials', ...server, scope }
  expect((await requestToken(emulator, fields)).status).toBe(200)
  await call(path, { method: 'DELETE' })
  expect((await requestToken(emulator, fields)).body.error_codes).toEqual([700016])
  await emulator.reset()
  expect((await requestToken(emulator, fields)).status).toBe(200)
})

test('an app with Application.Read.All reads, and writing is 403', async () => {
  const { id } = await create()
  const read = await graphApp(emulator, reader)
  expect((await read(`/applications/${id}`)).status).toBe(200)
  const attempts = [
    read('/applications', { method: 'POST', body: { displayName: 'Any' } }),
    read(`/applications/${id}`, { method: 'PATCH', body: {} }),
    read(`/applications/${id}`, { method: 'DELETE' }),
    read(`/applications/${id}/addPassword`, { method: 'POST', body: {} }),
  ]
  for (const response of await Promise.all(attempts)) {
    expect(await graphErrorOf(response)).toEqual(denied)
  }
})

test('of users an administrator may, with the scope', async () => {
  const scope = 'Application.ReadWrite.All'
  const statusFor = async (name: string, granted: string) => {
    const options = { method: 'POST', body: { displayName: 'Any' }, client: spa }
    const response = await callGraph(emulator, '/applications', {
      ...options,
      name,
      scope: granted,
    })
    return response.status
  }
  expect(await statusFor('katherine', scope)).toBe(201)
  expect(await statusFor('katherine', 'Application.Read.All')).toBe(403)
  expect(await statusFor('ada', scope)).toBe(403)
})
