import 'server-only'
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { type MigrationRow, pendingMigrations, readMigrations } from './migration-files'

// The advisory lock that Prisma's own `migrate deploy` takes.
const LOCK = 72707369

/** Brings a PostgreSQL database up to date; safe in several processes at once. */
export async function migratePostgres(connectionString: string): Promise<string[]> {
  const migrations = await readMigrations('postgresql')
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK])
    await client.query(CREATE_TABLE)
    const { rows } = await client.query<MigrationRow>(
      'SELECT migration_name, finished_at, rolled_back_at FROM _prisma_migrations',
    )
    const pending = pendingMigrations(migrations, rows)
    for (const { name, sql, checksum } of pending) {
      const startedAt = new Date()
      await client.query('BEGIN')
      await client.query(sql) // without parameters: many statements are allowed
      await client.query(
        'INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count) VALUES ($1, $2, now(), $3, $4, 1)',
        [randomUUID(), checksum, name, startedAt],
      )
      await client.query('COMMIT')
    }
    return pending.map(({ name }) => name)
  } finally {
    await client.end() // rolls back what is open and frees the lock
  }
}

const CREATE_TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`
