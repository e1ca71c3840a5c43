import { beforeEach, expect, test } from 'vitest'
import { bodyOf, startTestEmulator } from '../testing/emulator'
import { sampleUser, spa } from '../testing/entra'
import { callGraph } from '../testing/graph'
import { graphErrorOf } from '../testing/graph-app'

const emulator = await startTestEmulator()
const path = '/me/extensions/example.contoso.settings'

beforeEach(async () => {
  await emulator.reset()
  await create('example.contoso.settings', { theme: 'dark', layout: 'wide' })
})

function create(extensionName: string, data: Record<string, unknown> = {}) {
  const body = { '@odata.type': 'microsoft.graph.openTypeExtension', extensionName, ...data }
  return callGraph(emulator, '/me/extensions', { method: 'POST', body })
}

function update(body: Record<string, unknown>, to = path) {
  return callGraph(emulator, to, { method: 'PATCH', body })
}

async function shown() {
  return bodyOf(await callGraph(emulator, path))
}

test('an update adds and replaces properties, and leaves the others', async () => {
  const response = await update({ theme: 'light', color: 'red' })
  expect([response.status, await response.text()]).toEqual([204, ''])
  expect(await shown()).toMatchObject({ theme: 'light', color: 'red', layout: 'wide' })
})

test('a property that is set to null is gone', async () => {
  await update({ theme: null })
  expect(await shown()).not.toHaveProperty('theme')
  expect(await shown()).toHaveProperty('layout', 'wide')
})

test('type and name may be repeated, and a full name names it', async () => {
  const extensionName = 'example.contoso.settings'
  const body = { '@odata.type': '#microsoft.graph.openTypeExtension', extensionName, theme: 'gray' }
  const full = '/me/extensions/microsoft.graph.openTypeExtension.example.contoso.settings'
  expect((await update(body, full)).status).toBe(204)
  expect(await shown()).toMatchObject({ id: extensionName, theme: 'gray' })
})

test('an update is rejected that renames it, changes its type or grows it above 2 KB', async () => {
  for (const body of [
    { extensionName: 'other' },
    { '@odata.type': 'other' },
    { theme: 'x'.repeat(2048) },
  ]) {
    expect((await graphErrorOf(await update(body))).slice(0, 2)).toEqual([400, 'BadRequest'])
  }
  expect(await shown()).toMatchObject({ theme: 'dark' })
})

test('a missing one is 404, and an update needs User.ReadWrite', async () => {
  expect(await graphErrorOf(await update({ theme: 'light' }, '/me/extensions/none'))).toEqual([
    404,
    'ResourceNotFound',
    'Extension with given id not found.',
  ])
  const options = { method: 'PATCH', body: { theme: 'light' }, scope: 'User.Read', client: spa }
  expect((await callGraph(emulator, path, options)).status).toBe(403)
})

test('the list has all extensions of the user, and none of anybody else', async () => {
  await create('example.contoso.second')
  const context = `${emulator.url}/v1.0/$metadata#users('${sampleUser('ada').objectId}')/extensions`
  expect(await bodyOf(await callGraph(emulator, '/me/extensions'))).toEqual({
    '@odata.context': context,
    value: [
      expect.objectContaining({ id: 'example.contoso.settings', theme: 'dark' }) as object,
      expect.objectContaining({ id: 'example.contoso.second' }) as object,
    ],
  })
  const others = await callGraph(emulator, '/me/extensions', { name: 'grace' })
  expect(await bodyOf(others)).toMatchObject({ value: [] })
})
