import 'server-only'
import type { Pool } from 'pg'
import { withinLimit } from '@/lib/deadline'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { databaseUnavailable } from './database-away'
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

// On globalThis: a reload in development, and each copy of this module, reuses the connection.
const holder = globalThis as {
  /** Once it is open. */
  acsDatabase?: Promise<Database>
  acsDatabaseOpening?: Promise<Database>
}

/** A request that finds the database being opened has to be answered in time. */
const WAIT_MS = 3_500

/**
 * The process's database connection, opened on first use and brought up to date before. Waits for
 * that for 3.5 s at the most, while opening goes on; after a failure the next call tries again.
 * Throws `upstream_unavailable`.
 */
export function database(): Promise<Database> {
  if (holder.acsDatabase) return holder.acsDatabase
  const opening = (holder.acsDatabaseOpening ??= open())
  return withinLimit(WAIT_MS, () => opening).catch((error: unknown) => {
    throw databaseUnavailable(error)
  })
}

async function open(): Promise<Database> {
  try {
    await bringUpToDate()
    const opened = await connect()
    holder.acsDatabase = Promise.resolve(opened)
    return opened
  } catch (err) {
    log().error({ err }, 'database could not be opened')
    throw err
  } finally {
    delete holder.acsDatabaseOpening
  }
}

async function bringUpToDate(): Promise<void> {
  const { databaseUrl, databaseDirectUrl } = env()
  const migrations = await migrate(databaseDirectUrl ?? databaseUrl, (reason) =>
    log().warn({ reason }, 'waiting to apply database migrations'),
  )
  if (migrations.length > 0) log().info({ migrations }, 'database migrated')
}

// Loaded as needed: each provider brings a query compiler of its own, some 20 MB in memory.
async function connect(): Promise<Database> {
  const { databaseUrl, databaseDirectUrl, databasePoolSize } = env()
  if (providerOf(databaseUrl) === 'sqlite') {
    return (await import('./connect-sqlite')).connectSqlite(databaseUrl)
  }
  const isPooled = databaseDirectUrl !== undefined || /[?&]pgbouncer=true\b/.test(databaseUrl)
  const { connectPostgres } = await import('./connect-postgres')
  return connectPostgres(databaseUrl, { size: databasePoolSize, isPooled })
}

/** Whether an error is the database's refusal of a second row with the same unique key. */
export function isUniqueViolation(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 'P2002'
}
