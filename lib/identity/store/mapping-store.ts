import 'server-only'
import { env } from '@/lib/env'
import { database, isUniqueViolation } from '@/lib/db/database'
import type { CallerId } from '@/lib/auth/caller'

/** One caller's ACS identity on this app's ACS resource. */
export interface Mapping {
  id: string
  acsUserId: string
  /** Tokens of an earlier generation are not to be handed out again. */
  tokenGeneration: number
  /** Whether ACS may still revoke what it issues now. */
  isRevoking: boolean
  /** Whether ACS says that the identity isn't this resource's. */
  isUnusable: boolean
}

/** The right to create the identity of one caller, until the lease runs out. */
export interface Claim {
  id: string
  token: string
}

const mappingFields = {
  id: true,
  acsUserId: true,
  tokenGeneration: true,
  retryAt: true,
  unusableSince: true,
} as const

const findQuery = {
  name: 'find-mapping',
  sql: `SELECT ${Object.keys(mappingFields)
    .map((field) => `"${field}"`)
    .join(', ')} FROM "IdentityMapping"
    WHERE "directory" = $1 AND "subject" = $2 AND "acsResource" = $3 AND "tombstone" = ''`,
}

/** The caller's mapping, or null; a claim is not a mapping. */
export async function findMapping({ directory, subject }: CallerId): Promise<Mapping | null> {
  const { readRow } = await database()
  return toMapping(await readRow(findQuery, [directory, subject, env().acs.resource]))
}

// Clocks that differ by less don't take each other's claims.
const CLOCK_SKEW_MS = 5_000

/**
 * Claims the creation of the caller's identity until `until`: null while a mapping or somebody's live
 * claim is there. A claim whose lease has run out is taken over, and so is one that is dated further
 * ahead than a lease can reach: the clock it was made by is wrong.
 */
export async function claimMapping(caller: CallerId, until: Date): Promise<Claim | null> {
  const { identityMapping } = await database()
  const claim = { id: crypto.randomUUID(), token: crypto.randomUUID() }
  const lease = { claimToken: claim.token, claimedUntil: until }
  try {
    await identityMapping.create({
      data: { ...current(caller), id: claim.id, ...lease },
      select: { id: true },
    })
    return claim
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
  }
  const tooFarAhead = new Date(until.getTime() + CLOCK_SKEW_MS)
  const [taken] = await identityMapping.updateManyAndReturn({
    where: {
      ...current(caller),
      acsUserId: null,
      OR: [{ claimedUntil: { lt: new Date() } }, { claimedUntil: { gt: tooFarAhead } }],
    },
    data: lease,
    select: { id: true },
  })
  return taken ? { id: taken.id, token: claim.token } : null
}

/** Turns a claim into a mapping; null where the claim was taken over or is gone. */
export async function completeClaim(claim: Claim, acsUserId: string): Promise<Mapping | null> {
  const { identityMapping } = await database()
  const [row] = await identityMapping.updateManyAndReturn({
    where: { id: claim.id, claimToken: claim.token, acsUserId: null },
    data: { acsUserId, claimToken: null, claimedUntil: null },
    select: mappingFields,
  })
  return toMapping(row)
}

/**
 * Deletes up to `limit` claims whose lease ran out more than a minute ago, and returns how many. An
 * instance that completes such a claim all the same finds it gone, as after a takeover.
 */
export async function deleteAbandonedClaims(limit: number): Promise<number> {
  const { identityMapping } = await database()
  const aMinuteAgo = new Date(Date.now() - 60_000)
  const { count } = await identityMapping.deleteMany({
    where: { acsUserId: null, claimedUntil: { lt: aMinuteAgo } },
    limit,
  })
  return count
}

/** Gives a claim up, so that the next caller needn't wait for its lease. */
export async function releaseClaim(claim: Claim): Promise<void> {
  const { identityMapping } = await database()
  await identityMapping.deleteMany({
    where: { id: claim.id, claimToken: claim.token, acsUserId: null },
  })
}

/** Notes that ACS disowns the identity, or that it knows it again. */
export async function setUnusable(id: string, isUnusable: boolean): Promise<void> {
  const { identityMapping } = await database()
  const unusableSince = isUnusable ? new Date() : null
  await identityMapping.updateMany({ where: { id }, data: { unusableSince } })
}

// Dates are but there or not: each driver has its own way with them.
function toMapping(row: Record<string, unknown> | undefined): Mapping | null {
  if (typeof row?.acsUserId !== 'string') return null
  return {
    id: String(row.id),
    acsUserId: row.acsUserId,
    tokenGeneration: Number(row.tokenGeneration),
    isRevoking: row.retryAt !== null,
    isUnusable: row.unusableSince !== null,
  }
}

/** The key of the caller's current row. */
export function current({ directory, subject }: CallerId) {
  return { directory, subject, acsResource: env().acs.resource, tombstone: '' }
}
