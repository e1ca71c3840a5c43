import 'server-only'
import { migratePostgres } from './migrate-postgres'
import { migrateSqlite } from './migrate-sqlite'
import type { OnWait } from './migration-files'
import { providerOf } from './database-client'
import type { DatabaseAuth } from './token-client'

/**
 * Applies the migrations of `prisma/<provider>/migrations` that are not in yet, with Prisma's own
 * bookkeeping, and returns their names. Needs no schema engine, and, where nothing is pending, no
 * right but to read; waits for whoever applies them at the same time, and tells `onWait` so.
 */
export function migrate(
  url: string,
  onWait: OnWait,
  auth: DatabaseAuth = 'password',
): Promise<string[]> {
  return providerOf(url) === 'postgresql'
    ? migratePostgres(url, onWait, auth)
    : migrateSqlite(url, onWait)
}
