import { createClient } from '@libsql/client'
import pg from 'pg'
import { expect, inject, it, vi } from 'vitest'
import { localCloud } from '@/tests/support/server/local-cloud'
import { migrate } from './migrate'
import { readMigrations } from './migration-files'
import { providerOf } from './database-client'

const cloud = localCloud()
const noWait = () => expect.unreachable()

async function query(sql: string): Promise<Record<string, unknown>[]> {
  if (providerOf(cloud.databaseUrl) === 'postgresql') {
    const client = new pg.Client({ connectionString: cloud.databaseUrl })
    await client.connect()
    const { rows } = await client.query<Record<string, unknown>>(sql)
    await client.end()
    return rows
  }
  const client = createClient({ url: cloud.databaseUrl })
  const { rows } = await client.execute(sql)
  client.close()
  return rows
}

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

it.runIf(inject('postgres'))('reads only, where nothing is pending', async () => {
  const role = `reader_${crypto.randomUUID().replaceAll('-', '')}`
  await query(`CREATE ROLE ${role} LOGIN PASSWORD 'test-only'`)
  await query(`GRANT SELECT ON _prisma_migrations TO ${role}`)
  const url = new URL(cloud.databaseUrl)
  url.username = role
  url.password = 'test-only'
  expect(await migrate(url.href, noWait)).toEqual([])
})

it.runIf(inject('postgres'))('leaves no lock behind that a pooler would keep', async () => {
  const url = await cloud.newDatabase()
  await migrate(url, noWait)
  const [row] = await query(
    `SELECT count(*)::int AS locks FROM pg_locks WHERE locktype = 'advisory'`,
  )
  expect(row).toEqual({ locks: 0 })
})

it('stops at a migration that was left half done', async () => {
  await query('UPDATE _prisma_migrations SET finished_at = NULL')
  await expect(migrate(cloud.databaseUrl, noWait)).rejects.toThrow(/left half done/)
})
