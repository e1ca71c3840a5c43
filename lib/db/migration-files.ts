import 'server-only'
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

export interface Migration {
  name: string
  sql: string
  /** SHA-256 of the file, as Prisma records it. */
  checksum: string
}

/** A row of Prisma's own `_prisma_migrations`. */
export interface MigrationRow {
  migration_name: unknown
  finished_at: unknown
  rolled_back_at: unknown
}

/** Is told what a migrator begins to wait for. */
export type OnWait = (reason: string) => void

/** A provider's migrations, oldest first. */
export async function readMigrations(provider: 'sqlite' | 'postgresql'): Promise<Migration[]> {
  const folder = path.join(process.cwd(), 'prisma', provider, 'migrations')
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
  return Promise.all(
    names.map(async (name) => {
      const file = await readFile(path.join(folder, name, 'migration.sql'))
      const checksum = createHash('sha256').update(file).digest('hex')
      return { name, sql: file.toString('utf8'), checksum }
    }),
  )
}

/** The migrations that are not in yet. Throws where an earlier one was left half done. */
export function pendingMigrations(all: Migration[], rows: MigrationRow[]): Migration[] {
  const current = rows.filter((row) => row.rolled_back_at === null)
  const unfinished = current.find((row) => row.finished_at === null)
  if (unfinished) {
    throw new Error(
      `The migration ${String(unfinished.migration_name)} was left half done; repair the database and run "prisma migrate resolve".`,
    )
  }
  const done = new Set(current.map((row) => row.migration_name))
  return all.filter((migration) => !done.has(migration.name))
}
