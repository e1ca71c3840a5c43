import { expect, test } from 'vitest'
import { bodyOf, startTestEmulator } from '../testing/emulator'
import { sampleUser } from '../testing/entra'
import { callGraph } from '../testing/graph'

const emulator = await startTestEmulator()
const grace = sampleUser('grace')

test('another user of the tenant is found by id or name, with a scope for all users', async () => {
  for (const id of [grace.objectId, grace.username]) {
    const response = await callGraph(emulator, `/users/${id}`, { scope: 'User.ReadBasic.All' })
    expect(await bodyOf(response)).toMatchObject({ displayName: 'Grace Hopper' })
  }
})

test('without such a scope only oneself is shown', async () => {
  const scope = 'User.Read'
  expect((await callGraph(emulator, `/users/${grace.objectId}`, { scope })).status).toBe(403)
  const own = await callGraph(emulator, `/users/${sampleUser('ada').objectId}`, { scope })
  expect(own.status).toBe(200)
})

test('an unknown user, and one of another tenant, is 404', async () => {
  for (const id of ['nobody@contoso.example', sampleUser('hedy').objectId]) {
    const response = await callGraph(emulator, `/users/${id}`, { scope: 'User.Read.All' })
    expect([response.status, await bodyOf(response)]).toMatchObject([
      404,
      { error: { code: 'Request_ResourceNotFound' } },
    ])
  }
})
