import 'server-only'
import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import {
  type Migration,
  type MigrationRow,
  type OnWait,
  pendingMigrations,
  readMigrations,
} from './migration-files'
import { retryWhileLocked } from './retry-while-locked'
import { openSqlite, type SqliteClient } from './sqlite-client'

/** Brings a SQLite file up to date, creating it where it is missing; safe in several processes at once. */
export async function migrateSqlite(url: string, onWait: OnWait): Promise<string[]> {
  await mkdir(path.dirname(url.replace(/^file:(\/\/)?/, '')), { recursive: true })
  const migrations = await readMigrations('sqlite')
  const client = openSqlite(url)
  const attempt: Attempt = (work) =>
    retryWhileLocked(work, { onLocked: () => onWait('another process is writing to the file') })
  try {
    // Kept in the file: readers don't block the writer.
    await attempt(() => client.execute('PRAGMA journal_mode = WAL'))
    const pending = await attempt(() => findPending(client, migrations))
    return pending.length === 0 ? [] : await apply(client, migrations, attempt)
  } finally {
    client.close()
  }
}

type Attempt = <T>(work: () => Promise<T>) => Promise<T>

async function findPending(
  from: Pick<SqliteClient, 'execute'>,
  migrations: Migration[],
): Promise<Migration[]> {
  const { rows: tables } = await from.execute(
    "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '_prisma_migrations'",
  )
  if (tables.length === 0) return migrations // a new file
  const { rows } = await from.execute(
    'SELECT migration_name, finished_at, rolled_back_at FROM _prisma_migrations',
  )
  return pendingMigrations(migrations, rows as unknown as MigrationRow[])
}

async function apply(
  client: SqliteClient,
  migrations: Migration[],
  attempt: Attempt,
): Promise<string[]> {
  const transaction = await attempt(async () => {
    await client.execute('PRAGMA foreign_keys = OFF') // tables may be rebuilt; no effect within a transaction
    return client.beginWrite() // one migrator at a time
  })
  try {
    await transaction.execute(CREATE_TABLE)
    // Again: whoever held the lock may have applied them.
    const pending = await findPending(transaction, migrations)
    for (const { name, sql, checksum } of pending) {
      const startedAt = Date.now()
      await transaction.executeMultiple(sql)
      await transaction.execute({
        sql: 'INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count) VALUES (?, ?, ?, ?, ?, 1)',
        args: [randomUUID(), checksum, Date.now(), name, startedAt],
      })
    }
    await transaction.commit()
    return pending.map(({ name }) => name)
  } finally {
    transaction.close()
  }
}

// As Prisma's own engine creates it, so that `prisma migrate status` reads it.
const CREATE_TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "checksum" TEXT NOT NULL,
  "finished_at" DATETIME,
  "migration_name" TEXT NOT NULL,
  "logs" TEXT,
  "rolled_back_at" DATETIME,
  "started_at" DATETIME NOT NULL DEFAULT current_timestamp,
  "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0
)`
