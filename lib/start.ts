import 'server-only'
import { deleteExpiredGrants } from './auth/grant-store'
import { database } from './db/database'
import { ConfigurationError, env, isDevelopment } from './env'
import { refuseTrace } from './http/refuse-trace'
import { startReconciler } from './identity/reconcile'
import { log } from './log'
import { watchForShutdown } from './shutdown'

const HOUR_MS = 60 * 60_000

/**
 * Starts the process's own work before the first request: checks the configuration, begins to export
 * telemetry where that is wanted, begins to bring the database up to date, and to reconcile. Exits with
 * 1 where the configuration is incomplete, except in development; for a database that is away, or
 * being migrated, nothing here waits, and /api/health/ready says so.
 */
export async function start(): Promise<void> {
  try {
    env()
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    process.stderr.write(`\n${error.message}\n\n`)
    // In development the pages say it, too.
    if (isDevelopment()) return
    process.exit(1)
  }
  watchForShutdown()
  refuseTrace()
  // Loaded only where it is wanted.
  if (env().exportsTelemetry) (await import('./export-telemetry')).exportTelemetry()
  // Not awaited: the server answers meanwhile that it is live, and not ready. The log says what fails.
  void database().catch(() => undefined)
  startReconciler()
  setInterval(() => {
    deleteExpiredGrants().catch((err: unknown) => log().warn({ err }, 'expired grants not deleted'))
  }, HOUR_MS).unref()
}
