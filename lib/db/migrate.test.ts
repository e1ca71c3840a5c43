import pg from 'pg'
import { expect, inject, it, vi } from 'vitest'
import { queryDatabase } from '@/tests/support/databases/query'
import { localCloud } from '@/tests/support/server/local-cloud'
import { migrate } from './migrate'
import { readMigrations } from './migration-files'
import { providerOf } from './database-client'

const cloud = localCloud()
const noWait = () => expect.unreachable()

async function connected(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  return client
}

const query = (sql: string) => queryDatabase(cloud.databaseUrl, sql)

it('applies each migration once and keeps Prisma’s own books', async () => {
  const all = await readMigrations(providerOf(cloud.databaseUrl))
  const rows = await query('SELECT * FROM _prisma_migrations ORDER BY migration_name')
  expect(rows.map(({ migration_name: name, checksum }) => ({ name, checksum }))).toEqual(
    all.map(({ name, checksum }) => ({ name, checksum })),
  )
  expect(rows.every((row) => row.finished_at !== null && row.rolled_back_at === null)).toBe(true)
  expect(await migrate(cloud.databaseUrl, noWait)).toEqual([])
})

it('is safe when several instances start at once', async () => {
  const empty = await cloud.newDatabase()
  const results = await Promise.all([1, 2, 3].map(() => migrate(empty, vi.fn())))
  expect(results.filter((names) => names.length > 0)).toHaveLength(1)
})

it.runIf(inject('postgres'))(
  'reads only, where nothing is pending, and waits for nobody who migrates',
  async () => {
    const role = `reader_${crypto.randomUUID().replaceAll('-', '')}`
    await query(`CREATE ROLE ${role} LOGIN PASSWORD 'test-only'`)
    await query(`GRANT SELECT ON _prisma_migrations TO ${role}`)
    const url = new URL(cloud.databaseUrl)
    url.username = role
    url.password = 'test-only'
    const migrating = await connected(cloud.databaseUrl)
    await migrating.query('SELECT pg_advisory_lock(72707369)')
    expect(await migrate(url.href, noWait)).toEqual([])
    await migrating.end()
  },
)

it.runIf(inject('postgres'))(
  'leaves neither a lock nor a setting on its connection, which a pooler keeps',
  async () => {
    const url = await cloud.newDatabase()
    const end = vi.spyOn(pg.Client.prototype, 'end').mockReturnValue(Promise.resolve() as never)
    await migrate(url, noWait)
    const [kept] = end.mock.contexts as pg.Client[]
    end.mockRestore()
    const held = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()`
    expect((await kept!.query(held)).rowCount).toBe(0)
    expect((await kept!.query('SHOW lock_timeout')).rows).toEqual([{ lock_timeout: '0' }])
    await kept!.end()
  },
)

it.runIf(inject('postgres'))(
  'gives up on a lock after 5 s, so that nobody waits behind it, and tries again',
  async () => {
    const url = await cloud.newDatabase()
    const holding = await connected(url)
    await holding.query(
      'CREATE TABLE _prisma_migrations (id text, checksum text, finished_at timestamptz, migration_name text, rolled_back_at timestamptz, started_at timestamptz, applied_steps_count int)',
    )
    await holding.query('BEGIN')
    await holding.query('LOCK TABLE _prisma_migrations IN SHARE MODE') // reads pass, writes wait
    const onWait = vi.fn(() => void holding.query('ROLLBACK'))
    const all = await readMigrations('postgresql')
    expect(await migrate(url, onWait)).toEqual(all.map(({ name }) => name))
    expect(onWait.mock.calls).toEqual([['a lock on the database was not to be had in 5 s']])
    await holding.end()
  },
)

it('stops at a migration that was left half done', async () => {
  await query('UPDATE _prisma_migrations SET finished_at = NULL')
  await expect(migrate(cloud.databaseUrl, noWait)).rejects.toThrow(/left half done/)
})
