import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createClient } from '@libsql/client'
import { inventPeople } from '../../tests/resilience/people'
import { type App, startApp } from '../../tests/support/programs/app'
import { expect, test } from '../../tests/support/browser/test'

let folder = ''

test.beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'acs-resource-'))
})

test.afterEach(() => rm(folder, { recursive: true, force: true }))

test('a changed connection string replaces nobody’s identity, and is survived once it is put back', async ({
  emulator,
}) => {
  const databaseUrl = `file:${path.join(folder, 'acs.db')}`
  const [right, wrong] = emulator.config.acs.map(({ connectionString }) => connectionString)
  const start = (connectionString = '') =>
    startApp({ emulator, databaseUrl, settings: { ACS_CONNECTION_STRING: connectionString } })
  const [ada, grace, newcomer] = await inventPeople(emulator, 3)
  const send = async (app: App, person: typeof ada, method: string, target: string) => {
    const headers = person?.headers ?? {}
    const response = await fetch(`${app.url}${target}`, { method, headers })
    const text = await response.text()
    const body = (text ? JSON.parse(text) : {}) as Record<string, unknown>
    return { status: response.status, body }
  }
  const others = async () => {
    const { identities } = await emulator.state()
    const { resourceId } = emulator.config.acs[1] ?? {}
    return identities.filter((one) => one.resourceId === resourceId)
  }

  let app = await start(right)
  const identity = await send(app, ada, 'POST', '/api/user')
  await send(app, grace, 'POST', '/api/user')
  await app.stop()
  const before = await rows(databaseUrl)

  app = await start(wrong)
  const failed = { status: 502, body: { code: 'upstream_failed' } }
  expect(await send(app, ada, 'POST', '/api/token')).toMatchObject(failed)
  expect(await send(app, ada, 'GET', '/api/token')).toMatchObject(failed)
  expect(await send(app, newcomer, 'POST', '/api/user')).toMatchObject(failed)
  expect(await send(app, newcomer, 'POST', '/api/token')).toMatchObject(failed)
  expect(await send(app, ada, 'POST', '/api/user')).toEqual({ ...identity, status: 200 })
  expect(await rows(databaseUrl)).toEqual(before)
  expect(await send(app, ada, 'DELETE', '/api/token')).toMatchObject(failed)
  expect(await send(app, grace, 'DELETE', '/api/user')).toMatchObject({ status: 204 })
  // The one that asked which resource it is, and those of the newcomer: all are deleted again.
  expect((await others()).length).toBeGreaterThan(0)
  expect((await others()).filter(({ deleted }) => !deleted)).toEqual([])
  const log = app.program.output.join('\n')
  for (const { resourceId } of emulator.config.acs) {
    expect(log).toMatch(new RegExp(`ACS_CONNECTION_STRING points to .*${resourceId}`))
  }
  await app.stop()

  app = await start(right)
  expect(await send(app, ada, 'POST', '/api/token')).toMatchObject({
    status: 201,
    body: { user: { communicationUserId: identity.body.acsUserIdentity } },
  })
  expect(await send(app, newcomer, 'POST', '/api/user')).toMatchObject({ status: 201 })
  // What was begun meanwhile was kept, and reaches the right resource.
  await expect
    .poll(async () => (await emulator.state()).counts, { timeout: 40_000 })
    .toMatchObject({ 'acs.revokeTokens': 1 })
  await expect
    .poll(async () => (await rows(databaseUrl)).filter(({ retryAt }) => retryAt !== null), {
      timeout: 40_000,
    })
    .toEqual([])
  await app.stop()
})

async function rows(url: string): Promise<Record<string, unknown>[]> {
  const client = createClient({ url, timeout: 10_000 })
  const { rows } = await client.execute('SELECT * FROM IdentityMapping ORDER BY id')
  client.close()
  return rows.map((row) => ({ ...row }))
}
