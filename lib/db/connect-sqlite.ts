import 'server-only'
import { createClient } from '@libsql/client'
import { PrismaLibSql } from '@prisma/adapter-libsql'
import { timeStatement } from '@/lib/telemetry'
import type { Database } from './database'
import { throwIfAway } from './database-away'
import { PrismaClient } from './generated/sqlite/client'

const system = 'sqlite'

/**
 * Opens a SQLite file. A statement waits for another process's write for `timeout` milliseconds; the
 * driver's default is not at all.
 */
export function connectSqlite(url: string, timeout = 10_000): Database {
  const prisma = new PrismaClient({ adapter: new PrismaLibSql({ url, timeout }) }).$extends({
    query: {
      $allOperations: ({ model, operation, args, query }) =>
        timeStatement({ system, operation, model }, () => query(args)).catch(throwIfAway),
    },
  }) as unknown as PrismaClient
  const reader = createClient({ url, timeout })
  return {
    identityMapping: prisma.identityMapping,
    entraGrant: prisma.entraGrant,
    sessionGeneration: prisma.sessionGeneration,
    pool: undefined,
    async readRow({ name, sql }, args) {
      const { rows } = await timeStatement({ system, operation: name }, () =>
        reader.execute({ sql, args }),
      ).catch(throwIfAway)
      return rows[0]
    },
    async disconnect() {
      reader.close()
      await prisma.$disconnect()
    },
  }
}
