import 'server-only'
import { database } from '@/lib/db/database'
import { env } from '@/lib/env'
import { LEASE_MS, pauseAfter } from './pending-operation'

// Compared, not asked whether it is null: SQLite finds those by the index on what is pending, and no others.
const countQuery = {
  name: 'count-pending',
  sql: `SELECT COUNT(*) AS "count" FROM "IdentityMapping"
    WHERE "retryAt" >= '0001-01-01' AND "acsResource" = $1`,
}

/**
 * How many operations are pending at this ACS resource, and for how many seconds, at least, the one
 * that was tried most often has been. Throws `upstream_unavailable`.
 */
export async function measurePending(): Promise<{ count: number; oldestSeconds: number }> {
  const { identityMapping, readRow } = await database()
  const acsResource = env().acs.resource
  const row = (await readRow(countQuery, [acsResource])) ?? {}
  const count = Number(row.count ?? 0)
  const [oldest] = await identityMapping.findMany({
    where: { acsResource, retryAt: { gte: new Date(0) } },
    orderBy: [{ attempts: 'desc' }, { retryAt: 'asc' }],
    take: 1,
    select: { attempts: true, retryAt: true },
  })
  if (!oldest?.retryAt) return { count, oldestSeconds: 0 }
  const waited = Date.now() - oldest.retryAt.getTime() + waitBefore(oldest.attempts)
  return { count, oldestSeconds: Math.max(0, waited / 1000) }
}

// No row has the time it was enqueued at: it follows from the pauses since then, each of which was
// over before the next began.
function waitBefore(attempts: number): number {
  let wait = LEASE_MS
  for (let attempt = 0; attempt < attempts; attempt++) wait += pauseAfter(attempt)
  return wait
}
