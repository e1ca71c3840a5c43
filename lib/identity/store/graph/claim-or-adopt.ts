import 'server-only'
import type { Caller, CallerId } from '@/lib/auth/caller'
import { audit } from '@/lib/observability/audit'
import { databaseStore } from '../database-store'
import type { Claim, Mapping } from '../identity-store'
import { takeIdentity } from '../take-identity'
import { noteExtension } from './extension-index'
import { confirm } from './remembered'
import { readTruth } from './truth'

/**
 * Claims the creation of the caller's identity, unless Graph has one: that is adopted under the claim, so that
 * nobody creates, adopts or ends at the same time. Null while a mapping or somebody's live claim is there.
 */
export async function claimOrAdopt(
  caller: Caller,
  until: Date,
): Promise<{ claim: Claim } | { mapping: Mapping } | null> {
  const claim = await databaseStore.claimMapping(caller, until)
  if (!claim) return null
  try {
    const truth = await readTruth(caller)
    if (truth.kind !== 'identity') return { claim }
    const mapping = await adopt(caller, claim, truth.acsUserId)
    return mapping && { mapping }
  } catch (error) {
    await databaseStore.releaseClaim(caller, claim)
    throw error
  }
}

async function adopt(caller: CallerId, claim: Claim, acsUserId: string): Promise<Mapping | null> {
  const mapping = await takeIdentity(caller, claim, acsUserId)
  if (!mapping) return null
  await noteExtension(mapping.id)
  confirm(mapping)
  audit('identity_adopted', { acsUserId })
  return mapping
}
