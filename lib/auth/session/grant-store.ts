import 'server-only'
import { database } from '@/lib/db/database'
import type { CallerId } from '../caller'
import { decryptGrant, encryptGrant } from './grant-encryption'

const RENEW_AFTER_MS = 50 * 60_000
const SPREAD_MS = 5 * 60_000
/** Whoever renews has this long before somebody else tries; so long, too, after it has failed. */
const LEASE_MS = 60_000

// Spread, so that those who signed in together aren't renewed together.
function nextRenewal(): number {
  return Date.now() + RENEW_AFTER_MS + Math.floor(Math.random() * SPREAD_MS)
}

/** Keeps the refresh token of a new session, encrypted, until `expiresAt`, and the person's app roles. */
export async function saveGrant(
  sessionId: string,
  { directory, subject }: CallerId,
  refreshToken: string,
  expiresAt: Date,
  roles: readonly string[] = [],
): Promise<void> {
  const { entraGrant } = await database()
  await entraGrant.create({
    data: {
      sessionId,
      directory,
      subject,
      refreshToken: await encryptGrant(refreshToken, sessionId),
      expiresAt,
      renewAt: nextRenewal(),
      roles: roles.join(' '),
    },
    select: { sessionId: true },
  })
}

/** The refresh token of a session, or null where there is none that can be read. */
export async function findGrant(sessionId: string): Promise<string | null> {
  const { entraGrant } = await database()
  const row = await entraGrant.findUnique({
    where: { sessionId },
    select: { refreshToken: true, expiresAt: true },
  })
  if (!row || row.expiresAt <= new Date()) return null
  return decryptGrant(row.refreshToken, sessionId)
}

/**
 * Notes that the directory has renewed a session's grant: with another refresh token and the roles of
 * today, where it gave them. A deleted grant stays deleted.
 */
export async function renewGrant(
  sessionId: string,
  { refreshToken, roles }: { refreshToken?: string | undefined; roles?: readonly string[] } = {},
): Promise<void> {
  const { entraGrant } = await database()
  await entraGrant.updateMany({
    where: { sessionId },
    data: {
      renewAt: nextRenewal(),
      ...(refreshToken !== undefined && {
        refreshToken: await encryptGrant(refreshToken, sessionId),
      }),
      ...(roles && { roles: roles.join(' ') }),
    },
  })
}

/** A grant that the directory is to be asked about again. */
export interface DueGrant extends CallerId {
  sessionId: string
  renewAt: number
}

/**
 * Leases the renewal of a grant that is due since `renewAt`; false where somebody else, on whichever
 * instance, was first.
 */
export async function leaseRenewal(sessionId: string, renewAt: number): Promise<boolean> {
  const { entraGrant } = await database()
  const { count } = await entraGrant.updateMany({
    where: { sessionId, renewAt },
    data: { renewAt: Date.now() + LEASE_MS },
  })
  return count === 1
}

/** Has a grant renewed at the session's next request, and only then: the person has to be there. */
export async function awaitPerson(sessionId: string): Promise<void> {
  const { entraGrant } = await database()
  await entraGrant.updateMany({ where: { sessionId }, data: { renewAt: 0 } })
}

/** Up to `limit` grants that are due, the longest first, but for those that await their person. */
export async function findDueGrants(limit: number): Promise<DueGrant[]> {
  const { entraGrant } = await database()
  const now = Date.now()
  const rows = await entraGrant.findMany({
    where: { renewAt: { gt: 0, lte: now }, expiresAt: { gt: new Date(now) } },
    orderBy: { renewAt: 'asc' },
    take: limit,
    select: { sessionId: true, directory: true, subject: true, renewAt: true },
  })
  return rows.map((row) => ({ ...row, renewAt: Number(row.renewAt) }))
}

/** Forgets a session's grant; there may be none. */
export async function deleteGrant(sessionId: string): Promise<void> {
  const { entraGrant } = await database()
  await entraGrant.deleteMany({ where: { sessionId } })
}

/** Forgets up to `limit` grants of sessions that have ended, and returns how many. */
export async function deleteExpiredGrants(limit: number): Promise<number> {
  const { entraGrant } = await database()
  const { count } = await entraGrant.deleteMany({
    where: { expiresAt: { lte: new Date() } },
    limit,
  })
  return count
}
