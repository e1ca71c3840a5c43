import 'server-only'
import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { createClient } from '@libsql/client'
import { type MigrationRow, pendingMigrations, readMigrations } from './migration-files'

/** Brings a SQLite file up to date, creating it where it is missing; safe in several processes at once. */
export async function migrateSqlite(url: string): Promise<string[]> {
  await mkdir(path.dirname(url.replace(/^file:(\/\/)?/, '')), { recursive: true })
  const migrations = await readMigrations('sqlite')
  const client = createClient({ url, timeout: 30_000 })
  try {
    await client.execute('PRAGMA journal_mode = WAL') // kept in the file: readers don't block the writer
    await client.execute('PRAGMA foreign_keys = OFF') // tables may be rebuilt; no effect within a transaction
    const transaction = await client.transaction('write') // one migrator at a time
    try {
      await transaction.execute(CREATE_TABLE)
      const { rows } = await transaction.execute(
        'SELECT migration_name, finished_at, rolled_back_at FROM _prisma_migrations',
      )
      const pending = pendingMigrations(migrations, rows as unknown as MigrationRow[])
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
  } finally {
    client.close()
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
