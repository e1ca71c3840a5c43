import 'server-only'
import type { Client } from '@libsql/client'
import { PrismaLibSql } from '@prisma/adapter-libsql'
import { timeStatement } from '@/lib/observability/telemetry'
import type { Database } from './database-client'
import { rethrowAsUnavailable } from './database-unavailable'
import { PrismaClient } from './generated/sqlite/client'
import { retryWhileLocked } from './retry-while-locked'
import { openSqlite } from './sqlite-client'
import { openSqliteReader } from './sqlite-reader'

class Adapter extends PrismaLibSql {
  // Single statements are all it is asked for here.
  override createClient({ url }: { url: string }): Client {
    return openSqlite(url) as unknown as Client
  }
}

const system = 'sqlite'

/**
 * Opens a SQLite file. A statement waits for another process's write for `patience` milliseconds, by
 * default 8 s.
 */
export function connectSqlite(url: string, patience?: number): Database {
  const attempt = <T>(operation: string, model: string | undefined, work: () => Promise<T>) =>
    timeStatement({ system, operation, model }, () => retryWhileLocked(work, { patience })).catch(
      rethrowAsUnavailable,
    )
  const prisma = new PrismaClient({ adapter: new Adapter({ url }) }).$extends({
    query: {
      $allOperations: ({ model, operation, args, query }) =>
        attempt(operation, model, () => query(args)),
    },
  }) as unknown as PrismaClient
  const reader = openSqliteReader(url)
  return {
    identityMapping: prisma.identityMapping,
    entraGrant: prisma.entraGrant,
    sessionGeneration: prisma.sessionGeneration,
    pool: undefined,
    readRow: ({ name, sql }, values) =>
      // eslint-disable-next-line @typescript-eslint/require-await -- the driver is synchronous
      attempt(name, undefined, async () => reader.readRow(sql, values)),
    async disconnect() {
      reader.close()
      await prisma.$disconnect()
    },
  }
}
