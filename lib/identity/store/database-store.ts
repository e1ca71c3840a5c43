import 'server-only'
import type { CallerId } from '@/lib/auth/caller'
import { database, isUniqueViolation } from '@/lib/db/database'
import { env } from '@/lib/env'
import { enqueueDeletion } from '../pending/outbox'
import {
  dueFirst,
  operationFields,
  type PendingOperation,
  toOperation,
} from '../pending/pending-operation'
import { currentRowKey } from './current-row-key'
import type { Claim, IdentityStore, Mapping } from './identity-store'
import { countIdentities, findExtremeIds } from './stored-ids'

/** Mappings in the app's own database, which needs nobody's proof. */
export const databaseStore = {
  findMapping,
  claimMapping,
  // A row's own id is all it takes.
  completeClaim: (_owner: CallerId, claim: Claim, acsUserId: string) =>
    completeClaim(claim, acsUserId),
  discardIdentity,
  releaseClaim: (_owner: CallerId, claim: Claim) => releaseClaim(claim),
  setUnusable: (_owner: CallerId | null, { id }: Pick<Mapping, 'id'>, isUnusable: boolean) =>
    setUnusable(id, isUnusable),
  endMapping,
  invalidateTokens,
  findExtremeIds,
  countIdentities,
  deleteAbandonedClaims,
} satisfies IdentityStore

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

async function findMapping({ directory, subject }: CallerId): Promise<Mapping | null> {
  const { readRow } = await database()
  return toMapping(await readRow(findQuery, [directory, subject, env().acs.resource]))
}

// Clocks that differ by less don't take each other's claims.
const CLOCK_SKEW_MS = 5_000

async function claimMapping(caller: CallerId, until: Date): Promise<Claim | null> {
  const { identityMapping } = await database()
  const claim = { id: crypto.randomUUID(), token: crypto.randomUUID() }
  const lease = { claimToken: claim.token, claimedUntil: until }
  try {
    await identityMapping.create({
      data: { ...currentRowKey(caller), id: claim.id, ...lease },
      select: { id: true },
    })
    return claim
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
  }
  const tooFarAhead = new Date(until.getTime() + CLOCK_SKEW_MS)
  const [taken] = await identityMapping.updateManyAndReturn({
    where: {
      ...currentRowKey(caller),
      acsUserId: null,
      OR: [{ claimedUntil: { lt: new Date() } }, { claimedUntil: { gt: tooFarAhead } }],
    },
    data: lease,
    select: { id: true },
  })
  return taken ? { id: taken.id, token: claim.token } : null
}

async function completeClaim(claim: Claim, acsUserId: string): Promise<Mapping | null> {
  const { identityMapping } = await database()
  const [row] = await identityMapping.updateManyAndReturn({
    where: { id: claim.id, claimToken: claim.token, acsUserId: null },
    data: { acsUserId, claimToken: null, claimedUntil: null },
    select: mappingFields,
  })
  return toMapping(row)
}

// The row may be a mapping already, where the database's response was lost.
async function discardIdentity(
  caller: CallerId,
  claim: Claim,
  acsUserId: string,
): Promise<PendingOperation> {
  const { identityMapping } = await database()
  const isHeld = { claimToken: claim.token, acsUserId: null }
  const ended = { acsUserId, tombstone: crypto.randomUUID(), claimToken: null, claimedUntil: null }
  const [row] = await identityMapping.updateManyAndReturn({
    where: { id: claim.id, tombstone: '', OR: [isHeld, { acsUserId }] },
    data: { ...ended, ...dueFirst() },
    select: operationFields,
  })
  return row ? toOperation(row) : enqueueDeletion(caller, acsUserId)
}

async function releaseClaim(claim: Claim): Promise<void> {
  const { identityMapping } = await database()
  await identityMapping.deleteMany({
    where: { id: claim.id, claimToken: claim.token, acsUserId: null },
  })
}

// More than a minute after the end of the lease. An instance that completes such a claim all the same
// finds it gone, as after a takeover.
async function deleteAbandonedClaims(limit: number): Promise<number> {
  const { identityMapping } = await database()
  const aMinuteAgo = new Date(Date.now() - 60_000)
  const { count } = await identityMapping.deleteMany({
    where: { acsUserId: null, claimedUntil: { lt: aMinuteAgo } },
    limit,
  })
  return count
}

async function setUnusable(id: string, isUnusable: boolean): Promise<void> {
  const { identityMapping } = await database()
  const unusableSince = isUnusable ? new Date() : null
  await identityMapping.updateMany({ where: { id }, data: { unusableSince } })
}

async function endMapping(owner: CallerId, id?: string): Promise<PendingOperation | null> {
  const { identityMapping } = await database()
  const [row] = await identityMapping.updateManyAndReturn({
    where: { ...currentRowKey(owner), ...(id !== undefined && { id }), acsUserId: { not: null } },
    data: { tombstone: crypto.randomUUID(), ...dueFirst() },
    select: operationFields,
  })
  return row ? toOperation(row) : null
}

async function invalidateTokens(owner: CallerId): Promise<PendingOperation | null> {
  const { identityMapping } = await database()
  const [row] = await identityMapping.updateManyAndReturn({
    where: { ...currentRowKey(owner), acsUserId: { not: null } },
    data: { tokenGeneration: { increment: 1 }, ...dueFirst() },
    select: operationFields,
  })
  return row ? toOperation(row) : null
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
