import 'server-only'
import { database } from '@/lib/db/database'
import { ConfigurationError, env, isDevelopment } from '@/lib/env'
import { revokeTokensBy } from '@/lib/auth/session/end-access'
import { refuseTrace } from '@/lib/http/refuse-trace'
import { renewDueSessions } from '@/lib/auth/session/renew-due-sessions'
import { reconcile } from '@/lib/identity/pending/reconcile'
import { revokeTokens } from '@/lib/identity/revoke-tokens'
import { log } from '@/lib/observability/log'
import { keepDoing } from './keep-doing'
import { startRetention } from './retention'
import { watchForShutdown } from '@/lib/observability/shutdown'

// On globalThis: the copies of this module that a process holds are one instance.
const holder = globalThis as { acsIsStarted?: boolean }

/**
 * Starts the process's own work before the first request: checks the configuration, begins to export
 * telemetry where that is wanted, to bring the database up to date, to reconcile, to renew sessions, and to
 * delete what has expired. Exits with 1 where the configuration is incomplete, except in development. A database
 * that is unavailable, or being migrated, is not waited for: /api/health/ready says so. Of several
 * processes of one server, one keeps house: the others neither reconcile nor delete. Where the server in
 * front of Next.js has done all that, Next.js does none of it again.
 */
export async function start({ keepsHouse = true } = {}): Promise<void> {
  if (holder.acsIsStarted) return
  holder.acsIsStarted = true
  try {
    env()
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    process.stderr.write(`\n${error.message}\n\n`)
    // In development the pages say it, too.
    if (isDevelopment()) return
    process.exit(1)
  }
  log().info({ credentials: env().credentials }, 'credentials in use')
  for (const warning of env().warnings) log().warn(warning)
  watchForShutdown()
  refuseTrace()
  // Loaded only where it is wanted.
  if (env().exportsTelemetry) (await import('./export-telemetry')).exportTelemetry()
  revokeTokensBy(revokeTokens)
  // Not awaited: meanwhile the server responds that it is live. The log says what fails.
  void database().catch(() => undefined)
  if (!keepsHouse) return
  // What earlier requests, on any instance, left pending at ACS.
  keepDoing(reconcile, 'reconciliation failed')
  keepDoing(renewDueSessions, 'renewals failed')
  startRetention()
}
