import { beforeEach, expect, test } from 'vitest'
import { bodyOf, startTestEmulator } from '../testing/emulator'
import { FABRIKAM, sampleUser, spa } from '../testing/entra'
import { callGraph } from '../testing/graph'
import { appWithRoles, graphApp, graphErrorOf } from '../testing/graph-app'
import { writeSeed } from '../testing/seed'

const writer = appWithRoles(21, 'User.ReadWrite.All')
const director = appWithRoles(22, 'Directory.ReadWrite.All')
const reader = appWithRoles(23, 'User.Read.All')
const seedFile = await writeSeed({ apps: [writer, director, reader] })
const emulator = await startTestEmulator({ seedFile })
const grace = sampleUser('grace')
const list = `/users/${grace.objectId}/extensions`
const path = `/users/${grace.username}/extensions/example.contoso.settings`

beforeEach(emulator.reset)

const settings = {
  '@odata.type': 'microsoft.graph.openTypeExtension',
  extensionName: 'example.contoso.settings',
  theme: 'dark',
}

test.each([
  ['User.ReadWrite.All', writer],
  ['Directory.ReadWrite.All', director],
])('an app by itself with %s creates, reads, changes and deletes them', async (_role, app) => {
  const call = await graphApp(emulator, app)
  expect((await call(list, { method: 'POST', body: settings })).status).toBe(201)
  expect(await bodyOf(await call(list))).toMatchObject({ value: [{ theme: 'dark' }] })
  expect((await call(path, { method: 'PATCH', body: { theme: 'light' } })).status).toBe(204)
  expect(await bodyOf(await call(path))).toMatchObject({ theme: 'light' })
  const own = await callGraph(emulator, '/me/extensions', { name: 'grace' })
  expect(await bodyOf(own)).toMatchObject({ value: [{ theme: 'light' }] })
  expect((await call(path, { method: 'DELETE' })).status).toBe(204)
  expect((await call(path)).status).toBe(404)
})

test('an app with User.Read.All reads them, and writing is 403', async () => {
  const call = await graphApp(emulator, reader)
  expect((await call(list)).status).toBe(200)
  expect(await graphErrorOf(await call(list, { method: 'POST', body: settings }))).toEqual([
    403,
    'Authorization_RequestDenied',
    'Insufficient privileges to complete the operation.',
  ])
})

test('an unknown user, and one of another tenant, is 404', async () => {
  const call = await graphApp(emulator, writer)
  const elsewhere = await graphApp(emulator, writer, FABRIKAM)
  const responses = [await call('/users/nobody@contoso.example/extensions'), await elsewhere(list)]
  for (const response of responses) {
    expect((await graphErrorOf(response)).slice(0, 2)).toEqual([404, 'Request_ResourceNotFound'])
  }
})

test('a user reaches their own this way, and an administrator everybody’s', async () => {
  const scope = 'User.ReadWrite.All'
  const own = { name: 'grace', scope: 'User.ReadWrite', method: 'POST', body: settings }
  expect((await callGraph(emulator, list, { ...own, client: spa })).status).toBe(201)
  const change = { method: 'PATCH', body: { theme: 'light' } }
  const byAdministrator = { ...change, name: 'katherine', scope, client: spa }
  expect((await callGraph(emulator, path, byAdministrator)).status).toBe(204)
  const withoutScope = { ...byAdministrator, scope: 'User.ReadWrite' }
  expect((await callGraph(emulator, path, withoutScope)).status).toBe(403)
})

test('another user may not, whatever their token says', async () => {
  const options = { method: 'PATCH', body: { theme: 'red' }, scope: 'User.ReadWrite.All' }
  expect((await callGraph(emulator, path, { ...options, name: 'ada', client: spa })).status).toBe(
    403,
  )
})
