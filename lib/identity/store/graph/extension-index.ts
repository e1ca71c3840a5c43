import 'server-only'
import type { CallerId } from '@/lib/auth/caller'
import { database } from '@/lib/db/database'
import { env } from '@/lib/env'
import { currentRowKey } from '../current-row-key'
import type { Claim } from '../identity-store'

// What the database notes of Microsoft Graph: under which name of extension it may have a row's identity.

/** Notes that Graph may have the identity of a row. */
export async function noteExtension(id: string): Promise<void> {
  const { identityMapping } = await database()
  const graphExtension = env().graphExtensionName
  await identityMapping.updateMany({
    where: { id, OR: [{ graphExtension: null }, { graphExtension: { not: graphExtension } }] },
    data: { graphExtension },
  })
}

/** Whether Graph has had the identity of a row, under the configured name. */
export async function isNoted(id: string): Promise<boolean> {
  const { identityMapping } = await database()
  const where = { id, graphExtension: env().graphExtensionName }
  const [row] = await identityMapping.findMany({ where, take: 1, select: { id: true } })
  return row !== undefined
}

/** Notes that Graph has nothing of a row any more, or not under its identity. */
export async function unnote(id: string): Promise<void> {
  const { identityMapping } = await database()
  await identityMapping.updateMany({ where: { id }, data: { graphExtension: null } })
}

/**
 * Holds a claim for another while, and notes that Graph may have its identity from here on; false where the
 * claim was taken over or is gone.
 */
export async function prolongClaim({ id, token }: Claim, until: Date): Promise<boolean> {
  const { identityMapping } = await database()
  const { count } = await identityMapping.updateMany({
    where: { id, claimToken: token, acsUserId: null },
    data: { claimedUntil: until, graphExtension: env().graphExtensionName },
  })
  return count === 1
}

/** Graph has something else now, or nothing: a person's tombstones needn't keep anything from coming back. */
export async function dropTombstones(owner: CallerId): Promise<void> {
  const { identityMapping } = await database()
  const ended = {
    ...currentRowKey(owner),
    tombstone: { not: '' },
    graphExtension: env().graphExtensionName,
  }
  await identityMapping.deleteMany({ where: { ...ended, retryAt: null } })
  await identityMapping.updateMany({ where: ended, data: { graphExtension: null } })
}
