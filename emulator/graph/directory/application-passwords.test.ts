import { beforeEach, expect, test } from 'vitest'
import { bodyOf, startTestEmulator } from '../../testing/emulator'
import { directoryOf, setupApp, tokenErrorOf } from '../../testing/directory'
import { graphErrorOf } from '../../testing/graph-app'
import { writeSeed } from '../../testing/seed'

const emulator = await startTestEmulator({ seedFile: await writeSeed({ apps: [setupApp] }) })
const directory = await directoryOf(emulator)
const start = emulator.clock.now

beforeEach(async () => {
  emulator.clock.now = start
  await emulator.reset()
})

async function createWithPrincipal() {
  const application = await directory.createApplication()
  await directory.createPrincipal(application)
  return application
}

test('a secret is shown once, with its hint and its two years', async () => {
  const application = await createWithPrincipal()
  const added = await directory.addPassword(application, { displayName: 'For tests' })
  expect(added).toMatchObject({
    '@odata.context': `${emulator.url}/v1.0/$metadata#microsoft.graph.passwordCredential`,
    displayName: 'For tests',
    hint: added.secretText.slice(0, 3),
    startDateTime: '2026-01-15T12:00:00.000Z',
    endDateTime: '2028-01-15T12:00:00.000Z',
    secretText: expect.stringMatching(/^\S{40}$/) as string,
  })
  const shown = await bodyOf(await directory.call(`/applications/${application.id}`))
  expect(shown).toMatchObject({ passwordCredentials: [{ keyId: added.keyId, secretText: null }] })
})

test('the token endpoint takes each of several secrets at once, and a removed one no longer', async () => {
  const application = await createWithPrincipal()
  const one = await directory.addPassword(application)
  const other = await directory.addPassword(application)
  const errorWith = (secret: string) => tokenErrorOf(emulator, application.appId, secret)
  expect(await errorWith(one.secretText)).toBeUndefined()
  expect(await errorWith(other.secretText)).toBeUndefined()
  expect(await errorWith('another')).toBe(7000215)
  const removal = { method: 'POST', body: { keyId: one.keyId } }
  const path = `/applications/${application.id}/removePassword`
  expect((await directory.call(path, removal)).status).toBe(204)
  expect(await errorWith(one.secretText)).toBe(7000215)
  expect(await errorWith(other.secretText)).toBeUndefined()
  expect((await directory.call(path, removal)).status).toBe(400)
})

test('a secret whose time is over is AADSTS7000222', async () => {
  const application = await createWithPrincipal()
  const endDateTime = '2026-01-15T13:00:00Z'
  const { secretText } = await directory.addPassword(application, { endDateTime })
  expect(await tokenErrorOf(emulator, application.appId, secretText)).toBeUndefined()
  emulator.clock.now += 60 * 60_000
  expect(await tokenErrorOf(emulator, application.appId, secretText)).toBe(7000222)
})

test('one that ends before it begins is 400', async () => {
  const { id } = await directory.createApplication()
  const body = { passwordCredential: { endDateTime: '2020-01-01T00:00:00Z' } }
  const response = await directory.call(`/applications/${id}/addPassword`, { method: 'POST', body })
  expect((await graphErrorOf(response)).slice(0, 2)).toEqual([400, 'Request_BadRequest'])
})
