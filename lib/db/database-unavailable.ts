import 'server-only'
import { Problem } from '@/lib/errors/problem'
import { retryAfterHeader } from '@/lib/errors/retry-after'

const RETRY_AFTER_SECONDS = 5

/**
 * Throws `upstream_unavailable` for an error that says the database can't be reached, is starting, or
 * is locked for too long; any other error as it is.
 */
export function rethrowAsUnavailable(error: unknown): never {
  if (isStatementError(error)) throw error
  throw databaseUnavailable(error)
}

/** What to throw while the database can't be used, whatever the reason. */
export function databaseUnavailable(cause: unknown): Problem {
  return new Problem('upstream_unavailable', {
    headers: retryAfterHeader(RETRY_AFTER_SECONDS),
    cause,
  })
}

// The statement itself was refused: Prisma's P2… (but for a pool that gave no connection in time, or
// a locked database), SQLSTATE's classes of data, constraints and syntax, and their like in SQLite.
function isStatementError(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  if (typeof code !== 'string') return error instanceof TypeError
  return /^(P2(?!024|028|034)|22|23|42|SQLITE_(ERROR|CONSTRAINT|MISMATCH|RANGE))/.test(code)
}
