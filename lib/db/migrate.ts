import 'server-only'
import { migratePostgres } from './migrate-postgres'
import { migrateSqlite } from './migrate-sqlite'
import { providerOf } from './provider'

/**
 * Applies the migrations of `prisma/<provider>/migrations` that are not in yet, with Prisma's own
 * bookkeeping, and returns their names. Needs no schema engine.
 */
export function migrate(url: string): Promise<string[]> {
  return providerOf(url) === 'postgresql' ? migratePostgres(url) : migrateSqlite(url)
}
