import pg from 'pg'
import { isLoopbackHost } from './endpoints'

/** How a connection to PostgreSQL is protected, or why its driver can't tell. */
export type PostgresTls =
  | { kind: 'verified' | 'unverified' | 'local' | 'disabled' | 'none' }
  | { kind: 'unreadable'; reason: string }

/**
 * Asks the driver itself, without connecting, what it makes of a connection string: `sslmode`, `ssl`,
 * `uselibpqcompat`, certificates and the driver's own variables (PGSSLMODE, PGHOST) all have a say.
 * `disabled` is what somebody wrote out; `none` is what comes of writing nothing.
 */
export function postgresTls(connectionString: string): PostgresTls {
  let client: { host: string; ssl: boolean | { rejectUnauthorized?: boolean } }
  try {
    client = new pg.Client({ connectionString })
  } catch (error) {
    return { kind: 'unreadable', reason: error instanceof Error ? error.message : String(error) }
  }
  const { host, ssl } = client
  // A host that begins with a slash is the folder of a Unix socket.
  if (host.startsWith('/') || isLoopbackHost(host)) return { kind: 'local' }
  if (!ssl) return { kind: isWrittenOut(connectionString) ? 'disabled' : 'none' }
  const isUnverified = typeof ssl === 'object' && ssl.rejectUnauthorized === false
  return { kind: isUnverified ? 'unverified' : 'verified' }
}

function isWrittenOut(connectionString: string): boolean {
  return /[?&]sslmode=disable(&|$)/.test(connectionString)
}
