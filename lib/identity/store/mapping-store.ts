import 'server-only'
import { env } from '@/lib/env'
import { database, isUniqueViolation } from '@/lib/db/database'
import type { CallerId } from '@/lib/auth/caller'

/** One caller's ACS identity on this app's ACS resource. */
export interface Mapping {
  id: string
  acsUserId: string
  /** Tokens issued before this moment are not to be handed out again. */
  tokensValidAfter: Date | null
  /** Since when ACS says that the identity isn't this resource's. */
  unusableSince: Date | null
}

/** The right to create the identity of one caller, until the lease runs out. */
export interface Claim {
  id: string
  token: string
}

const mappingFields = {
  id: true,
  acsUserId: true,
  tokensValidAfter: true,
  unusableSince: true,
} as const

/** The caller's mapping, or null; a claim is not a mapping. */
export async function findMapping(caller: CallerId): Promise<Mapping | null> {
  const { identityMapping } = await database()
  const row = await identityMapping.findUnique({
    where: { directory_subject_acsResource_tombstone: current(caller) },
    select: mappingFields,
  })
  return row && isMapping(row) ? row : null
}

/**
 * Claims the creation of the caller's identity until `until`: null while a mapping or somebody's live
 * claim is there. A claim whose lease has run out is taken over.
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
  const [taken] = await identityMapping.updateManyAndReturn({
    where: { ...current(caller), acsUserId: null, claimedUntil: { lt: new Date() } },
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
  return row && isMapping(row) ? row : null
}

/** Gives a claim up, so that the next caller needn't wait for its lease. */
export async function releaseClaim(claim: Claim): Promise<void> {
  const { identityMapping } = await database()
  await identityMapping.deleteMany({
    where: { id: claim.id, claimToken: claim.token, acsUserId: null },
  })
}

/** Notes that ACS disowns the identity, or (with null) that it knows it again. */
export async function setUnusable(id: string, unusableSince: Date | null): Promise<void> {
  const { identityMapping } = await database()
  await identityMapping.updateMany({ where: { id }, data: { unusableSince } })
}

function isMapping(row: Omit<Mapping, 'acsUserId'> & { acsUserId: string | null }): row is Mapping {
  return row.acsUserId !== null
}

/** The key of the caller's current row. */
export function current({ directory, subject }: CallerId) {
  return { directory, subject, acsResource: env().acs.resource, tombstone: '' }
}
