import 'server-only'
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import {
  type Migration,
  type MigrationRow,
  type OnWait,
  pendingMigrations,
  readMigrations,
} from './migration-files'
import { clientClass, type DatabaseAuth, explainRefusal } from './token-client'

// The advisory lock that Prisma's own `migrate deploy` takes.
const LOCK = 72707369
const LOCK_TIMEOUT = '5s'
const READ_MS = 5_000
// Above what a migration may take; a connection that is silent for longer is given up.
const APPLY_MS = 10 * 60_000

/**
 * Brings a PostgreSQL database up to date; safe in several processes at once, and behind a pooler:
 * what is pending is read without a lock, and applied in one transaction, whose end releases all.
 */
export async function migratePostgres(
  connectionString: string,
  onWait: OnWait,
  auth: DatabaseAuth,
): Promise<string[]> {
  const migrations = await readMigrations('postgresql')
  const client = new (clientClass(auth))({
    connectionString,
    connectionTimeoutMillis: READ_MS,
    query_timeout: APPLY_MS,
  })
  client.on('error', () => undefined) // a lost connection rejects the query, too
  await client.connect().catch((error: unknown) => explainRefusal(auth, error))
  try {
    for (;;) {
      const pending = await findPending(client, migrations)
      if (pending.length === 0) return []
      const applied = await apply(client, migrations, onWait).catch((error: unknown) =>
        explain(error, pending),
      )
      if (applied) return applied
    }
  } finally {
    // Rolls back what is open. Not awaited: a frozen server would never say goodbye.
    void client.end().catch(() => undefined)
  }
}

async function findPending(client: pg.Client, migrations: Migration[]): Promise<Migration[]> {
  const statement = {
    text: 'SELECT migration_name, finished_at, rolled_back_at FROM _prisma_migrations',
    query_timeout: READ_MS,
  }
  const { rows } = await client.query<MigrationRow>(statement).catch((error: unknown) => {
    if (sqlState(error) === '42P01') return { rows: [] } // a new database
    throw error
  })
  return pendingMigrations(migrations, rows)
}

// Null: a lock was not to be had in time.
async function apply(
  client: pg.Client,
  migrations: Migration[],
  onWait: OnWait,
): Promise<string[] | null> {
  await client.query('BEGIN')
  await client.query(`SET LOCAL lock_timeout = '${LOCK_TIMEOUT}'`)
  try {
    await lock(client, onWait)
    await client.query(CREATE_TABLE)
    // Again: whoever held the lock may have applied them.
    const pending = await findPending(client, migrations)
    for (const migration of pending) await applyOne(client, migration)
    await client.query('COMMIT')
    return pending.map(({ name }) => name)
  } catch (error) {
    if (sqlState(error) !== '55P03') throw error
    await client.query('ROLLBACK')
    onWait('a lock on the database was not to be had in 5 s')
    return null
  }
}

async function lock(client: pg.Client, onWait: OnWait): Promise<void> {
  const attempt = { text: 'SELECT pg_try_advisory_xact_lock($1) AS locked', values: [LOCK] }
  const { rows } = await client.query<{ locked: boolean }>(attempt)
  if (rows[0]?.locked) return
  onWait('another instance is applying them')
  await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK])
}

async function applyOne(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  const startedAt = new Date()
  await client.query(sql) // without parameters: many statements are allowed
  await client.query(
    'INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count) VALUES ($1, $2, now(), $3, $4, 1)',
    [randomUUID(), checksum, name, startedAt],
  )
}

function explain(error: unknown, pending: Migration[]): never {
  if (sqlState(error) !== '42501') throw error
  const names = pending.map(({ name }) => name).join(', ')
  throw new Error(
    `The database role may not apply the pending migrations (${names}): run "npm run migrate" with the owner's connection string.`,
    { cause: error },
  )
}

function sqlState(error: unknown): unknown {
  return (error as { code?: unknown }).code
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
