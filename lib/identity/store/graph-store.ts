import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Caller, isAbsent } from '@/lib/auth/caller'
import type { PendingOperation } from '../pending/pending-operation'
import { databaseStore } from './database-store'
import { checkMapping } from './graph/check-mapping'
import { claimOrAdopt } from './graph/claim-or-adopt'
import { endKnownMapping, removeUnderClaim } from './graph/end-mapping'
import { dropTombstones, noteExtension, prolongClaim } from './graph/extension-index'
import { writeOwnExtension } from './graph/own-extension'
import { peek } from './graph/peek'
import { confirm, isConfirmed } from './graph/remembered'
import { readTruth } from './graph/truth'
import type { Claim, IdentityStore, Mapping } from './identity-store'

/**
 * Mappings in Microsoft Graph: an open extension on the user, which the user may read and change as well. The
 * database decides who creates, remembers what is pending, and has an index of the identities.
 */
export const graphStore: IdentityStore = {
  ...databaseStore,
  findMapping,
  claimMapping,
  completeClaim,
  discardIdentity,
  endMapping,
  invalidateTokens,
}

const LEASE_MS = 15_000
const ADOPTION_PAUSES_MS = [20, 50, 100, 200, 400]
const lease = () => new Date(Date.now() + LEASE_MS)

async function findMapping(caller: Caller): Promise<Mapping | null> {
  const row = await databaseStore.findMapping(caller)
  // Nobody can be asked.
  if (isAbsent(caller)) return row
  if (!row) return findUnknown(caller)
  if (isConfirmed(row)) return row
  await checkMapping(caller, row)
  // What was revoked or ended meanwhile, and what was corrected, is in the database.
  return databaseStore.findMapping(caller)
}

// Somebody whom the database doesn't know: new, or of a deployment that kept its mappings in Graph alone.
async function findUnknown(caller: Caller): Promise<Mapping | null> {
  for (const pause of ADOPTION_PAUSES_MS) {
    if ((await peek(caller)).kind !== 'identity') return null
    const made = await claimOrAdopt(caller, lease())
    if (made && 'mapping' in made) return made.mapping
    if (made) await databaseStore.releaseClaim(caller, made.claim)
    const row = await databaseStore.findMapping(caller)
    if (row) return row
    await sleep(pause)
  }
  return null
}

async function claimMapping(caller: Caller, until: Date): Promise<Claim | null> {
  const made = await claimOrAdopt(caller, until)
  return made && 'claim' in made ? made.claim : null
}

// Graph first: a row without its extension would look as if it had been ended there.
async function completeClaim(
  caller: Caller,
  claim: Claim,
  acsUserId: string,
): Promise<Mapping | null> {
  if (!(await prolongClaim(claim, lease()))) return null
  await writeOwnExtension(caller, acsUserId)
  const mapping = await databaseStore.completeClaim(caller, claim, acsUserId)
  if (!mapping) return null
  confirm(mapping)
  await dropTombstones(caller)
  return mapping
}

// Graph may have got the identity, and the response been lost.
async function discardIdentity(
  caller: Caller,
  claim: Claim,
  acsUserId: string,
): Promise<PendingOperation> {
  const deletion = await databaseStore.discardIdentity(caller, claim, acsUserId)
  await noteExtension(deletion.id)
  return deletion
}

async function endMapping(caller: Caller, id?: string): Promise<PendingOperation | null> {
  const ended = await endKnownMapping(caller, id)
  if (ended || id !== undefined || isAbsent(caller)) return ended
  if (await findMapping(caller)) return endKnownMapping(caller)
  // What an earlier deletion had to leave there.
  if ((await readTruth(caller)).kind === 'unfit') await removeUnderClaim(caller)
  return null
}

// A revocation doesn't wait for Graph, where the database knows whose tokens they are.
async function invalidateTokens(caller: Caller): Promise<PendingOperation | null> {
  const revocation = await databaseStore.invalidateTokens(caller)
  if (revocation) return revocation
  return (await findMapping(caller)) ? databaseStore.invalidateTokens(caller) : null
}
