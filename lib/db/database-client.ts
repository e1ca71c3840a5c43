import 'server-only'
import type { Pool } from 'pg'
import type { PrismaClient as SqliteClient } from './generated/sqlite/client'

/** The database a DATABASE_URL names: a PostgreSQL server, or otherwise a SQLite file. */
export function providerOf(url: string): 'postgresql' | 'sqlite' {
  return /^postgres(ql)?:/.test(url) ? 'postgresql' : 'sqlite'
}

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

/** A statement with the placeholders $1, $2, … in their order, each once, as both drivers take them. */
export interface Query {
  /** Names the prepared statement. */
  name: string
  sql: string
}

/** Reads the first row, as the driver gives it: only text, integers and null mean the same in both. */
export type ReadRow = (
  query: Query,
  values: string[],
) => Promise<Record<string, unknown> | undefined>
