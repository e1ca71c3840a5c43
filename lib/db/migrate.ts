import 'server-only'
import { isPostgres } from './database'
import { migratePostgres } from './migrate-postgres'
import { migrateSqlite } from './migrate-sqlite'

/**
 * Applies the migrations of `prisma/<provider>/migrations` that are not in yet, with Prisma's own
 * bookkeeping, and returns their names. Needs no schema engine.
 */
export function migrate(url: string): Promise<string[]> {
  return isPostgres(url) ? migratePostgres(url) : migrateSqlite(url)
}
