import 'server-only'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import type { PrismaClient as SqliteClient } from './generated/sqlite/client'

// Interactive transactions and upserts are left out: SQLite refuses them under two writers.
type Statements =
  'create' | 'deleteMany' | 'findMany' | 'findUnique' | 'updateMany' | 'updateManyAndReturn'

/** What the stores may use of Prisma: single statements that both providers understand. */
export interface Database {
  identityMapping: Pick<SqliteClient['identityMapping'], Statements>
  entraGrant: Pick<SqliteClient['entraGrant'], Statements>
  $executeRawUnsafe: SqliteClient['$executeRawUnsafe']
  $disconnect: SqliteClient['$disconnect']
}

// On globalThis, so that a reload in development reuses the connection.
const holder = globalThis as { acsDatabase?: Promise<Database> }

/** The process's database connection, opened on first use. */
export function database(): Promise<Database> {
  return (holder.acsDatabase ??= connect(env().databaseUrl))
}

/** Opens a connection of its own; the caller disconnects it. */
export async function connect(url: string): Promise<Database> {
  return isPostgres(url) ? connectPostgres(url) : connectSqlite(url)
}

/** Whether a DATABASE_URL names a PostgreSQL server; otherwise it is a SQLite file. */
export function isPostgres(url: string): boolean {
  return /^postgres(ql)?:/.test(url)
}

async function connectSqlite(url: string): Promise<Database> {
  const { PrismaLibSql } = await import('@prisma/adapter-libsql')
  const { PrismaClient } = await import('./generated/sqlite/client')
  // How long a write waits for another process's write, in milliseconds; the default is not at all.
  return new PrismaClient({ adapter: new PrismaLibSql({ url, timeout: 10_000 }) })
}

async function connectPostgres(connectionString: string): Promise<Database> {
  const { PrismaPg } = await import('@prisma/adapter-pg')
  const { PrismaClient } = await import('./generated/postgresql/client')
  const lost = (err: Error) => log().warn({ err }, 'database connection lost')
  const config = { connectionString, connectionTimeoutMillis: 5_000, query_timeout: 10_000 }
  return new PrismaClient({
    adapter: new PrismaPg(config, { onPoolError: lost, onConnectionError: lost }),
  }) as unknown as Database
}

/** Whether an error is the database's refusal of a second row with the same unique key. */
export function isUniqueViolation(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 'P2002'
}
