import 'server-only'
import { withinLimit } from '@/lib/observability/deadline'
import { env } from '@/lib/env'
import { log } from '@/lib/observability/log'
import { databaseUnavailable } from './database-unavailable'
import { type Database, providerOf } from './database-client'
import { migrate } from './migrate'

// On globalThis: a reload in development, and each copy of this module, reuses the connection.
const holder = globalThis as {
  /** Once it is open. */
  acsDatabase?: Promise<Database>
  acsDatabaseOpening?: Promise<Database>
}

/** A request that finds the database being opened has to be responded to in time. */
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
  const { databaseUrl, databaseDirectUrl, databaseAuth } = env()
  const onWait = (reason: string) => log().warn({ reason }, 'waiting to apply database migrations')
  const migrations = await migrate(databaseDirectUrl ?? databaseUrl, onWait, databaseAuth)
  if (migrations.length > 0) log().info({ migrations }, 'database migrated')
}

// Loaded as needed: each provider brings a query compiler of its own, some 20 MB in memory.
async function connect(): Promise<Database> {
  const { databaseUrl, databaseDirectUrl, databaseAuth, databasePoolSize } = env()
  if (providerOf(databaseUrl) === 'sqlite') {
    return (await import('./connect-sqlite')).connectSqlite(databaseUrl)
  }
  const isPooled = databaseDirectUrl !== undefined || /[?&]pgbouncer=true\b/.test(databaseUrl)
  const { connectPostgres } = await import('./connect-postgres')
  return connectPostgres(databaseUrl, { size: databasePoolSize, isPooled, auth: databaseAuth })
}

/** Whether an error is the database's refusal of a second row with the same unique key. */
export function isUniqueViolation(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 'P2002'
}
