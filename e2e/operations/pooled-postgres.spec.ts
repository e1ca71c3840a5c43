import { type App, startApp } from '../../tests/support/programs/app'
import { startFreezableProxy } from '../../tests/support/databases/freezable-proxy'
import {
  hasPgBouncer,
  type PgBouncer,
  startPgBouncer,
} from '../../tests/support/databases/pgbouncer'
import {
  createDatabase,
  type Postgres,
  startPostgres,
} from '../../tests/support/databases/postgres'
import { expect, test } from '../../tests/support/browser/test'
import { inventPeople } from '../../tests/resilience/people'

const READY_WITHIN_MS = 5_000

test.describe('behind PgBouncer in transaction mode', () => {
  test.skip(!hasPgBouncer, 'There is no PgBouncer: install it to run these.')
  let postgres: Postgres
  let pooler: PgBouncer

  test.beforeAll(async () => {
    postgres = await startPostgres()
    pooler = await startPgBouncer(postgres.url)
  })

  test.afterAll(async () => {
    await pooler.stop()
    await postgres.stop()
  })

  test('three instances are ready within 5 s each, and none of 200 requests at once fails', async ({
    emulator,
  }) => {
    const databaseUrl = pooler.pooled(await createDatabase(postgres.url))
    const instances: App[] = []
    for (let count = 0; count < 3; count++) {
      const startedAt = performance.now()
      instances.push(await startApp({ emulator, databaseUrl, settings: { RATE_LIMIT_TOKEN: '0' } }))
      expect(performance.now() - startedAt).toBeLessThan(READY_WITHIN_MS)
    }
    const people = await inventPeople(emulator, 50)
    const statuses = await Promise.all(
      Array.from({ length: 200 }, async (_, index) => {
        const url = instances[index % 3]?.url ?? ''
        const { headers } = people[index % people.length] ?? {}
        const method = index % 4 === 3 ? 'GET' : 'POST'
        const path = index % 2 ? '/api/token' : '/api/user'
        return (await fetch(`${url}${path}`, { method, ...(headers && { headers }) })).status
      }),
    )
    expect(statuses.filter((status) => ![200, 201, 404].includes(status))).toEqual([])
    // Each instance finds the pooler out, once; and everybody has one identity.
    for (const { program } of instances) {
      const lines = program.output.filter((line) => line.includes('a connection pooler was met'))
      expect(lines.length).toBeLessThanOrEqual(1)
    }
    const { identities } = await emulator.state()
    expect(identities.filter(({ deleted }) => !deleted)).toHaveLength(people.length)
    await Promise.all(instances.map((instance) => instance.stop()))
  })

  test('migrations take the direct connection string, which also says that there is a pooler', async ({
    emulator,
  }) => {
    const database = await createDatabase(postgres.url)
    const direct = await startFreezableProxy(postgres.url)
    const settings = { DATABASE_DIRECT_URL: direct.through(database) }
    const databaseUrl = pooler.pooled(database)
    const app = await startApp({ emulator, databaseUrl, settings })
    expect(direct.connections()).toBe(1)
    const headers = { authorization: `Bearer ${await emulator.apiToken('ada')}` }
    const statuses = await Promise.all(
      Array.from(
        { length: 50 },
        async () => (await fetch(`${app.url}/api/user`, { headers })).status,
      ),
    )
    expect(new Set(statuses)).toEqual(new Set([404]))
    expect(app.program.output.join('\n')).not.toContain('a connection pooler was met')
    expect(direct.connections()).toBe(1)
    await app.stop()
    await direct.stop()
  })
})
