import { type App, startApp } from './fixtures/app'
import { hasPgBouncer, type PgBouncer, startPgBouncer } from './fixtures/pgbouncer'
import { createDatabase, type Postgres, startPostgres } from './fixtures/postgres'
import { expect, test } from './fixtures/test'
import { inventPeople } from './faults/people'

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
        const { url } = instances[index % 3]!
        const { headers } = people[index % people.length]!
        const method = index % 4 === 3 ? 'GET' : 'POST'
        const path = index % 2 ? '/api/token' : '/api/user'
        return (await fetch(`${url}${path}`, { method, headers })).status
      }),
    )

    expect(statuses.filter((status) => ![200, 201, 404].includes(status))).toEqual([])
    await Promise.all(instances.map((instance) => instance.stop()))
  })
})
