import { beforeEach, expect, test } from 'vitest'
import { SERVER_APP_ID } from '../core/config/samples'
import { bodyOf, startTestEmulator } from '../testing/emulator'
import { passwordTokens, sampleUser, spa } from '../testing/entra'
import { callGraph } from '../testing/graph'

const emulator = await startTestEmulator()

beforeEach(emulator.reset)

const settings = {
  '@odata.type': 'microsoft.graph.openTypeExtension',
  extensionName: 'example.contoso.settings',
  theme: 'dark',
}

function create(extension: Record<string, unknown> = {}) {
  const body = { ...settings, ...extension }
  return callGraph(emulator, '/me/extensions', { method: 'POST', body })
}

async function errorOf(response: Response): Promise<unknown[]> {
  const { error } = await bodyOf<{ error: { code: string; message: string } }>(response)
  return [response.status, error.code, error.message]
}

test('an extension is created, read, expanded and deleted', async () => {
  const shown = {
    '@odata.type': '#microsoft.graph.openTypeExtension',
    id: 'example.contoso.settings',
    extensionName: 'example.contoso.settings',
    theme: 'dark',
  }
  const context = `${emulator.url}/v1.0/$metadata#users('${sampleUser('ada').objectId}')/extensions/$entity`
  const created = await create()
  expect(created.status).toBe(201)
  expect(await bodyOf(created)).toEqual({ '@odata.context': context, ...shown })

  const path = '/me/extensions/example.contoso.settings'
  const read = await callGraph(emulator, path, { scope: 'User.Read' })
  expect(await bodyOf(read)).toEqual({ '@odata.context': context, ...shown })
  const expanded = await callGraph(emulator, '/me?$expand=extensions')
  expect(await bodyOf(expanded)).toMatchObject({ extensions: [shown] })
  const others = await callGraph(emulator, '/me?$expand=extensions', { name: 'grace' })
  expect(await bodyOf(others)).toMatchObject({ extensions: [] })

  expect((await callGraph(emulator, path, { method: 'DELETE' })).status).toBe(204)
  expect((await callGraph(emulator, path)).status).toBe(404)
})

test('it is also found by its full name', async () => {
  await create()
  const name = 'microsoft.graph.openTypeExtension.example.contoso.settings'
  expect((await callGraph(emulator, `/me/extensions/${name}`)).status).toBe(200)
})

test('a missing one is 404 ResourceNotFound', async () => {
  for (const method of ['GET', 'DELETE']) {
    const response = await callGraph(emulator, '/me/extensions/none', { method })
    expect(await errorOf(response)).toEqual([
      404,
      'ResourceNotFound',
      'Extension with given id not found.',
    ])
  }
})

test('two per app and user are the limit', async () => {
  for (const extensionName of ['one', 'two']) {
    expect((await create({ extensionName })).status).toBe(201)
  }
  expect(await errorOf(await create({ extensionName: 'three' }))).toEqual([
    400,
    'BadRequest',
    'Maximum number of extensions values supported per application is 2.',
  ])
  const { access_token } = await passwordTokens(emulator, 'ada', 'User.ReadWrite', spa)
  const byOtherApp = await emulator.fetch('/v1.0/me/extensions', {
    method: 'POST',
    headers: { authorization: `Bearer ${access_token}` },
    body: JSON.stringify({ ...settings, extensionName: 'three' }),
  })
  expect(byOtherApp.status).toBe(201)
  expect(SERVER_APP_ID).not.toBe(spa.client_id)
})

test('2 KB are the limit', async () => {
  expect((await create({ theme: 'x'.repeat(1900) })).status).toBe(201)
  const response = await create({ extensionName: 'large', theme: 'x'.repeat(2048) })
  expect((await errorOf(response)).slice(0, 2)).toEqual([400, 'BadRequest'])
})

test('a name can be taken once', async () => {
  await create()
  expect((await errorOf(await create())).slice(0, 2)).toEqual([409, 'NameConflict'])
})

test('writing needs User.ReadWrite', async () => {
  const request = { method: 'POST', body: settings, scope: 'User.Read', client: spa }
  expect((await callGraph(emulator, '/me/extensions', request)).status).toBe(403)
})

test('what is no open extension is 400', async () => {
  for (const extension of [{ '@odata.type': 'other' }, { extensionName: '' }]) {
    expect((await create(extension)).status).toBe(400)
  }
})
