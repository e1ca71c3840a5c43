import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type App, startApp } from '../../tests/support/programs/app'
import { createDatabase, startPostgres } from '../../tests/support/databases/postgres'
import { expect, test } from '../../tests/support/browser/test'

const databases = {
  async SQLite() {
    const folder = await mkdtemp(path.join(tmpdir(), 'acs-e2e-'))
    return {
      url: `file:${path.join(folder, 'acs.db')}`,
      stop: () => rm(folder, { recursive: true, force: true }),
    }
  },
  async PostgreSQL() {
    const server = await startPostgres()
    return { url: await createDatabase(server.url), stop: () => server.stop() }
  },
}

for (const [name, startDatabase] of Object.entries(databases)) {
  test.describe(`two instances on one ${name} database`, () => {
    let database: Awaited<ReturnType<typeof startDatabase>>
    let instances: [App, App]

    test.beforeAll(async ({ emulator }) => {
      database = await startDatabase()
      const options = { emulator, databaseUrl: database.url }
      // At the same time: both find the migrations missing.
      instances = await Promise.all([startApp(options), startApp(options)])
    })

    test.afterAll(async () => {
      await Promise.all(instances.map((instance) => instance.stop()))
      await database.stop()
    })

    test('create one identity for 50 calls at once', async ({ emulator }) => {
      const headers = { authorization: `Bearer ${await emulator.apiToken('edsger')}` }
      const before = (await emulator.state()).identities.length
      const responses = await Promise.all(
        Array.from({ length: 50 }, async (_, index) => {
          const { url } = instances[index % 2 ? 0 : 1]
          const response = await fetch(`${url}/api/user`, { method: 'POST', headers })
          return { status: response.status, body: await response.text() }
        }),
      )
      expect(responses.filter(({ status }) => status === 201)).toHaveLength(1)
      expect(responses.filter(({ status }) => status === 200)).toHaveLength(49)
      expect(new Set(responses.map(({ body }) => body)).size).toBe(1)
      expect((await emulator.state()).identities).toHaveLength(before + 1)
    })

    test('know of each other’s revocations', async ({ emulator }) => {
      const headers = { authorization: `Bearer ${await emulator.apiToken('ada')}` }
      const [one, other] = instances
      const token = async ({ url }: App) => {
        const response = await fetch(`${url}/api/token`, { method: 'POST', headers })
        return ((await response.json()) as { token: string }).token
      }
      const issued = await token(one)
      expect(await token(one)).toBe(issued)
      const revoked = await fetch(`${other.url}/api/token`, { method: 'DELETE', headers })
      expect(revoked.status).toBe(204)
      expect(await token(one)).not.toBe(issued)
    })
  })
}
