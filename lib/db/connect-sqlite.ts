import 'server-only'
import { createClient } from '@libsql/client'
import { PrismaLibSql } from '@prisma/adapter-libsql'
import type { Database } from './database'
import { throwIfAway } from './database-away'
import { PrismaClient } from './generated/sqlite/client'

/**
 * Opens a SQLite file. A statement waits for another process's write for `timeout` milliseconds; the
 * driver's default is not at all.
 */
export function connectSqlite(url: string, timeout = 10_000): Database {
  const prisma = new PrismaClient({ adapter: new PrismaLibSql({ url, timeout }) }).$extends({
    query: { $allOperations: ({ args, query }) => query(args).catch(throwIfAway) },
  }) as unknown as PrismaClient
  const reader = createClient({ url, timeout })
  return {
    identityMapping: prisma.identityMapping,
    entraGrant: prisma.entraGrant,
    sessionGeneration: prisma.sessionGeneration,
    pool: undefined,
    readRow: async ({ sql }, args) =>
      (await reader.execute({ sql, args }).catch(throwIfAway)).rows[0],
    async disconnect() {
      reader.close()
      await prisma.$disconnect()
    },
  }
}
