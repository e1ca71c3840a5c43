import 'server-only'
import { database } from '@/lib/db/database'
import type { CallerId } from '../caller'

/** What the database knows of a session. */
export interface SessionState {
  /** Which generation of sessions the caller is at: those that began in an earlier one have ended. */
  generation: number
  /** Null: there is no grant, or no longer. */
  grant: { renewAt: number; roles: readonly string[] } | null
}

// One statement for both, as every request with a cookie runs it.
const findQuery = {
  name: 'find-session-state',
  sql: `SELECT
    (SELECT "generation" FROM "SessionGeneration" WHERE "directory" = $1 AND "subject" = $2) AS "generation",
    (SELECT "renewAt" FROM "EntraGrant" WHERE "sessionId" = $3) AS "renewAt",
    (SELECT "roles" FROM "EntraGrant" WHERE "sessionId" = $4) AS "roles"`,
}

/** Throws `upstream_unavailable`. */
export async function sessionState(session: CallerId & { sid: string }): Promise<SessionState> {
  const { directory, subject, sid } = session
  const { readRow } = await database()
  const row = (await readRow(findQuery, [directory, subject, sid, sid])) ?? {}
  const generation = Number(row.generation ?? 0)
  if (typeof row.roles !== 'string') return { generation, grant: null }
  return { generation, grant: { renewAt: Number(row.renewAt), roles: rolesOf(row.roles) } }
}

/** The roles in a grant's row. */
export function rolesOf(text: string): string[] {
  return text.split(' ').filter(Boolean)
}
