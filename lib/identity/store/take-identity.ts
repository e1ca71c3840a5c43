import 'server-only'
import type { CallerId } from '@/lib/auth/caller'
import { database } from '@/lib/db/database'
import { env } from '@/lib/env'
import { databaseStore } from './database-store'
import type { Claim, Mapping } from './identity-store'

// In the national clouds it begins with 8:gcch-acs or 8:dod-acs.
// https://learn.microsoft.com/azure/communication-services/concepts/identifiers#raw-id-representation
const ID = /^8:(?:gcch-|dod-)?acs:[\w-]{1,200}$/

/** Whether something has the form of an identity of ACS. */
export function isIdentity(value: unknown): value is string {
  return typeof value === 'string' && ID.test(value)
}

/** Why an identity can't become a person's: it has ended, or somebody else has it; null where it can. */
export async function whyTaken(
  { directory, subject }: CallerId,
  acsUserId: string,
): Promise<'ended' | 'of somebody else' | null> {
  const { identityMapping } = await database()
  const rows = await identityMapping.findMany({
    where: { acsResource: env().acs.resource, acsUserId },
    take: 10,
    select: { directory: true, subject: true, tombstone: true },
  })
  if (rows.some(({ tombstone }) => tombstone !== '')) return 'ended'
  const isOwn = (row: CallerId) => row.directory === directory && row.subject === subject
  return rows.every(isOwn) ? null : 'of somebody else'
}

/**
 * Makes an identity that is there already the mapping of whoever holds the claim; null where the claim was
 * lost, or where somebody else takes it at the same time: then neither of them has it.
 */
export async function takeIdentity(
  owner: CallerId,
  claim: Claim,
  acsUserId: string,
): Promise<Mapping | null> {
  const mapping = await databaseStore.completeClaim(owner, claim, acsUserId)
  if (!mapping || !(await whyTaken(owner, acsUserId))) return mapping
  // It was never theirs: nothing of it ends.
  const { identityMapping } = await database()
  await identityMapping.deleteMany({ where: { id: mapping.id, tombstone: '' } })
  return null
}
