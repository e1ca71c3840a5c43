import { expect, test } from 'vitest'
import { bodyOf, startTestEmulator } from '../testing/emulator'
import { sampleUser, spa } from '../testing/entra'
import { callGraph } from '../testing/graph'
import { appWithRoles, graphApp, graphErrorOf } from '../testing/graph-app'
import { writeSeed } from '../testing/seed'

const app = appWithRoles(31, 'User.Read.All', 'Directory.Read.All')
const emulator = await startTestEmulator({ seedFile: await writeSeed({ apps: [app] }) })
const grace = sampleUser('grace')
const denied = [
  403,
  'Authorization_RequestDenied',
  'Insufficient privileges to complete the operation.',
]

interface Licenses {
  value: { skuId: string; servicePlans: { servicePlanName: string }[] }[]
}

test('who has a Teams license has a SKU with the service plan of Teams', async () => {
  const response = await callGraph(emulator, '/me/licenseDetails', { scope: 'User.Read' })
  const { value } = await bodyOf<Licenses>(response)
  expect(value).toHaveLength(1)
  expect(value[0]?.servicePlans.map(({ servicePlanName }) => servicePlanName)).toContain('TEAMS1')
})

test('who has none has no SKU', async () => {
  const response = await callGraph(emulator, '/me/licenseDetails', {
    name: 'alan',
    scope: 'User.Read',
  })
  expect(await bodyOf(response)).toMatchObject({ value: [] })
})

test('it needs a scope that Microsoft names', async () => {
  const options = { scope: 'User.ReadWrite', client: spa }
  const response = await callGraph(emulator, '/me/licenseDetails', options)
  expect(await graphErrorOf(response)).toEqual(denied)
})

test('those of others are for administrators; one’s own are found by id, too', async () => {
  const path = `/users/${grace.objectId}/licenseDetails`
  const scope = 'User.Read.All'
  const statusFor = async (name: string) =>
    (await callGraph(emulator, path, { name, scope, client: spa })).status
  expect(await statusFor('katherine')).toBe(200)
  expect(await statusFor('grace')).toBe(200)
  expect(await statusFor('ada')).toBe(403)
  const unknown = await callGraph(emulator, '/users/nobody/licenseDetails', {
    name: 'katherine',
    scope,
  })
  expect(unknown.status).toBe(404)
})

test('an app by itself may not ask', async () => {
  const call = await graphApp(emulator, app)
  expect(await graphErrorOf(await call(`/users/${grace.objectId}/licenseDetails`))).toEqual(denied)
})
