import { beforeEach, expect, test } from 'vitest'
import { bodyOf, startTestEmulator } from '../../testing/emulator'
import { type Application, directoryOf, setupApp } from '../../testing/directory'
import { graphErrorOf } from '../../testing/graph-app'
import { writeSeed } from '../../testing/seed'

const emulator = await startTestEmulator({ seedFile: await writeSeed({ apps: [setupApp] }) })
const { call, createApplication } = await directoryOf(emulator)
let application: Application

beforeEach(async () => {
  await emulator.reset()
  application = await createApplication()
})

const credential = {
  name: 'main-branch',
  issuer: 'https://token.actions.githubusercontent.example',
  subject: 'repo:contoso/calls:ref:refs/heads/main',
  audiences: ['api://AzureADTokenExchange'],
}

function path(name = ''): string {
  return `/applications/${application.id}/federatedIdentityCredentials${name}`
}

function create(fields: object = {}) {
  return call(path(), { method: 'POST', body: { ...credential, ...fields } })
}

test('one is created, listed, read by name, changed and deleted', async () => {
  const created = await create()
  expect(created.status).toBe(201)
  const { id } = await bodyOf<{ id: string }>(created)
  expect(await bodyOf(await call(path()))).toMatchObject({ value: [{ ...credential, id }] })
  const change = { method: 'PATCH', body: { subject: 'repo:contoso/calls:environment:test' } }
  expect((await call(path(`/${id}`), change)).status).toBe(204)
  expect(await bodyOf(await call(path('/main-branch')))).toMatchObject({
    id,
    subject: 'repo:contoso/calls:environment:test',
    issuer: credential.issuer,
  })
  expect((await call(path('/main-branch'), { method: 'DELETE' })).status).toBe(204)
  expect((await call(path(`/${id}`))).status).toBe(404)
})

test('the application itself does not show it', async () => {
  await create()
  const shown = await bodyOf(await call(`/applications/${application.id}`))
  expect(shown).not.toHaveProperty('federatedIdentityCredentials')
})

test('a name, and a pair of issuer and subject, can be taken once', async () => {
  await create()
  for (const fields of [{ subject: 'another' }, { name: 'another' }]) {
    const [status, code] = await graphErrorOf(await create(fields))
    expect([status, code]).toEqual([409, 'Request_MultipleObjectsWithSameKeyValue'])
  }
})

test('each part is required, with one audience, and a name stays', async () => {
  for (const fields of [
    { name: undefined },
    { name: 'not friendly' },
    { issuer: '' },
    { subject: undefined },
    { audiences: [] },
    { audiences: ['one', 'two'] },
  ]) {
    expect((await create(fields)).status).toBe(400)
  }
  await create()
  const rename = { method: 'PATCH', body: { name: 'another' } }
  expect((await call(path('/main-branch'), rename)).status).toBe(400)
})

test('twenty are the limit', async () => {
  for (let number = 1; number <= 20; number += 1) {
    const fields = { name: `branch-${number}`, subject: `subject ${number}` }
    expect((await create(fields)).status).toBe(201)
  }
  expect((await create({ name: 'one-more', subject: 'one more' })).status).toBe(400)
})
