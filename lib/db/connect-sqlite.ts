import 'server-only'
import { createClient } from '@libsql/client'
import { PrismaLibSql } from '@prisma/adapter-libsql'
import { timeStatement } from '@/lib/telemetry'
import type { Database } from './database'
import { throwIfAway } from './database-away'
import { PrismaClient } from './generated/sqlite/client'
import { retryWhileLocked } from './retry-while-locked'

const system = 'sqlite'

/**
 * Opens a SQLite file. A statement waits for another process's write for `patience` milliseconds, by
 * default 8 s.
 */
export function connectSqlite(url: string, patience?: number): Database {
  const attempt = <T>(operation: string, model: string | undefined, work: () => Promise<T>) =>
    timeStatement({ system, operation, model }, () => retryWhileLocked(work, { patience })).catch(
      throwIfAway,
    )
  const prisma = new PrismaClient({ adapter: new PrismaLibSql({ url, timeout: 0 }) }).$extends({
    query: {
      $allOperations: ({ model, operation, args, query }) =>
        attempt(operation, model, () => query(args)),
    },
  }) as unknown as PrismaClient
  const reader = createClient({ url, timeout: 0 })
  return {
    identityMapping: prisma.identityMapping,
    entraGrant: prisma.entraGrant,
    sessionGeneration: prisma.sessionGeneration,
    pool: undefined,
    async readRow({ name, sql }, args) {
      const { rows } = await attempt(name, undefined, () => reader.execute({ sql, args }))
      return rows[0]
    },
    async disconnect() {
      reader.close()
      await prisma.$disconnect()
    },
  }
}
