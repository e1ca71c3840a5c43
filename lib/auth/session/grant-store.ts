import 'server-only'
import { database } from '@/lib/db/database'
import type { CallerId } from '../caller'
import { decryptGrant, encryptGrant } from './grant-encryption'

/** Keeps the refresh token of a new session, encrypted, until `expiresAt`. */
export async function saveGrant(
  sessionId: string,
  { directory, subject }: CallerId,
  refreshToken: string,
  expiresAt: Date,
): Promise<void> {
  const { entraGrant } = await database()
  await entraGrant.create({
    data: {
      sessionId,
      directory,
      subject,
      refreshToken: await encryptGrant(refreshToken, sessionId),
      expiresAt,
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

/** Replaces a session's refresh token by the one Entra gave for it; a deleted grant stays deleted. */
export async function replaceGrant(sessionId: string, refreshToken: string): Promise<void> {
  const { entraGrant } = await database()
  await entraGrant.updateMany({
    where: { sessionId },
    data: { refreshToken: await encryptGrant(refreshToken, sessionId) },
  })
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
