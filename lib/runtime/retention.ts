import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { deleteExpiredGrants } from '@/lib/auth/session/grant-store'
import { SESSION_MAX_AGE } from '@/lib/auth/session/session'
import { dateGenerations, deleteUnusedGenerations } from '@/lib/auth/session/session-generation'
import { log } from '@/lib/observability/log'
import { identityStore } from '@/lib/identity/store/configured-store'
import { deleteExpiredCounts } from '@/lib/limits/expired-counts'

// SQLite binds 999 values at the most, and a caller is two.
const BATCH = 200
const PAUSE_MS = 50
const AFTER_START_MS = 2_000
const AFTER_FAILURE_MS = 60_000
const HOUR_MS = 60 * 60_000

/**
 * Deletes what nobody can need any more: expired grants, claims that their instance never came back
 * to, session generations that no living session can carry, and counts of ended rate limit windows. In
 * batches, with pauses for others.
 */
export async function deleteExpiredRows(): Promise<void> {
  // Twice the life of a session: the instances' clocks may differ.
  const before = new Date(Date.now() - 2 * SESSION_MAX_AGE * 1000)
  await inBatches(dateGenerations)
  const deleted = {
    grants: await inBatches(deleteExpiredGrants),
    claims: await inBatches(identityStore().deleteAbandonedClaims),
    generations: await inBatches((limit) => deleteUnusedGenerations(before, limit)),
    rateLimits: await inBatches(deleteExpiredCounts),
  }
  if (Object.values(deleted).some((count) => count > 0))
    log().info({ deleted }, 'expired rows deleted')
}

/** Says once how many identities are stored, and deletes expired rows now and every hour. */
export function startRetention(): void {
  runAfter(AFTER_START_MS, async () => {
    log().info(await identityStore().countIdentities(), 'identities stored')
    repeat()
  })
}

function repeat(pause = 0): void {
  runAfter(pause, async () => {
    await deleteExpiredRows()
    repeat(HOUR_MS)
  })
}

// What fails is tried again in a minute: the database may be unavailable.
function runAfter(pause: number, work: () => Promise<void>): void {
  setTimeout(() => {
    work().catch((err: unknown) => {
      log().warn({ err }, 'retention failed, will retry')
      runAfter(AFTER_FAILURE_MS, work)
    })
  }, pause).unref()
}

async function inBatches(work: (limit: number) => Promise<number>): Promise<number> {
  let total = 0
  for (;;) {
    const count = await work(BATCH)
    total += count
    if (count < BATCH) return total
    await sleep(PAUSE_MS)
  }
}
