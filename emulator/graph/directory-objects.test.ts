import { expect, test } from 'vitest'
import { bodyOf, startTestEmulator } from '../testing/emulator'
import { sampleUser, spa } from '../testing/entra'
import { callGraph } from '../testing/graph'
import { appWithRoles, graphApp, graphErrorOf } from '../testing/graph-app'
import { writeSeed } from '../testing/seed'

const app = appWithRoles(41, 'Directory.Read.All')
const emulator = await startTestEmulator({ seedFile: await writeSeed({ apps: [app] }) })
const [ada, grace, hedy] = ['ada', 'grace', 'hedy'].map(sampleUser)
const path = '/directoryObjects/getByIds'
const scope = 'Directory.Read.All'

async function idsOf(response: Response): Promise<string[]> {
  return (await bodyOf<{ value: { id: string }[] }>(response)).value.map(({ id }) => id)
}

test('objects of the tenant are found by their ids; other ids are left out', async () => {
  const ids = [grace?.objectId, hedy?.objectId, ada?.objectId, 'none']
  const response = await callGraph(emulator, path, { method: 'POST', body: { ids }, scope })
  expect(response.status).toBe(200)
  expect(await bodyOf(response)).toMatchObject({
    value: [
      { '@odata.type': '#microsoft.graph.user', id: ada?.objectId, displayName: 'Ada Lovelace' },
      { '@odata.type': '#microsoft.graph.user', id: grace?.objectId },
    ],
  })
})

test('types narrow it, whatever their case', async () => {
  const call = await graphApp(emulator, app)
  const find = async (types: string[]) =>
    idsOf(await call(path, { method: 'POST', body: { ids: [ada?.objectId], types } }))
  expect(await find(['User'])).toEqual([ada?.objectId])
  expect(await find(['group'])).toEqual([])
  expect(await find(['directoryObject'])).toEqual([ada?.objectId])
})

test('no ids and more than a thousand are 400', async () => {
  const call = await graphApp(emulator, app)
  for (const body of [{}, { ids: [] }, { ids: Array<string>(1001).fill('none') }]) {
    const response = await call(path, { method: 'POST', body })
    expect((await graphErrorOf(response)).slice(0, 2)).toEqual([400, 'Request_BadRequest'])
  }
})

test('it needs Directory.Read.All', async () => {
  const options = { method: 'POST', body: { ids: [ada?.objectId] }, scope: 'User.Read.All' }
  expect((await callGraph(emulator, path, { ...options, client: spa })).status).toBe(403)
})
