import 'server-only'
import type { Pool } from 'pg'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { throwIfAway } from './database-away'
import type { PrismaClient as SqliteClient } from './generated/sqlite/client'
import { migrate } from './migrate'
import { providerOf } from './provider'
import type { ReadRow } from './read-row'

// Interactive transactions and upserts are left out: SQLite refuses them under two writers.
type Statements =
  'create' | 'deleteMany' | 'findMany' | 'findUnique' | 'updateMany' | 'updateManyAndReturn'

/** What the stores may use: Prisma's single statements that both providers understand. */
export interface Database {
  identityMapping: Pick<SqliteClient['identityMapping'], Statements>
  entraGrant: Pick<SqliteClient['entraGrant'], Statements>
  sessionGeneration: Pick<SqliteClient['sessionGeneration'], Statements>
  /** Reads a row straight through the driver: see docs/decisions/0006-one-read-past-prisma.md. */
  readRow: ReadRow
  /** The connections themselves, where there is a server: rate limits are counted there. */
  pool: Pool | undefined
  disconnect(): Promise<void>
}

// On globalThis, so that a reload in development reuses the connection.
const holder = globalThis as { acsDatabase?: Promise<Database> }

/**
 * The process's database connection, opened on first use and brought up to date before; after a
 * failure the next call tries again. Throws `upstream_unavailable`.
 */
export function database(): Promise<Database> {
  return (holder.acsDatabase ??= open(env().databaseUrl).catch((error: unknown) => {
    delete holder.acsDatabase
    throwIfAway(error)
  }))
}

async function open(url: string): Promise<Database> {
  const migrations = await migrate(url)
  if (migrations.length > 0) log().info({ migrations }, 'database migrated')
  // Loaded as needed: each provider brings a query compiler of its own, some 20 MB in memory.
  return providerOf(url) === 'postgresql'
    ? (await import('./connect-postgres')).connectPostgres(url)
    : (await import('./connect-sqlite')).connectSqlite(url)
}

/** Whether an error is the database's refusal of a second row with the same unique key. */
export function isUniqueViolation(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 'P2002'
}
