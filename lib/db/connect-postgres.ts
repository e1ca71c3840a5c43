import 'server-only'
import { PrismaPg } from '@prisma/adapter-pg'
import { log } from '@/lib/observability/log'
import { timeStatement } from '@/lib/observability/telemetry'
import type { Database } from './database-client'
import { rethrowAsUnavailable } from './database-unavailable'
import { PrismaClient } from './generated/postgresql/client'
import type { PrismaClient as SqliteClient } from './generated/sqlite/client'
import { createPool, type PoolOptions } from './postgres-pool'

const system = 'postgresql'

/** Opens a pool of connections to a PostgreSQL server. */
export function connectPostgres(connectionString: string, options: PoolOptions): Database {
  const pool = createPool(connectionString, options)
  // An idle connection that is lost; the next query opens another.
  pool.on('error', (err) => log().warn({ err }, 'database connection lost'))
  // One set of models: what is generated for both providers differs in what we don't use.
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) }).$extends({
    query: {
      $allOperations: ({ model, operation, args, query }) =>
        timeStatement({ system, operation, model }, () => query(args)).catch(rethrowAsUnavailable),
    },
  }) as unknown as SqliteClient
  return {
    identityMapping: prisma.identityMapping,
    entraGrant: prisma.entraGrant,
    sessionGeneration: prisma.sessionGeneration,
    pool,
    async readRow({ name, sql }, values) {
      const statement = { name, text: sql, values }
      const { rows } = await timeStatement({ system, operation: name }, () =>
        pool.query<Record<string, unknown>>(statement),
      ).catch(rethrowAsUnavailable)
      return rows[0]
    },
    async disconnect() {
      await prisma.$disconnect()
      await pool.end()
    },
  }
}
