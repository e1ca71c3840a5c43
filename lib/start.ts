import 'server-only'
import { deleteExpiredGrants } from './auth/grant-store'
import { database } from './db/database'
import { ConfigurationError, env } from './env'
import { startReconciler } from './identity/reconcile'
import { log } from './log'

const HOUR_MS = 60 * 60_000

/**
 * Starts the process's own work before the first request: checks the configuration, brings the
 * database up to date, and begins reconciling. Exits with 1 where the configuration is incomplete; a
 * database that is away is waited for, and /api/health/ready says so.
 */
export async function start(): Promise<void> {
  try {
    env()
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    process.stderr.write(`\n${error.message}\n\n`)
    process.exit(1)
  }
  await database().catch((err: unknown) => log().error({ err }, 'database not ready'))
  startReconciler()
  setInterval(() => {
    deleteExpiredGrants().catch((err: unknown) => log().warn({ err }, 'expired grants not deleted'))
  }, HOUR_MS).unref()
}
